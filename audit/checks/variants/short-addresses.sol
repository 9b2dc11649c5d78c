//=== send-coin
pragma solidity ^0.4.11;
contract MetaC {
    mapping(address => uint) b;
    function MetaC() { b[tx.origin] = 10000; }
    modifier sized(uint n) { assert(msg.data.length >= n + 4); _; }
    function sendCoin(address to, uint amount) returns (bool) { //!weak here
    function sendCoin(address to, uint amount) sized(64) returns (bool) { //!fixed
        if (b[msg.sender] < amount) return false;
        b[msg.sender] -= amount; b[to] += amount; return true;
    }
}
//=== erc20
pragma solidity ^0.4.18;
contract T20 {
    mapping(address => uint256) bal;
    function transfer(address _to, uint256 _v) public returns (bool) { //!here
        require(msg.data.length == 68); //!fixed
        require(_v <= bal[msg.sender]);
        bal[msg.sender] -= _v; bal[_to] += _v; return true;
    }
}
//=== newer-compiler
pragma solidity ^0.4.18; //!weak
pragma solidity ^0.5.0; //!fixed
contract T21 {
    mapping(address => uint256) stock;
    function hand(address who, uint256 n) public { //!weak here
    function hand(address who, uint256 n) public { //!fixed
        require(stock[msg.sender] >= n);
        stock[msg.sender] -= n;
        stock[who] += n;
    }
}
//=== helper-move
pragma solidity ^0.4.24;
contract T22 {
    mapping(address => uint256) held;
    modifier full() { require(msg.data.length >= 68); _; }
    function _move(address f, address t, uint v) internal { require(held[f] >= v); held[f] -= v; held[t] += v; }
    function transfer(address to, uint v) external { //!weak here
    function transfer(address to, uint v) external full { //!fixed
        _move(msg.sender, to, v);
    }
}
