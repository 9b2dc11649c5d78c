// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import "@openzeppelin/contracts/governance/Governor.sol";
import "@openzeppelin/contracts/governance/extensions/GovernorCountingSimple.sol";
import "@openzeppelin/contracts/governance/extensions/GovernorSettings.sol";
import "@openzeppelin/contracts/governance/extensions/GovernorVotes.sol";
import "@openzeppelin/contracts/governance/extensions/GovernorVotesQuorumFraction.sol";
import "@openzeppelin/contracts/token/ERC20/extensions/ERC20Votes.sol";

/// A token that votes, all of it the deployer's and delegated to them.
contract Share is ERC20Votes {
    constructor() ERC20("Share", "SHR") ERC20Permit("Share") {
        _mint(msg.sender, 1_000_000 ether);
        _delegate(msg.sender, msg.sender);
    }
}

/// OpenZeppelin's Governor as most DAOs put it together, without a timelock.
contract House is Governor, GovernorSettings, GovernorCountingSimple, GovernorVotes, GovernorVotesQuorumFraction {
    constructor(IVotes share)
        Governor("House")
        GovernorSettings(1, 50, 0)
        GovernorVotes(share)
        GovernorVotesQuorumFraction(4)
    {}

    function votingDelay() public view override(IGovernor, GovernorSettings) returns (uint256) { return super.votingDelay(); }
    function votingPeriod() public view override(IGovernor, GovernorSettings) returns (uint256) { return super.votingPeriod(); }
    function proposalThreshold() public view override(Governor, GovernorSettings) returns (uint256) { return super.proposalThreshold(); }
}

/// The outside of Compound's Governor Bravo: its event with signatures apart from calldata, its proposals(), its quorumVotes().
contract Bravo {
    event ProposalCreated(uint256 id, address proposer, address[] targets, uint256[] values, string[] signatures, bytes[] calldatas, uint256 startBlock, uint256 endBlock, string description);

    address public comp;
    uint256 public constant quorumVotes = 400_000 ether;

    constructor(address share) { comp = share; }

    function propose(address target, string calldata signature, bytes calldata arguments, string calldata description) external {
        address[] memory targets = new address[](1);
        uint256[] memory values = new uint256[](1);
        string[] memory signatures = new string[](1);
        bytes[] memory calldatas = new bytes[](1);
        (targets[0], signatures[0], calldatas[0]) = (target, signature, arguments);
        emit ProposalCreated(42, msg.sender, targets, values, signatures, calldatas, block.number + 1, block.number + 100, description);
    }

    function state(uint256) external pure returns (uint8) { return 7; }

    function proposals(uint256 id) external view returns (uint256, address, uint256, uint256, uint256, uint256, uint256, uint256, bool, bool) {
        return (id, msg.sender, 0, 0, 0, 700_000 ether, 1_500 ether, 0, false, true);
    }
}
