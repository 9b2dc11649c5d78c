// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import "@openzeppelin/contracts/token/ERC20/extensions/ERC4626.sol";
import "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// Stand-ins for exchanges whose compiled contracts are in no registry: same functions, same mathematics, nothing else.

/// A vault as OpenZeppelin wrote it.
contract Shares is ERC4626 {
    constructor(IERC20 asset) ERC20("Shares", "SHARE") ERC4626(asset) {}
}

/// Pool of the Solidly family: stable (x^3 y + y^3 x) or volatile (x y).
contract PairPool {
    using SafeERC20 for IERC20;

    IERC20 public immutable token0;
    IERC20 public immutable token1;
    bool public immutable stable;
    uint256 public immutable decimals0;
    uint256 public immutable decimals1;
    PairFactory public immutable factory;
    uint256 public reserve0;
    uint256 public reserve1;

    event Sync(uint256 reserve0, uint256 reserve1);

    constructor(IERC20 a, IERC20 b, bool stable_) {
        (token0, token1, stable, factory) = (a, b, stable_, PairFactory(msg.sender));
        decimals0 = 10 ** IERC20Metadata(address(a)).decimals();
        decimals1 = 10 ** IERC20Metadata(address(b)).decimals();
    }

    function metadata() external view returns (uint256, uint256, uint256, uint256, bool, address, address) {
        return (decimals0, decimals1, reserve0, reserve1, stable, address(token0), address(token1));
    }

    function sync() public {
        (reserve0, reserve1) = (token0.balanceOf(address(this)), token1.balanceOf(address(this)));
        emit Sync(reserve0, reserve1);
    }

    function getAmountOut(uint256 amountIn, address tokenIn) public view returns (uint256) {
        amountIn -= (amountIn * factory.getFee(address(this), stable)) / 10000;
        bool first = tokenIn == address(token0);
        (uint256 a, uint256 b) = first ? (reserve0, reserve1) : (reserve1, reserve0);
        if (!stable) return (amountIn * b) / (a + amountIn);
        (uint256 unitA, uint256 unitB) = first ? (decimals0, decimals1) : (decimals1, decimals0);
        uint256 k = kOf(reserve0, reserve1);
        (a, b) = ((a * 1e18) / unitA, (b * 1e18) / unitB);
        return ((b - solve((amountIn * 1e18) / unitA + a, k, b)) * unitB) / 1e18;
    }

    function kOf(uint256 x, uint256 y) private view returns (uint256) {
        return f((x * 1e18) / decimals0, (y * 1e18) / decimals1);
    }

    function f(uint256 x, uint256 y) private pure returns (uint256) {
        return (((x * y) / 1e18) * ((x * x) / 1e18 + (y * y) / 1e18)) / 1e18;
    }

    function solve(uint256 x, uint256 k, uint256 y) private view returns (uint256) {
        for (uint256 step = 0; step < 255; step++) {
            uint256 value = f(x, y);
            uint256 slope = (3 * x * ((y * y) / 1e18)) / 1e18 + (((x * x) / 1e18) * x) / 1e18;
            if (value < k) {
                uint256 dy = ((k - value) * 1e18) / slope;
                if (dy == 0) {
                    if (kOf(x, y + 1) > k) return y + 1;
                    dy = 1;
                }
                y += dy;
            } else {
                uint256 dy = ((value - k) * 1e18) / slope;
                if (dy == 0) {
                    if (value == k || f(x, y - 1) < k) return y;
                    dy = 1;
                }
                y -= dy;
            }
        }
        revert("!y");
    }

    function trade(address tokenIn, uint256 amountIn, address to) external returns (uint256 out) {
        require(msg.sender == factory.router(), "router");
        out = getAmountOut(amountIn, tokenIn);
        bool first = tokenIn == address(token0);
        IERC20(tokenIn).safeTransferFrom(msg.sender, address(this), amountIn);
        // Fees leave the pool.
        IERC20(tokenIn).safeTransfer(address(factory), (amountIn * factory.getFee(address(this), stable)) / 10000);
        (first ? token1 : token0).safeTransfer(to, out);
        sync();
    }
}

