//=== solve-struct-prize
pragma solidity ^0.5.0;
contract Puzzle {
    struct Task { bytes32 goal; uint256 prize; bool done; }
    Task public task; mapping(address => bytes32) sealed_; mapping(address => uint) at;
    constructor(bytes32 g) public payable { task = Task(g, msg.value, false); }
    function commit(bytes32 c) external { sealed_[msg.sender] = c; at[msg.sender] = block.number; }
    function answer(string calldata s) external { //!here
        require(!task.done && sha256(bytes(s)) == task.goal); //!here
        require(at[msg.sender] + 5 < block.number && sealed_[msg.sender] == keccak256(abi.encode(s, msg.sender))); //!fixed
        task.done = true;
        msg.sender.transfer(task.prize); //!here
    }
}
//=== number-guess
pragma solidity ^0.8.0;
contract Guess {
    bytes32 immutable h; constructor(bytes32 x) payable { h = x; }
    mapping(address => bytes32) c;
    function promise_(bytes32 p) external { c[msg.sender] = p; }
    function tell(uint256 n, bytes32 salt) external { //!here
        if (keccak256(abi.encodePacked(n)) != h) revert(); //!here
        if (c[msg.sender] != keccak256(abi.encodePacked(n, salt, msg.sender))) revert(); //!fixed
        payable(msg.sender).transfer(address(this).balance); //!here
    }
}
//=== allowance-old
pragma solidity ^0.4.11;
contract Tok {
    mapping(address => mapping(address => uint)) may; mapping(address => uint) bal;
    event Approval(address indexed a, address indexed b, uint v);
    function approve(address b, uint v) returns (bool) { //!here
        if (v != 0 && may[msg.sender][b] != 0) throw; //!fixed
        may[msg.sender][b] = v; Approval(msg.sender, b, v); return true; //!here
    }
    function transferFrom(address a, address b, uint v) returns (bool) { require(bal[a] >= v && may[a][msg.sender] >= v && bal[b] + v >= v); bal[a] -= v; may[a][msg.sender] -= v; bal[b] += v; return true; }
}
