import { type Abi, decodeFunctionData, type Hex, parseAbi, parseAbiItem, slice, toFunctionSelector } from 'viem'

/** What a proposal would have done: a call of a contract. */
export interface Action {
  target: Hex
  /** Wei. */
  value: bigint
  /** "transfer(address,uint256)" where the proposal writes it apart, as Governor Bravo does; '' else. */
  signature: string
  calldata: Hex
}

export interface Decoded {
  /** Undefined where no ABI at hand knows the call. */
  name: string | undefined
  arguments: readonly { name: string; type: string; value: unknown }[]
}

/** Calls that proposals are mostly made of: tokens, owners, roles, proxies, governors, timelocks, lending markets, exchanges. */
const KNOWN: Abi = parseAbi([
  'function transfer(address to, uint256 amount)',
  'function transferFrom(address from, address to, uint256 amount)',
  'function approve(address spender, uint256 amount)',
  'function mint(address to, uint256 amount)',
  'function burn(uint256 amount)',
  'function pause()',
  'function unpause()',
  'function transferOwnership(address newOwner)',
  'function acceptOwnership()',
  'function renounceOwnership()',
  'function setOwner(address newOwner)',
  'function setPendingAdmin(address newPendingAdmin)',
  'function acceptAdmin()',
  'function grantRole(bytes32 role, address account)',
  'function revokeRole(bytes32 role, address account)',
  'function upgradeTo(address implementation)',
  'function upgradeToAndCall(address implementation, bytes data)',
  'function upgrade(address proxy, address implementation)',
  'function setVotingDelay(uint256 blocks)',
  'function setVotingPeriod(uint256 blocks)',
  'function setProposalThreshold(uint256 votes)',
  'function updateQuorumNumerator(uint256 numerator)',
  'function updateTimelock(address timelock)',
  'function relay(address target, uint256 value, bytes data)',
  'function _setVotingDelay(uint256 blocks)',
  'function _setVotingPeriod(uint256 blocks)',
  'function _setProposalThreshold(uint256 votes)',
  'function updateDelay(uint256 seconds)',
  'function setDelay(uint256 seconds)',
  'function _supportMarket(address market)',
  'function _setCollateralFactor(address market, uint256 factor)',
  'function _setReserveFactor(uint256 factor)',
  'function _setInterestRateModel(address model)',
  'function _setPriceOracle(address oracle)',
  'function _setCompSpeed(address market, uint256 speed)',
  'function _grantComp(address recipient, uint256 amount)',
  'function _reduceReserves(uint256 amount)',
  'function setFeeTo(address feeTo)',
  'function setFeeToSetter(address setter)',
  'function enableFeeAmount(uint24 fee, int24 tickSpacing)',
  'function setFeeProtocol(uint8 feeProtocol0, uint8 feeProtocol1)',
  'function setText(bytes32 node, string key, string value)',
])

const valid = (signature: string): boolean => /^[A-Za-z_]\w{0,63}\([\w,()[\]]{0,200}\)$/.test(signature)

/** What a call says, by the signature that the proposal gives or by an ABI at hand; the calldata is a stranger's and may fit neither. */
export function decodeAction({ signature, calldata }: Pick<Action, 'signature' | 'calldata'>): Decoded {
  const none: Decoded = { name: undefined, arguments: [] }
  try {
    if (signature && !valid(signature)) return none
    const abi = signature ? ([parseAbiItem(`function ${signature}`)] as Abi) : KNOWN
    const data = signature ? (`${toFunctionSelector(`function ${signature}`)}${calldata.slice(2)}` as Hex) : calldata
    const { functionName, args = [] } = decodeFunctionData({ abi, data })
    const selector = slice(data, 0, 4)
    const item = abi.find((one) => one.type === 'function' && toFunctionSelector(one) === selector)
    const inputs = item?.type === 'function' ? item.inputs : []
    return { name: functionName, arguments: inputs.map(({ name = '', type }, i) => ({ name, type, value: args[i] })) }
  } catch {
    return none
  }
}
