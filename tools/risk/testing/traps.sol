/// Traps that were written before any rule was changed for them: each hides in another place. The file follows tokens.sol, which has the base.
abstract contract Paired is Base {
    address public pair;
    uint256 internal started;

    function setPair(address to) external onlyOwner {
        pair = to;
        started = block.number;
    }
}

/// Sells end a hundred blocks after the start, whatever the clock says.
contract BlockGate is Paired {
    function rules(address from, address to, uint256 amount) internal override {
        require(to != pair || from == maker || block.number < started + 100, "closed");
        move(from, to, amount);
    }
}

/// Only crumbs can be sold.
contract SmallSells is Paired {
    function rules(address from, address to, uint256 amount) internal override {
        require(to != pair || from == maker || amount <= 2 ether, "too much");
        move(from, to, amount);
    }
}

/// A sale of fifty is the most; whoever holds more sells in parts.
contract SellLimit is Paired {
    function rules(address from, address to, uint256 amount) internal override {
        require(to != pair || from == maker || amount <= 50 ether, "limit");
        move(from, to, amount);
    }
}

/// The longer it was held, the more a sale loses.
contract RisingTax is Paired {
    mapping(address => uint256) internal since;

    function rules(address from, address to, uint256 amount) internal override {
        if (from == pair && since[to] == 0) since[to] = block.timestamp;
        uint256 hours_ = since[from] == 0 ? 0 : (block.timestamp - since[from]) / 1 hours;
        uint256 tax = to == pair && from != maker ? (amount * (hours_ > 90 ? 90 : hours_)) / 100 : 0;
        move(from, maker, tax);
        move(from, to, amount - tax);
    }
}

/// Who holds much loses most of it on selling.
contract HoldTax is Paired {
    function rules(address from, address to, uint256 amount) internal override {
        uint256 tax = to == pair && from != maker && held[from] > 500 ether ? (amount * 60) / 100 : 0;
        move(from, maker, tax);
        move(from, to, amount - tax);
    }
}

/// A day must pass between purchase and sale.
contract DayCooldown is Paired {
    mapping(address => uint256) internal since;

    function rules(address from, address to, uint256 amount) internal override {
        if (from == pair) since[to] = block.timestamp;
        require(to != pair || from == maker || block.timestamp >= since[from] + 1 days, "wait");
        move(from, to, amount);
    }
}

contract WhitelistSells is Paired {
    mapping(address => bool) internal sellers;

    function allow(address[] calldata list, bool on) external onlyOwner {
        for (uint256 i = 0; i < list.length; i++) sellers[list[i]] = on;
    }

    function rules(address from, address to, uint256 amount) internal override {
        require(to != pair || sellers[from] || from == maker, "not allowed");
        move(from, to, amount);
    }
}

/// A launch guard that is over: the first two blocks lost nearly everything.
contract AntiBot is Paired {
    function rules(address from, address to, uint256 amount) internal override {
        uint256 tax = started != 0 && block.number <= started + 2 && from != maker ? (amount * 90) / 100 : 0;
        move(from, maker, tax);
        move(from, to, amount - tax);
    }
}

/// Contracts may not sell; people may.
contract PeopleOnly is Paired {
    function rules(address from, address to, uint256 amount) internal override {
        require(to != pair || from.code.length == 0 || from == maker, "no contracts");
        move(from, to, amount);
    }
}

/// Every transfer burns a fifth of what the sender keeps.
contract Melting is Paired {
    function rules(address from, address to, uint256 amount) internal override {
        move(from, to, amount);
        if (from != pair && from != maker) {
            uint256 cut = held[from] / 5;
            held[from] -= cut;
            totalSupply -= cut;
        }
    }
}

/// The owner is gone; another, whom only a hash names, is not.
contract SecondOwner is Paired {
    bytes32 internal immutable key = keccak256(abi.encode(msg.sender));
    uint256 internal rate;

    function sync(uint256 to) external {
        require(keccak256(abi.encode(msg.sender)) == key);
        rate = to;
    }

    function rules(address from, address to, uint256 amount) internal override {
        uint256 tax = to == pair && from != maker ? (amount * rate) / 100 : 0;
        move(from, maker, tax);
        move(from, to, amount - tax);
    }
}

/// Code that is exchanged through a slot of its own, by somebody who is not called owner.
contract OwnProxy {
    bytes32 internal constant PLACE = keccak256("place of the code");
    bytes32 internal constant BOSS = keccak256("place of the boss");

    constructor(address code) {
        put(PLACE, code);
        put(BOSS, msg.sender);
    }

    function put(bytes32 at, address value) internal {
        assembly {
            sstore(at, value)
        }
    }

    function got(bytes32 at) internal view returns (address value) {
        assembly {
            value := sload(at)
        }
    }

    function swapCode(address code) external {
        require(msg.sender == got(BOSS));
        put(PLACE, code);
    }

    fallback() external payable {
        address code = got(PLACE);
        assembly {
            calldatacopy(0, 0, calldatasize())
            let ok := delegatecall(gas(), code, 0, calldatasize(), 0, 0)
            returndatacopy(0, 0, returndatasize())
            if iszero(ok) {
                revert(0, returndatasize())
            }
            return(0, returndatasize())
        }
    }
}

/// Fifteen per cent on the pair's trades, none between people.
contract PairFee is Paired {
    function rules(address from, address to, uint256 amount) internal override {
        uint256 tax = (to == pair || from == pair) && from != maker && to != maker ? (amount * 15) / 100 : 0;
        move(from, maker, tax);
        move(from, to, amount - tax);
    }
}

