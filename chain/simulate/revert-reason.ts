import { decodeErrorResult, type Hex, parseAbi } from 'viem'

const STANDARD = parseAbi(['error Error(string)', 'error Panic(uint256)'])
const MOST = 200

/** The words in revert data; undefined when there are none. They are a stranger's: control characters are taken out. */
export function revertReason(data: Hex | undefined): string | undefined {
  if (data === undefined || data.length < 10) return undefined
  try {
    const { errorName, args } = decodeErrorResult({ abi: STANDARD, data })
    const text = errorName === 'Panic' ? `panic ${args[0]}` : String(args[0])
    return text.replace(/[\p{Cc}\p{Cf}]/gu, ' ').slice(0, MOST)
  } catch {
    return `error ${data.slice(0, 10)}`
  }
}
