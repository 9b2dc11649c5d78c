//=== returned-pointer
pragma solidity ^0.4.24;
contract Ret {
    address boss = msg.sender;
    struct Box { uint a; uint b; } Box[] boxes;
    function make(uint a) public {
        Box b; //!weak here
        Box memory b; //!fixed
        b.a = a; b.b = now;
        boxes.push(b);
    }
}
