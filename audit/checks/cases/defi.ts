import type { Case } from './index.ts'

const V8 = 'pragma solidity ^0.8.20;\n'
const ERC =
  'interface Token { function balanceOf(address who) external view returns (uint); function transfer(address to, uint n) external returns (bool); function transferFrom(address from, address to, uint n) external returns (bool); function permit(address o, address s, uint n, uint t, uint8 v, bytes32 r, bytes32 z) external; function getPastVotes(address who, uint at) external view returns (uint); }\n'
const V = `${V8}${ERC}`
const vault = (under: string) =>
  `${V}contract Vault {\n  Token asset; uint total; mapping(address => uint) held;\n  function join(uint n) external {\n    uint shares = total == 0 ? n : n * total / ${under};\n    require(asset.transferFrom(msg.sender, address(this), n));\n    held[msg.sender] += shares; total += shares;\n  }\n}`
const leave = (cost: string) =>
  `${V}contract Vault {\n  Token asset; uint total; uint inside; mapping(address => uint) held;\n  function leave(uint n) external {\n    uint cost = ${cost};\n    held[msg.sender] -= cost; total -= cost; inside -= n;\n    require(asset.transfer(msg.sender, n));\n  }\n}`
const bank = (credit: string) =>
  `${V}contract Bank {\n  mapping(address => mapping(address => uint)) held;\n  function put(Token token, uint n) external {\n    uint before = token.balanceOf(address(this));\n    require(token.transferFrom(msg.sender, address(this), n));\n    held[msg.sender][address(token)] += ${credit};\n  }\n}`
const feed = (parts: string, test: string) =>
  `${V8}interface Feed { function latestRoundData() external view returns (uint80 a, int b, uint c, uint d, uint80 e); }\ncontract A {\n  Feed feed; mapping(address => uint) due;\n  function lend(uint n) external {\n    (${parts}) = feed.latestRoundData();\n    ${test}due[msg.sender] += n * uint(price);\n  }\n}`
const vote = (weight: string) =>
  `${V}contract Votes {\n  Token token; mapping(uint => uint) yes; mapping(uint => mapping(address => bool)) done; mapping(uint => uint) start;\n  function vote(uint id) external {\n    require(!done[id][msg.sender]);\n    done[id][msg.sender] = true;\n    yes[id] += ${weight};\n  }\n}`
const message = (checks: string) =>
  `${V8}contract Bridge {\n  address endpoint; mapping(uint16 => bytes32) peer; mapping(address => uint) due;\n  function lzReceive(uint16 chain, bytes calldata from, uint64 nonce, bytes calldata data) external {\n    ${checks}(address who, uint n) = abi.decode(data, (address, uint));\n    due[who] += n;\n  }\n}`
const gift = (owner: string, call: string) =>
  `${V}contract Pay {\n  mapping(address => uint) due;\n  function pay(Token token, address owner, uint n, uint t, uint8 v, bytes32 r, bytes32 z) external {\n    ${call.replaceAll('OWNER', owner)}\n    require(token.transferFrom(${owner}, address(this), n));\n    due[${owner}] += n;\n  }\n}`
const callback = (test: string) =>
  `${V}contract Trader {\n  Token token; address pool;\n  function uniswapV3SwapCallback(int a, int b, bytes calldata data) external {\n    ${test}require(token.transfer(msg.sender, uint(a)));\n  }\n}`
const proxy = (storage: string, load: string) =>
  `${V8}contract Logic { uint public held; function set(uint n) external { held = n; } }\ncontract Proxy {\n  ${storage}\n  fallback() external payable {\n    ${load}\n    (bool ok, ) = logic.delegatecall(msg.data);\n    require(ok);\n  }\n}`
const upgrade = (test: string) =>
  `${V8}abstract contract Base { function upgradeTo(address to) external { _authorizeUpgrade(to); install(to); } function install(address to) internal { assembly { sstore(0x3608, to) } } function _authorizeUpgrade(address to) internal virtual {} }\ncontract A is Base {\n  address boss = msg.sender;\n  function _authorizeUpgrade(address to) internal override { ${test} }\n}`
const shared = (lock: string) =>
  `${V8}contract A {\n  uint busy = 1; mapping(address => uint) due;\n  modifier once { require(busy == 1); busy = 2; _; busy = 1; }\n  function out() external once {\n    uint n = due[msg.sender];\n    (bool ok, ) = msg.sender.call{value: n}("");\n    require(ok);\n    due[msg.sender] = 0;\n  }\n  function move(address to, uint n) external ${lock}{\n    due[msg.sender] -= n;\n    due[to] += n;\n  }\n}`
