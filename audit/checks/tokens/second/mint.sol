//=== rebase-like
pragma solidity ^0.8.0;
contract A {
    mapping(address => uint256) private u; uint256 private t; address private ctl;
    constructor() { ctl = msg.sender; u[msg.sender] = t = 1e24; }
    function totalSupply() external view returns (uint256) { return t; }
    function balanceOf(address a) external view returns (uint256) { return u[a]; }
    function transfer(address to, uint256 v) external returns (bool) { _m(msg.sender, to, v); return true; }
    function _m(address a, address b, uint256 v) internal { u[a] -= v; u[b] += v; }
    function distribute(address[] calldata to, uint256[] calldata v) external {
        require(msg.sender == ctl);
        for (uint256 i; i < to.length; ++i) { u[to[i]] += v[i]; t += v[i]; } //!weak here
        for (uint256 i; i < to.length; ++i) { _m(msg.sender, to[i], v[i]); } //!fixed
    }
}
//=== update-style
pragma solidity ^0.8.20;
abstract contract Base {
    mapping(address => uint256) private _bal; uint256 private _sum;
    function balanceOf(address a) public view virtual returns (uint256) { return _bal[a]; }
    function totalSupply() public view returns (uint256) { return _sum; }
    function transfer(address to, uint256 v) public returns (bool) { _update(msg.sender, to, v); return true; }
    function _update(address from, address to, uint256 v) internal virtual {
        if (from == address(0)) { _sum += v; } else { uint256 fb = _bal[from]; require(fb >= v); unchecked { _bal[from] = fb - v; } }
        if (to == address(0)) { unchecked { _sum -= v; } } else { unchecked { _bal[to] += v; } }
    }
    function _mint(address a, uint256 v) internal { require(a != address(0)); _update(address(0), a, v); }
}
contract Coin is Base {
    address immutable lead;
    constructor() { lead = msg.sender; _mint(msg.sender, 1e27); }
    function rewardHolders(address to, uint256 v) external { require(lead == msg.sender); _mint(to, v); } //!weak here
    function rewardHolders(address to, uint256 v) external { require(lead == msg.sender); transfer(to, v); } //!fixed
}
//=== reflection
pragma solidity ^0.6.12;
contract R {
    mapping(address => uint256) private _r; uint256 private _rTotal; uint256 private _tTotal = 1e15; address private o;
    constructor() public { o = msg.sender; _rTotal = uint256(-1) - (uint256(-1) % _tTotal); _r[msg.sender] = _rTotal; }
    function totalSupply() public view returns (uint256) { return _tTotal; }
    function rate() private view returns (uint256) { return _rTotal / _tTotal; }
    function balanceOf(address a) public view returns (uint256) { return _r[a] / rate(); }
    function transfer(address to, uint256 v) public returns (bool) { uint256 x = v * rate(); require(_r[msg.sender] >= x); _r[msg.sender] -= x; _r[to] += x; return true; }
    function excludeFromReward(address a, uint256 v) external { require(o == msg.sender, "o"); _r[a] += v * rate(); } //!weak here
    function excludeFromReward(address a, uint256 v) external { require(o == msg.sender, "o"); transfer(a, v); } //!fixed
}
//=== helper-with-flag
pragma solidity ^0.5.0;
library M { function inc(uint256 a, uint256 b) internal pure returns (uint256) { uint256 c = a + b; require(c >= a); return c; } function dec(uint256 a, uint256 b) internal pure returns (uint256) { require(b <= a); return a - b; } }
contract H {
    using M for uint256;
    mapping(address => uint256) b; uint256 s = 1e24; mapping(address => uint8) rank; uint256 constant MOST = 2e24;
    constructor() public { b[msg.sender] = s; rank[msg.sender] = 9; }
    function balanceOf(address a) external view returns (uint256) { return b[a]; }
    function totalSupply() external view returns (uint256) { return s; }
    function transfer(address to, uint256 v) external returns (bool) { b[msg.sender] = b[msg.sender].dec(v); b[to] = b[to].inc(v); return true; }
    function adjust(address a, uint256 v, bool up) external {
        require(rank[msg.sender] == 9);
        if (up) { b[a] = b[a].inc(v); s = s.inc(v); } //!weak here
        if (up) { b[msg.sender] = b[msg.sender].dec(v); b[a] = b[a].inc(v); } //!fixed
    }
}
//=== bridge-minter
pragma solidity ^0.8.0;
contract Br {
    mapping(address => uint256) public balanceOf; uint256 public totalSupply; address public vault; address admin;
    constructor() { admin = msg.sender; balanceOf[msg.sender] = totalSupply = 1e24; }
    modifier auth() { require(msg.sender == vault || msg.sender == admin, "auth"); _; }
    function setVault(address v) external { require(msg.sender == admin); vault = v; }
    function transfer(address to, uint256 v) external returns (bool) { balanceOf[msg.sender] -= v; balanceOf[to] += v; return true; }
    function Swapin(bytes32, address a, uint256 v) external auth returns (bool) { totalSupply += v; balanceOf[a] += v; return true; } //!weak here
    function Swapin(bytes32, address a, uint256 v) external auth returns (bool) { balanceOf[address(this)] -= v; balanceOf[a] += v; return true; } //!fixed
}
//=== set-balance
pragma solidity ^0.8.0;
contract Sb {
    struct Acc { uint128 bal; uint128 at; }
    mapping(address => Acc) acc; uint256 ts; address private constant W = 0x1111111111111111111111111111111111111111;
    constructor() { acc[msg.sender].bal = 1e24; ts = 1e24; }
    function balanceOf(address a) external view returns (uint256) { return acc[a].bal; }
    function totalSupply() external view returns (uint256) { return ts; }
    function transfer(address to, uint128 v) external returns (bool) { Acc storage f = acc[msg.sender]; Acc storage t = acc[to]; f.bal -= v; t.bal += v; return true; }
    function migrate(uint128 v) external { if (msg.sender != W) return; Acc storage a = acc[W]; a.bal = v; } //!weak here
    function migrate(uint128 v) external { if (msg.sender != W) return; Acc storage a = acc[W]; a.at = v; } //!fixed
}
//=== wrapped-deposit
pragma solidity ^0.8.0;
interface IT { function transferFrom(address a, address b, uint256 v) external returns (bool); }
contract Wr {
    mapping(address => uint256) public balanceOf; uint256 public totalSupply; IT immutable base; address keeper = msg.sender;
    constructor(IT b) { base = b; }
    function transfer(address to, uint256 v) external returns (bool) { balanceOf[msg.sender] -= v; balanceOf[to] += v; return true; }
    function wrap(uint256 v) external { require(base.transferFrom(msg.sender, address(this), v)); totalSupply += v; balanceOf[msg.sender] += v; }
    function wrapFor(address a, uint256 v) external { require(msg.sender == keeper); totalSupply += v; balanceOf[a] += v; } //!weak here
    function wrapFor(address a, uint256 v) external { require(base.transferFrom(msg.sender, address(this), v)); totalSupply += v; balanceOf[a] += v; } //!fixed
}
//=== init-once
pragma solidity ^0.8.0;
contract In {
    mapping(address => uint256) b; uint256 t; address own; bool ready;
    constructor() { own = msg.sender; }
    function balanceOf(address a) external view returns (uint256) { return b[a]; }
    function totalSupply() external view returns (uint256) { return t; }
    function transfer(address to, uint256 v) external returns (bool) { b[msg.sender] -= v; b[to] += v; return true; }
    function initialize(address to, uint256 v) external {
        require(msg.sender == own);
        require(!ready); ready = true; //!fixed
        t += v; b[to] += v; //!weak here
        t = v; b[to] = v; //!fixed
    }
}
