//=== hash-prize
pragma solidity ^0.4.19;
contract Riddle {
    bytes32 goal; address host = msg.sender; mapping(address => bytes32) sealed_; mapping(address => uint) at;
    function set(bytes32 g) public payable { require(msg.sender == host); goal = g; }
    function commit(bytes32 c) public { sealed_[msg.sender] = c; at[msg.sender] = block.number; } //!fixed
    function solve(string s) public { //!weak here
        require(keccak256(s) == goal); //!weak here
    function solve(string s) public { //!fixed
        require(keccak256(s, msg.sender) == sealed_[msg.sender] && block.number > at[msg.sender] + 2 && keccak256(s) == goal); //!fixed
        msg.sender.transfer(this.balance);
    }
}
//=== price-change
pragma solidity ^0.4.16;
contract Market {
    uint price; address owner = msg.sender;
    function setPrice(uint p) { require(owner == msg.sender); price = p; } //!here
    function buy(uint max) payable {
        require(price <= max); //!fixed
        require(msg.value >= price); //!here
        owner.transfer(price);
    }
}
//=== reward-change
pragma solidity ^0.5.0;
contract Bounty {
    uint public reward; bool done; address payable owner = msg.sender;
    function setReward() public payable { //!here
        require(!done && msg.sender == owner);
        require(msg.value > reward); //!fixed
        if (reward > 0) owner.transfer(reward); //!weak here
        reward = msg.value; //!here
    }
    function claim(uint answer) public { //!weak here
        require(!done && answer < 10); //!weak here
        done = true; msg.sender.transfer(reward); //!weak here
    } //!weak
    function claim(address payable who) public { require(msg.sender == owner && !done); done = true; who.transfer(1); } //!fixed
}
//=== approve
pragma solidity ^0.4.18;
contract Coin {
    mapping(address => mapping(address => uint)) allowed; mapping(address => uint) bal;
    function approve(address s, uint v) public returns (bool) { //!here
        require(v == 0 || allowed[msg.sender][s] == 0); //!fixed
        allowed[msg.sender][s] = v; //!here
        return true;
    }
    function transferFrom(address f, address t, uint v) public returns (bool) {
        require(allowed[f][msg.sender] >= v && bal[f] >= v);
        allowed[f][msg.sender] -= v; bal[f] -= v; bal[t] += v;
        return true;
    }
}
//=== approve-modern
pragma solidity ^0.8.0;
contract Coin8 {
    mapping(address => mapping(address => uint256)) public allowance; mapping(address => uint256) public balanceOf;
    function approve(address s, uint256 v) external returns (bool) { _set(msg.sender, s, v); return true; } //!weak here
    function increase(address s, uint256 v) external returns (bool) { _set(msg.sender, s, allowance[msg.sender][s] + v); return true; } //!fixed
    function _set(address o, address s, uint256 v) internal { allowance[o][s] = v; } //!here
    function transferFrom(address f, address t, uint256 v) external returns (bool) {
        allowance[f][msg.sender] -= v; balanceOf[f] -= v; balanceOf[t] += v; return true;
    }
}
//=== two-player
pragma solidity ^0.4.2;
contract Parity {
    struct P { address who; uint n; }
    P[2] ps; uint tot; mapping(address => bytes32) hidden;
    function play(uint n) payable { //!weak here
        if (msg.value != 1 ether || tot >= 2) throw; //!weak
        ps[tot] = P(msg.sender, n); //!weak here
        tot++; //!weak
        if (tot == 2) { uint w = (ps[0].n + ps[1].n) % 2; if (!ps[w].who.send(this.balance)) throw; } //!weak
    } //!weak
    function seal(bytes32 h) payable { if (msg.value != 1 ether || tot >= 2) throw; hidden[msg.sender] = h; tot++; } //!fixed
}
//=== first-answer
pragma solidity ^0.6.0;
contract Quiz {
    bytes32 private digest; address payable host;
    constructor(bytes32 d) public payable { digest = d; host = msg.sender; }
    function answer(uint x) external {
        require(msg.sender == host); //!fixed
        if (keccak256(abi.encodePacked(x)) == digest) { //!weak here
            msg.sender.transfer(address(this).balance); //!weak here
        } //!weak
        host.transfer(x); //!fixed
    }
}
//=== factor
pragma solidity ^0.8.10;
contract Factor {
    uint256 immutable n; bool claimed; address who_;
    constructor(uint256 m) payable { n = m; who_ = msg.sender; }
    function prove(uint256 p, uint256 q) external {
        require(!claimed && p > 1 && q > 1 && p * q == n); //!weak here
        require(msg.sender == who_ && !claimed); //!fixed
        claimed = true;
        payable(msg.sender).transfer(1 ether);
    }
}
