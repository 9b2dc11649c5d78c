//=== winner-index
pragma solidity ^0.4.21;
contract L {
    address[] tickets; uint public chosen; address host = msg.sender; uint drawn_;
    function join() public payable { tickets.push(msg.sender); if (tickets.length == 10) finish(); }
    function pickOne() private view returns (uint) {
        return uint(keccak256(block.difficulty, now, tickets)) % tickets.length; //!weak here
        return drawn_ % tickets.length; //!fixed
    }
    function put(uint d) public { require(msg.sender == host); drawn_ = d; }
    function finish() private { uint w = pickOne(); tickets[w].transfer(address(this).balance); }
}
//=== xor-bits
pragma solidity ^0.8.0;
contract B {
    mapping(address => uint256) gems; uint256 feed_; address o = msg.sender;
    function mine() external {
        uint256 seed = uint256(blockhash(block.number - 1)) ^ uint256(uint160(msg.sender)); //!weak here
        uint256 seed = feed_; //!fixed
        if (seed & 0xff < 16) gems[msg.sender] += 1; //!here
    }
    function feed(uint256 f) external { require(msg.sender == o); feed_ = f; }
}
