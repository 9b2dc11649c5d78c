//=== add-balance
pragma solidity ^0.4.18;
contract Points {
    mapping(address => uint256) pts;
    function give(address to, uint256 n) public {
        require(pts[msg.sender] >= n);
        require(pts[to] + n >= pts[to]); //!fixed
        pts[msg.sender] -= n;
        pts[to] += n; //!fixed
        pts[msg.sender] = pts[msg.sender] - n; //!weak
        pts[to] = pts[to] + n * 2; //!weak here
    }
}
//=== sub-unchecked
pragma solidity ^0.5.0;
contract Meter {
    mapping(address => uint) left;
    function fill() external payable { left[msg.sender] = msg.value; }
    function burn(uint n) external {
        if (left[msg.sender] < n) revert(); //!fixed
        left[msg.sender] -= n; //!here
    }
}
//=== mul-batch
pragma solidity ^0.4.16;
contract Beauty {
    mapping(address => uint256) bal;
    function Beauty() public { bal[msg.sender] = 1e24; }
    function many(address[] to, uint256 v) public {
        uint256 sum = to.length * v; //!here
        require(v == 0 || sum / v == to.length); //!fixed
        require(bal[msg.sender] >= sum);
        bal[msg.sender] -= sum;
        for (uint i = 0; i < to.length; i++) { require(bal[to[i]] + v >= v); bal[to[i]] += v; } //!fixed
        for (uint i = 0; i < to.length; i++) bal[to[i]] += v; //!weak
    }
}
//=== cheap-buy
pragma solidity ^0.4.21;
contract Shop {
    uint constant PRICE = 1 ether;
    mapping(address => uint) got;
    function buy(uint n) public payable {
        require(n < 1000); //!fixed
        require(msg.value == n * PRICE); //!here
        require(got[msg.sender] + n >= n); //!fixed
        got[msg.sender] += n;
    }
}
//=== lock-time
pragma solidity ^0.6.0;
contract TimeSafe {
    mapping(address => uint) money; mapping(address => uint) until;
    function put() public payable { money[msg.sender] = msg.value; until[msg.sender] = now + 7 days; }
    function longer(uint s) public {
        require(until[msg.sender] + s > until[msg.sender]); //!fixed
        until[msg.sender] += s; //!here
    }
    function get() public { require(now > until[msg.sender]); uint m = money[msg.sender]; money[msg.sender] = 0; msg.sender.transfer(m); }
}
//=== unchecked-block
pragma solidity ^0.8.0;
contract Fast {
    mapping(address => uint256) bal;
    constructor() { bal[msg.sender] = 1e27; }
    function send(address to, uint256 v) external {
        unchecked { //!weak
            bal[msg.sender] -= v; //!here
            bal[to] += v; //!here
        } //!weak
    }
}
//=== safe-library
pragma solidity ^0.4.24;
library Calc {
    function plus(uint a, uint b) internal pure returns (uint c) {
        c = a + b; //!here
        if (c < a) revert(); //!fixed
    }
    function minus(uint a, uint b) internal pure returns (uint) {
        assert(b <= a); //!fixed
        return a - b; //!here
    }
}
contract Uses {
    using Calc for uint;
    mapping(address => uint) m;
    function go(address to, uint v) public { m[msg.sender] = m[msg.sender].minus(v); m[to] = m[to].plus(v); }
}
//=== small-type
pragma solidity ^0.5.0;
contract Level {
    mapping(address => uint8) lvl;
    function up(uint8 by) public {
        require(uint(lvl[msg.sender]) + by < 256); //!fixed
        lvl[msg.sender] += by; //!here
    }
}
//=== underflow-guard
pragma solidity ^0.4.10;
contract Odd {
    mapping(address => uint) coins;
    function Odd() { coins[msg.sender] = 100; }
    function pay(address to, uint n) returns (bool) {
        if (coins[msg.sender] - n < 0) return false; //!weak here
        if (coins[msg.sender] < n || coins[to] > 100 || n > 100) return false; //!fixed
        coins[msg.sender] -= n; //!here
        coins[to] += n;
        return true;
    }
}
//=== counter-param
pragma solidity ^0.4.19;
contract Acc {
    uint private seed = 1;
    function twist(uint x) public {
        require(x < 10 && seed < 1e50); //!fixed
        seed *= x; //!here
    }
}
