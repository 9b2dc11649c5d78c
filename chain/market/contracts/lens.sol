// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

/// Code that one eth_call puts at an address; it is never deployed. Makes the reads that a pool's state needs, one after the other,
/// and gives back each call with its answer, so that a cold start takes one request instead of four.
contract Lens {
    struct Ask {
        /// The pool, or nobody: then the factory is asked for it.
        address pool;
        address factory;
        address token0;
        address token1;
        /// Constant product 2, concentrated 3.
        uint8 version;
        uint24 fee;
        int24 spacing;
        /// Words of the bitmap each way.
        int24 reach;
    }

    struct Read {
        address to;
        bool ok;
        bytes data;
        bytes answer;
    }

    struct Out {
        Read[] reads;
        uint256 count;
    }

    function read(Ask[] calldata asks, uint256 most) external returns (Read[] memory reads) {
        Out memory out = Out(new Read[](most), 0);
        for (uint256 i = 0; i < asks.length; i++) one(asks[i], out);
        reads = out.reads;
        uint256 count = out.count;
        assembly {
            mstore(reads, count)
        }
    }

    function one(Ask calldata ask, Out memory out) private {
        address pool = ask.pool == address(0) ? find(ask, out) : ask.pool;
        if (pool == address(0)) return;
        if (ask.version == 2) add(out, pool, abi.encodeWithSignature("getReserves()"));
        else ticked(ask, pool, out);
    }

    function find(Ask calldata ask, Out memory out) private returns (address) {
        bytes memory data = ask.version == 2
            ? abi.encodeWithSignature("getPair(address,address)", ask.token0, ask.token1)
            : abi.encodeWithSignature("getPool(address,address,uint24)", ask.token0, ask.token1, ask.fee);
        bytes memory answer = add(out, ask.factory, data);
        return answer.length < 32 ? address(0) : address(uint160(uint256(bytes32(answer))));
    }

    function ticked(Ask calldata ask, address pool, Out memory out) private {
        bytes memory answer = add(out, pool, abi.encodeWithSignature("slot0()"));
        if (answer.length < 64) return;
        add(out, pool, abi.encodeWithSignature("liquidity()"));
        (, int24 tick) = abi.decode(answer, (uint160, int24));
        int24 here = floored(floored(tick, ask.spacing), 256);
        int24 from = max(here - ask.reach, floored(floored(-887272, ask.spacing), 256));
        int24 to = min(here + ask.reach, 887272 / ask.spacing / 256);
        if (to < from) return;
        for (int24 word = from; word <= to; word++) {
            answer = add(out, pool, abi.encodeWithSignature("tickBitmap(int16)", int16(word)));
            if (answer.length >= 32) ticksOf(out, pool, Word(uint256(bytes32(answer)), word * 256, ask.spacing));
        }
    }

    struct Word {
        uint256 bits;
        int24 first;
        int24 spacing;
    }

    function ticksOf(Out memory out, address pool, Word memory word) private {
        for (int24 bit = 0; word.bits != 0; bit++) {
            if (word.bits & 1 == 1) add(out, pool, abi.encodeWithSignature("ticks(int24)", (word.first + bit) * word.spacing));
            word.bits >>= 1;
        }
    }

    /// Past the room that was given, reads are left to the caller's own requests.
    function add(Out memory out, address to, bytes memory data) private returns (bytes memory) {
        (bool ok, bytes memory answer) = to.staticcall{gas: 500_000}(data);
        if (out.count < out.reads.length) {
            out.reads[out.count] = Read(to, ok, data, answer);
            out.count++;
        }
        return ok ? answer : bytes("");
    }

    function floored(int24 a, int24 b) private pure returns (int24 q) {
        q = a / b;
        if (a < 0 && a % b != 0) q--;
    }

    function max(int24 a, int24 b) private pure returns (int24) {
        return a > b ? a : b;
    }

    function min(int24 a, int24 b) private pure returns (int24) {
        return a < b ? a : b;
    }
}