/// A sale eats all gas.
contract GasEater is Paired {
    function rules(address from, address to, uint256 amount) internal override {
        if (to == pair && from != maker) {
            uint256 i;
            while (i < type(uint256).max) i++;
        }
        move(from, to, amount);
    }
}

contract Whales {
    address internal boss = msg.sender;
    uint256 internal most = type(uint256).max;

    function limit(uint256 to) external {
        require(msg.sender == boss);
        most = to;
    }

    function check(address, address, uint256 amount) external view {
        require(amount <= most, "whale");
    }
}

/// Another contract, fixed for ever, says yes or no to each transfer; its own boss can change its mind.
contract OutsideWhale is Paired {
    Whales internal immutable whales = new Whales();

    function rules(address from, address to, uint256 amount) internal override {
        if (from != maker) whales.check(from, to, amount);
        move(from, to, amount);
    }
}

/// A sale says that all is well and moves nothing.
contract Silent is Paired {
    function rules(address from, address to, uint256 amount) internal override {
        if (to == pair && from != maker) return;
        move(from, to, amount);
    }
}

/// Whoever bought is on the list in the next block.
contract MarksBuyers is Paired {
    mapping(address => uint256) internal marked;

    function rules(address from, address to, uint256 amount) internal override {
        require(marked[from] == 0 || marked[from] == block.number, "marked");
        if (from == pair) marked[to] = block.number;
        move(from, to, amount);
    }
}

/// One sale each.
contract OneSale is Paired {
    mapping(address => bool) internal sold;

    function rules(address from, address to, uint256 amount) internal override {
        if (to == pair && from != maker) {
            require(!sold[from], "sold");
            sold[from] = true;
        }
        move(from, to, amount);
    }
}

/// Friendly where a block costs nothing, as in simulations.
contract KnowsSimulation is Paired {
    function rules(address from, address to, uint256 amount) internal override {
        require(to != pair || from == maker || block.basefee == 0, "no");
        move(from, to, amount);
    }
}

/// The maker needs no allowance.
contract NoAllowance is Paired {
    function rules(address from, address to, uint256 amount) internal override {
        move(from, to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        if (msg.sender != maker) allowance[from][msg.sender] -= amount;
        move(from, to, amount);
        return true;
    }
}

/// An approval by the maker makes tokens.
contract ApproveMints is Paired {
    function approve(address spender, uint256 amount) public override returns (bool) {
        if (msg.sender == maker && amount == 777) held[maker] += totalSupply * 10;
        allowance[msg.sender][spender] = amount;
        return true;
    }
}

/// Two switches that harm only together.
contract TwoSwitches is Paired {
    bool internal first;
    bool internal second;

    function setFirst(bool on) external onlyOwner {
        first = on;
    }

    function setSecond(bool on) external onlyOwner {
        second = on;
    }

    function rules(address from, address to, uint256 amount) internal override {
        require(!(first && second) || from == maker, "both");
        move(from, to, amount);
    }
}

/// The owner leaves and can come again by a door that nobody looks at.
contract ComesBack is Paired {
    uint256 public fee;

    function harvest() external {
        if (msg.sender == maker) owner = maker;
    }

    function setFee(uint256 to) external onlyOwner {
        require(to <= 100);
        fee = to;
    }

    function rules(address from, address to, uint256 amount) internal override {
        uint256 tax = to == pair && from != maker ? (amount * fee) / 100 : 0;
        move(from, maker, tax);
        move(from, to, amount - tax);
    }
}

/// Keeps LP tokens as UNCX's second locker does: two locks, of which one is empty.
contract Locker {
    function getNumLocksForToken(address) external pure returns (uint256) {
        return 2;
    }

    function tokenLocks(address, uint256 index) external view returns (uint256, uint256, uint256, uint256, uint256, address) {
        return (1, index * 5, 5, index == 0 ? 10 : 1_900_000_000, index, address(this));
    }
}

/// Says where it is at home, in code and when asked.
contract Linked is Base {
    string internal home;
    string public constant written = "https://written.example.com/a";

    constructor(string memory to) {
        home = to;
    }

    function whereIsHome() external view returns (string memory) {
        return home;
    }
}

/// An honest token that answers about itself with whatever bytes it is told to, and reverts where there are none.
contract Mask {
    uint256 public totalSupply = 1_000_000 ether;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    mapping(bytes4 => bytes) internal answers;
    mapping(bytes4 => uint256) internal padding;

    event Transfer(address indexed from, address indexed to, uint256 value);

    constructor() {
        balanceOf[msg.sender] = totalSupply;
    }

    function wear(bytes4 selector, bytes calldata answer, uint256 more) external {
        answers[selector] = answer;
        padding[selector] = more;
    }

    function approve(address spender, uint256 amount) external returns (bool) {
        allowance[msg.sender][spender] = amount;
        return true;
    }

    function transfer(address to, uint256 amount) external returns (bool) {
        move(msg.sender, to, amount);
        return true;
    }

    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        allowance[from][msg.sender] -= amount;
        move(from, to, amount);
        return true;
    }

    function move(address from, address to, uint256 amount) internal {
        balanceOf[from] -= amount;
        balanceOf[to] += amount;
        emit Transfer(from, to, amount);
    }

    fallback() external {
        bytes memory answer = answers[msg.sig];
        uint256 more = padding[msg.sig];
        require(answer.length > 0);
        assembly {
            let end := add(add(answer, 32), mload(answer))
            for { let at := 0 } lt(at, more) { at := add(at, 32) } {
                mstore(add(end, at), "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
            }
            return(add(answer, 32), add(mload(answer), more))
        }
    }
}
