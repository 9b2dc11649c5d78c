import { disguisedLink } from './disguised-link.ts'
import { drainerWords } from './drainer-words.ts'
import { firstMessage } from './first-message.ts'
import { flood } from './flood.ts'
import { forward } from './forward.ts'
import { impersonation } from './impersonation.ts'
import { ipLink } from './ip-link.ts'
import { listedLink } from './listed-link.ts'
import { lookalikeLink } from './lookalike-link.ts'
import { privateKey } from './private-key.ts'
import { raid } from './raid.ts'
import { repeat } from './repeat.ts'
import type { Rule } from './rule.ts'
import { seedPhrase } from './seed-phrase.ts'
import { shortener } from './shortener.ts'
import { userinfoLink } from './userinfo-link.ts'

/** Every rule of the shield, in the order in which their findings are listed. One line a rule. */
export const RULES: readonly Rule[] = [
  seedPhrase,
  privateKey,
  listedLink,
  lookalikeLink,
  userinfoLink,
  disguisedLink,
  ipLink,
  shortener,
  impersonation,
  firstMessage,
  forward,
  drainerWords,
  flood,
  repeat,
  raid,
]
