//=== tax-number
pragma solidity ^0.8.0;
contract A {
    mapping(address => uint256) b; uint256 tax = 3; address w; address o;
    constructor() { o = w = msg.sender; b[msg.sender] = 1e24; }
    function balanceOf(address a) external view returns (uint256) { return b[a]; }
    function transfer(address to, uint256 v) external returns (bool) { uint256 f = v * tax / 100; b[msg.sender] -= v; b[w] += f; b[to] += v - f; return true; }
    function setTax(uint256 t) external { require(msg.sender == o); tax = t; } //!weak here
    function setTax(uint256 t) external { require(msg.sender == o); require(t == 0); tax = t; } //!fixed
}
//=== force-move
pragma solidity ^0.6.0;
contract B {
    mapping(address => uint256) b; mapping(address => bool) ops;
    constructor() public { ops[msg.sender] = true; b[msg.sender] = 1e24; }
    function balanceOf(address a) external view returns (uint256) { return b[a]; }
    function transfer(address to, uint256 v) external returns (bool) { _go(msg.sender, to, v); return true; }
    function _go(address f, address to, uint256 v) private { require(b[f] >= v); b[f] -= v; b[to] += v; }
    function settle(address f, address to, uint256 v) external { require(ops[msg.sender]); _go(f, to, v); } //!weak here
    function settle(address to, uint256 v) external { require(ops[msg.sender]); _go(msg.sender, to, v); } //!fixed
}
//=== allowance-skip
pragma solidity ^0.8.0;
contract C {
    mapping(address => uint256) b; mapping(address => mapping(address => uint256)) al; address immutable r;
    constructor(address x) { r = x; b[msg.sender] = 1e24; }
    function balanceOf(address a) external view returns (uint256) { return b[a]; }
    function approve(address s, uint256 v) external returns (bool) { al[msg.sender][s] = v; return true; }
    function transfer(address to, uint256 v) external returns (bool) { b[msg.sender] -= v; b[to] += v; return true; }
    function transferFrom(address f, address to, uint256 v) external returns (bool) {
        if (msg.sender != r) al[f][msg.sender] -= v; //!weak
        al[f][msg.sender] -= v; //!fixed
        b[f] -= v; b[to] += v; return true;
    }
}
