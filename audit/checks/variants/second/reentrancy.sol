//=== modifier-asks-caller
pragma solidity ^0.4.24;
contract Asked { function ok() public returns (bool); }
contract Drop {
    mapping(address => uint) pts;
    modifier none { require(pts[msg.sender] == 0); _; }
    modifier asked { require(Asked(msg.sender).ok()); _; } //!here
    function drop() none asked public { //!weak here
    function drop() asked none public { //!fixed
        pts[msg.sender] += 20;
    }
}
//=== two-steps
pragma solidity ^0.5.4;
contract Steps {
    mapping(address => uint) credit; uint pool;
    function load() external payable { credit[msg.sender] += msg.value; pool += msg.value; }
    function unload() external {
        uint c = credit[msg.sender];
        if (c == 0) return;
        pool -= c;
        credit[msg.sender] = 0; //!fixed
        (bool r,) = msg.sender.call.value(c)(""); //!here
        if (r == false) revert();
        credit[msg.sender] = 0; //!weak
    }
}
//=== throw-style
pragma solidity ^0.4.2;
contract Dao {
    mapping(address => uint) share;
    function give(address a) payable { share[a] += msg.value; }
    function cash(uint n) {
        if (share[msg.sender] < n) throw;
        share[msg.sender] -= n; //!fixed
        bool r = msg.sender.call.value(n)(); //!here
        if (!r) throw;
        share[msg.sender] -= n; //!weak
    }
}
//=== nft-callback
pragma solidity ^0.8.0;
interface Receiver { function onGift(uint256 id) external; }
contract Gifts {
    mapping(address => bool) had; mapping(uint256 => address) own; uint256 n;
    function claim() external {
        require(!had[msg.sender]);
        own[n] = msg.sender; n++;
        had[msg.sender] = true; //!fixed
        Receiver(msg.sender).onGift(n); //!here
        had[msg.sender] = true; //!weak
    }
}
