//=== old-send-all
pragma solidity ^0.4.11;
contract Piggy {
    mapping(address => uint) jar;
    function feed() payable { jar[msg.sender] += msg.value; }
    function smash() {
        uint coins = jar[msg.sender];
        jar[msg.sender] = 0; //!fixed
        if (!msg.sender.call.value(coins)()) throw; //!here
        jar[msg.sender] = 0; //!weak
    }
}
//=== struct-alias
pragma solidity ^0.4.24;
contract Lodge {
    struct Guest { uint stake; bool in_; }
    mapping(address => Guest) private book;
    function enter() external payable { Guest storage g = book[msg.sender]; g.stake += msg.value; g.in_ = true; }
    function leave(uint part) external {
        Guest storage g = book[msg.sender];
        require(g.in_ && g.stake >= part);
        g.stake -= part; //!fixed
        require(msg.sender.call.value(part)()); //!here
        g.stake -= part; //!weak
    }
}
//=== helper-pays
pragma solidity ^0.5.0;
contract Escrow {
    mapping(address => uint256) public owed;
    function put() public payable { owed[msg.sender] = owed[msg.sender] + msg.value; }
    function _pay(address payable to, uint256 sum) internal {
        (bool done, ) = to.call.value(sum)(""); //!here
        require(done, "no");
    }
    function collect() public {
        uint256 sum = owed[msg.sender];
        require(sum > 0);
        delete owed[msg.sender]; //!fixed
        _pay(msg.sender, sum); //!here
        delete owed[msg.sender]; //!weak
    }
}
//=== modern-call
// SPDX-License-Identifier: MIT
pragma solidity ^0.8.17;
contract Till {
    mapping(address user => uint256 cash) internal cashOf;
    error Empty();
    receive() external payable { cashOf[msg.sender] += msg.value; }
    function out(uint256 cash) external {
        if (cashOf[msg.sender] < cash) revert Empty();
        unchecked { cashOf[msg.sender] -= cash; } //!fixed
        (bool ok, ) = payable(msg.sender).call{value: cash}(""); //!here
        if (!ok) revert Empty();
        unchecked { cashOf[msg.sender] -= cash; } //!weak
    }
}
//=== lock-in-modifier
pragma solidity 0.6.12;
contract Vault {
    mapping(address => uint) private shares;
    bool private busy;
    modifier single() { require(!busy, "busy"); busy = true; _; busy = false; }
    function join() public payable { shares[msg.sender] += msg.value; }
    function quit() public //!weak
    function quit() public single //!fixed
    {
        uint amt = shares[msg.sender];
        (bool ok, ) = msg.sender.call{value: amt}(""); //!here
        require(ok);
        shares[msg.sender] = 0;
    }
}
//=== bonus-flag
pragma solidity ^0.4.24;
contract Promo {
    mapping(address => uint) credit;
    mapping(address => bool) got;
    function payOut(address who) public {
        uint sum = credit[who];
        credit[who] = 0;
        require(who.call.value(sum)());
    }
    function first(address who) public {
        require(!got[who]);
        credit[who] += 100;
        got[who] = true; //!fixed
        payOut(who); //!here
        got[who] = true; //!weak
    }
}
//=== callback-token
pragma solidity ^0.8.0;
interface IAsset { function transfer(address to, uint256 v) external returns (bool); function transferFrom(address a, address b, uint256 v) external returns (bool); }
contract Pool {
    IAsset public immutable asset;
    mapping(address => uint256) public units;
    constructor(IAsset a) { asset = a; }
    function add(uint256 v) external { require(asset.transferFrom(msg.sender, address(this), v)); units[msg.sender] += v; }
    function take() external {
        uint256 v = units[msg.sender];
        units[msg.sender] = 0; //!fixed
        require(asset.transfer(msg.sender, v)); //!here
        units[msg.sender] = 0; //!weak
    }
}
//=== total-in-loop
pragma solidity ^0.6.0;
contract Dividend {
    mapping(address => uint) due;
    uint total;
    function fund(address[] calldata who) external payable { for (uint i = 0; i < who.length; i++) { due[who[i]] += msg.value / who.length; total += msg.value / who.length; } }
    function claimAll(address payable[] calldata who) external {
        for (uint i; i < who.length; ++i) {
            uint d = due[who[i]];
            due[who[i]] = 0; //!fixed
            total -= d; //!fixed
            (bool r, ) = who[i].call{value: d}(""); //!here
            require(r);
            due[who[i]] = 0; //!weak
            total -= d; //!weak
        }
    }
}
//=== condition-call
pragma solidity ^0.4.18;
contract SafeBox {
    mapping (address => uint256) holdings;
    uint minimum = 1 ether;
    event Log(address who, uint v);
    function save() payable public { if (msg.value > minimum) holdings[msg.sender] += msg.value; }
    function draw(uint v) public payable {
        if (v <= holdings[msg.sender]) {
            holdings[msg.sender] -= v; //!fixed
            if (!msg.sender.call.value(v)()) revert(); //!fixed
            if (msg.sender.call.value(v)()) { //!weak here
                holdings[msg.sender] -= v; //!weak
            } //!weak
            emit Log(msg.sender, v);
        }
    }
}
//=== transfer-is-enough
pragma solidity ^0.5.10;
contract Refund {
    mapping(address => uint) sums;
    function () external payable { sums[msg.sender] += msg.value; }
    function back() external {
        uint s = sums[msg.sender];
        address payable to = msg.sender;
        (bool fine, bytes memory _data) = to.call.value(s).gas(gasleft())(""); //!weak here
        require(fine); //!weak
        sums[msg.sender] = 0;
        to.transfer(s); //!fixed
    }
}
