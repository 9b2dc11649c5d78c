// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// An ordinary token whose decimals are chosen at deployment; the whole supply goes to one holder, nobody can mint.
contract DemoToken is ERC20 {
    uint8 private immutable places;

    constructor(string memory name_, string memory symbol_, uint8 decimals_, uint256 supply, address holder) ERC20(name_, symbol_) {
        places = decimals_;
        _mint(holder, supply);
    }

    function decimals() public view override returns (uint8) {
        return places;
    }
}
