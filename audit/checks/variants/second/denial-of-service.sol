//=== send-or-throw-loop
pragma solidity ^0.4.8;
contract Back {
    address[] list; mapping(address => uint) due;
    function enter() payable { list.push(msg.sender); due[msg.sender] = msg.value; }
    function everyone() {
        for (uint x; x < list.length; x++) { //!weak here
            if (!list[x].send(due[list[x]])) throw; //!weak here
        } //!weak
        if (!msg.sender.send(due[msg.sender])) throw; due[msg.sender] = 0; //!fixed
    }
}
//=== grow-by-number
pragma solidity ^0.4.25;
contract Numbers {
    uint n = 0; uint[] arr;
    function fill(uint v, uint count) public {
        for (uint i = 0; i < count; i++) { //!weak here
        require(count <= 10 && arr.length < 100); for (uint i = 0; i < count; i++) { //!fixed
            if (n == arr.length) arr.length += 1;
            arr[n++] = v;
        }
    }
    function clear() public { require(n > 1500); n = 0; arr = new uint[](0); } //!weak here
    function clear() public { n = 0; } //!fixed
}
//=== plain-param-loop
pragma solidity ^0.4.24;
contract Simple {
    address[] names;
    function many() public returns (bool) {
        if (names.length < 1500) { //!weak here
            for (uint i = 0; i < 350; i++) { names.push(msg.sender); } //!weak here
            return true;
        } //!weak
        names = new address[](0); //!weak here
        return false;
    }
}
