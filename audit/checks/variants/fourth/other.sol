//=== pointer-in-branch
pragma solidity ^0.4.20;
contract B {
    address owner = msg.sender; uint total;
    struct Bid { address who; uint v; }
    mapping(uint => Bid) bids;
    function put(uint id) public payable {
        if (msg.value > 0) {
            Bid b; //!weak here
            Bid memory b; //!fixed
            b.who = msg.sender; b.v = msg.value;
            bids[id] = b;
        }
    }
}
//=== array-pointer-push
pragma solidity 0.4.22;
contract A {
    bool public open; uint[] kept;
    function f(uint x) public {
        uint[] list; //!weak here
        uint[] storage list = kept; //!fixed
        list.push(x);
    }
}
