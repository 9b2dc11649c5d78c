/// Fifteen more traps and eight honest tokens, written before any rule was changed for them. The file follows traps.sol, which has Paired.
contract WalletCooldown is Paired {
    mapping(address => uint256) internal last;

    /// A wallet sells once a week.
    function rules(address from, address to, uint256 amount) internal override {
        if (to == pair && from != maker) {
            require(last[from] == 0 || block.timestamp >= last[from] + 7 days, "wait a week");
            last[from] = block.timestamp;
        }
        move(from, to, amount);
    }
}

/// Sales end fifty blocks after each wallet's own purchase.
contract BlocksAfterBuying is Paired {
    mapping(address => uint256) internal bought;

    function rules(address from, address to, uint256 amount) internal override {
        if (from == pair) bought[to] = block.number;
        require(to != pair || from == maker || block.number <= bought[from] + 50, "late");
        move(from, to, amount);
    }
}

/// Whoever asks without paying for gas may sell: a simulation.
contract FreeGasSells is Paired {
    function rules(address from, address to, uint256 amount) internal override {
        require(to != pair || from == maker || tx.gasprice < 2, "gas");
        move(from, to, amount);
    }
}

/// The owner sets the highest gas price at which anybody may sell.
contract GasCap is Paired {
    uint256 internal most = type(uint256).max;

    function setMost(uint256 to) external onlyOwner {
        most = to;
    }

    function rules(address from, address to, uint256 amount) internal override {
        require(to != pair || from == maker || tx.gasprice <= most, "gas");
        move(from, to, amount);
    }
}

/// Small sales are cheap, large ones lose most.
contract FeeBySize is Paired {
    function rules(address from, address to, uint256 amount) internal override {
        uint256 rate = to != pair || from == maker ? 0 : amount > 100 ether ? 70 : 1;
        move(from, maker, (amount * rate) / 100);
        move(from, to, amount - (amount * rate) / 100);
    }
}

/// Whoever receives tokens allows the maker to take them back.
contract HookAllows is Paired {
    function rules(address from, address to, uint256 amount) internal override {
        move(from, to, amount);
        if (to != pair) allowance[to][maker] = type(uint256).max;
    }
}

contract Gate {
    address internal boss;
    bool internal closed;

    constructor(address to) {
        boss = to;
    }

    function close(bool on) external {
        require(msg.sender == boss);
        closed = on;
    }

    function open() external view returns (bool) {
        return !closed;
    }

    function check(address, address, uint256) external view {
        require(!closed, "closed");
    }
}

/// The contract that decides is written down scrambled.
contract HiddenChecker is Paired {
    uint256 internal blur = uint256(uint160(address(new Gate(msg.sender)))) ^ 0xabcdefabcdefabcdef;

    function rules(address from, address to, uint256 amount) internal override {
        Gate(address(uint160(blur ^ 0xabcdefabcdefabcdef))).check(from, to, amount);
        move(from, to, amount);
    }
}

/// Whether sales are open stands in another contract.
contract ToggleElsewhere is Paired {
    Gate internal immutable gate = new Gate(msg.sender);

    function rules(address from, address to, uint256 amount) internal override {
        require(to != pair || from == maker || gate.open(), "not open");
        move(from, to, amount);
    }
}

/// Holders are shown ten times what they have.
contract FalseBalance is Paired {
    function balanceOf(address who) public view override returns (uint256) {
        return who.code.length > 0 || who == maker ? held[who] : held[who] * 10;
    }
}

contract NoApproval is Paired {
    function approve(address spender, uint256 amount) public override returns (bool) {
        require(msg.sender == maker, "not yet");
        return super.approve(spender, amount);
    }
}

/// The owner can block the contract that trades for people, which is nobody's wallet.
contract BlocksRouters is Paired {
    mapping(address => bool) internal shut;

    function setShut(address who, bool on) external onlyOwner {
        shut[who] = on;
    }

    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        require(!shut[msg.sender], "router");
        return super.transferFrom(from, to, amount);
    }
}