contract PairFactory {
    mapping(address => mapping(address => mapping(bool => address))) private pools;
    address public router;
    mapping(address => uint256) public fee;

    event PoolCreated(address indexed token0, address indexed token1, bool indexed stable, address pool, uint256 count);

    function getPool(address a, address b, bool stable) external view returns (address) {
        return a < b ? pools[a][b][stable] : pools[b][a][stable];
    }

    function getFee(address pool, bool) external view returns (uint256) {
        return fee[pool];
    }

    function setFee(address pool, uint256 bps) external {
        fee[pool] = bps;
    }

    function setRouter(address router_) external {
        router = router_;
    }

    function createPool(address a, address b, bool stable) external returns (address) {
        (a, b) = a < b ? (a, b) : (b, a);
        PairPool pool = new PairPool(IERC20(a), IERC20(b), stable);
        (pools[a][b][stable], fee[address(pool)]) = (address(pool), stable ? 5 : 30);
        emit PoolCreated(a, b, stable, address(pool), 1);
        return address(pool);
    }
}

interface IWrapped {
    function deposit() external payable;
    function withdraw(uint256 amount) external;
}

/// The router's functions that transactions use, with the routes of Velodrome V2 and Aerodrome.
contract PairRouter {
    using SafeERC20 for IERC20;

    struct Route {
        address from;
        address to;
        bool stable;
        address factory;
    }

    IWrapped private immutable weth;

    constructor(IWrapped weth_) {
        weth = weth_;
    }

    receive() external payable {}

    function swapExactTokensForTokens(uint256 amountIn, uint256 least, Route[] calldata routes, address to, uint256 deadline)
        external
        returns (uint256[] memory)
    {
        IERC20(routes[0].from).safeTransferFrom(msg.sender, address(this), amountIn);
        return run(amountIn, least, routes, to, deadline);
    }

    function swapExactETHForTokens(uint256 least, Route[] calldata routes, address to, uint256 deadline)
        external
        payable
        returns (uint256[] memory)
    {
        weth.deposit{value: msg.value}();
        return run(msg.value, least, routes, to, deadline);
    }

    function swapExactTokensForETH(uint256 amountIn, uint256 least, Route[] calldata routes, address to, uint256 deadline)
        external
        returns (uint256[] memory amounts)
    {
        IERC20(routes[0].from).safeTransferFrom(msg.sender, address(this), amountIn);
        amounts = run(amountIn, least, routes, address(this), deadline);
        weth.withdraw(amounts[routes.length]);
        payable(to).transfer(amounts[routes.length]);
    }

    function run(uint256 amountIn, uint256 least, Route[] calldata routes, address to, uint256 deadline)
        private
        returns (uint256[] memory amounts)
    {
        require(block.timestamp <= deadline, "Expired");
        amounts = new uint256[](routes.length + 1);
        amounts[0] = amountIn;
        for (uint256 i = 0; i < routes.length; i++) {
            PairPool pool = PairPool(PairFactory(routes[i].factory).getPool(routes[i].from, routes[i].to, routes[i].stable));
            IERC20(routes[i].from).approve(address(pool), amounts[i]);
            amounts[i + 1] = pool.trade(routes[i].from, amounts[i], i + 1 == routes.length ? to : address(this));
        }
        require(amounts[routes.length] >= least, "InsufficientOutputAmount");
    }
}

