import type { Case } from './index.ts'

const V8 = 'pragma solidity ^0.8.20;\n'
const ERC =
  'interface Token { function transfer(address to, uint n) external returns (bool); function transferFrom(address from, address to, uint n) external returns (bool); }\n'
const safe = (test: string) =>
  `${V8}${ERC}contract Safe {\n  Token immutable kept; address boss = msg.sender; mapping(address => uint) due;\n  constructor(Token token) { kept = token; }\n  function put(uint n) external { require(kept.transferFrom(msg.sender, address(this), n)); due[msg.sender] += n; }\n  function rescue(Token token, uint n) external { require(msg.sender == boss); ${test}require(token.transfer(boss, n)); }\n}`
const coin = (transfer: string, more: string) =>
  `${V8}contract T {\n  address boss = msg.sender; uint fee = 3; mapping(address => uint) held; mapping(address => mapping(address => uint)) may;\n  constructor() { held[msg.sender] = 1e24; }\n  function balanceOf(address who) public view returns (uint) { return held[who]; }\n  function transfer(address to, uint n) public returns (bool) { ${transfer} return true; }\n  ${more}\n}`
const plain = 'held[msg.sender] -= n; held[to] += n;'
const taxed = (bound: string) =>
  coin(
    'uint cut = n * fee / 100; held[msg.sender] -= n; held[to] += n - cut; held[boss] += cut;',
    `function setFee(uint n) public { require(msg.sender == boss${bound}); fee = n; }`,
  )
const spending = (spared: string) =>
  coin(
    plain,
    `function approve(address to, uint n) public returns (bool) { may[msg.sender][to] = n; return true; }\n  function transferFrom(address from, address to, uint n) public returns (bool) {\n    ${spared}may[from][msg.sender] -= n;\n    held[from] -= n; held[to] += n;\n    return true;\n  }`,
  )

/** Weak and fixed contracts of the checks on what tokens do to those who hold them. */
export const TOKENS: Readonly<Record<string, Case>> = {
  'token-privileged-drain': { vulnerable: safe(''), fixed: safe('require(token != kept); ') },
  'token-fee-raise': { vulnerable: taxed(''), fixed: taxed(' && n <= fee') },
  'token-allowance-bypass': { vulnerable: spending('if (msg.sender != boss) '), fixed: spending('') },
}
