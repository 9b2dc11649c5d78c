/** Natural exponential and logarithm on 18 digits, digit for digit as Balancer's LogExpMath: sums of known powers, then a short series. */
const E18 = 10n ** 18n
const E20 = 10n ** 20n
const E36 = 10n ** 36n

/** [x, e^x] without decimals, for x of 18 digits. */
const LARGE: readonly (readonly [bigint, bigint])[] = [
  [128n * E18, 38877084059945950922200000000000000000000000000000000000n],
  [64n * E18, 6235149080811616882910000000n],
]

/** [x, e^x] with 20 digits, from 32 down to 1/16. */
const SMALL: readonly (readonly [bigint, bigint])[] = [
  [32n * E20, 7896296018268069516100000000000000n],
  [16n * E20, 888611052050787263676000000n],
  [8n * E20, 298095798704172827474000n],
  [4n * E20, 5459815003314423907810n],
  [2n * E20, 738905609893065022723n],
  [E20, 271828182845904523536n],
  [E20 / 2n, 164872127070012814685n],
  [E20 / 4n, 128402541668774148407n],
  [E20 / 8n, 113314845306682631683n],
  [E20 / 16n, 106449445891785942956n],
]

const LEAST_EXPONENT = -41n * E18
const MOST_EXPONENT = 130n * E18
const MOST_POWER = (1n << 254n) / E20

/** e^x; undefined where the contract would revert. */
export function exp(x: bigint): bigint | undefined {
  if (x < LEAST_EXPONENT || x > MOST_EXPONENT) return undefined
  if (x < 0n) {
    const inverse = exp(-x)
    return inverse === undefined ? undefined : (E18 * E18) / inverse
  }
  let [rest, first] = [x, 1n]
  const large = LARGE.find(([part]) => rest >= part)
  if (large) {
    rest -= large[0]
    first = large[1]
  }
  rest *= 100n
  let product = E20
  for (const [part, power] of SMALL.slice(0, 8)) {
    if (rest < part) continue
    rest -= part
    product = (product * power) / E20
  }
  let [sum, term] = [E20 + rest, rest]
  for (let n = 2n; n <= 12n; n++) {
    term = (term * rest) / E20 / n
    sum += term
  }
  return (((product * sum) / E20) * first) / 100n
}

/** ln(x) for x > 0. */
function ln(x: bigint): bigint {
  if (x < E18) return -ln((E18 * E18) / x)
  let [rest, sum] = [x, 0n]
  for (const [part, power] of LARGE) {
    if (rest < power * E18) continue
    rest /= power
    sum += part
  }
  sum *= 100n
  rest *= 100n
  for (const [part, power] of SMALL) {
    if (rest < power) continue
    rest = (rest * E20) / power
    sum += part
  }
  return (sum + 2n * artanh(rest, E20, 11n)) / 100n
}

/** artanh((x - 1) / (x + 1)) by its series up to the given power, in units of `one`. */
function artanh(x: bigint, one: bigint, last: bigint): bigint {
  const z = ((x - one) * one) / (x + one)
  const square = (z * z) / one
  let [power, sum] = [z, z]
  for (let n = 3n; n <= last; n += 2n) {
    power = (power * square) / one
    sum += power / n
  }
  return sum
}

/** x^y for 18-digit numbers, error below a ten-thousandth of 1e-10; undefined where the contract would revert. */
export function pow(x: bigint, y: bigint): bigint | undefined {
  if (y === 0n) return E18
  if (x === 0n) return 0n
  if (x < 0n || y < 0n || x >= 1n << 255n || y >= MOST_POWER) return undefined
  // Near one the logarithm needs more digits.
  if (x > E18 - E18 / 10n && x < E18 + E18 / 10n) {
    const log = 2n * artanh(x * E18, E36, 15n)
    return exp(((log / E18) * y + ((log % E18) * y) / E18) / E18)
  }
  return exp((ln(x) * y) / E18)
}
