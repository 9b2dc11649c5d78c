//=== blacklist
pragma solidity ^0.8.0;
contract A {
    mapping(address => uint256) bal; mapping(address => bool) bad; address own;
    constructor() { own = msg.sender; bal[msg.sender] = 1e24; }
    function balanceOf(address a) external view returns (uint256) { return bal[a]; }
    function transfer(address to, uint256 v) external returns (bool) { require(!bad[msg.sender]); bal[msg.sender] -= v; bal[to] += v; return true; }
    function note(address a, bool y) external { require(msg.sender == own); bad[a] = y; } //!weak here
}
//=== switch-number
pragma solidity ^0.5.0;
contract B {
    mapping(address => uint256) bal; uint8 phase; address own;
    constructor() public { own = msg.sender; bal[msg.sender] = 1e24; phase = 2; }
    function balanceOf(address a) public view returns (uint256) { return bal[a]; }
    modifier live() { if (phase < 2 && msg.sender != own) revert(); _; }
    function transfer(address to, uint256 v) public live returns (bool) { require(bal[msg.sender] >= v); bal[msg.sender] -= v; bal[to] += v; return true; }
    function step(uint8 p) public { require(msg.sender == own); phase = p; } //!weak here
}
//=== max-sell
pragma solidity ^0.6.12;
contract C {
    mapping(address => uint256) bal; uint256 cap = 1e22; address own; address pool;
    constructor(address p) public { own = msg.sender; pool = p; bal[msg.sender] = 1e24; }
    function balanceOf(address a) external view returns (uint256) { return bal[a]; }
    function transfer(address to, uint256 v) external returns (bool) { return _t(msg.sender, to, v); }
    function _t(address f, address to, uint256 v) private returns (bool) { if (to == pool && f != own) require(v <= cap, "big"); require(bal[f] >= v); bal[f] -= v; bal[to] += v; return true; }
    function setCap(uint256 c) external { require(msg.sender == own); cap = c; } //!weak here
}
//=== outside
pragma solidity ^0.8.0;
interface Guard { function check(address a, address b) external; }
contract D {
    mapping(address => uint256) bal; Guard g; address own; //!weak
    mapping(address => uint256) bal; address own; //!fixed
    constructor() { own = msg.sender; bal[msg.sender] = 1e24; }
    function balanceOf(address a) external view returns (uint256) { return bal[a]; }
    function setGuard(Guard x) external { require(msg.sender == own); g = x; } //!weak here
    function transfer(address to, uint256 v) external returns (bool) {
        g.check(msg.sender, to); //!weak
        bal[msg.sender] -= v; bal[to] += v; return true;
    }
}
//=== cooldown
pragma solidity ^0.8.0;
contract E {
    mapping(address => uint256) bal; mapping(address => uint256) last; uint256 gap = 30; address own;
    constructor() { own = msg.sender; bal[msg.sender] = 1e24; }
    function balanceOf(address a) external view returns (uint256) { return bal[a]; }
    function transfer(address to, uint256 v) external returns (bool) { require(block.timestamp >= last[msg.sender] + gap); last[msg.sender] = block.timestamp; bal[msg.sender] -= v; bal[to] += v; return true; }
    function wait(uint256 s) external { require(msg.sender == own); gap = s; } //!weak here
}
//=== period-not-limit
pragma solidity ^0.6.0;
library M { function add(uint a, uint b) internal pure returns (uint c) { c = a + b; require(c >= a); } }
contract F {
    using M for uint;
    mapping(address => uint256) bal; uint256 period = 1 days; uint256 lastPaid; address own;
    constructor() public { own = msg.sender; bal[msg.sender] = 1e24; }
    function balanceOf(address a) external view returns (uint256) { return bal[a]; }
    function transfer(address to, uint256 v) external returns (bool) {
        require(bal[msg.sender] >= v); bal[msg.sender] -= v; bal[to] = bal[to].add(v);
        require(lastPaid.add(period) <= now); //!weak
        if (lastPaid.add(period) <= now) lastPaid = now; //!fixed
        return true;
    }
    function setPeriod(uint256 p) external { require(msg.sender == own); period = p; } //!here
}