/// StableSwap with two coins: a plain pool of the older factory, or one of stableswap-ng with its dynamic fee.
contract StablePool {
    using SafeERC20 for IERC20;

    address[2] public coins;
    uint256[2] public balances;
    uint256[2] private rates;
    uint256 public immutable A_precise;
    uint256 public immutable fee;
    uint256 public immutable offpeg_fee_multiplier;
    uint256 private constant N = 2;

    constructor(address[2] memory coins_, uint256 amp, uint256 fee_, uint256 multiplier) {
        (coins, A_precise, fee, offpeg_fee_multiplier) = (coins_, amp * 100, fee_, multiplier);
        for (uint256 i = 0; i < N; i++) rates[i] = 10 ** (36 - IERC20Metadata(coins_[i]).decimals());
    }

    function setRate(uint256 i, uint256 rate) external {
        rates[i] = rate;
    }

    function stored_rates() external view returns (uint256[] memory all) {
        require(offpeg_fee_multiplier > 0, "plain");
        all = new uint256[](N);
        (all[0], all[1]) = (rates[0], rates[1]);
    }

    function sync() external {
        for (uint256 i = 0; i < N; i++) balances[i] = IERC20(coins[i]).balanceOf(address(this));
    }

    function invariant(uint256[2] memory xp) private view returns (uint256 d) {
        uint256 sum = xp[0] + xp[1];
        (d) = sum;
        uint256 ann = A_precise * N;
        for (uint256 step = 0; step < 255; step++) {
            uint256 p = d;
            if (offpeg_fee_multiplier == 0) for (uint256 i = 0; i < N; i++) p = (p * d) / (xp[i] * N);
            else p = ((((p * d) / xp[0]) * d) / xp[1]) / N ** N;
            uint256 before = d;
            d = (((ann * sum) / 100 + p * N) * d) / (((ann - 100) * d) / 100 + (N + 1) * p);
            if (d > before ? d - before <= 1 : before - d <= 1) return d;
        }
        revert("!d");
    }

    function solve(uint256 x, uint256[2] memory xp) private view returns (uint256 y) {
        uint256 d = invariant(xp);
        uint256 ann = A_precise * N;
        uint256 c = (d * d) / (x * N);
        c = (c * d * 100) / (ann * N);
        uint256 b = x + (d * 100) / ann;
        y = d;
        for (uint256 step = 0; step < 255; step++) {
            uint256 before = y;
            y = (y * y + c) / (2 * y + b - d);
            if (y > before ? y - before <= 1 : before - y <= 1) return y;
        }
        revert("!y");
    }

    function feeAt(uint256 a, uint256 b) private view returns (uint256) {
        if (offpeg_fee_multiplier <= 1e10) return fee;
        return (offpeg_fee_multiplier * fee) / (((offpeg_fee_multiplier - 1e10) * 4 * a * b) / (a + b) ** 2 + 1e10);
    }

    function get_dy(int128 i, int128 j, uint256 dx) public view returns (uint256) {
        (uint256 at, uint256 to) = (uint256(int256(i)), uint256(int256(j)));
        uint256[2] memory xp = [(balances[0] * rates[0]) / 1e18, (balances[1] * rates[1]) / 1e18];
        uint256 x = xp[at] + (dx * rates[at]) / 1e18;
        uint256 y = solve(x, xp);
        uint256 dy = xp[to] - y - 1;
        return ((dy - (dy * feeAt((xp[at] + x) / 2, (xp[to] + y) / 2)) / 1e10) * 1e18) / rates[to];
    }

    function exchange(int128 i, int128 j, uint256 dx, uint256 least, address to) external returns (uint256 dy) {
        dy = get_dy(i, j, dx);
        require(dy >= least, "Exchange resulted in fewer coins than expected");
        (uint256 at, uint256 other) = (uint256(int256(i)), uint256(int256(j)));
        IERC20(coins[at]).safeTransferFrom(msg.sender, address(this), dx);
        IERC20(coins[other]).safeTransfer(to, dy);
        balances[at] += dx;
        balances[other] -= dy;
    }
}

/// What a factory tells of its pools; lists in the form of stableswap-ng or of the older factory.
contract StableFactory {
    bool private immutable ng;
    StablePool[] private pools;

    constructor(bool ng_) {
        ng = ng_;
    }

    function deploy(address[2] calldata coins, uint256 amp, uint256 fee) external returns (address) {
        pools.push(new StablePool(coins, amp, fee, ng ? 2e10 : 0));
        return address(pools[pools.length - 1]);
    }

    function find_pool_for_coins(address from, address to, uint256 i) external view returns (address) {
        for (uint256 at = 0; at < pools.length; at++) {
            (address a, address b) = (pools[at].coins(0), pools[at].coins(1));
            if (!((a == from && b == to) || (a == to && b == from))) continue;
            if (i == 0) return address(pools[at]);
            i--;
        }
        return address(0);
    }

    function get_coins(address pool) external view {
        (address a, address b) = (StablePool(pool).coins(0), StablePool(pool).coins(1));
        bytes memory answer;
        if (ng) {
            address[] memory list = new address[](2);
            (list[0], list[1]) = (a, b);
            answer = abi.encode(list);
        } else answer = abi.encode([a, b, address(0), address(0)]);
        assembly {
            return(add(answer, 32), mload(answer))
        }
    }

    function get_decimals(address pool) external view returns (uint256[4] memory all) {
        for (uint256 i = 0; i < 2; i++) all[i] = IERC20Metadata(StablePool(pool).coins(i)).decimals();
    }

    function is_meta(address) external pure returns (bool) {
        return false;
    }

    function get_base_pool(address) external pure returns (address) {
        return address(0);
    }
}
