//=== fee-subtracted
pragma solidity ^0.4.20;
contract F {
    mapping(address => uint) bal; uint fee = 10;
    constructor() public { bal[msg.sender] = 1e9; }
    function move(address to, uint v) public {
        require(bal[msg.sender] >= v);
        require(v > fee && bal[to] + v > bal[to]); //!fixed
        bal[msg.sender] -= v;
        bal[to] += v - fee; //!here
    }
}
//=== sale-units
pragma solidity ^0.5.0;
contract S {
    mapping(address => uint256) units; uint256 constant COST = 0.01 ether;
    function buy(uint256 n) external payable {
        uint256 total = n * COST; //!here
        require(n == 0 || total / n == COST); //!fixed
        require(msg.value >= total);
        units[msg.sender] = n;
    }
}
//=== index-underflow
pragma solidity ^0.4.19;
contract I {
    uint[] list; uint size;
    function add(uint v) public { list.push(v); size += 1; }
    function drop(uint k) public {
        require(k <= size); //!fixed
        size -= k; //!here
    }
}
