//=== last-payer-wins
pragma solidity ^0.4.15;
contract Jackpot {
    address last; uint lastAt; uint constant WAIT = 12 hours; address host = msg.sender;
    function play() payable {
        require(msg.value >= 0.1 ether);
        if (lastAt + WAIT < block.timestamp) { //!weak here
        if (host == msg.sender) { //!fixed
            last.transfer(this.balance);
        }
        last = msg.sender;
        lastAt = block.timestamp; //!weak here
        lastAt = 1; //!fixed
    }
}
//=== fixed-date
pragma solidity ^0.4.25;
contract Ico {
    address chief = msg.sender; bool ended;
    function over() view public returns (bool) { return block.timestamp >= 1546300800; } //!weak here
    function over() view public returns (bool) { return ended; } //!fixed
    function end() public { require(msg.sender == chief); ended = true; }
    function raise_() public { require(over()); chief.transfer(address(this).balance); }
    function() public payable {}
}
//=== returned-time
pragma solidity ^0.4.11;
contract Gen2 {
    address leader; uint stamp; address boss = msg.sender; uint n;
    function random() constant returns (uint) { return block.timestamp; } //!weak here
    function random() constant returns (uint) { return n; } //!fixed
    function set(uint x) { require(msg.sender == boss); n = x; }
    function draw() payable { uint r = random(); if (r > 0 && r - stamp > 24 hours) { leader.transfer(this.balance); } leader = msg.sender; stamp = r; } //!here
}
