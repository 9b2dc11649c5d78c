//=== dividends-transfer-all
pragma solidity ^0.5.0;
contract Div {
    address payable[] holders; mapping(address => bool) inn; mapping(address => uint) claimable;
    function subscribe() external payable { require(msg.value > 0 && !inn[msg.sender]); inn[msg.sender] = true; holders.push(msg.sender); }
    function spread() external {
        uint part = address(this).balance / holders.length; //!weak
        for (uint i = 0; i < holders.length; ++i) holders[i].transfer(part); //!weak here
        claimable[msg.sender] = 0; //!fixed
    }
}
//=== nested-growth
pragma solidity ^0.8.0;
contract N {
    uint256[] public data; uint256 public best;
    function push(uint256 v) external { data.push(v); }
    function best_() external {
        uint256 m;
        for (uint256 i = 0; i < data.length; i++) { //!weak here
        for (uint256 i = 0; i < 10; i++) { //!fixed
            if (data[i] > m) m = data[i];
        }
        best = m;
    }
}