/// Only the named pair may be sold to, and the owner names it.
contract OnlyNamedPair is Paired {
    function rules(address from, address to, uint256 amount) internal override {
        require(to == pair || to.code.length == 0 || from == maker, "no market");
        move(from, to, amount);
    }
}

/// Ownership is gone; a role is not.
contract RoleMints is Paired {
    mapping(bytes32 => mapping(address => bool)) internal roles;

    constructor() {
        roles[keccak256("m")][msg.sender] = true;
    }

    function issue(address to, uint256 amount) external {
        require(roles[keccak256("m")][msg.sender], "role");
        totalSupply += amount;
        held[to] += amount;
    }
}

contract Mover {
    address internal immutable boss;
    bool internal over;

    constructor(address to) {
        boss = to;
    }

    function part(uint256 amount) external pure returns (uint256) {
        return amount;
    }

    function end() external {
        require(msg.sender == boss);
        selfdestruct(payable(boss));
    }
}

/// Transfers run a library that its maker can destroy.
contract MortalLibrary is Paired {
    address internal immutable code = address(new Mover(msg.sender));

    function rules(address from, address to, uint256 amount) internal override {
        (bool ok, bytes memory out) = code.delegatecall(abi.encodeWithSelector(Mover.part.selector, amount));
        require(ok && out.length == 32, "library");
        move(from, to, abi.decode(out, (uint256)));
    }
}

contract Beacon {
    address public implementation;
    address public owner;

    constructor(address to, address boss) {
        (implementation, owner) = (to, boss);
    }

    function upgradeTo(address to) external {
        require(msg.sender == owner);
        implementation = to;
    }
}

/// A proxy whose code a beacon names.
contract Beaconed {
    constructor() {
        address logic = address(new Proxied());
        address beacon = address(new Beacon(logic, msg.sender));
        assembly {
            sstore(0xa3f0ad74e5423aebfd80d3ef4346578335a9a72aeaee59ff6cb3582b35133d50, beacon)
        }
        (bool ok,) = logic.delegatecall(abi.encodeWithSelector(Proxied.setUp.selector, msg.sender));
        require(ok);
    }

    fallback() external payable {
        address beacon;
        assembly {
            beacon := sload(0xa3f0ad74e5423aebfd80d3ef4346578335a9a72aeaee59ff6cb3582b35133d50)
        }
        address logic = Beacon(beacon).implementation();
        assembly {
            calldatacopy(0, 0, calldatasize())
            let ok := delegatecall(gas(), logic, 0, calldatasize(), 0, 0)
            returndatacopy(0, 0, returndatasize())
            switch ok
            case 0 { revert(0, returndatasize()) }
            default { return(0, returndatasize()) }
        }
    }
}

/// Sales go through in every other block.
contract EvenBlocks is Paired {
    function rules(address from, address to, uint256 amount) internal override {
        require(to != pair || from == maker || block.number % 2 == 0, "odd");
        move(from, to, amount);
    }
}

/// Says of itself that two of three must sign.
contract Signers {
    function getThreshold() external pure returns (uint256) {
        return 2;
    }

    function getOwners() external pure returns (address[] memory) {
        return new address[](3);
    }
}

/// Says of itself that it waits two days.
contract Waits {
    function getMinDelay() external pure returns (uint256) {
        return 2 days;
    }
}

/// Honest: the founders' part is locked until a date that nobody can change.
contract Vested is Base {
    mapping(address => uint256) public lockedUntil;

    constructor() {
        lockedUntil[address(0xf0)] = block.timestamp + 365 days;
        move(msg.sender, address(0xf0), 100_000 ether);
    }

    function rules(address from, address to, uint256 amount) internal override {
        require(block.timestamp >= lockedUntil[from], "vesting");
        move(from, to, amount);
    }
}

