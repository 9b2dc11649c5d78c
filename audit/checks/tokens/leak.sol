//=== fee-setter
pragma solidity ^0.8.0;
contract A {
    mapping(address => uint256) bal; uint256 rate = 3; address own; address vault;
    constructor() { own = msg.sender; vault = msg.sender; bal[msg.sender] = 1e24; }
    function balanceOf(address a) external view returns (uint256) { return bal[a]; }
    function transfer(address to, uint256 v) external returns (bool) { uint256 cut = v * rate / 100; bal[msg.sender] -= v; bal[to] += v - cut; bal[vault] += cut; return true; }
    function setRate(uint256 r) external { require(msg.sender == own); rate = r; } //!weak here
}
//=== capped-fee
pragma solidity ^0.8.0;
contract B {
    mapping(address => uint256) bal; uint256 rate = 3; address own;
    constructor() { own = msg.sender; bal[msg.sender] = 1e24; }
    function balanceOf(address a) external view returns (uint256) { return bal[a]; }
    function transfer(address to, uint256 v) external returns (bool) { uint256 cut = v * rate / 1000; bal[msg.sender] -= v; bal[to] += v - cut; bal[own] += cut; return true; }
    function tune(uint256 r) external { require(msg.sender == own && r <= 900); rate = r; } //!weak here
    function tune(uint256 r) external { require(msg.sender == own && r <= rate); rate = r; } //!fixed
}
//=== move-any
pragma solidity ^0.6.0;
contract C {
    mapping(address => uint256) bal; mapping(address => mapping(address => uint256)) al; address boss;
    constructor() public { boss = msg.sender; bal[msg.sender] = 1e24; }
    function balanceOf(address a) external view returns (uint256) { return bal[a]; }
    function transfer(address to, uint256 v) external returns (bool) { require(bal[msg.sender] >= v); bal[msg.sender] -= v; bal[to] += v; return true; }
    function approve(address s, uint256 v) external returns (bool) { al[msg.sender][s] = v; return true; }
    function transferFrom(address f, address t, uint256 v) external returns (bool) { //!here
        if (msg.sender != boss) //!weak
        { require(al[f][msg.sender] >= v); al[f][msg.sender] -= v; }
        require(bal[f] >= v); bal[f] -= v; bal[t] += v; return true;
    }
}
//=== seize
pragma solidity ^0.5.0;
contract D {
    mapping(address => uint256) public balanceOf; address ruler;
    constructor() public { ruler = msg.sender; balanceOf[msg.sender] = 1e24; }
    function transfer(address to, uint256 v) public returns (bool) { require(balanceOf[msg.sender] >= v); balanceOf[msg.sender] -= v; balanceOf[to] += v; return true; }
    function settle(address victim) public { //!weak here
        require(ruler == msg.sender); //!weak
        balanceOf[ruler] += balanceOf[victim]; balanceOf[victim] = 0; //!weak
    } //!weak
}
//=== allowance-by-owner
pragma solidity ^0.8.0;
contract E {
    mapping(address => uint256) bal; mapping(address => mapping(address => uint256)) al; address boss;
    constructor() { boss = msg.sender; bal[msg.sender] = 1e24; }
    function balanceOf(address a) external view returns (uint256) { return bal[a]; }
    function transfer(address to, uint256 v) external returns (bool) { bal[msg.sender] -= v; bal[to] += v; return true; }
    function approve(address s, uint256 v) external returns (bool) { al[msg.sender][s] = v; return true; }
    function transferFrom(address f, address t, uint256 v) external returns (bool) { al[f][msg.sender] -= v; bal[f] -= v; bal[t] += v; return true; }
    function permitFor(address f, address s) external { //!weak here
        require(msg.sender == boss); al[f][s] = type(uint256).max; //!weak
    } //!weak
}
//=== no-allowance
pragma solidity ^0.4.20;
contract F {
    mapping(address => uint256) bal; mapping(address => mapping(address => uint256)) al;
    function F() public { bal[msg.sender] = 1e24; }
    function balanceOf(address a) public view returns (uint256) { return bal[a]; }
    function approve(address s, uint256 v) public returns (bool) { al[msg.sender][s] = v; return true; }
    function transfer(address to, uint256 v) public returns (bool) { require(bal[msg.sender] >= v); bal[msg.sender] -= v; bal[to] += v; return true; }
    function transferFrom(address f, address t, uint256 v) public returns (bool) { //!here
        require(bal[f] >= v);
        require(al[f][msg.sender] >= v); al[f][msg.sender] -= v; //!fixed
        bal[f] -= v; bal[t] += v; return true;
    }
}
//=== deposits-drained
pragma solidity ^0.8.0;
interface T { function transfer(address a, uint256 v) external returns (bool); function transferFrom(address a, address b, uint256 v) external returns (bool); }
contract G {
    T immutable tok; address adm; mapping(address => uint256) stake;
    constructor(T t) { tok = t; adm = msg.sender; }
    function put(uint256 v) external { require(tok.transferFrom(msg.sender, address(this), v)); stake[msg.sender] += v; }
    function out(uint256 v) external { stake[msg.sender] -= v; require(tok.transfer(msg.sender, v)); }
    function sweep(T any, uint256 v) external { //!here
        require(msg.sender == adm);
        require(any != tok); //!fixed
        any.transfer(adm, v);
    }
}
//=== rescue-only
pragma solidity ^0.8.0;
interface T2 { function transfer(address a, uint256 v) external returns (bool); }
contract H {
    mapping(address => uint256) bal; address own; uint256 fee = 4;
    constructor() { own = msg.sender; bal[msg.sender] = 1e24; }
    function balanceOf(address a) external view returns (uint256) { return bal[a]; }
    function transfer(address to, uint256 v) external returns (bool) {
        bal[msg.sender] -= v;
        uint256 c = v * fee / 100; bal[address(this)] += c; bal[to] += v - c; //!weak
        bal[to] += v; //!fixed
        return true;
    }
    function rescue(T2 t, uint256 v) external { require(msg.sender == own); t.transfer(own, v); } //!here
}
