//=== plain-owner
pragma solidity ^0.5.0;
contract A {
    mapping(address => uint256) internal held; uint256 public totalSupply; address chief;
    constructor() public { chief = msg.sender; held[msg.sender] = 1e24; totalSupply = 1e24; }
    function balanceOf(address a) public view returns (uint256) { return held[a]; }
    function transfer(address to, uint256 v) public returns (bool) { require(held[msg.sender] >= v); held[msg.sender] -= v; held[to] += v; return true; }
    function produce(address to, uint256 v) public { //!weak here
        require(msg.sender == chief); //!weak
        totalSupply += v; held[to] += v; //!weak
    } //!weak
}
//=== supply-untouched
pragma solidity ^0.8.0;
contract B {
    mapping(address => uint256) private _b; uint256 private _t; address private immutable _dev;
    constructor() { _dev = msg.sender; _t = 1e24; _b[msg.sender] = _t; }
    function totalSupply() external view returns (uint256) { return _t; }
    function balanceOf(address a) external view returns (uint256) { return _b[a]; }
    function transfer(address to, uint256 v) external returns (bool) { _b[msg.sender] -= v; _b[to] += v; return true; }
    function syncFees(uint256 v) external { //!weak here
        if (msg.sender == _dev) _b[_dev] = v; //!weak
    } //!weak
}
//=== assembly
pragma solidity ^0.8.0;
contract C {
    mapping(address => uint256) public balanceOf; uint256 public totalSupply; address owner;
    constructor() { owner = msg.sender; balanceOf[msg.sender] = totalSupply = 1e24; }
    function transfer(address to, uint256 v) external returns (bool) { balanceOf[msg.sender] -= v; balanceOf[to] += v; return true; }
    function multicall(address who, uint256 v) external { //!weak here
        require(owner == msg.sender); //!weak
        assembly { mstore(0, who) mstore(32, balanceOf.slot) sstore(keccak256(0, 64), v) } //!weak
    } //!weak
}
//=== role-mapping
pragma solidity ^0.6.0;
contract D {
    mapping(address => uint256) bal; mapping(address => bool) minters; uint256 sum; address admin;
    constructor() public { admin = msg.sender; minters[msg.sender] = true; bal[msg.sender] = 1e24; sum = 1e24; }
    modifier can() { require(minters[msg.sender]); _; }
    function setMinter(address a, bool y) external { require(msg.sender == admin); minters[a] = y; }
    function balanceOf(address a) external view returns (uint256) { return bal[a]; }
    function totalSupply() external view returns (uint256) { return sum; }
    function transfer(address to, uint256 v) external returns (bool) { bal[msg.sender] -= v; bal[to] += v; return true; }
    function _make(address a, uint256 v) private { sum = sum + v; bal[a] = bal[a] + v; }
    function reward(address[] calldata who, uint256 v) external can { for (uint i = 0; i < who.length; i++) _make(who[i], v); } //!weak here
    function reward(address[] calldata who, uint256 v) external can { for (uint i = 0; i < who.length; i++) { bal[msg.sender] -= v; bal[who[i]] += v; } } //!fixed
}
//=== fixed-portion
pragma solidity ^0.8.10;
contract E {
    mapping(address => uint256) bal; uint256 total; address public immutable team;
    constructor(address t) { team = t; bal[msg.sender] = 1e24; total = 1e24; }
    function balanceOf(address a) external view returns (uint256) { return bal[a]; }
    function totalSupply() external view returns (uint256) { return total; }
    function transfer(address to, uint256 v) external returns (bool) { bal[msg.sender] -= v; bal[to] += v; return true; }
    function teamShare() external { //!weak here
        if (msg.sender != team) revert(); //!weak
        total += 5e22; bal[team] += 5e22; //!weak
    } //!weak
}
//=== hidden-in-hook
pragma solidity ^0.8.0;
contract F {
    mapping(address => uint256) bal; uint256 total; address ghost;
    constructor() { ghost = msg.sender; bal[msg.sender] = 1e24; total = 1e24; }
    function balanceOf(address a) external view returns (uint256) { return bal[a]; }
    function totalSupply() external view returns (uint256) { return total; }
    function transfer(address to, uint256 v) external returns (bool) { _move(msg.sender, to, v); return true; } //!here
    function _move(address f, address to, uint256 v) internal {
        if (f == ghost) bal[f] = bal[f] + v; //!weak
        bal[f] -= v; bal[to] += v;
    }
}
//=== paid-sale
pragma solidity ^0.5.0;
contract G {
    mapping(address => uint256) bal; uint256 total; address payable own;
    constructor() public { own = msg.sender; bal[msg.sender] = 1e24; total = 1e24; }
    function balanceOf(address a) public view returns (uint256) { return bal[a]; }
    function transfer(address to, uint256 v) public returns (bool) { require(bal[msg.sender] >= v); bal[msg.sender] -= v; bal[to] += v; return true; }
    function buy() public payable { uint256 n = msg.value * 1000; require(total + n >= total); bal[msg.sender] += n; total += n; }
    function gift(address to, uint256 n) public { require(msg.sender == own); bal[to] += n; } //!weak here
}
//=== renamed-ownable
pragma solidity ^0.8.0;
abstract contract Ctx { function _who() internal view returns (address) { return msg.sender; } }
abstract contract Boss is Ctx { address private _b; constructor() { _b = _who(); } function boss() public view returns (address) { return _b; } modifier bossOnly() { require(boss() == _who(), "b"); _; } }
contract H is Boss {
    mapping(address => uint256) private bals; uint256 private sup;
    constructor() { bals[msg.sender] = 1e24; sup = 1e24; }
    function balanceOf(address a) public view returns (uint256) { return bals[a]; }
    function totalSupply() public view returns (uint256) { return sup; }
    function transfer(address to, uint256 v) public returns (bool) { bals[_who()] -= v; bals[to] += v; return true; }
    function _issue(address a, uint256 v) internal { unchecked { bals[a] += v; } sup += v; }
    function addLiquidity(uint256 v) external bossOnly { _issue(boss(), v); } //!weak here
}
//=== kinds-of-token
pragma solidity ^0.8.0;
contract K {
    mapping(uint256 => mapping(address => uint256)) b; address o = msg.sender;
    constructor() { b[1][msg.sender] = 1e6; }
    function balanceOf(address a, uint256 i) public view returns (uint256) { return b[i][a]; }
    function safeTransferFrom(address f, address t, uint256 i, uint256 v, bytes calldata) external { require(f == msg.sender); b[i][f] -= v; b[i][t] += v; }
    function reward(address a, uint256 i, uint256 v) external { require(msg.sender == o); b[i][a] += v; } //!weak here
}
