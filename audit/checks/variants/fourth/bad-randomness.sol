//=== abi-packed-number
pragma solidity ^0.8.0;
contract Dice {
    uint256 public pot;
    address oracle; constructor(address o) { oracle = o; }
    function roll() external payable { //!weak
        require(msg.value == 1 ether); //!weak
        uint8 face = uint8(uint256(keccak256(abi.encodePacked(block.number, block.prevrandao, msg.sender))) % 6); //!weak here
        if (face == 5) payable(msg.sender).transfer(5 ether); //!weak
    } //!weak
    function roll(address payable who, uint256 word) external { //!fixed
        require(msg.sender == oracle); //!fixed
        if (word % 6 == 5) who.transfer(5 ether); //!fixed
    } //!fixed
}
//=== assembly-timestamp
pragma solidity ^0.8.0;
contract Coin {
    bytes32 commit; address payable player; uint256 last;
    receive() external payable {}
    function flip() external { //!weak
        uint256 r; assembly { r := mod(timestamp(), 2) } //!weak here
        if (r == 1) payable(msg.sender).transfer(1 ether); //!weak here
    } //!weak
    function seal(bytes32 c) external { require(player == address(0)); commit = c; player = payable(msg.sender); } //!fixed
    function open(uint256 n) external { require(msg.sender == player && keccak256(abi.encode(n)) == commit); player = payable(address(0)); last = n; } //!fixed
}
//=== modifier-seed
pragma solidity ^0.5.2;
contract M {
    uint private seed; uint public round; address payable king;
    modifier stir() { seed = uint(keccak256(abi.encode(seed, blockhash(block.number - 1), now))); _; } //!weak here
    modifier stir() { seed = seed + 1; _; } //!fixed
    function play() external payable stir { require(msg.value > 0); round += 1; if (seed % 10 == 0) msg.sender.transfer(address(this).balance); } //!weak here
    function play() external payable stir { require(msg.value > 0); round += 1; king = msg.sender; } //!fixed
    function leave() external { require(msg.sender == king); king = address(0); msg.sender.transfer(1 wei); }
}
//=== winner-by-difficulty
pragma solidity ^0.4.23;
contract R {
    address[] who; address host = msg.sender;
    function join() public payable { require(msg.value == 1 finney && who.length < 50); who.push(msg.sender); }
    function draw() public { //!weak
        uint pick = uint(keccak256(block.difficulty, who.length)) % who.length; //!weak here
        who[pick].transfer(this.balance); //!weak here
    } //!weak
    function draw(uint pick) public { require(msg.sender == host); who[pick].transfer(this.balance); } //!fixed
}
