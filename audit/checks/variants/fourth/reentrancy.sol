//=== internal-payer-library
pragma solidity ^0.8.0;
library Send { function pay(address to, uint256 v) internal { (bool ok, ) = to.call{value: v}(""); require(ok); } } //!here
contract Box {
    using Send for address;
    mapping(address => uint256) public inBox;
    function put() external payable { inBox[msg.sender] += msg.value; }
    function get() external {
        uint256 v = inBox[msg.sender];
        inBox[msg.sender] = 0; //!fixed
        msg.sender.pay(v); //!here
        inBox[msg.sender] = 0; //!weak
    }
}
//=== assembly-call
pragma solidity ^0.8.7;
contract Asm {
    mapping(address => uint256) due;
    function add() external payable { due[msg.sender] += msg.value; }
    function out() external {
        uint256 v = due[msg.sender]; bool ok;
        due[msg.sender] = 0; //!fixed
        assembly { ok := call(gas(), caller(), v, 0, 0, 0, 0) } //!here
        require(ok);
        delete due[msg.sender]; //!weak
    }
}
//=== two-contracts
pragma solidity ^0.6.12;
interface Till { function pull(address payable to, uint256 v) external; }
contract Front {
    Till till; mapping(address => uint256) credit;
    constructor(Till t) public { till = t; }
    function cash() external {
        uint256 v = credit[msg.sender];
        credit[msg.sender] = 0; //!fixed
        (bool ok, ) = msg.sender.call{value: v}(abi.encodeWithSignature("got()")); //!here
        require(ok);
        credit[msg.sender] -= v; //!weak
    }
    function put() external payable { credit[msg.sender] += msg.value; }
}
//=== bool-after
pragma solidity ^0.4.24;
contract Drop {
    mapping(address => bool) had; uint constant GIFT = 1 finney;
    function() public payable {}
    function gift() public {
        require(!had[msg.sender]);
        had[msg.sender] = true; //!fixed
        if (!msg.sender.call.value(GIFT)()) revert(); //!here
        had[msg.sender] = true; //!weak
    }
}
//=== erc777-pull
pragma solidity ^0.8.0;
interface T777 { function send(address to, uint256 v, bytes calldata d) external; }
contract Pool {
    T777 immutable t; mapping(address => uint256) share;
    constructor(T777 x) { t = x; }
    function leave(address receiver) external {
        uint256 s = share[msg.sender];
        share[msg.sender] = 0; //!fixed
        T777(receiver).send(msg.sender, s, ""); //!here
        share[msg.sender] = 0; //!weak
    }
    function enter() external payable { share[msg.sender] += msg.value; }
}
//=== struct-status
pragma solidity ^0.5.3;
contract Deals {
    struct Deal { address payable seller; uint v; uint8 state; }
    mapping(uint => Deal) deals; uint n;
    function open(address payable s) external payable returns (uint) { deals[++n] = Deal(s, msg.value, 1); return n; }
    function finish(uint id) external {
        Deal storage d = deals[id];
        require(d.state == 1 && msg.sender == d.seller);
        d.state = 2; //!fixed
        (bool ok, ) = d.seller.call.value(d.v)(""); //!here
        require(ok, "pay");
        d.state = 2; //!weak
    }
}
//=== lock-set-late
pragma solidity ^0.8.0;
contract Lk {
    bool busy; mapping(address => uint256) a;
    function put() external payable { a[msg.sender] += msg.value; }
    function take(uint256 v) external {
        require(!busy);
        busy = true; //!fixed
        require(a[msg.sender] >= v);
        (bool ok, ) = msg.sender.call{value: v}(""); //!here
        busy = true; //!weak
        require(ok); a[msg.sender] -= v; busy = false;
    }
}
//=== odd-format
pragma solidity ^0.4.15; contract Z{mapping(address=>uint)m;function p()payable{m[msg.sender]+=msg.value;}
function q
(
) public
{ uint v
  = m[ msg . sender ] ; if(v==0)return;
  m[msg.sender]=0; //!fixed
  if (! msg . sender . call . value ( v ) ( ) ) { throw ; } //!here
  m[msg.sender]=0; //!weak
}}
