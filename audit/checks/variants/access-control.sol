//=== misnamed-constructor
pragma solidity ^0.4.16;
contract Treasure {
    address king;
    function Tresure() public { //!weak here
    function Treasure() public { //!fixed
        king = msg.sender;
    }
    function loot() public { require(msg.sender == king); msg.sender.transfer(this.balance); }
    function() public payable {}
}
//=== owner-setter
pragma solidity ^0.6.0;
contract Reg {
    address private admin;
    uint fee;
    constructor() public { admin = msg.sender; }
    function onlyAdmin() internal view { require(admin == msg.sender, "admin"); }
    function handOver(address next) external { //!here
        onlyAdmin(); //!fixed
        admin = next;
    }
    function setFee(uint f) external { onlyAdmin(); fee = f; }
}
//=== kill
pragma solidity ^0.4.11;
contract Mortal {
    address maker = msg.sender;
    modifier byMaker { if (msg.sender == maker) _; }
    function end() { //!weak here
    function end() byMaker { //!fixed
        suicide(msg.sender); //!here
    }
}
//=== kill-modern
pragma solidity ^0.7.0;
contract Closing {
    mapping(address => bool) keepers;
    constructor() { keepers[msg.sender] = true; }
    function close(address payable to) public {
        require(keepers[msg.sender]); //!fixed
        selfdestruct(to); //!here
    }
}
//=== init-anyone
pragma solidity ^0.4.18;
contract Wallet {
    address master; uint cap;
    function init(address who, uint c) public { //!here
        require(master == address(0)); //!fixed
        master = who; cap = c;
    }
    function spend(address to, uint v) public { require(msg.sender == master && v <= cap); to.transfer(v); }
    function() public payable {}
    function Wallet() public { master = msg.sender; } //!fixed
}
//=== tx-origin
pragma solidity ^0.5.2;
contract Phish {
    address payable holder;
    constructor() public payable { holder = msg.sender; }
    function move(address payable to, uint v) public {
        require(tx.origin == holder); //!weak here
        require(msg.sender == holder); //!fixed
        to.transfer(v);
    }
}
//=== delegate-any
pragma solidity ^0.4.24;
contract Proxyish {
    address top = msg.sender;
    function run(address where, bytes what) public {
        require(msg.sender == top); //!fixed
        require(where.delegatecall(what)); //!here
    }
}
//=== slot-write
pragma solidity ^0.4.25;
contract Codes {
    uint[] codes; address owner = msg.sender;
    function push(uint c) public { codes.push(c); }
    function pop() public {
        require(codes.length > 0); //!fixed
        codes.length--; //!here
    }
    function set(uint i, uint c) public { require(i < codes.length); codes[i] = c; }
}
//=== drain
pragma solidity ^0.8.9;
contract Fund {
    address public immutable manager = msg.sender;
    receive() external payable {}
    modifier restricted() { _check(); _; }
    function _check() private view { if (msg.sender != manager) revert("x"); }
    function withdrawTo(address payable to, uint256 v) external //!weak
    function withdrawTo(address payable to, uint256 v) external restricted //!fixed
    {
        (bool ok, ) = to.call{value: v}(""); //!here
        require(ok);
    }
}
//=== wrong-way-check
pragma solidity ^0.4.22;
contract Reverse {
    mapping(address => uint) admins;
    constructor() public { admins[msg.sender] = 1; }
    function grant(address a) public { //!here
        require(admins[a] != 1); //!weak
        require(admins[msg.sender] == 1); //!fixed
        admins[a] = 1;
    }
    function cash() public { require(admins[msg.sender] == 1); msg.sender.transfer(address(this).balance); }
}
