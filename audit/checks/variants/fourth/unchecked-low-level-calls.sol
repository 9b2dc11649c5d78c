//=== ternary-send
pragma solidity ^0.4.24;
contract A {
    mapping(address => uint) due;
    function f(bool x, address a, address b) public {
        (x ? a : b).send(1); //!weak here
        require((x ? a : b).send(1)); //!fixed
    }
}
//=== returned-but-dropped
pragma solidity ^0.8.0;
contract B {
    address immutable hub; constructor(address h) { hub = h; }
    function push(bytes memory d) internal returns (bool ok) { (ok, ) = hub.call(d); } //!here
    function a() external { push(abi.encodeWithSignature("x()")); } //!weak here
    function a() external { require(push(abi.encodeWithSignature("x()"))); } //!fixed
}
//=== yul-dropped
pragma solidity ^0.8.0;
contract C {
    address immutable to; constructor(address t) payable { to = t; }
    function pay(uint256 v) external {
        address t = to;
        assembly {
            pop(call(gas(), t, v, 0, 0, 0, 0)) //!weak here
            if iszero(call(gas(), t, v, 0, 0, 0, 0)) { revert(0, 0) } //!fixed
        }
    }
}
//=== overwritten-flag
pragma solidity ^0.7.0;
contract D {
    address payable x; address payable y; constructor(address payable a, address payable b) payable { x = a; y = b; }
    function split() external {
        bool ok;
        (ok, ) = x.call{value: 1}(""); //!weak here
        (ok, ) = x.call{value: 1}(""); require(ok); //!fixed
        (ok, ) = y.call{value: 1}("");
        require(ok);
    }
}
//=== modifier-call
pragma solidity ^0.5.0;
contract E {
    address payable fee; uint n; constructor(address payable f) public { fee = f; }
    modifier pays() {
        fee.send(msg.value / 100); //!weak here
        require(fee.send(msg.value / 100)); //!fixed
        _;
    }
    function go() external payable pays { n += 1; }
}
//=== in-for-header
pragma solidity ^0.4.19;
contract F {
    address[3] who; constructor(address a) public { who[0] = a; }
    function all() public { for (uint i = 0; i < 3; i++) who[i].call.value(1)(); } //!weak here
    function all() public { for (uint i = 0; i < 3; i++) require(who[i].call.value(1)()); } //!fixed
}
