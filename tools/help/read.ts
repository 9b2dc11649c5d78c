import type { Candidate } from '../../core/tool.ts'

/** Whole messages that ask what Petrel can do. */
const ASKS: readonly RegExp[] = [
  /^(?:help|help me|menu|commands|usage|info|about|\?+|start|man)$/,
  /^(?:what|how) (?:can|do|could) (?:you|i|we|this bot|petrel)(?: all)? (?:do|ask|use|help|work|use you|use this|ask you|help me|do for me|help me with|do here|ask here)(?: you)?(?: with)?$/,
  /^(?:what are you|who are you|what is petrel|what is this(?: bot)?|show (?:me )?(?:help|commands|examples)|give me (?:some )?examples|what (?:questions|commands) (?:can i ask|are there|do you know)|how does this work|examples)$/,
  /^(?:ayuda|ayudame|socorro|comandos|que (?:puedes|sabes|sabe|puede) hacer|en que (?:me )?puedes ayudar(?:me)?|que (?:te )?puedo preguntar(?:te)?|quien eres|que eres|como funciona(?:s)?|ejemplos)$/,
  /^(?:帮助|幫助|帮忙|求助|菜单|你能做什么|你能做什麼|你会什么|你可以做什么|你能干什么|能做什么|怎么用|如何使用|使用说明|我能问什么|你是谁|你是什么)$/,
]
const GREETS: readonly RegExp[] = [
  /^(?:hi|hello|hey|yo|gm|good (?:morning|afternoon|evening)|greetings|hiya|howdy|thanks|thank you|thx|ty|cheers|ok|okay|cool|nice|great)(?: (?:there|a lot|so much|petrel|bot|all|everyone))?$/,
  /^(?:hola|gracias|muchas gracias|vale|buenas|buenos dias|buenas (?:tardes|noches)|que tal)(?: petrel)?$/,
  /^(?:你好|您好|嗨|哈喽|早上好|晚上好|大家好|谢谢|多谢|好的)$/,
]
const ABOUT = /^(?:help|ayuda|帮助)\s+(?:with |on |about |con |sobre )?(?:the )?([a-z][a-z0-9_-]{1,30})(?: (?:tool|command))?$/

const plainWords = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').normalize('NFKC').toLowerCase().replace(/[!?¡¿.,。！？，、:;]+/g, ' ').replace(/\s+/g, ' ').trim() // biome-ignore format: short

/** Claims whole messages only: "help", "ayuda", "帮助", a greeting, "help token". */
export function read(text: string): Candidate[] {
  if (text.length > 120) return []
  const words = plainWords(text) || (/^[?？]+$/.test(text.trim()) ? 'help' : '')
  const claim = (score: number, input: Record<string, unknown>): Candidate[] => [
    {
      tool: 'help',
      score,
      input,
      missing: [],
      ambiguous: [],
      reading: input.tool === undefined ? 'what Petrel can do' : `help on ${String(input.tool)}`,
    },
  ]
  if (ASKS.some((pattern) => pattern.test(words))) return claim(0.97, {})
  if (GREETS.some((pattern) => pattern.test(words))) return claim(0.95, {})
  const about = ABOUT.exec(words)?.[1]
  return about === undefined ? [] : claim(0.9, { tool: about })
}
