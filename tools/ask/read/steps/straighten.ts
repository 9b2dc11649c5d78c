const UNIT = 'day|date|hour|minute|week|month|block'

/** Other ways to say a moment or a thing found first, in the order in which the readers of steps look for it. */
const WAYS: readonly (readonly [RegExp, string])[] = [
  // "on the day ETH had its highest close"
  [
    new RegExp(
      `\\b(on|in|during|at) the (${UNIT}) (?:that |when |where )?(?:the )?([\\w-]+(?: price| volume)?) (?:had|hit|reached|saw|set|made|recorded|was at) (?:its|the|their|an?)? ?(?:all[- ]time )?(highest|lowest|biggest|largest|most) ([\\w ]+?)(?=[,.;]|$| what | how | who | which )`,
      'i',
    ),
    '$1 the $2 with the $4 $3 $5',
  ],
  [
    /\b(?:en |durante )?el d[ií]a (?:en )?que (?:el |la )?([\w-]+) (?:tuvo|alcanz[oó]|lleg[oó] a|marc[oó]|registr[oó]|hizo) (?:su|el) (mayor|menor|m[aá]ximo|m[ií]nimo) (precio(?: de cierre)?|volumen|cierre)/iu,
    'en el día con $2 $3 de $1',
  ],
  [
    /\bno dia em que (?:o |a )?([\w-]+) (?:teve|atingiu|alcan[cç]ou|chegou a|registrou|marcou|fez) (?:o )?(?:seu|sua|o|a) (maior|menor) (pre[cç]o(?: de fechamento)?|volume|fechamento)/iu,
    'no dia com o $2 $3 de $1',
  ],
  // "first find the block with the most failed transactions, then tell me its gas price"
  [
    new RegExp(
      `^(?:first,? )?(?:find|look up|determine|identify|take|get) (the (?:${UNIT}) with [^,.;]+?)[,.;]? (?:and )?(?:then )?(?:tell me|give me|show(?: me)?|report|say) (?:its|the) ([^,.;]+?)(?: (?:on|in|of|at) (?:that|this|it|the same)(?: \\w+)?)?$`,
      'i',
    ),
    '$2 in $1',
  ],
]

/** A question of two steps with its first step where it is looked for; any other message as it was. */
export const straighten = (text: string): string => WAYS.reduce((said, [pattern, to]) => said.replace(pattern, to), text)
