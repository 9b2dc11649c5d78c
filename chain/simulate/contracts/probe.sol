// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

interface IToken {
    function balanceOf(address owner) external view returns (uint256);
}

interface IPair {
    function getReserves() external view returns (uint112, uint112, uint32);
    function swap(uint256 amount0Out, uint256 amount1Out, address to, bytes calldata data) external;
}

interface IPool {
    function swap(address to, bool zeroForOne, int256 amount, uint160 limit, bytes calldata data) external returns (int256, int256);
}

/// Code that simulations put at an address; it is never deployed. A runner of calls in the asker's place, a router that asks the
/// pools themselves, and a look at a native balance.
contract Probe {
    struct Call {
        address to;
        uint256 value;
        bytes data;
    }

    struct Result {
        bool ok;
        bytes data;
        uint256 gas;
    }

    uint160 private constant MIN_LIMIT = 4295128740;
    uint160 private constant MAX_LIMIT = 1461446703485210103287273052203988822378723970341;

    receive() external payable {}

    /// Runs calls in order, each on what the ones before it left.
    function run(Call[] calldata calls) external payable returns (Result[] memory results) {
        results = new Result[](calls.length);
        for (uint256 i = 0; i < calls.length; i++) {
            uint256 before = gasleft();
            (bool ok, bytes memory data) = calls[i].to.call{value: calls[i].value}(calls[i].data);
            results[i] = Result(ok, data, before - gasleft());
        }
    }

    function nativeBalance(address owner) external view returns (uint256) {
        return owner.balance;
    }

    /// Takes `amountIn` from the caller into a constant-product pair and pays out to `to` what the pair owes for what arrived.
    function swapPair(address pair, bool zeroForOne, address tokenIn, uint256 amountIn, uint256 feePpm, address to)
        external
        returns (uint256 arrived, uint256 amountOut)
    {
        pull(tokenIn, msg.sender, pair, amountIn);
        (uint256 reserve0, uint256 reserve1,) = IPair(pair).getReserves();
        (uint256 reserveIn, uint256 reserveOut) = zeroForOne ? (reserve0, reserve1) : (reserve1, reserve0);
        arrived = IToken(tokenIn).balanceOf(pair) - reserveIn;
        uint256 paid = arrived * (1_000_000 - feePpm);
        amountOut = (paid * reserveOut) / (reserveIn * 1_000_000 + paid);
        IPair(pair).swap(zeroForOne ? 0 : amountOut, zeroForOne ? amountOut : 0, to, "");
    }

    /// The same in a pool that calls back for its payment.
    function swapPool(address pool, bool zeroForOne, address tokenIn, uint256 amountIn, address to)
        external
        returns (uint256 arrived, uint256 amountOut)
    {
        bytes memory data = abi.encode(tokenIn, msg.sender);
        (int256 amount0, int256 amount1) =
            IPool(pool).swap(to, zeroForOne, int256(amountIn), zeroForOne ? MIN_LIMIT : MAX_LIMIT, data);
        arrived = uint256(zeroForOne ? amount0 : amount1);
        amountOut = uint256(-(zeroForOne ? amount1 : amount0));
    }

    function uniswapV3SwapCallback(int256 amount0, int256 amount1, bytes calldata data) external {
        pay(amount0, amount1, data);
    }

    function pancakeV3SwapCallback(int256 amount0, int256 amount1, bytes calldata data) external {
        pay(amount0, amount1, data);
    }

    function algebraSwapCallback(int256 amount0, int256 amount1, bytes calldata data) external {
        pay(amount0, amount1, data);
    }

    function pay(int256 amount0, int256 amount1, bytes calldata data) private {
        (address token, address payer) = abi.decode(data, (address, address));
        pull(token, payer, msg.sender, uint256(amount0 > 0 ? amount0 : amount1));
    }

    function pull(address token, address from, address to, uint256 amount) private {
        (bool ok, bytes memory data) = token.call(abi.encodeWithSignature("transferFrom(address,address,uint256)", from, to, amount));
        if (!ok) {
            assembly {
                revert(add(data, 32), mload(data))
            }
        }
        require(data.length == 0 || abi.decode(data, (bool)), "transferFrom said no");
    }
}
