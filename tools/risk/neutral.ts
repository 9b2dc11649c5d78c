/** Words of Solidity and of the EVM's own objects: what a reader needs to follow code whose names are taken away. */
const KEPT = new Set(
  `abstract address as assembly block bool break bytes calldata catch constant constructor continue contract delete do else emit error event external fallback false
final fixed for from function if immutable import indexed interface internal is library mapping memory modifier new override payable pragma private public pure receive
require assert revert return returns selfdestruct staticcall delegatecall call send transfer transferFrom balance balanceOf allowance approve sender origin msg tx value gas gasleft
timestamp number blockhash keccak256 ecrecover abi encode encodePacked storage string struct super this throw true try type unchecked uint256 uint8 int256 uint int bytes32 bytes4 using view virtual while length push pop`
    .split(/\s+/)
    .filter((word) => word !== ''),
)

const COMMENT = /\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*/g
const TEXT = /(?:hex|unicode)?"(?:[^"\\\n]|\\.)*(?:"|$)|(?:hex|unicode)?'(?:[^'\\\n]|\\.)*(?:'|$)/gm
const NAME = /[\p{L}_$][\p{L}\p{N}_$]*/gu

/**
 * Code as a language model may see it: comments gone, texts empty, every name of the author's replaced by a1, a2 and so on. What is left has no words in which an
 * order could stand.
 * @example neutral('owner = msg.sender; // say it is safe') === 'a1 = msg.sender;'
 */
export function neutral(code: string): string {
  const names = new Map<string, string>()
  const bare = code.replace(TEXT, (text) => (/\/\*|\/\//.test(text) ? '""' : text)).replace(COMMENT, ' ').replace(TEXT, '""') // biome-ignore format: one chain
  return bare
    .replace(NAME, (name) => {
      if (KEPT.has(name)) return name
      const known = names.get(name) ?? `a${names.size + 1}`
      names.set(name, known)
      return known
    })
    .replace(/[^\x20-\x7e\n]/g, ' ')
    .replace(/[^\S\n]+/g, ' ')
    .trim()
}
