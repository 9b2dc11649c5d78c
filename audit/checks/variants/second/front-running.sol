//=== odd-even
pragma solidity ^0.4.2;
contract OddEven {
    struct Seat { address who; uint pick; }
    Seat[2] public seats; uint8 taken; address house = msg.sender; mapping(uint8 => bytes32) blind;
    function sit(uint pick) payable { //!weak here
        if (msg.value != 1 ether) throw; //!weak
        seats[taken] = Seat(msg.sender, pick); //!weak here
        taken++; //!weak
        if (taken == 2) finish(); //!weak
    } //!weak
    function sit(bytes32 hidden) payable { if (msg.value != 1 ether) throw; blind[taken] = hidden; taken++; } //!fixed
    function finish() private { uint sum = seats[0].pick + seats[1].pick; uint8 w = uint8(sum % 2); taken = 0; if (!seats[w].who.send(1.8 ether)) throw; }
    function leave(uint v) { if (msg.sender != house) throw; if (!house.send(v)) throw; }
}
//=== stored-reward
pragma solidity ^0.5.0;
contract Task {
    address payable owner = msg.sender; bool done; uint public prize;
    function raise_() external payable { require(!done && msg.sender == owner); owner.transfer(prize); prize = msg.value; } //!weak here
    function raise_() external payable { require(!done && msg.sender == owner); prize += msg.value; } //!fixed
    function solve(uint x) external { require(!done && x % 7919 == 5 && x > 1000000); done = true; msg.sender.transfer(prize); } //!weak here
    function solve2(uint x) external { require(msg.sender == owner && x > 0); done = true; } //!fixed
}
