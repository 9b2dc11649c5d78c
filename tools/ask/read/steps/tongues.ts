/** How one language speaks of sets of people: sources of regular expressions over folded text. */
export interface Tongue {
  /** Before a number of people, a list of them, a share of them. */
  count: string
  list: string
  share: string
  /** "of those", "among the": a set is named and the question about it follows. */
  of: string
  people: string
  /** "who", "that" and helping words: they say nothing by themselves. */
  who: string
  /** Verbs of what wallets do, in the forms that stand in such questions. */
  verbs: string
  /** Prepositions that belong to the verb: "traded on". */
  on: string
  also: string
  not: string
  later: string
  /** "both A and B". */
  both: string
  and: string
  /** Words that stand for the token of the clause before. */
  it: string
  /** A clause as a question that the reader of single questions knows. */
  ask: (clause: string) => string
  /** Noun phrases that say what people did: "buyers of SHIB"; the groups are what and whom. */
  nouns: readonly (readonly [RegExp, (found: string) => string])[]
}

const trade = (on: string) => (found: string) => `${on} ${found}`

export const TONGUES: readonly Tongue[] = [
  {
    count: 'how many|number of|the number of|count(?: of)?|how many different|how many unique|how many distinct',
    list: 'which|what|list|show(?: me)?|find|give me|who are|who',
    share: '(?:what |which )?(?:share|percentage|percent|fraction|proportion|part) of',
    of: 'of|among|amongst|out of|from',
    people: 'wallets?|addresse?s?|traders?|people|users?|accounts?|swappers?|degens?|those|ones|buyers|sellers|holders|anyone|guys|them',
    who: 'who|that|which|have|had|has|did|do|does|were|are|is|was|ever|already|actually|in fact|the|all|these|unique|distinct|different|there',
    verbs:
      'bought|buying|buys?|sold|selling|sells?|traded|trading|used|using|swapped|swapping|h[eo]ld|holds|holding|owned|sent|received|made|transferred|interacted with|touched|dumped|aped into',
    on: 'on|in|to|from|via|with|through|at|into',
    also: 'also|as well|too|additionally|in addition',
    not: "not|never|did ?n['’]?t|have ?n['’]?t|has ?n['’]?t|had ?n['’]?t|does ?n['’]?t|do ?n['’]?t|no longer|without",
    later: 'then|later|afterwards?|subsequently|after that',
    both: 'both',
    and: 'and|but|,|yet|while|&',
    it: 'it|them|that token|that coin|the same token|the token|that|this',
    ask: (clause) =>
      `how many ${/^(sent|received|transferred|h[eo]ld|holds|holding|owned|interacted)/i.test(clause) ? 'wallets' : 'traders'} ${clause}`,
    nouns: [
      [/^(?:the )?buyers of (.+)$/, trade('bought')],
      [/^(?:the )?sellers of (.+)$/, trade('sold')],
      [/^(?:the )?holders of (.+)$/, trade('hold')],
      [/^(?:the )?traders of (.+)$/, trade('traded')],
      [/^(?:the )?(?:traders|wallets|people|users|addresses) (?:on|of|in|using|at) (.+)$/, trade('traded on')],
      [/^(?:the )?(.+) buyers$/, trade('bought')],
      [/^(?:the )?(.+) sellers$/, trade('sold')],
      [/^(?:the )?(.+) holders$/, trade('hold')],
      [/^(?:the )?(v[234]|sushi|sushiswap|uniswap(?: v[234])?) (?:traders|users|wallets|swappers)$/, trade('traded on')],
      [/^(?:the )?(.+) traders$/, trade('traded')],
    ],
  },
  {
    count: 'cuantos|cuantas|numero de|el numero de|cantidad de',
    list: 'que|cuales|lista(?: de)?|muestra(?:me)?|quienes',
    share: '(?:que )?(?:porcentaje|porcion|parte|fraccion|proporcion) de(?: los| las)?',
    of: 'de|entre',
    people: 'billeteras?|carteras?|wallets?|direcciones|traders?|operadores|usuarios|personas|cuentas|compradores|vendedores',
    who: 'que|quienes|los|las|aquellos|han|habian|hay|alguna vez|todos|todas|ya|fueron',
    verbs:
      'compraron|compran|comprado|vendieron|venden|vendido|operaron|operan|usaron|usan|usado|negociaron|tradearon|intercambiaron|enviaron|recibieron|tienen|poseen',
    on: 'en|a|de|con|desde',
    also: 'tambien|ademas',
    not: 'no|nunca|jamas|sin',
    later: 'luego|despues|mas tarde|posteriormente',
    both: 'tanto',
    and: 'y|pero|,|como|e',
    it: 'lo|la|los|las|ese token',
    ask: (clause) => `${/^(enviaron|recibieron|tienen|poseen)/i.test(clause) ? 'cuántas billeteras' : 'cuántos traders'} ${clause}`,
    nouns: [
      [/^(?:los |las )?compradores de (.+)$/, trade('compraron')],
      [/^(?:los |las )?vendedores de (.+)$/, trade('vendieron')],
      [/^(?:los |las )?(?:traders|usuarios|billeteras|operadores) (?:de|en) (.+)$/, trade('operaron en')],
    ],
  },
  {
    count: 'quantos|quantas|numero de|o numero de',
    list: 'quais|que|liste|mostre|lista(?: de)?|quem',
    share: '(?:que |qual )?(?:porcentagem|percentagem|percentual|parcela|fatia|proporcao|parte) d(?:e|os|as)',
    of: 'de|dos|das|entre',
    people: 'carteiras?|enderecos|wallets?|traders?|usuarios|pessoas|contas|compradores|vendedores',
    who: 'que|quem|os|as|dos|das|aqueles|ja|alguma vez|todos|todas|foram',
    verbs: 'compraram|compram|venderam|vendem|usaram|usam|negociaram|operaram|trocaram|enviaram|receberam|possuem|detem|tem|movimentaram',
    on: 'em|no|na|a|de|com|para',
    also: 'tambem|alem disso',
    not: 'nao|nunca|jamais|sem',
    later: 'depois|mais tarde|em seguida|posteriormente',
    both: 'tanto',
    and: 'e|mas|,|como|quanto',
    it: 'o|a|os|as|esse token|ele|eles',
    ask: (clause) => `${/^(enviaram|receberam|possuem|det[eê]m|t[eê]m)/i.test(clause) ? 'quantas carteiras' : 'quantos traders'} ${clause}`,
    nouns: [
      [/^(?:os |as )?compradores de (.+)$/, trade('compraram')],
      [/^(?:os |as )?vendedores de (.+)$/, trade('venderam')],
      [/^(?:os |as )?(?:traders|usuarios|carteiras) (?:de|da|do|em|na|no) (.+)$/, trade('negociaram em')],
    ],
  },
  {
    count: 'сколько|количество|число',
    list: 'какие|кто|покажи|список|перечисли',
    share: '(?:какая |какои )?(?:доля|процент|часть)',
    of: 'из|среди',
    people:
      'кошельков|кошельки|кошелька|адресов|адреса|трейдеров|треидеров|треидеры|трейдеры|людеи|людей|пользователеи|пользователей|пользователи',
    who: 'тех|кто|которые|которых|всех|те|все|человек',
    verbs:
      'купили|купил|покупали|покупал|продали|продал|продавали|торговали|торговал|использовали|использовал|обменяли|обменивали|отправили|отправил|отправляли|получили|получил|держат|держали|держит',
    on: 'на|в|через|с|по',
    also: 'также|тоже|еще|ещe|заодно',
    not: 'не|никогда не|ни разу не',
    later: 'потом|затем|после этого|позже',
    both: 'как|и',
    and: 'и|но|,|а|так и',
    it: 'его|ее|их|этот токен',
    ask: (clause) => `сколько ${/^(отправ|получ|держ)/i.test(clause) ? 'кошельков' : 'трейдеров'} ${clause}`,
    nouns: [
      [/^покупател(?:еи|и|ей) (.+)$/, trade('купили')],
      [/^продавц(?:ов|ы) (.+)$/, trade('продали')],
      [/^(?:треидеров|трейдеров|пользователеи|пользователей) (?:на )?(.+)$/, trade('торговали на')],
    ],
  },
]
