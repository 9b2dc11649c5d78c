//=== inherited-math
pragma solidity ^0.4.18;
contract Math2 { function plus(uint a, uint b) internal pure returns (uint c) {
    c = a + b; //!here
    require(c >= a); //!fixed
} }
contract Ledger is Math2 {
    mapping(address => uint) bal;
    function add(address to, uint v) public { bal[to] = plus(bal[to], v); } //!here
    function see(address a) public view returns (uint) { return bal[a]; }
}
//=== times-price-payable
pragma solidity 0.4.21;
contract Ico {
    mapping (address=>uint256) public tokens;
    function buy(uint256 n) payable public {
        require(n < 1e9); //!fixed
        require(msg.value == n * 1 ether); //!here
        tokens[msg.sender] += n;
    }
}
//=== subtract-fee-first
pragma solidity ^0.5.0;
contract S {
    mapping(address => uint256) public due;
    function charge(address who, uint256 fee) public {
        if (due[who] < fee) return; //!fixed
        due[who] = due[who] - fee; //!here
    }
}
//=== yul-unchecked
pragma solidity ^0.8.0;
contract Q {
    mapping(address => uint256) public stock;
    function take(uint256 n) external {
        require(stock[msg.sender] >= n); //!fixed
        unchecked { stock[msg.sender] -= n; } //!here
    }
    function give(address a, uint256 n) external { require(n < 100); stock[a] += n; }
}
//=== loop-sum
pragma solidity ^0.4.24;
contract L {
    mapping(address => uint256) bal;
    function many(address[] to, uint256[] v) public {
        uint256 sum = 0;
        for (uint i = 0; i < to.length; i++) {
            require(sum + v[i] >= sum); //!fixed
            sum += v[i]; //!here
        }
        require(bal[msg.sender] >= sum);
        bal[msg.sender] -= sum;
        for (i = 0; i < to.length; i++) {
            require(bal[to[i]] + v[i] >= bal[to[i]]); //!fixed
            bal[to[i]] += v[i]; //!here
        }
    }
}
//=== cast-down-in-storage
pragma solidity ^0.6.0;
contract C {
    struct Seat { uint64 units; address who; }
    mapping(uint => Seat) seats;
    function more(uint id, uint64 n) external {
        Seat storage s = seats[id];
        uint64 next = s.units + n; //!here
        require(next >= s.units, "wraps"); //!fixed
        s.units = next;
    }
}
//=== power-of-sender
pragma solidity ^0.4.19;
contract P {
    mapping(address => uint) lock;
    function extend(uint secs) public {
        require(secs < 3650 days); //!fixed
        lock[msg.sender] = lock[msg.sender] + secs; //!weak here
        lock[msg.sender] = now + secs; //!fixed
    }
    function start() public payable { lock[msg.sender] = now + 1 weeks; }
    function out() public { require(lock[msg.sender] != 0 && now > lock[msg.sender]); lock[msg.sender] = 0; msg.sender.transfer(1); }
}
