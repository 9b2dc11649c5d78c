//=== try-send-loop
pragma solidity ^0.4.18;
contract Air {
    address boss = msg.sender;
    function drop(address[] to, uint v) public payable {
        require(msg.sender == boss);
        for (uint i = 0; i < to.length; i++) {
            to[i].send(v); //!weak here
            require(to[i].send(v)); //!fixed
        }
    }
}
//=== data-and-value
pragma solidity ^0.7.0;
contract Exec {
    address immutable boss = msg.sender;
    function exec(address t, bytes memory d) external payable {
        require(msg.sender == boss);
        (bool ok, bytes memory out) = t.call{value: msg.value}(d); //!here
        require(ok, "bad"); //!fixed
        if (out.length > 0) abi.decode(out, (bool));
    }
}