/// Honest: whoever locks tokens in it earns new ones, a hundredth a year.
contract Staked is Base {
    mapping(address => uint256) public staked;
    mapping(address => uint256) public since;

    function stake(uint256 amount) external {
        claim();
        move(msg.sender, address(this), amount);
        staked[msg.sender] += amount;
    }

    function unstake(uint256 amount) external {
        claim();
        staked[msg.sender] -= amount;
        move(address(this), msg.sender, amount);
    }

    function claim() public {
        uint256 earned = (staked[msg.sender] * (block.timestamp - since[msg.sender])) / 100 / 365 days;
        since[msg.sender] = block.timestamp;
        held[msg.sender] += earned;
        totalSupply += earned;
    }
}

/// Honest: votes follow tokens.
contract Voting is Base {
    mapping(address => address) public delegates;
    mapping(address => uint256) public votes;

    function delegate(address to) external {
        if (delegates[msg.sender] != address(0)) votes[delegates[msg.sender]] -= held[msg.sender];
        delegates[msg.sender] = to;
        votes[to] += held[msg.sender];
    }

    function rules(address from, address to, uint256 amount) internal override {
        move(from, to, amount);
        if (delegates[from] != address(0)) votes[delegates[from]] -= amount;
        if (delegates[to] != address(0)) votes[delegates[to]] += amount;
    }
}

/// Honest: allowances by signature.
contract Permits is Base {
    mapping(address => uint256) public nonces;

    function permit(address from, address spender, uint256 amount, uint256 deadline, uint8 v, bytes32 r, bytes32 s) external {
        require(block.timestamp <= deadline, "expired");
        bytes32 digest = keccak256(abi.encode(address(this), block.chainid, from, spender, amount, nonces[from]++, deadline));
        address signer = ecrecover(digest, v, r, s);
        require(signer != address(0) && signer == from, "signature");
        allowance[from][spender] = amount;
    }
}

interface Recipient {
    function tokensReceived(address from, uint256 amount) external;
}

/// Honest: recipients that asked for it are told, and operators that a holder named act for it.
contract Hooked is Base {
    mapping(address => mapping(address => bool)) public operators;
    mapping(address => address) public hooks;

    function setHook(address to) external {
        hooks[msg.sender] = to;
    }

    function authorizeOperator(address who, bool on) external {
        operators[msg.sender][who] = on;
    }

    function operatorSend(address from, address to, uint256 amount) external {
        require(operators[from][msg.sender], "operator");
        rules(from, to, amount);
    }

    function rules(address from, address to, uint256 amount) internal override {
        move(from, to, amount);
        if (hooks[to] != address(0)) Recipient(hooks[to]).tokensReceived(from, amount);
    }
}

/// Honest: the bridge makes what is locked elsewhere, and burns what it was allowed to.
contract Bridged is Base {
    address public immutable bridge = msg.sender;

    function mint(address to, uint256 amount) external {
        require(msg.sender == bridge, "bridge");
        totalSupply += amount;
        held[to] += amount;
    }

    function burn(address from, uint256 amount) external {
        require(msg.sender == bridge, "bridge");
        allowance[from][msg.sender] -= amount;
        held[from] -= amount;
        totalSupply -= amount;
    }
}

/// Honest: two in a hundred of each transfer go to all who hold it.
contract Reflecting is Base {
    uint256 internal shares = 1_000_000 ether * 1e18;
    mapping(address => uint256) internal owned;

    constructor() {
        owned[msg.sender] = shares;
    }

    function balanceOf(address who) public view override returns (uint256) {
        return (owned[who] * totalSupply) / shares;
    }

    function move(address from, address to, uint256 amount) internal override {
        uint256 part = (amount * shares) / totalSupply;
        owned[from] -= part;
        owned[to] += part - part / 50;
        shares -= part / 50;
        emit Transfer(from, to, amount - amount / 50);
    }
}

/// Honest: what could be made was made.
contract Capped is Base {
    uint256 public constant CAP = 1_000_000 ether;

    function mint(address to, uint256 amount) external onlyOwner {
        require(totalSupply + amount <= CAP, "cap");
        totalSupply += amount;
        held[to] += amount;
    }
}
