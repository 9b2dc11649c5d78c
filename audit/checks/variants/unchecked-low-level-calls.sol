//=== bare-send
pragma solidity ^0.4.0;
contract Winner {
    address champion; uint prize; bool paid;
    function Winner() payable { champion = msg.sender; prize = msg.value; }
    function settle() {
        if (paid) return;
        champion.send(prize); //!weak here
        if (!champion.send(prize)) throw; //!fixed
        paid = true;
    }
}
//=== call-data
pragma solidity ^0.4.24;
contract Relay {
    address boss = msg.sender;
    function poke(address target, bytes payload) public {
        require(msg.sender == boss);
        target.call(payload); //!weak here
        require(target.call(payload)); //!fixed
    }
}
//=== stored-never-read
pragma solidity ^0.5.0;
contract Batch {
    address payable[] crew;
    address head = msg.sender;
    function hire(address payable one) public { require(msg.sender == head); crew.push(one); }
    function salary() public payable {
        for (uint i = 0; i < crew.length; i++) {
            bool sent = crew[i].send(1 ether); //!here
            if (!sent) { revert("stuck"); } //!fixed
        }
    }
}
//=== tuple-ignored
pragma solidity ^0.8.4;
contract Payer {
    mapping(address => uint256) credits;
    function add(address a) external payable { credits[a] += msg.value; }
    function pull() external {
        uint256 v = credits[msg.sender];
        credits[msg.sender] = 0;
        (bool ok, bytes memory why) = msg.sender.call{value: v}(""); //!here
        require(ok, string(why)); //!fixed
        why; //!weak
    }
}
//=== no-binding
pragma solidity ^0.8.4;
contract Payer2 {
    address payable immutable treasury;
    constructor(address payable t) { treasury = t; }
    function sweep() external {
        treasury.call{value: address(this).balance}(""); //!weak here
        (bool ok,) = treasury.call{value: address(this).balance}(""); //!fixed
        if (!ok) revert(); //!fixed
    }
}
//=== delegate
pragma solidity ^0.6.0;
contract Shell {
    address immutable core;
    constructor(address c) public { core = c; }
    function setup(bytes calldata d) external {
        core.delegatecall(d); //!weak here
        (bool good, bytes memory ret) = core.delegatecall(d); //!fixed
        if (!good) assembly { revert(add(ret, 32), mload(ret)) } //!fixed
    }
}
//=== callcode
pragma solidity ^0.4.9;
contract Legacy {
    address lib; address root;
    function Legacy(address l) { lib = l; root = msg.sender; }
    function go(uint n) {
        if (msg.sender != root) throw;
        lib.callcode(bytes4(sha3("step(uint256)")), n); //!weak here
        if (!lib.callcode(bytes4(sha3("step(uint256)")), n)) throw; //!fixed
    }
}
//=== helper-result
pragma solidity ^0.5.0;
contract Split {
    address payable a; address payable b;
    constructor(address payable x, address payable y) public { a = x; b = y; }
    function give(address payable to, uint v) private returns (bool) { return to.send(v); }
    function split() external payable {
        give(a, msg.value / 2); //!weak here
        require(give(a, msg.value / 2)); //!fixed
        require(give(b, msg.value / 2), "b");
    }
}
//=== event-only
pragma solidity ^0.4.15;
contract Refunds {
    address chief = msg.sender; uint left;
    event Result(bool r);
    function refund(address to, uint v) {
        require(chief == msg.sender);
        left -= 1;
        to.call.value(v)(); //!weak here
        assert(to.call.value(v)()); //!fixed
        Result(true);
    }
}
//=== fallback-forward
pragma solidity ^0.4.21;
contract Fwd {
    address dest;
    constructor(address d) public { dest = d; }
    function () public payable {
        if (msg.value > 0) dest.call.gas(50000).value(msg.value)(); //!weak here
        if (msg.value > 0 && !dest.call.gas(50000).value(msg.value)()) revert(); //!fixed
    }
}
