// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {Initializable} from "@openzeppelin/contracts/proxy/utils/Initializable.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// The logic behind an upgradeable proxy: its words live in the proxy's storage and are set once by initialize().
contract ProxiedToken is ERC20, Initializable {
    string private title;
    string private ticker;

    constructor() ERC20("", "") {
        _disableInitializers();
    }

    function initialize(string memory name_, string memory symbol_, uint256 supply, address holder) external initializer {
        title = name_;
        ticker = symbol_;
        _mint(holder, supply);
    }

    function name() public view override returns (string memory) {
        return title;
    }

    function symbol() public view override returns (string memory) {
        return ticker;
    }
}
