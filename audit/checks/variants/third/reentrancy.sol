//=== guard-by-struct-flag
pragma solidity ^0.5.0;
contract Locker {
    struct Box { uint256 sum; uint256 till; bool used; }
    mapping(address => Box) boxes;
    function lock(uint256 t) external payable { boxes[msg.sender] = Box(msg.value, now + t, true); }
    function open() external {
        Box memory b = boxes[msg.sender];
        require(b.used && b.till < now, "shut");
        delete boxes[msg.sender]; //!fixed
        (bool ok, ) = msg.sender.call.value(b.sum)(""); //!here
        require(ok, "pay");
        delete boxes[msg.sender]; //!weak
    }
}
//=== library-sends
pragma solidity ^0.6.0;
library Pay { function out(address to, uint256 v) internal { (bool ok, ) = to.call{value: v}(""); require(ok); } } //!here
contract Uses {
    using Pay for address;
    mapping(address => uint256) due;
    receive() external payable { due[msg.sender] += msg.value; }
    function go() external { uint256 v = due[msg.sender];
        due[msg.sender] = 0; //!fixed
        msg.sender.out(v); //!here
        due[msg.sender] = 0; //!weak
    }
}
//=== counter-after
pragma solidity ^0.8.0;
contract Faucet {
    mapping(address => uint256) public count; 
    receive() external payable {}
    function sip() external {
        require(count[msg.sender] < 3, "enough");
        count[msg.sender]++; //!fixed
        (bool ok, ) = payable(msg.sender).call{value: 0.01 ether}(""); //!here
        require(ok);
        count[msg.sender]++; //!weak
    }
}
