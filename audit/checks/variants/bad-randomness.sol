//=== blockhash-mod
pragma solidity ^0.4.21;
contract Flip {
    uint wins; address croupier = msg.sender; uint outcome;
    function bet(bool heads) public payable {
        uint h = uint(block.blockhash(block.number - 1)); //!weak here
        uint h = outcome; //!fixed
        if ((h / 2**255 == 1) == heads) msg.sender.transfer(2 * msg.value);
    }
    function oracle(uint h) public { require(msg.sender == croupier); outcome = h; } //!fixed
}
//=== keccak-mix
pragma solidity ^0.8.0;
contract Raffle {
    address[] entries; address coord; uint256 word;
    constructor(address c) { coord = c; }
    function join() external payable { require(msg.value == 1 ether); entries.push(msg.sender); }
    function draw() external {
        uint256 i = uint256(keccak256(abi.encodePacked(block.prevrandao, block.timestamp, entries.length))) % entries.length; //!weak here
        uint256 i = word % entries.length; //!fixed
        payable(entries[i]).transfer(address(this).balance);
    }
    function fulfil(uint256 w) external { require(msg.sender == coord); word = w; }
}
//=== helper-rand
pragma solidity ^0.5.0;
contract Dice {
    uint nonce; address source; uint fromSource;
    constructor(address s) public { source = s; }
    function roll() internal returns (uint) {
        nonce++;
        return uint(keccak256(abi.encode(now, msg.sender, nonce))) % 6 + 1; //!weak here
        return fromSource % 6 + 1; //!fixed
    }
    function feed(uint v) external { require(msg.sender == source); fromSource = v; }
    function play() external payable { if (roll() == 6) msg.sender.transfer(5 * msg.value); }
}
//=== coinbase
pragma solidity ^0.4.13;
contract Lucky {
    address[] public people;
    uint secret; address dealer = msg.sender;
    function enter() payable { people.push(msg.sender); }
    function pick() {
        uint n = uint(block.coinbase) ^ block.difficulty; //!weak here
        require(msg.sender == dealer); //!fixed
        uint n = secret; //!fixed
        people[n % people.length].transfer(this.balance);
    }
}
//=== stored-seed
pragma solidity ^0.4.24;
contract Seeded {
    uint private seed; address feeder = msg.sender;
    function begin() public {
        seed = uint(keccak256(block.timestamp, block.gaslimit)); //!weak here
    }
    function set(uint s) public { require(msg.sender == feeder); seed = s; } //!fixed
    function guess(uint g) public payable { if (g % 10 == seed % 10) msg.sender.transfer(2 * msg.value); }
}
//=== private-const
pragma solidity ^0.4.2;
contract Casino {
    uint spin; address host = msg.sender;
    function play(uint8 n) payable {
        var r = uint8(sha3(block.number, tx.gasprice)) % 37; //!weak here
        var r = uint8(spin % 37); //!fixed
        if (r == n) { if (!msg.sender.send(35 * msg.value)) throw; }
    }
    function wheel(uint s) { if (msg.sender != host) throw; spin = s; }
}
//=== array-shuffle
pragma solidity ^0.6.0;
contract Loot {
    uint[] items; mapping(address => uint) won; address vrf; uint rnd;
    constructor(address v) public { vrf = v; }
    function stock(uint i) external { require(msg.sender == vrf); items.push(i); }
    function open() external payable {
        require(msg.value == 0.1 ether && items.length > 0);
        bytes32 e = blockhash(block.number - 1); //!weak here
        bytes32 e = bytes32(rnd); //!fixed
        won[msg.sender] = items[uint(e) % items.length];
    }
    function back(uint r) external { require(msg.sender == vrf); rnd = r; }
}
//=== parity
pragma solidity ^0.4.23;
contract Even {
    uint pot; uint reveal_; bytes32 commit; address bank = msg.sender;
    function play() public payable {
        if (block.number % 2 == 0) msg.sender.transfer(address(this).balance / 2); //!weak here
        pot += msg.value;
    }
    function open(uint s) public { require(keccak256(abi.encodePacked(s)) == commit && msg.sender == bank); reveal_ = s; } //!fixed
    function prize() public { if (reveal_ % 2 == 1) bank.transfer(address(this).balance); } //!fixed
}
