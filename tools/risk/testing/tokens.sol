// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

/// Tokens for tests, one a trick. Each gives its whole supply to its maker, whom every rule spares.
contract Base {
    string public name;
    string public symbol;
    uint8 public constant decimals = 18;
    uint256 public totalSupply = 1_000_000 ether;
    address public owner = msg.sender;
    address internal maker = msg.sender;
    mapping(address => uint256) internal held;
    mapping(address => mapping(address => uint256)) public allowance;

    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);

    modifier onlyOwner() {
        require(msg.sender == owner, "not the owner");
        _;
    }

    constructor() {
        name = "Test";
        symbol = "TEST";
        held[msg.sender] = totalSupply;
    }

    function balanceOf(address who) public view virtual returns (uint256) {
        return held[who];
    }

    function approve(address spender, uint256 amount) public virtual returns (bool) {
        allowance[msg.sender][spender] = amount;
        emit Approval(msg.sender, spender, amount);
        return true;
    }

    function transfer(address to, uint256 amount) external returns (bool) {
        rules(msg.sender, to, amount);
        return true;
    }

    function transferFrom(address from, address to, uint256 amount) public virtual returns (bool) {
        if (allowance[from][msg.sender] != type(uint256).max) allowance[from][msg.sender] -= amount;
        rules(from, to, amount);
        return true;
    }

    function renounceOwnership() external onlyOwner {
        owner = address(0);
    }

    function rules(address from, address to, uint256 amount) internal virtual {
        move(from, to, amount);
    }

    function move(address from, address to, uint256 amount) internal virtual {
        held[from] -= amount;
        held[to] += amount;
        emit Transfer(from, to, amount);
    }
}

contract Honest is Base {}

contract Honeypot is Base {
    address public pair;
    mapping(address => bool) public spared;

    function setPair(address to) external onlyOwner {
        pair = to;
    }

    function setSeller(address who, bool on) external onlyOwner {
        spared[who] = on;
    }

    function rules(address from, address to, uint256 amount) internal override {
        require(to != pair || spared[from] || from == maker, "TransferHelper: TRANSFER_FROM_FAILED");
        move(from, to, amount);
    }
}

contract SellTax is Base {
    address public pair;

    function setPair(address to) external onlyOwner {
        pair = to;
    }

    function rules(address from, address to, uint256 amount) internal override {
        uint256 tax = to == pair && from != maker ? amount / 10 : 0;
        move(from, maker, tax);
        move(from, to, amount - tax);
    }
}

/// A purchase can be sold for ten minutes only.
contract DelayedHoneypot is Base {
    address public pair;
    mapping(address => uint256) internal since;

    function setPair(address to) external onlyOwner {
        pair = to;
    }

    function rules(address from, address to, uint256 amount) internal override {
        if (from == pair && since[to] == 0) since[to] = block.timestamp;
        require(to != pair || from == maker || block.timestamp <= since[from] + 600, "expired");
        move(from, to, amount);
    }
}

contract OwnerRaisesTax is Base {
    address public pair;
    uint256 public sellTax;

    function setPair(address to) external onlyOwner {
        pair = to;
    }

    function setSellTax(uint256 percent) external onlyOwner {
        require(percent <= 99, "too high");
        sellTax = percent;
    }

    function rules(address from, address to, uint256 amount) internal override {
        uint256 tax = to == pair && from != maker ? (amount * sellTax) / 100 : 0;
        move(from, maker, tax);
        move(from, to, amount - tax);
    }
}

contract Blacklist is Base {
    mapping(address => bool) public listed;

    function blacklist(address who) external onlyOwner {
        listed[who] = true;
    }

    function rules(address from, address to, uint256 amount) internal override {
        require(!listed[from] && !listed[to], "listed");
        move(from, to, amount);
    }
}

contract Pausable is Base {
    bool public paused;

    function setPaused(bool on) external onlyOwner {
        paused = on;
    }

    function rules(address from, address to, uint256 amount) internal override {
        require(!paused || from == maker, "paused");
        move(from, to, amount);
    }
}

/// Balances are shares of what the owner says there is.
contract Rebasing is Base {
    uint256 public index = 1e18;

    function balanceOf(address who) public view override returns (uint256) {
        return (held[who] * index) / 1e18;
    }

    function setIndex(uint256 to) external onlyOwner {
        index = to;
    }

    function rules(address from, address to, uint256 amount) internal override {
        move(from, to, (amount * 1e18 + index - 1) / index);
    }
}

contract FeeOnTransfer is Base {
    function rules(address from, address to, uint256 amount) internal override {
        uint256 fee = from == maker ? 0 : (amount * 3) / 100;
        move(from, maker, fee);
        move(from, to, amount - fee);
    }
}

contract MaxWallet is Base {
    uint256 public maxWallet = 2_000 ether;
    address public pair;

    function setPair(address to) external onlyOwner {
        pair = to;
    }

    function setMaxWallet(uint256 amount) external onlyOwner {
        require(amount >= 1_000 ether, "too low");
        maxWallet = amount;
    }

    function rules(address from, address to, uint256 amount) internal override {
        require(to == pair || from == maker || held[to] + amount <= maxWallet, "max wallet");
        move(from, to, amount);
    }
}

contract Mintable is Base {
    function mint(address to, uint256 amount) external onlyOwner {
        totalSupply += amount;
        held[to] += amount;
    }
}

/// Whoever asks for its owner hears that there is none.
contract FakeRenounce is Base {
    bool public open = true;

    constructor() {
        owner = address(0);
    }

    function setTrading(bool on) external {
        require(msg.sender == maker, "no");
        open = on;
    }

    function rules(address from, address to, uint256 amount) internal override {
        require(open || from == maker, "closed");
        move(from, to, amount);
    }
}

contract TakesBack is Base {
    function burn(address from, uint256 amount) external onlyOwner {
        totalSupply -= amount;
        held[from] -= amount;
    }
}

contract Cooldown is Base {
    mapping(address => uint256) internal since;

    function rules(address from, address to, uint256 amount) internal override {
        require(from == maker || block.timestamp >= since[from] + 120, "cooldown");
        if (from.code.length > 0) since[to] = block.timestamp;
        move(from, to, amount);
    }
}

interface IGuard {
    function allowed(address from, address to) external view returns (bool);
}

contract Outside is Base {
    IGuard public guard;

    function setAntiBot(address to) external onlyOwner {
        guard = IGuard(to);
    }

    function rules(address from, address to, uint256 amount) internal override {
        if (address(guard) != address(0)) require(guard.allowed(from, to), "guard");
        move(from, to, amount);
    }
}

/// The logic behind an upgradeable proxy.
contract Proxied is Base {
    function setUp(address holder) external {
        require(owner == address(0), "done");
        owner = holder;
        totalSupply = 1_000_000 ether;
        held[holder] = totalSupply;
    }
}
