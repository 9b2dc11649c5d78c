//=== wrong-guard
pragma solidity ^0.4.18;
contract Tok {
    mapping(address => uint) bal; uint public total;
    constructor(uint s) public { bal[msg.sender] = total = s; }
    function move(address to, uint v) public returns (bool) {
        require(bal[msg.sender] - v >= 0); //!weak here
        require(bal[msg.sender] >= v); //!fixed
        bal[msg.sender] -= v; //!here
        bal[to] += v;
        return true;
    }
}
//=== local-only
pragma solidity ^0.4.19;
contract Count {
    uint public c = 1;
    function less(uint x) public {
        require(x <= c); //!fixed
        c -= x; //!here
    }
    function local(uint x) public { uint r = c - x; r; } //!weak here
}
//=== uint32-cast
pragma solidity ^0.5.0;
contract Pack {
    mapping(address => uint32) u;
    function add(uint32 n) external {
        uint32 m = u[msg.sender] + n; //!here
        require(m >= n); //!fixed
        u[msg.sender] = m;
    }
}
