// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// A token that keeps a part of every sale: transfers into a market lose `sellTaxBps` to the collector.
contract TaxedToken is ERC20, Ownable {
    mapping(address => bool) public isMarket;
    mapping(address => bool) public isExempt;
    address public immutable collector;
    uint256 public sellTaxBps = 1000;

    constructor(string memory name_, string memory symbol_, uint256 supply, address holder, address collector_) ERC20(name_, symbol_) {
        collector = collector_;
        isExempt[holder] = true;
        _mint(holder, supply);
    }

    function setMarket(address market, bool on) external onlyOwner {
        isMarket[market] = on;
    }

    function setExempt(address account, bool on) external onlyOwner {
        isExempt[account] = on;
    }

    function setSellTax(uint256 bps) external onlyOwner {
        require(bps <= 3000, "TAXED: too high");
        sellTaxBps = bps;
    }

    function _transfer(address from, address to, uint256 amount) internal override {
        uint256 tax = isMarket[to] && !isExempt[from] ? (amount * sellTaxBps) / 10_000 : 0;
        if (tax > 0) super._transfer(from, collector, tax);
        super._transfer(from, to, amount - tax);
    }
}
