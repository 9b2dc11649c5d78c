//=== bots-map
pragma solidity ^0.8.0;
contract A {
    mapping(address => uint256) b; mapping(address => bool) bots; address o;
    constructor() { o = msg.sender; b[msg.sender] = 1e24; }
    function balanceOf(address a) external view returns (uint256) { return b[a]; }
    function transfer(address to, uint256 v) external returns (bool) {
        require(!bots[msg.sender], "bot"); //!weak
        b[msg.sender] -= v; b[to] += v; return true;
    }
    function mark(address[] memory w, bool y) external { require(msg.sender == o); for (uint i; i < w.length; i++) bots[w[i]] = y; } //!weak here
}
//=== max-by-owner
pragma solidity ^0.7.6;
contract B {
    mapping(address => uint256) b; uint256 most = 1e22; address o;
    constructor() { o = msg.sender; b[msg.sender] = 1e24; }
    function balanceOf(address a) external view returns (uint256) { return b[a]; }
    function transfer(address to, uint256 v) external returns (bool) { _t(msg.sender, to, v); return true; }
    function _t(address f, address to, uint256 v) internal { if (f != o) require(v <= most, "max"); require(b[f] >= v); b[f] -= v; b[to] += v; }
    function setMost(uint256 m) external { require(o == msg.sender); most = m; } //!weak here
    function setMost(uint256 m) external { require(o == msg.sender); require(m >= 1e22); most = m; } //!fixed
}
//=== modifier-open
pragma solidity ^0.5.1;
contract C {
    mapping(address => uint256) b; bool live = true; address o;
    constructor() public { o = msg.sender; b[msg.sender] = 1e24; }
    modifier whenLive() { require(live || msg.sender == o); _; }
    function balanceOf(address a) external view returns (uint256) { return b[a]; }
    function transfer(address to, uint256 v) external whenLive returns (bool) { require(b[msg.sender] >= v); b[msg.sender] -= v; b[to] += v; return true; } //!weak
    function transfer(address to, uint256 v) external returns (bool) { require(b[msg.sender] >= v); b[msg.sender] -= v; b[to] += v; return true; } //!fixed
    function set(bool y) external { require(msg.sender == o); live = y; }
}
