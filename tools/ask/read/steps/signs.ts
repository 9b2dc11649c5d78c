import { folded } from './part.ts'

/**
 * Words that make a question one of two steps, whatever else it says. Where the two steps were not understood, a reading
 * of the rest as one step would answer another question.
 */
const SIGNS: readonly RegExp[] = [
  /(?<![\p{L}])(?<!(?:number|count|amount|list) )(?:of|among|amongst|out of) (?:all )?(?:the |those |these )?(?:unique |distinct |different )?(?:who|that|which|ones|those|traders|wallets|addresses|buyers|sellers|holders|people|users)(?: (?:who|that|which))? (?:also |then |later |ever )?(?:bought|sold|traded|used|swapped|held|hold|sent|received|made)(?![\p{L}])/u,
  /(?<![\p{L}])(?:who|that|which|wallets|traders|addresses|buyers|sellers|holders|people|users) (?:have |had )?also (?![\p{L}]*$)/u,
  /(?<![\p{L}])both (?!tokens|sides|buys|buying|in |dexes|versions)[\p{L}\d$-]+ (?:and|&) /u,
  /(?<![\p{L}])but (?:have |had |has |did |do |does |were )?(?:not|never|did ?n['’]?t|have ?n['’]?t)(?! (?:on|in|from|at|for)? ?(?:stable|fail))/u,
  /(?<![\p{L}])(?:on|in|during|at|for|within) the (?:single )?(?:day|date|hour|minute|week|month|block) (?:with|that had|which had|that saw|having|when|where) /u,
  /(?<![\p{L}])(?:on|in|during|at|for|within) the (?:busiest|most active|slowest|quietest) (?:day|hour|minute|week|month|block)(?![\p{L}])/u,
  /(?<![\p{L}])(?:on|in|during) the (?:day|date|hour|minute|week|month) (?:that |when )?[\p{L}\d]+ (?:had|hit|reached|saw|set|peaked|closed|was|made)(?![\p{L}])/u,
  /^(?:first,? )?(?:find|look up|determine|identify) the (?:[\p{L}]+ ){1,3}(?:with|that|which|who) .*(?:[,.;]|and|then) /u,
  /(?<![\p{L}])(?:el dia (?:en )?que|no dia em que|в день когда|в тот день когда)(?![\p{L}])/u,
  /(?<![\p{L}])than (?:the |an |on )?(?:average|mean|median|usual|typical)(?![\p{L}])/u,
  /(?<![\p{L}])(?:above|below)[- ](?:the )?(?:daily |hourly )?(?:average|mean|median)(?![\p{L}])/u,
  /(?<![\p{L}])(?:more|less|fewer|higher|lower|larger|bigger) (?:[\p{L}]+ ){0,3}than (?!\$|\d|a |an? |one|two|three|five|ten|twice|half|usual|any|other|the (?:day|week|month|year) before|last|yesterday|before)/u,
  /(?<![\p{L}])(?:did|does|by|of|for|from|to) the (?:single )?(?:largest|biggest|most active|busiest|top) (?:trader|wallet|buyer|seller|holder|address)(?:['’]s)? (?:buy|sell|trade|use|hold|send|receive|made|make|own)(?![\p{L}])/u,
  /(?<![\p{L}])(?:never|not) (?:traded|bought|sold|used|swapped|held|sent|received)(?![\p{L}])/u,
  /(?<![\p{L}])nowhere else/u,
  /(?<![\p{L}])(?:only|exclusively|solely) (?:traded|used|swapped)(?![\p{L}])|(?:traded|used|swapped)(?: on)? (?:only|exclusively|solely)(?![\p{L}])/u,
  /(?<![\p{L}])in the (?:most traded|largest|biggest|most active|busiest|most popular) (?:pool|pair)(?![\p{L}])/u,
  /(?<![\p{L}])(?:tambien|pero no|pero nunca)(?![\p{L}])|(?<![\p{L}])(?:cuantos|cuantas) de (?:los|las) que /u,
  /(?<![\p{L}])(?:en |durante )?(?:el|la) (?:dia|hora|semana|mes|bloque) con (?:mas|mayor|menos|menor|la mayor|el mayor)/u,
  /(?<![\p{L}])(?:mas nao|mas nunca|tambem)(?![\p{L}])|(?<![\p{L}])(?:quantos|quantas) d[oa]s que /u,
  /(?<![\p{L}])n[oa] (?:dia|hora|semana|mes|bloco) com (?:mais|maior|menos|menor|o maior|a maior)/u,
  /(?<![\p{L}])(?:что|чем|que|que el|que la|que o|que a) (?:medi[oa]|promedio|средн[\p{L}]+)(?![\p{L}])/u,
  /(?<![\p{L}])(?:также|тоже|но не|тех кто|тех, кто|из тех)(?![\p{L}])/u,
  /(?<![\p{L}])в (?:день|час|неделю|месяц|дне) с (?:наиб|сам|макс|наим|мин)/u,
  /同时在|同时买|同时卖|同时交易|(?:里|中|里面)有多少(?:人|个|也|还|又)|但没有|但从未|也卖|也买|还卖|还买|也交易/u,
  /(?:最多|最高|最大|最活跃)的?(?:那)(?:一)?(?:天|小时|周|个月)/u,
  /(?:大于|高于|超过|低于|小于)平均/u,
  /(?<![\p{L}])(?:hem [\p{L}\d]+ hem|ama hic|hic [\p{L}]+meyen|[\p{L}]+larin kaci|[\p{L}]+lerin kaci)(?![\p{L}])/u,
  /(?<![\p{L}])en (?:cok|fazla|yuksek|az|dusuk) [^,]*(?:olan|oldugu) (?:gun|saat|hafta|ay)(?:de|da|te|ta)(?![\p{L}])/u,
  /ortalama[\p{L}]*(?: islem| takas)?[dt][ae]n (?:daha )?(?:buyuk|fazla|kucuk|yuksek)/u,
]

/** Whether a message asks for two steps, understood or not. */
export const hasSteps = (text: string): boolean => {
  const low = folded(text)
  return SIGNS.some((sign) => sign.test(low))
}
