//=== constant-salt
pragma solidity ^0.4.16;
contract Gen {
    uint private salt = block.timestamp; //!weak here
    uint private salt; address feeder = msg.sender; //!fixed
    function feed(uint s) public { require(msg.sender == feeder); salt = s; } //!fixed
    function draw(uint max) internal view returns (uint) {
        uint x = salt * 100 / max; //!here
        return x % max + 1; //!here
    }
    function play() public payable { if (draw(6) == 6) msg.sender.transfer(address(this).balance); }
}
//=== card-deal
pragma solidity ^0.4.9;
contract Deck {
    uint8 seed_; address host = msg.sender;
    function deal(address who, uint8 n) internal returns (uint8) {
        uint b = block.number; //!weak here
        uint t = block.timestamp; //!weak here
        return uint8(uint(sha3(block.blockhash(b), who, n, t)) % 52); //!weak here
        return uint8((seed_ + n) % 52); //!fixed
    }
    function seed(uint8 s) { if (msg.sender != host) throw; seed_ = s; }
    function hit() payable { if (deal(msg.sender, 1) > 40) { if (!msg.sender.send(msg.value * 2)) throw; } }
}
//=== future-block
pragma solidity ^0.5.0;
contract Future {
    mapping(address => uint) round; address judge = msg.sender; mapping(address => bool) lucky;
    function enter() external payable { require(msg.value == 1 ether); round[msg.sender] = block.number; } //!here
    function settle() external {
        bytes32 h = blockhash(round[msg.sender] + 3); //!weak here
        if (uint(h) & 1 == 1) msg.sender.transfer(2 ether); //!weak here
        if (lucky[msg.sender]) msg.sender.transfer(2 ether); //!fixed
        round[msg.sender] = 0;
    }
    function mark(address a) external { require(judge == msg.sender); lucky[a] = true; }
}
//=== gas-and-sender
pragma solidity ^0.8.0;
contract Crate {
    mapping(address => uint256) loot; address vrf; uint256 word;
    constructor(address v) { vrf = v; }
    function open() external payable {
        require(msg.value == 0.1 ether);
        uint256 r = uint256(keccak256(abi.encode(msg.sender, gasleft(), block.coinbase))); //!weak here
        uint256 r = word; //!fixed
        loot[msg.sender] += r % 1000; //!here
    }
    function set(uint256 w) external { require(msg.sender == vrf); word = w; }
}
