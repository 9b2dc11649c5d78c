//=== pays-without-debit
pragma solidity ^0.4.24;
contract Purse {
    mapping(address => uint) has;
    function put() public payable { has[msg.sender] += msg.value; }
    function takeAll() public {
        uint v = has[msg.sender]; //!fixed
        has[msg.sender] = 0; //!fixed
        msg.sender.transfer(v); //!fixed
        msg.sender.transfer(has[msg.sender]); //!weak here
    }
}
//=== sign-turned
pragma solidity ^0.5.0;
contract Purse2 {
    mapping(address => uint256) private sums;
    function () external payable { sums[msg.sender] += msg.value; }
    function out(uint256 n) external { //!here
        if (n >= sums[msg.sender]) { //!weak here
        if (n <= sums[msg.sender]) { //!fixed
            sums[msg.sender] -= n;
            msg.sender.transfer(n); //!here
        }
    }
}
//=== owner-list
pragma solidity ^0.4.23;
contract Multi {
    address root; mapping(address => address) chiefs;
    constructor() public { root = msg.sender; chiefs[msg.sender] = msg.sender; }
    modifier byChief() { require(chiefs[msg.sender] != 0); _; }
    function invite(address a) public returns (bool) { //!weak here
    function invite(address a) public byChief returns (bool) { //!fixed
        chiefs[a] = msg.sender; return true; //!here
    }
    function evict(address a) public byChief { chiefs[a] = 0; }
    function all() public byChief { msg.sender.transfer(address(this).balance); }
    function() public payable {}
}
//=== not-modifier
pragma solidity ^0.4.11;
contract Late {
    address keeper = msg.sender;
    function isKeeper() internal constant returns (bool) { return msg.sender == keeper; }
    function retire() { //!here
        isKeeper(); //!weak
        if (!isKeeper()) throw; //!fixed
        selfdestruct(keeper); //!here
    }
}
//=== empty-modifier
pragma solidity ^0.8.0;
contract Hollow {
    address payable immutable chair;
    constructor() { chair = payable(msg.sender); }
    modifier chairOnly() {
        if (msg.sender == chair) { } //!weak
        if (msg.sender != chair) revert(); //!fixed
        _;
    }
    receive() external payable {}
    function grab(address payable to) external chairOnly { to.transfer(address(this).balance); } //!here
}
//=== upgrade-target
pragma solidity ^0.6.0;
contract Switch {
    address impl; address gov = msg.sender;
    function point(address to) external { //!weak here
    function point(address to) external { require(gov == msg.sender); //!fixed
        impl = to; //!here
    }
    fallback() external payable { (bool ok, ) = impl.delegatecall(msg.data); require(ok); } //!here
}
