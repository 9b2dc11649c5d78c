//=== outbid-in-internal
pragma solidity ^0.6.0;
contract Auction {
    address payable top; uint256 best; mapping(address => uint256) owed;
    function bid() external payable { require(msg.value > best); back(); top = msg.sender; best = msg.value; }
    function back() internal {
        if (best > 0) top.transfer(best); //!weak here
        if (best > 0) owed[top] += best; //!fixed
    }
    function claim() external { uint256 v = owed[msg.sender]; owed[msg.sender] = 0; msg.sender.transfer(v); }
}
//=== loop-struct-list
pragma solidity ^0.8.1;
contract Pay {
    struct One { address payable to; uint96 v; }
    One[] list;
    function add() external payable { list.push(One(payable(msg.sender), uint96(msg.value))); }
    function all() external { for (uint256 i; i < list.length; ++i) { (bool ok, ) = list[i].to.call{value: list[i].v}(""); require(ok, "x"); } delete list; } //!weak here
    function one(uint256 i) external { One memory o = list[i]; require(o.to == msg.sender); list[i].v = 0; (bool ok, ) = o.to.call{value: o.v}(""); require(ok, "x"); } //!fixed
}
//=== strict-total
pragma solidity ^0.7.0;
contract T {
    uint256 counted; bool public closed;
    function put() external payable { counted += msg.value; }
    function close() external {
        require(address(this).balance == counted, "sum"); //!weak here
        require(address(this).balance >= counted, "sum"); //!fixed
        closed = true;
    }
}
//=== voters-loop
pragma solidity ^0.4.24;
contract V {
    address[] voters; mapping(address => uint8) vote; uint yes; uint no;
    function enter(uint8 v) public { require(vote[msg.sender] == 0 && v > 0 && v < 3); vote[msg.sender] = v; voters.push(msg.sender); if (v == 1) yes++; else no++; }
    function count() public view returns (uint a) { a = yes; }
    function settle() public returns (bool) {
        uint sum = 0; //!weak
        for (uint i = 0; i < voters.length; i++) { if (vote[voters[i]] == 1) sum++; } //!weak here
        yes = sum; //!weak
        return yes > no;
    }
}
//=== throw-on-send
pragma solidity ^0.4.8;
contract K {
    address lead; uint price = 1 finney;
    function () payable {
        if (msg.value < price) throw;
        if (!lead.send(price)) throw; //!weak here
        if (!lead.send(price)) { price = msg.value + 1; } //!fixed
        lead = msg.sender; price = msg.value + 1;
    }
}