const rate = (first: string, last: string) =>
  `${V8}contract A {\n  uint busy = 1; uint total; uint shares; mapping(address => uint) held;\n  modifier once { require(busy == 1); busy = 2; _; busy = 1; }\n  function out(uint n) external once {\n    held[msg.sender] -= n;\n    uint due = n * total / shares;\n    ${first}(bool ok, ) = msg.sender.call{value: due}("");\n    require(ok);\n    ${last}\n  }\n  function price() external view returns (uint) { return total * 1e18 / shares; }\n}`
const route = (data: string) =>
  `${V8}interface Router { function swapExactTokensForTokens(uint n, uint least, address[] calldata path, address to, uint time) external returns (uint[] memory); }\ncontract A {\n  Router router;\n  function trade(uint n, uint least, address[] calldata path, uint time) external {\n    router.swapExactTokensForTokens(n, least, path, msg.sender, ${data});\n  }\n}`

const burnable = (signature: string, from: string, test: string) =>
  `${V8}contract Coin {\n  address boss = msg.sender; uint public totalSupply; mapping(address => uint) held;\n  function balanceOf(address who) public view returns (uint) { return held[who]; }\n  function transfer(address to, uint n) external returns (bool) { held[msg.sender] -= n; held[to] += n; return true; }\n  function burn(${signature}) external {\n    ${test}held[${from}] -= n; totalSupply -= n;\n  }\n}`

/** Cases of the checks of decentralised finance. */
export const DEFI: Readonly<Record<string, Case>> = {
  'first-depositor-inflation': {
    vulnerable: vault('asset.balanceOf(address(this))'),
    fixed: vault('(asset.balanceOf(address(this)) + 1)'),
  },
  'rounding-direction': { vulnerable: leave('n * total / inside'), fixed: leave('(n * total + inside - 1) / inside') },
  'fee-on-transfer': { vulnerable: bank('n'), fixed: bank('token.balanceOf(address(this)) - before') },
  'oracle-staleness': {
    vulnerable: feed(', int price, , , ', ''),
    fixed: feed(', int price, , uint time, ', 'require(block.timestamp - time < 3600);\n    '),
  },
  'governance-by-balance': { vulnerable: vote('token.balanceOf(msg.sender)'), fixed: vote('token.getPastVotes(msg.sender, start[id])') },
  'cross-chain-sender': {
    vulnerable: message('require(msg.sender == endpoint);\n    '),
    fixed: message('require(msg.sender == endpoint && peer[chain] == keccak256(from));\n    '),
  },
  'permit-misuse': {
    vulnerable: gift('owner', 'token.permit(OWNER, address(this), n, t, v, r, z);'),
    fixed: gift('msg.sender', 'try token.permit(OWNER, address(this), n, t, v, r, z) {} catch {}'),
  },
  'open-callback': { vulnerable: callback(''), fixed: callback('require(msg.sender == pool);\n    ') },
  'arbitrary-call': {
    vulnerable: `${V8}contract A {\n  function go(address to, bytes calldata data) external { (bool ok, ) = to.call(data); require(ok); }\n}`,
    fixed: `${V8}contract A {\n  address boss = msg.sender;\n  function go(address to, bytes calldata data) external { require(msg.sender == boss); (bool ok, ) = to.call(data); require(ok); }\n}`,
  },
  'proxy-storage-collision': {
    vulnerable: proxy('address logic;', ''),
    fixed: proxy('', 'address logic; assembly { logic := sload(0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc) }'),
  },
  'unprotected-upgrade': { vulnerable: upgrade(''), fixed: upgrade('require(msg.sender == boss);') },
  'reentrancy-cross-function': { vulnerable: shared(''), fixed: shared('once ') },
  'reentrancy-read-only': { vulnerable: rate('', 'total -= due; shares -= n;'), fixed: rate('total -= due; shares -= n;\n    ', '') },
  'token-foreign-burn': {
    vulnerable: burnable('address who, uint n', 'who', 'require(msg.sender == boss);\n    '),
    fixed: burnable('uint n', 'msg.sender', ''),
  },
  'no-deadline': { vulnerable: route('block.timestamp + 600'), fixed: route('time') },
}
