/** Settings that a sentence carries beside its question, and the sentence without them. */
export interface Options {
  options: Record<string, unknown>
  rest: string
}

const SLIPPAGE =
  /(?:,|;|\b(?:with|and|at|con|com|y|e)\b)?\s*(?:(?:max(?:imum)?\s+)?(?:slippage|deslizamiento|проскальзыван\p{L}*|滑点|kayma|tolerance|tolerancia)\s*(?:of|at|to|=|:|de|del|в|до|为)?\s*(\d+(?:[.,]\d+)?)\s*(%|bps|bp)|(\d+(?:[.,]\d+)?)\s*(%|bps|bp)\s*(?:max(?:imum)?\s+)?(?:slippage|deslizamiento|de deslizamiento|проскальзыван\p{L}*|滑点|kayma|tolerance))/iu
const CALLDATA =
  /(?:,|\b(?:and|with|y|con|e|com)\b)?\s*(?:show (?:me )?(?:the )?)?(?:calldata|call data|transaction data)\b|(?:调用数据|交易数据|данные транзакции|çağrı verisi)/iu
const ONE =
  /(?:,|\b(?:in|en|em)\b)?\s*(?:\b(?:one|a single|una(?: sola)?|uma(?: só)?) (?:transaction|tx|transacción|transação)\b|одной транзакци\p{L}*|一笔交易|tek işlem\p{L}*)/iu
const EXECUTABLE =
  /(?:,|\b(?:and|with)\b)?\s*\b(?:only )?(?:executable(?: routes?)?(?: only)?|routes? (?:that )?i can (?:execute|carry out|send))\b|\b(?:solo|sólo|apenas) (?:rutas|rotas) (?:ejecutables|executáveis)\b|только исполнимы\p{L}*|仅可执行(?:路线)?/iu
const EXCHANGE =
  '(?:[Uu]niswap|[Ss]ushi(?:[Ss]wap)?|[Pp]ancake(?:[Ss]wap)?|[Cc]urve|[Bb]alancer|[Aa]erodrome|[Vv]elodrome|[Cc]amelot|[Qq]uick[Ss]wap)(?: ?[vV][1-4])?'
/** An exchange by its name, a ticker as it is written, or an address. */
const AVOIDED = `(?:${EXCHANGE}|\\$?[A-Z][A-Z0-9]{1,9}(?![a-z])|0x[0-9a-fA-F]{40})`
const WITHOUT = new RegExp(
  `(?:,|\\b(?:but|and|pero|y)\\b)?\\s*(?:\\b(?:without(?: using)?|avoid(?:ing)?|excluding|except|not (?:via|through|over)|sin(?: usar)?|evitando|excepto|sem(?: usar)?|không qua)|(?<!\\p{L})(?:без|кроме)|不用|不经过|避开)\\s*(${AVOIDED}(?:\\s*(?:,|\\bor\\b|\\band\\b|\\by\\b|\\bo\\b|и|和|或)\\s*${AVOIDED})*)`,
  'u',
)
const LAST = /\s*(?:,|\bor\b|\band\b|\by\b|\bo\b|(?<!\p{L})и(?!\p{L})|和|或)\s*/u
const CHAIN = /\b(?:on|en|em|в сети|на)\s+(ethereum|mainnet|base|arbitrum|optimism|polygon|bnb|bsc|demo)(?: (?:chain|network|mainnet))?\b/iu

/** Hundredths of a percent: "0.5 %" is 50, "30 bps" is 30. */
export function bpsOf(number: string, unit: string): number {
  const value = Number(number.replace(',', '.'))
  return Math.round(unit === '%' ? value * 100 : value)
}

export function optionsIn(text: string): Options {
  let rest = text
  const options: Record<string, unknown> = {}
  const take = (pattern: RegExp, use: (found: RegExpExecArray) => Record<string, unknown>) => {
    const found = pattern.exec(rest)
    if (!found) return
    Object.assign(options, use(found))
    rest = `${rest.slice(0, found.index)} ${rest.slice(found.index + found[0].length)}`
  }
  take(SLIPPAGE, ([, a, unit = '%', b, other = '%']) => ({ slippageBps: a === undefined ? bpsOf(b ?? '0', other) : bpsOf(a, unit) }))
  take(CALLDATA, () => ({ show: 'calldata' }))
  take(ONE, () => ({ oneTransaction: true }))
  take(EXECUTABLE, () => ({ executable: true }))
  take(WITHOUT, ([, list = '']) => ({ without: list.split(LAST).map((one) => one.replace(/^\$/, '')) }))
  take(CHAIN, ([, name]) => ({ chain: (name ?? '').toLowerCase() }))
  return { options, rest: rest.replace(/\s+/g, ' ').trim() }
}
