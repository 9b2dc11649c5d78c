//=== library-owner-slot
pragma solidity ^0.8.0;
library Deed {
    struct Paper { address holder; }
    function hand(Paper storage p, address to) internal { p.holder = to; } //!here
    function check(Paper storage p) internal view { require(p.holder == msg.sender, "no"); }
}
contract Vault {
    using Deed for Deed.Paper;
    Deed.Paper private paper;
    constructor() payable { paper.hand(msg.sender); }
    function pass(address to) external { //!here
        paper.check(); //!fixed
        paper.hand(to); //!here
    }
    function out() external { paper.check(); payable(msg.sender).transfer(address(this).balance); }
}
//=== internal-made-public
pragma solidity ^0.4.20;
contract Base {
    address internal chief;
    function Base() public { chief = msg.sender; }
    function _seat(address a) internal { chief = a; } //!here
    modifier must { if (msg.sender != chief) throw; _; }
}
contract Fund is Base {
    function () public payable { }
    function seat(address a) public //!here
        must //!fixed
    { _seat(a); } //!here
    function all() public must { msg.sender.transfer(this.balance); }
}
//=== assembly-owner
pragma solidity ^0.8.4;
contract Y {
    address internal keeper;
    constructor() payable { keeper = msg.sender; }
    function move(address to) external { //!here
        require(keeper == msg.sender); //!fixed
        assembly { sstore(keeper.slot, to) } //!here
    }
    function drain() external { require(msg.sender == keeper); (bool ok, ) = msg.sender.call{value: address(this).balance}(""); require(ok); }
}
//=== empty-role-check
pragma solidity ^0.6.6;
contract Roles {
    mapping(bytes32 => mapping(address => bool)) has;
    bytes32 constant ADMIN = keccak256("ADMIN");
    constructor() public payable { has[ADMIN][msg.sender] = true; }
    modifier only(bytes32 role) { require(has[role][msg.sender], "role"); _; }
    function grant(bytes32 role, address who) external only(role) { has[role][who] = true; } //!fixed
    function grant(bytes32 role, address who) external { has[role][who] = true; } //!weak here
    function close(address payable to) external only(ADMIN) { to.transfer(address(this).balance); }
}
//=== destroy-in-helper
pragma solidity 0.5.17;
contract Kill {
    address payable boss = msg.sender;
    function() external payable {}
    function finish() external { //!here
        if (allowed()) end(); //!here
    }
    function allowed() private view returns (bool) { return msg.sender != address(0); } //!weak
    function allowed() private view returns (bool) { return msg.sender == boss; } //!fixed
    function end() private { selfdestruct(boss); } //!here
}
//=== origin-in-modifier
pragma solidity ^0.7.4;
contract Safe {
    address payable immutable lord;
    constructor() payable { lord = msg.sender; }
    modifier lordly() {
        require(tx.origin == lord, "lord"); //!weak here
        require(msg.sender == lord, "lord"); //!fixed
        _;
    }
    function pay(address payable to, uint256 v) external lordly { to.transfer(v); }
}
//=== delegate-by-table
pragma solidity ^0.8.9;
contract Router {
    mapping(bytes4 => address) public part; address admin = msg.sender;
    function plug(bytes4 sel, address to) external { //!here
        require(msg.sender == admin, "admin"); //!fixed
        part[sel] = to; //!here
    }
    fallback() external payable {
        address to = part[msg.sig];
        (bool ok, bytes memory out) = to.delegatecall(msg.data); //!here
        require(ok, string(out));
    }
}
//=== anyone-withdraws-for
pragma solidity ^0.8.0;
contract Bank {
    mapping(address => uint256) public saved;
    function put() external payable { saved[msg.sender] += msg.value; }
    function take(address from, address payable to) external { //!weak here
        uint256 v = saved[from]; saved[from] = 0; //!weak here
    function take(address payable to) external { //!fixed
        uint256 v = saved[msg.sender]; saved[msg.sender] = 0; //!fixed
        (bool ok, ) = to.call{value: v}(""); //!here
        require(ok);
    }
}
