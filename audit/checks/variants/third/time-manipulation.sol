//=== parity-of-time
pragma solidity ^0.6.0;
contract P {
    address o = msg.sender; uint n;
    function toss() external payable {
        bool heads = block.timestamp % 2 == 0; //!weak here
        bool heads = n % 2 == 0; //!fixed
        if (heads) msg.sender.transfer(msg.value * 2);
    }
    function set(uint x) external { require(o == msg.sender); n = x; }
}
