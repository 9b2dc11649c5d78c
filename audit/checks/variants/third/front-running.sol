//=== secret-by-hash-struct
pragma solidity ^0.5.0;
contract H {
    struct Offer { bytes32 h; uint256 prize; address payable by; }
    mapping(uint256 => Offer) offers;
    function put(uint256 id, bytes32 h) external payable { require(offers[id].by == address(0)); offers[id] = Offer(h, msg.value, msg.sender); }
    function reveal(uint256 id, string calldata s) external { //!here
        require(keccak256(bytes(s)) == offers[id].h); //!weak here
        require(msg.sender == offers[id].by); //!fixed
        uint256 p = offers[id].prize; offers[id].prize = 0;
        msg.sender.transfer(p);
    }
}
