// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// A honeypot, made on purpose for tests: anyone can buy, only the owner and those it allows can sell into a market.
contract HoneyToken is ERC20, Ownable {
    mapping(address => bool) public isMarket;
    mapping(address => bool) public maySell;

    constructor(string memory name_, string memory symbol_, uint256 supply, address holder) ERC20(name_, symbol_) {
        maySell[holder] = true;
        _mint(holder, supply);
    }

    function setMarket(address market, bool on) external onlyOwner {
        isMarket[market] = on;
    }

    function setSeller(address seller, bool on) external onlyOwner {
        maySell[seller] = on;
    }

    function _beforeTokenTransfer(address from, address to, uint256 amount) internal override {
        super._beforeTokenTransfer(from, to, amount);
        require(!isMarket[to] || maySell[from], "HONEY: cooldown");
    }
}
