//=== wallet-anyone-pays
pragma solidity ^0.4.24;
contract W {
    address owner;
    constructor() public payable { owner = msg.sender; }
    function pay(address to, uint v) public { //!here
        require(v <= address(this).balance);
        require(owner == msg.sender); //!fixed
        to.transfer(v); //!here
    }
}
//=== or-instead-of-and
pragma solidity ^0.5.0;
contract O {
    address payable a; address payable b;
    constructor(address payable x) public payable { a = msg.sender; b = x; }
    function take(address payable to) external { //!here
        require(msg.sender == a || to != address(0)); //!weak here
        require(msg.sender == a || msg.sender == b); //!fixed
        to.transfer(address(this).balance); //!here
    }
}
//=== self-register
pragma solidity ^0.7.0;
contract R {
    mapping(address => uint8) rank;
    constructor() payable { rank[msg.sender] = 2; }
    function enrol(address who, uint8 r) external { //!here
        require(rank[msg.sender] >= 2); //!fixed
        rank[who] = r; //!here
    }
    function empty() external { require(rank[msg.sender] == 2); msg.sender.transfer(address(this).balance); }
}
//=== destroy-by-parameter
pragma solidity ^0.4.16;
contract D {
    address owner = msg.sender;
    function quit(address who) public { //!here
        require(who == owner); //!weak
        require(msg.sender == owner); //!fixed
        selfdestruct(who); //!here
    }
}
