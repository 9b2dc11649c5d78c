/** Words that a sentence can do without: where they stand, and what kind they are. */
export interface Cut {
  /** Characters of the sentence: `text.slice(start, end)` goes. */
  start: number
  end: number
  kind: 'opening' | 'filler' | 'repeat'
}

interface Rule {
  kind: Cut['kind']
  /** What goes is its first group, or all of it. */
  pattern: RegExp
  /** In talk alone. */
  spoken?: true
}

/**
 * What a sentence opens with that says nothing of its matter. "However", "but" and "therefore" stay: they tie it to the sentence before, which
 * often is shown as well.
 */
const NOTE =
  "(?:please )?(?:note|notice|observe|remember|recall|keep in mind)(?: also)? that|it(?: is|'s|’s) (?:also )?(?:worth|important to|interesting to|useful to) (?:note|noting|mention|mentioning|remember|remembering|pointing out) that|it should (?:also )?be noted that"
const SAID = "(?:as|like) (?:i|we)(?:’ve|'ve| have)? (?:said|mentioned|noted)(?: before| earlier| already| last week)?"
const POINTED =
  'as (?:previously )?(?:mentioned|noted|described|discussed|stated|explained|shown|outlined)(?: above| below| before| earlier| previously)'
const HAIL =
  '(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|greetings|gm)(?: (?:all|everyone|everybody|folks|guys|team|there|community))?|thanks(?: a lot| everyone| all)?|thank you(?: very much| everyone| all)?'
const SPOKEN_START =
  "(?:so|and|yeah|yep|yes|okay|ok|well|right|um+|uh+|alright|all right|sure|cool|great|awesome|oh|ah|now|basically|actually|honestly|obviously|i mean|you know|like(?=,)|let’s see|let's see|again|also)"
/** After these the word before is no filler. */
const NO_START = '(?!\\s*(?:far|much|many|long|few|little|that\\b|as\\b|when|called|known|enough|now\\b|if\\b|to\\b|or\\b|/|-))'

const word = (words: string): string => `(?<![\\p{L}\\p{N}'’-])(?:${words})(?![\\p{L}\\p{N}'’-])`

const RULES: readonly Rule[] = [
  { kind: 'opening', pattern: new RegExp(`^(?:${POINTED}|${SAID}|${HAIL})[,!.]\\s+`, 'iu') },
  { kind: 'opening', pattern: new RegExp(`^(?:${NOTE})\\s+`, 'iu') },
  { kind: 'opening', pattern: new RegExp(`^(?:${word(SPOKEN_START)}${NO_START}[,.]?\\s+)+`, 'iu'), spoken: true },
  { kind: 'opening', pattern: /^i (?:just |also )?(?:want(?:ed)?|would like|(?:'|’)d like) to (?:quickly |just |also )?(?:say|mention|add|point out|note)(?: that)?,?\s+/iu, spoken: true }, // biome-ignore format: a rule a line
  { kind: 'filler', pattern: new RegExp(`,?\\s*${word('um+|uh+|er|erm|hmm+')},?`, 'giu'), spoken: true },
  { kind: 'filler', pattern: /,\s*(?:you know|i mean|like|right|okay|obviously|basically|actually|honestly|again|so to speak|if you will|as i said|like i said)(?=,)/giu, spoken: true }, // biome-ignore format: a rule a line
  { kind: 'filler', pattern: /,\s*(?:right|okay|you know|yeah)(?=[?.]+$)/giu, spoken: true },
  { kind: 'filler', pattern: /\s(?:you know|i mean),/giu, spoken: true },
  { kind: 'filler', pattern: /(?<!\b(?:[Aa]|[Aa]n|[Tt]he|[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose|[Ww]hat|[Ss]ome|[Aa]ny|[Ee]very|[Ee]ach|[Ww]hich|same|another|new|different|no|one|all|certain|other|many|two|three|right|wrong|of|not|is|are|was|were)|n['’]t)\s(?:[Kk]ind of|[Ss]ort of|kinda|sorta)(?=\s[^\d\p{Lu}$€£~%])/gu, spoken: true }, // biome-ignore format: a rule a line
  {
    kind: 'filler',
    pattern: /(?<!\b(?:not|never|no|nor)|n['’]t)\s(?:basically|actually|literally|obviously|really)(?=\s)/giu,
    spoken: true,
  },
  { kind: 'filler', pattern: /(?<!\b(?:not|never|no|nor|more|than|is|was|are|were|of)|n['’]t)\sjust(?=\s(?!one|two|a\b|an\b|the\b|over|under|below|above|about|before|after|enough|as\b|because|for\b|in\b|\d))/giu, spoken: true }, // biome-ignore format: a rule a line
  {
    kind: 'filler',
    pattern: /,?\s(?:and stuff(?: like that)?|and things like that|or whatever|as you can see(?: here)?)(?=[\s,.?])/giu,
    spoken: true,
  },
  { kind: 'repeat', pattern: /(?<![\p{L}\p{N}'’-])((?!very|no|so|really|that|had|\d)([\p{L}'’]+(?: [\p{L}'’]+){0,3})(?:,|\.\.\.|…)? )(?=\2(?![\p{L}\p{N}'’-]))/giu, spoken: true }, // biome-ignore format: a rule a line
]

/** What may not be lost: numbers, denials, conditions and limits. */
const HELD =
  /\d|\b(?:not|no|never|none|neither|nor|without|cannot|only|except|unless|if|until|but|although|though|at (?:most|least)|up to|may|might|must|should|subject to)\b|n['’]t\b/iu

/** Parts of a sentence that may go, by rule; none holds a number, a denial, a condition or a limit. They may overlap. */
export function cutsOf(text: string, { spoken }: { spoken: boolean }): Cut[] {
  const found = RULES.flatMap((rule): Cut[] => {
    if (rule.spoken && !spoken) return []
    const all = rule.pattern.global ? [...text.matchAll(rule.pattern)] : [rule.pattern.exec(text)].filter((found) => found !== null)
    return all.flatMap((found) => {
      const gone = found[1] ?? found[0]
      const lost = rule.kind === 'repeat' ? '' : gone
      return HELD.test(lost) ? [] : [{ start: found.index, end: found.index + gone.length, kind: rule.kind }]
    })
  })
  return found.filter((cut, i) => found.findIndex(({ start, end }) => start === cut.start && end === cut.end) === i)
}

/** The sentence without these parts, its spaces, points and first letter put right. Every word of it is one of the sentence, in order. */
export function without(text: string, cuts: readonly Pick<Cut, 'start' | 'end'>[]): string {
  let rest = ''
  let at = 0
  for (const { start, end } of [...cuts].sort((a, b) => a.start - b.start)) {
    if (start > at) rest += text.slice(at, start)
    if (start >= at && /[\p{L}\p{N}]$/u.test(rest) && /^[\p{L}\p{N}]/u.test(text.slice(end))) rest += ' '
    at = Math.max(at, end)
  }
  rest += text.slice(at)
  const tidy = rest.replace(/\s+/g, ' ').replace(/\s+([,.;:?!)])/g, '$1').replace(/,(?=[,.;:?!])/g, '').replace(/^[,;:.\s]+/, '').trim() // biome-ignore format: short
  const ended = text.trimEnd().endsWith(':') && cuts.some(({ end }) => end >= text.trimEnd().length - 1) ? tidy.replace(/:$/, '.') : tidy
  return ended.replace(/^\p{Ll}(?=[\p{Ll}’' ,])/u, (letter) => (/^\p{Lu}/u.test(text.trimStart()) ? letter.toUpperCase() : letter))
}
