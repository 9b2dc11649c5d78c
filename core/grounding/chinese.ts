import { add, type Decimal, decimal, multiply, parseDecimal } from './decimal.ts'

const DIGITS: Readonly<Record<string, number>> = {
  〇: 0, 零: 0, 一: 1, 二: 2, 两: 2, 兩: 2, 俩: 2, 三: 3, 仨: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 壹: 1, 贰: 2, 叁: 3, 肆: 4, 伍: 5, 陆: 6, 柒: 7, 捌: 8, 玖: 9,
} // biome-ignore format: a table reads better short
const TENS: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 廿: 20, 卅: 30, 百: 100, 佰: 100, 千: 1000, 仟: 1000 }
const SCALES: Readonly<Record<string, number>> = { 万: 1e4, 萬: 1e4, 亿: 1e8, 億: 1e8, 兆: 1e12 }

/** Words that hold a numeral and say no number. */
export const CHINESE_IDIOMS =
  /(?<![〇零一二三四五六七八九十百千万亿两几数\d])(?:第三方|三方|十分(?!钟|之)|万一(?![千百十])|万能|百科|零知识|零售|零钱|零地址|统一|唯一|同一|之一|一些|一起|一样|一般|一定|一直|一旦|一致|一下|一点(?!\d|[零〇一二三四五六七八九])|一切|一方面|另一|任一|每一|某一|这一|那一|进一步|一个(?!半)|一种|两者|三者|四处|一律|一共|一旁|一边|一侧|逐一|单一|一体|一系列|一部分|半导体|多半|点击|节点|观点|重点|地点|特点|热点|缺点|优点|要点|要么|万事)/g

export interface HanNumber {
  value: Decimal
  step: Decimal
  /** 万, 百万: multiplies what stands before it. */
  scaleOnly: boolean
}

const whole = (value: number): Decimal => decimal(BigInt(Math.round(value)))

/** Digits one after another: 二〇二四. */
function positional(run: string): HanNumber | undefined {
  const digits = [...run].map((sign) => DIGITS[sign])
  if (digits.some((digit) => digit === undefined) || digits.length > 40) return undefined
  return { value: parseDecimal(digits.join('')) ?? decimal(0), step: decimal(1), scaleOnly: false }
}

/** Sum of digits times 十, 百, 千 within one 万; undefined when the order is broken. */
function group(run: string): { value: number; step: number } | undefined {
  let [total, digit, step, last]: [number, number | undefined, number, number] = [0, undefined, 1, 10_000]
  let gap = false
  for (const sign of run) {
    const ten = TENS[sign]
    const value = DIGITS[sign]
    if (ten !== undefined) {
      if (ten >= last) return undefined
      total += (digit ?? 1) * ten
      ;[digit, step, last, gap] = [undefined, ten === 20 || ten === 30 ? 10 : ten, ten, false]
    } else if (value === undefined || digit !== undefined) return undefined
    else if (value === 0) gap = true
    else [digit, step] = [value, 1]
  }
  if (digit === undefined) return { value: total, step }
  // 三百五 is 350, 三百零五 is 305.
  const colloquial = last >= 100 && last < 10_000 && !gap ? last / 10 : 1
  return { value: total + digit * colloquial, step: colloquial }
}

function structured(run: string): HanNumber | undefined {
  let [total, section, lastScale]: [number, string, number] = [0, '', Number.POSITIVE_INFINITY]
  let step = 1
  const scaleOnly = ![...run].some((sign) => DIGITS[sign] !== undefined || sign === '十' || sign === '廿' || sign === '卅')
  for (const sign of run) {
    const scale = SCALES[sign]
    if (scale === undefined) {
      section += sign
      continue
    }
    const inner = group(section)
    if (!inner) return undefined
    const value = section === '' ? (total === 0 ? 1 : 0) : inner.value
    total = scale > lastScale || section === '' ? (total + value) * scale : total + value * scale
    ;[section, lastScale, step] = ['', scale, inner.step * scale]
  }
  if (section !== '') {
    const rest = group(section)
    if (!rest) return undefined
    // 一万二 is 12,000.
    const short = section.length === 1 && Number.isFinite(lastScale) && DIGITS[section] !== undefined ? lastScale / 10 : 1
    total += rest.value * short
    step = rest.step * short
  }
  return Number.isFinite(total) && total <= 9e15 ? { value: whole(total), step: whole(Math.max(step, 1)), scaleOnly } : undefined
}

/** Value of a run of Chinese numerals: 十二万, 三点五, 二〇二四, 壹佰. Undefined when they make no number. */
export function readHan(run: string): HanNumber | undefined {
  const [before = '', after, more] = run.split(/[点點]/)
  if (more !== undefined || run === '' || run.includes('半')) return undefined
  if (after !== undefined) {
    const split = /^([〇零一二三四五六七八九两]+)(.*)$/u.exec(after)
    const start = positional(before) ?? structured(before)
    const fraction = positional(split?.[1] ?? '')
    if (!start || !fraction || !split) return undefined
    const places = split[1]?.length ?? 0
    const value = add(start.value, { digits: fraction.value.digits, exponent: -places })
    const scale = split[2] === '' ? undefined : structured(split[2] ?? '')
    if (split[2] !== '' && !scale?.scaleOnly) return undefined
    const by = scale?.value ?? decimal(1)
    return { value: multiply(value, by), step: multiply(decimal(1, -places), by), scaleOnly: false }
  }
  return (before.length > 1 || DIGITS[before] !== undefined ? positional(before) : undefined) ?? structured(before)
}
