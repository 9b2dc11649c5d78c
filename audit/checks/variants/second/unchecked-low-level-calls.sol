//=== king
pragma solidity ^0.4.0;
contract Monarch {
    struct M { address a; uint paid; } M now_; uint fee = 1;
    function Monarch() { now_ = M(msg.sender, 0); }
    function claim() payable {
        if (msg.value < now_.paid) { msg.sender.send(msg.value); return; } //!weak here
        if (msg.value < now_.paid) { if (!msg.sender.send(msg.value)) throw; return; } //!fixed
        if (!now_.a.send(msg.value - fee)) throw;
        now_ = M(msg.sender, msg.value);
    }
}
//=== ternary
pragma solidity ^0.8.0;
contract Router {
    address a; address b;
    constructor(address x, address y) { a = x; b = y; }
    function fwd(bool left, bytes calldata d) external {
        (left ? a : b).call(d); //!weak here
        (bool ok, ) = (left ? a : b).call(d); require(ok); //!fixed
    }
}
//=== assembly-pop
pragma solidity ^0.8.0;
contract Asm {
    address immutable t;
    constructor(address x) { t = x; }
    function ping() external {
        address u = t;
        assembly { pop(call(gas(), u, 0, 0, 0, 0, 0)) } //!weak here
        assembly { if iszero(call(gas(), u, 0, 0, 0, 0, 0)) { revert(0, 0) } } //!fixed
    }
}
//=== assigned-then-shadowed
pragma solidity ^0.5.0;
contract Twice {
    address payable x; address payable y;
    constructor(address payable p, address payable q) public { x = p; y = q; }
    function pay() external payable {
        bool ok;
        ok = x.send(1 wei); //!here
        require(ok); //!fixed
        ok = y.send(1 wei);
        require(ok);
    }
}
