//=== lottery-by-second
pragma solidity ^0.4.25;
contract Hour {
    uint pot; uint served;
    function tick() public payable {
        pot += msg.value;
        if (now % 60 == 7) { served += 1; msg.sender.transfer(pot / 2); } //!weak here
        if (served < 10) { served += 1; } //!fixed
    }
}
//=== same-second
pragma solidity ^0.5.0;
contract Last {
    uint lastAt; uint turns; address payable w;
    function hit() external payable {
        require(msg.value >= 1 finney);
        if (block.timestamp == lastAt) { msg.sender.transfer(address(this).balance); } //!weak here
        lastAt = block.timestamp; //!weak
        turns += 1; w = msg.sender; //!fixed
    }
    function end() external { require(msg.sender == w && turns > 3); turns = 0; msg.sender.transfer(1); }
}
