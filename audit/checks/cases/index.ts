import { DEFI } from './defi.ts'
import { TOKENS } from './token.ts'

/**
 * Two contracts for each check of sources: one that has the weakness and one in which it is fixed. The conformance suite runs the check
 * on both; the documentation shows them.
 */
export interface Case {
  vulnerable: string
  fixed: string
}

const V4 = 'pragma solidity ^0.4.24;\n'
const V8 = 'pragma solidity ^0.8.20;\n'
const TOKEN =
  'interface IERC20 { function transfer(address to, uint n) external returns (bool); function transferFrom(address a, address b, uint n) external returns (bool); }\n'
const ROUTER =
  'interface Router { function swapExactTokensForTokens(uint n, uint least, address[] memory path, address to, uint end) external returns (uint[] memory); }\n'
const owned = 'address owner;\n  constructor() public { owner = msg.sender; }\n  '

export const CASES: Readonly<Record<string, Case>> = {
  ...DEFI,
  ...TOKENS,
  'unchecked-call': {
    vulnerable: `${V4}contract A {\n  function pay(address to) public { to.send(1 ether); }\n}`,
    fixed: `${V4}contract A {\n  function pay(address to) public { require(to.send(1 ether)); }\n}`,
  },
  'reentrancy-ether': {
    vulnerable: `${V4}contract A {\n  mapping(address => uint) due;\n  function take() public {\n    uint amount = due[msg.sender];\n    if (msg.sender.call.value(amount)()) due[msg.sender] = 0;\n  }\n}`,
    fixed: `${V4}contract A {\n  mapping(address => uint) due;\n  function take() public {\n    uint amount = due[msg.sender];\n    due[msg.sender] = 0;\n    require(msg.sender.call.value(amount)());\n  }\n}`,
  },
  'reentrancy-call': {
    vulnerable: `${V8}interface Hook { function ping() external; }\ncontract A {\n  mapping(address => uint) points;\n  function play(Hook hook) public {\n    uint old = points[msg.sender];\n    hook.ping();\n    points[msg.sender] = old + 1;\n  }\n}`,
    fixed: `${V8}interface Hook { function ping() external; }\ncontract A {\n  uint busy;\n  mapping(address => uint) points;\n  function play(Hook hook) public {\n    require(busy == 0);\n    busy = 1;\n    uint old = points[msg.sender];\n    hook.ping();\n    points[msg.sender] = old + 1;\n    busy = 0;\n  }\n}`,
  },
  'reentrancy-stipend': {
    vulnerable: `${V4}contract A {\n  mapping(address => uint) due;\n  function take() public {\n    msg.sender.transfer(due[msg.sender]);\n    due[msg.sender] = 0;\n  }\n}`,
    fixed: `${V4}contract A {\n  mapping(address => uint) due;\n  function take() public {\n    uint amount = due[msg.sender];\n    due[msg.sender] = 0;\n    msg.sender.transfer(amount);\n  }\n}`,
  },
  'unprotected-ownership': {
    vulnerable: `${V4}contract A {\n  ${owned}function hand(address to) public { owner = to; }\n  function empty() public { require(msg.sender == owner); msg.sender.transfer(address(this).balance); }\n}`,
    fixed: `${V4}contract A {\n  ${owned}function hand(address to) public { require(msg.sender == owner); owner = to; }\n  function empty() public { require(msg.sender == owner); msg.sender.transfer(address(this).balance); }\n}`,
  },
  'wrong-constructor-name': {
    vulnerable: `${V4}contract Wallet {\n  address boss;\n  function Walet() public { boss = msg.sender; }\n  function empty() public { require(msg.sender == boss); msg.sender.transfer(address(this).balance); }\n}`,
    fixed: `${V4}contract Wallet {\n  address boss;\n  function Wallet() public { boss = msg.sender; }\n  function empty() public { require(msg.sender == boss); msg.sender.transfer(address(this).balance); }\n}`,
  },
  'unprotected-initializer': {
    vulnerable: `${V8}contract A {\n  address boss; bool done;\n  function init(address to) public { require(!done); done = true; boss = to; }\n  function empty() public { require(msg.sender == boss); payable(msg.sender).transfer(address(this).balance); }\n}`,
    fixed: `${V8}contract A {\n  address boss;\n  constructor(address to) { boss = to; }\n  function empty() public { require(msg.sender == boss); payable(msg.sender).transfer(address(this).balance); }\n}`,
  },
  'unprotected-selfdestruct': {
    vulnerable: `${V4}contract A {\n  function end() public { selfdestruct(msg.sender); }\n}`,
    fixed: `${V4}contract A {\n  ${owned}function end() public { require(msg.sender == owner); selfdestruct(owner); }\n}`,
  },
  'arbitrary-send': {
    vulnerable: `${V4}contract A {\n  function() public payable {}\n  function sweep(address to) public { to.transfer(address(this).balance); }\n}`,
    fixed: `${V4}contract A {\n  ${owned}function() public payable {}\n  function sweep(address to) public { require(msg.sender == owner); to.transfer(address(this).balance); }\n}`,
  },
  'arbitrary-storage-write': {
    vulnerable: `${V4}contract A {\n  uint[] list;\n  function pop() public { list.length--; }\n  function set(uint at, uint value) public { list[at] = value; }\n}`,
    fixed: `${V4}contract A {\n  uint[] list;\n  function pop() public { require(list.length > 0); list.length--; }\n  function set(uint at, uint value) public { list[at] = value; }\n}`,
  },
  'controlled-delegatecall': {
    vulnerable: `${V4}contract A {\n  function run(address code, bytes data) public { require(code.delegatecall(data)); }\n}`,
    fixed: `${V4}contract A {\n  ${owned}function run(address code, bytes data) public { require(msg.sender == owner); require(code.delegatecall(data)); }\n}`,
  },
  'tx-origin': {
    vulnerable: `${V4}contract A {\n  ${owned}function take() public { require(tx.origin == owner); msg.sender.transfer(1); }\n}`,
    fixed: `${V4}contract A {\n  ${owned}function take() public { require(msg.sender == owner && msg.sender == tx.origin); msg.sender.transfer(1); }\n}`,
  },
  'unchecked-arithmetic': {
    vulnerable: `${V4}contract A {\n  mapping(address => uint) held;\n  function give(address to, uint n, uint each) public {\n    uint sum = n * each;\n    require(held[msg.sender] >= sum);\n    held[msg.sender] -= sum;\n    held[to] += sum;\n  }\n}`,
    fixed: `${V4}contract A {\n  mapping(address => uint) held;\n  function product(uint a, uint b) internal pure returns (uint) {\n    if (a == 0) return 0;\n    uint c = a * b;\n    require(c / a == b);\n    return c;\n  }\n  function give(address to, uint n, uint each) public {\n    uint sum = product(n, each);\n    require(held[msg.sender] >= sum);\n    require(held[to] + sum >= held[to]);\n    held[msg.sender] -= sum;\n    held[to] += sum;\n  }\n}`,
  },
  'weak-randomness': {
    vulnerable: `${V8}contract A {\n  function play() public payable {\n    if (uint(keccak256(abi.encode(block.timestamp, msg.sender))) % 2 == 0) payable(msg.sender).transfer(2);\n  }\n}`,
    fixed: `${V8}contract A {\n  mapping(bytes32 => uint) seen;\n  function play(uint nonce) public {\n    bytes32 id = keccak256(abi.encode(block.timestamp, msg.sender, nonce));\n    seen[id] = nonce;\n  }\n}`,
  },
  'timestamp-dependence': {
    vulnerable: `${V4}contract A {\n  uint last;\n  function play() public payable { require(now != last); last = now; }\n}`,
    fixed: `${V4}contract A {\n  uint rounds;\n  function play() public payable { rounds++; }\n}`,
  },
  'transaction-order': {
    vulnerable: `${V4}contract A {\n  bytes32 constant HASH = 0x1234;\n  function solve(bytes answer) public { require(keccak256(answer) == HASH); msg.sender.transfer(1 ether); }\n}`,
    fixed: `${V4}contract A {\n  mapping(bytes32 => address) committed;\n  bytes32 constant HASH = 0x1234;\n  function solve(bytes answer) public { require(keccak256(abi.encode(answer, msg.sender)) == HASH); msg.sender.transfer(1 ether); }\n}`,
  },
  'approve-race': {
    vulnerable: `${V4}contract A {\n  mapping(address => mapping(address => uint)) may;\n  function approve(address who, uint n) public returns (bool) { may[msg.sender][who] = n; return true; }\n}`,
    fixed: `${V4}contract A {\n  mapping(address => mapping(address => uint)) may;\n  function approve(address who, uint n) public returns (bool) { require(n == 0 || may[msg.sender][who] == 0); may[msg.sender][who] = n; return true; }\n}`,
  },
  'push-payment': {
    vulnerable: `${V4}contract A {\n  address leader; uint bid;\n  function raise() public payable { require(msg.value > bid); leader.transfer(bid); leader = msg.sender; bid = msg.value; }\n}`,
    fixed: `${V4}contract A {\n  address leader; uint bid;\n  mapping(address => uint) due;\n  function raise() public payable { require(msg.value > bid); due[leader] = bid; leader = msg.sender; bid = msg.value; }\n}`,
  },
  'unbounded-loop': {
    vulnerable: `${V8}contract A {\n  address[] users; uint sum;\n  function join() public { users.push(msg.sender); }\n  function count() public { for (uint i = 0; i < users.length; i++) sum += 1; }\n}`,
    fixed: `${V8}contract A {\n  address[] users; uint sum;\n  function join() public { users.push(msg.sender); }\n  function count() public { sum = users.length; }\n}`,
  },
  'strict-balance': {
    vulnerable: `${V8}contract A {\n  bool open;\n  function start() public { require(address(this).balance == 5 ether); open = true; }\n}`,
    fixed: `${V8}contract A {\n  bool open;\n  function start() public { require(address(this).balance >= 5 ether); open = true; }\n}`,
  },
  'uninitialised-pointer': {
    vulnerable: `${V4}contract A {\n  uint secret; struct Bet { address who; }\n  function bet() public { Bet b; b.who = msg.sender; }\n}`,
    fixed: `${V4}contract A {\n  uint secret; struct Bet { address who; }\n  function bet() public { Bet memory b; b.who = msg.sender; }\n}`,
  },
  'uninitialised-state': {
    vulnerable: `${V4}contract A {\n  address bank;\n  function pay() public payable { bank.transfer(msg.value); }\n}`,
    fixed: `${V4}contract A {\n  address bank;\n  constructor(address to) public { bank = to; }\n  function pay() public payable { bank.transfer(msg.value); }\n}`,
  },
  'shadowed-state': {
    vulnerable: `${V4}contract Base { uint limit; }\ncontract A is Base { uint limit; }`,
    fixed: `${V4}contract Base { uint limit; }\ncontract A is Base { uint other; }`,
  },
  'signature-replay': {
    vulnerable: `${V8}contract A {\n  address boss; uint paid;\n  constructor() { boss = msg.sender; }\n  function take(uint n, uint8 v, bytes32 r, bytes32 s) public {\n    bytes32 h = keccak256(abi.encode(n, msg.sender));\n    require(ecrecover(h, v, r, s) == boss);\n    payable(msg.sender).transfer(n);\n  }\n}`,
    fixed: `${V8}contract A {\n  address boss; mapping(uint => bool) used;\n  constructor() { boss = msg.sender; }\n  function take(uint n, uint nonce, uint8 v, bytes32 r, bytes32 s) public {\n    require(!used[nonce]);\n    used[nonce] = true;\n    bytes32 h = keccak256(abi.encode(n, nonce, msg.sender));\n    require(ecrecover(h, v, r, s) == boss);\n    payable(msg.sender).transfer(n);\n  }\n}`,
  },
  'signature-zero-address': {
    vulnerable: `${V8}contract A {\n  address signer;\n  function check(bytes32 h, uint8 v, bytes32 r, bytes32 s) public view returns (bool) { return ecrecover(h, v, r, s) == signer; }\n}`,
    fixed: `${V8}contract A {\n  address signer;\n  function check(bytes32 h, uint8 v, bytes32 r, bytes32 s) public view returns (bool) { address who = ecrecover(h, v, r, s); require(who != address(0)); return who == signer; }\n}`,
  },
  'packed-hash-collision': {
    vulnerable: `${V8}contract A {\n  mapping(bytes32 => bool) known;\n  function add(string memory a, string memory b) public { known[keccak256(abi.encodePacked(a, b))] = true; }\n}`,
    fixed: `${V8}contract A {\n  mapping(bytes32 => bool) known;\n  function add(string memory a, string memory b) public { known[keccak256(abi.encode(a, b))] = true; }\n}`,
  },
  'unchecked-token-transfer': {
    vulnerable: `${V8}${TOKEN}contract A {\n  IERC20 coin; mapping(address => uint) due;\n  function take() public { uint n = due[msg.sender]; due[msg.sender] = 0; coin.transfer(msg.sender, n); }\n}`,
    fixed: `${V8}${TOKEN}contract A {\n  IERC20 coin; mapping(address => uint) due;\n  function take() public { uint n = due[msg.sender]; due[msg.sender] = 0; require(coin.transfer(msg.sender, n)); }\n}`,
  },
  'arbitrary-from': {
    vulnerable: `${V8}${TOKEN}contract A {\n  function pull(IERC20 coin, address from, uint n) public { require(coin.transferFrom(from, address(this), n)); }\n}`,
    fixed: `${V8}${TOKEN}contract A {\n  function pull(IERC20 coin, uint n) public { require(coin.transferFrom(msg.sender, address(this), n)); }\n}`,
  },
  'no-slippage-limit': {
    vulnerable: `${V8}${ROUTER}contract A {\n  Router router;\n  function sell(uint n, address[] memory path) public { router.swapExactTokensForTokens(n, 0, path, msg.sender, block.timestamp); }\n}`,
    fixed: `${V8}${ROUTER}contract A {\n  Router router;\n  function sell(uint n, uint least, address[] memory path) public { router.swapExactTokensForTokens(n, least, path, msg.sender, block.timestamp); }\n}`,
  },
  'spot-price': {
    vulnerable: `${V8}interface Pair { function getReserves() external view returns (uint a, uint b, uint32 t); }\ncontract A {\n  Pair pair; mapping(address => uint) debt;\n  function borrow(uint n) public { (uint a, uint b, ) = pair.getReserves(); debt[msg.sender] = n * a / b; }\n}`,
    fixed: `${V8}interface Feed { function price() external view returns (uint); }\ncontract A {\n  Feed feed; mapping(address => uint) debt;\n  function borrow(uint n) public { debt[msg.sender] = n * feed.price(); }\n}`,
  },
  'value-in-loop': {
    vulnerable: `${V8}contract A {\n  mapping(address => uint) held;\n  function credit(address[] calldata to) public payable { for (uint i = 0; i < to.length; i++) held[to[i]] += msg.value; }\n}`,
    fixed: `${V8}contract A {\n  mapping(address => uint) held;\n  function credit(address[] calldata to) public payable { uint each = msg.value / to.length; for (uint i = 0; i < to.length; i++) held[to[i]] += each; }\n}`,
  },
  'locked-ether': {
    vulnerable: `${V8}contract A {\n  uint paid;\n  function pay() public payable { paid += msg.value; }\n}`,
    fixed: `${V8}contract A {\n  mapping(address => uint) paid;\n  function pay() public payable { paid[msg.sender] += msg.value; }\n  function back() public { uint n = paid[msg.sender]; paid[msg.sender] = 0; payable(msg.sender).transfer(n); }\n}`,
  },
  'short-address': {
    vulnerable: `${V4}contract A {\n  mapping(address => uint) held;\n  function send(address to, uint n) public { require(held[msg.sender] >= n); held[msg.sender] -= n; held[to] += n; }\n}`,
    fixed: `${V4}contract A {\n  mapping(address => uint) held;\n  function send(address to, uint n) public { require(msg.data.length == 68); require(held[msg.sender] >= n); held[msg.sender] -= n; held[to] += n; }\n}`,
  },
  'token-free-mint': {
    vulnerable: `${V8}contract T {\n  address boss; mapping(address => uint) held;\n  constructor() { boss = msg.sender; }\n  function balanceOf(address who) public view returns (uint) { return held[who]; }\n  function transfer(address to, uint n) public returns (bool) { held[msg.sender] -= n; held[to] += n; return true; }\n  function gift(address to, uint n) public { require(msg.sender == boss); held[to] += n; }\n}`,
    fixed: `${V8}contract T {\n  mapping(address => uint) held;\n  constructor() { held[msg.sender] = 1e24; }\n  function balanceOf(address who) public view returns (uint) { return held[who]; }\n  function transfer(address to, uint n) public returns (bool) { held[msg.sender] -= n; held[to] += n; return true; }\n}`,
  },
  'token-transfer-limit': {
    vulnerable: `${V8}contract T {\n  address boss; mapping(address => uint) held; mapping(address => bool) bad;\n  constructor() { boss = msg.sender; }\n  function balanceOf(address who) public view returns (uint) { return held[who]; }\n  function transfer(address to, uint n) public returns (bool) { require(!bad[msg.sender]); held[msg.sender] -= n; held[to] += n; return true; }\n  function mark(address who) public { require(msg.sender == boss); bad[who] = true; }\n}`,
    fixed: `${V8}contract T {\n  mapping(address => uint) held;\n  constructor() { held[msg.sender] = 1e24; }\n  function balanceOf(address who) public view returns (uint) { return held[who]; }\n  function transfer(address to, uint n) public returns (bool) { require(to != address(0)); held[msg.sender] -= n; held[to] += n; return true; }\n}`,
  },
  'honeypot-balance-disorder': {
    vulnerable: `${V4}contract A {\n  function double() public payable { if (msg.value >= this.balance) msg.sender.transfer(this.balance + msg.value); }\n}`,
    fixed: `${V4}contract A {\n  uint held;\n  function double() public payable { if (msg.value >= held) msg.sender.transfer(held); }\n}`,
  },
  'honeypot-hidden-state': {
    vulnerable: `${V4}contract A {\n  bytes32 hash; address boss = msg.sender;\n  function play(string guess) public payable { if (keccak256(guess) == hash && msg.value > 1 ether) msg.sender.transfer(this.balance); }\n  function set(bytes32 to) public { require(msg.sender == boss); hash = to; }\n}`,
    fixed: `${V4}contract A {\n  bytes32 constant HASH = 0x1234;\n  function play(string guess) public payable { if (keccak256(guess) == HASH && msg.value > 1 ether) msg.sender.transfer(this.balance); }\n}`,
  },
  'honeypot-straw-man': {
    vulnerable: `${V4}contract Log { function add(address who) public { } }\ncontract A {\n  Log log; mapping(address => uint) due;\n  constructor(address to) public { log = Log(to); }\n  function out(uint n) public { if (n <= due[msg.sender]) { if (msg.sender.call.value(n)()) { due[msg.sender] -= n; log.add(msg.sender); } } }\n}`,
    fixed: `${V4}contract A {\n  mapping(address => uint) due;\n  event Out(address who);\n  function out(uint n) public { if (n <= due[msg.sender]) { due[msg.sender] -= n; if (msg.sender.call.value(n)()) emit Out(msg.sender); } }\n}`,
  },
  'honeypot-hidden-code': {
    vulnerable: `${V4}contract A {\n  address boss = msg.sender;\n  function win() public payable {\n    require(msg.value > 1);${' '.repeat(200)}boss.transfer(this.balance);\n    msg.sender.transfer(this.balance);\n  }\n}`,
    fixed: `${V4}contract A {\n  address boss = msg.sender;\n  function win() public payable {\n    require(msg.value > 1);\n    msg.sender.transfer(this.balance);\n  }\n}`,
  },
  'honeypot-skipped-argument': {
    vulnerable: `${V4}contract A {\n  function pay(uint n, bytes note, address to, address other) public { require(msg.sender == address(this)); to.transfer(n); }\n  function out() public { this.pay(1, "", msg.sender, this); }\n}`,
    fixed: `${V4}contract A {\n  function pay(uint n, address to, bytes note) public { require(msg.sender == address(this)); to.transfer(n); }\n  function out() public { this.pay(1, msg.sender, ""); }\n}`,
  },
  'honeypot-narrow-counter': {
    vulnerable: `${V4}contract A {\n  function sum(uint n) public pure returns (uint total) { for (var i = 0; i < n; i++) total += i; }\n}`,
    fixed: `${V4}contract A {\n  function sum(uint n) public pure returns (uint total) { for (uint i = 0; i < n; i++) total += i; }\n}`,
  },
  'honeypot-inheritance': {
    vulnerable: `${V4}contract Owned {\n  address boss = msg.sender;\n  modifier only { require(msg.sender == boss); _; }\n}\ncontract A is Owned {\n  address boss;\n  function join() public payable { boss = msg.sender; }\n  function out() public only { msg.sender.transfer(this.balance); }\n}`,
    fixed: `${V4}contract Owned {\n  address boss = msg.sender;\n  modifier only { require(msg.sender == boss); _; }\n}\ncontract A is Owned {\n  function out() public only { msg.sender.transfer(this.balance); }\n}`,
  },
}
