import { bounded } from './bounded.ts'
import type { Cue } from './stance.ts'

/** What would be lost by not doing it. */
const STOPPING =
  '(?:stopping|ending|cancell?ing|killing|rejecting|delaying|postponing|abandoning|scrapping|voting (?:it|this) down)(?: \\p{L}+){0,4} (?:would|will|only|just) (?:\\p{L}+ )?(?:hurts?|harms?|punish\\p{L}*|costs?|lose|be (?:a )?(?:mistake|shame|worse|wrong)|make)'

/** How people take a side without any word of support or opposition; asked before those words, whose spans they may hold. */
export const IDIOMS: readonly Cue[] = [
  {
    side: 1,
    weight: 2,
    pattern: bounded([
      "^(?:for|supportive|support|approve[d]?|in favou?r|yes|yep|aye|yea)(?=[.!]*$)|the sooner the better|(?:all )?good (?:with|by|for|from) (?:me|us)|let['’]?s (?:just )?(?:go ahead|do (?:it|this)|ship (?:it|this)|move (?:forward|ahead)|get (?:it|this) (?:done|going)|proceed|pass (?:it|this)|try (?:it|this)|make (?:it|this) happen)|(?:a )?green.?light(?:ed)?|(?:no|zero|without) (?:\\p{L}+ )?(?:concerns?|objections?|reservations)(?: (?:from|on) (?:me|us|our side|my side|our end))?(?=[.,!;]|$)|(?:can|could) live with (?:it|this|that)|(?:have|has|gets?|got) (?:my|our) (?:vote|support|backing|yes)|where (?:do|can) (?:i|we) (?:sign|vote)|sign (?:me|us) up|keep (?:it|this|the \\p{L}+) (?:running|going|alive)|what are we waiting for|why not\\?|(?:my|our) vote is (?:a )?(?:yes|for)|better late than never|happy to (?:back|vote|sponsor|second)|all in(?= on|[.,!]|$)|thumbs up|seconded|(?:i|we)['’]ll vote (?:for|yes)|as written(?=[.,!]|$)",
      'me sumo|cuenten con mi voto|tiene(?:n)? mi (?:voto|apoyo)|hagámoslo|sin objeciones|luz verde|dónde firmo',
      'давайте (?:сделаем|запускать|попробуем)|без возражений|мой голос (?:за|ваш)|зел[её]ный свет|где подписать',
    ]),
  },
  {
    side: -1,
    weight: 2,
    pattern: bounded([
      "^(?:against|opposed|no|nay|nope|reject(?:ed)?)(?=[.!]*$)|(?:can['’]?t|cannot|can not|won['’]?t|unable to|hard to) (?:get behind|stand behind|sign off on|put my name|justify|accept|see (?:how|why|the))|not (?:in|with) (?:its|this|the|their) (?:current|present) (?:form|shape|state|terms?|version|wording)|(?:strong(?:ly)?|total(?:ly)?|hard|firm|respectfully|completely) disagree|(?:still |it['’]?s |that['’]?s |for me )?a (?:hard |firm |clear )?no(?: (?:from|for) (?:me|us)|(?= because|[.,!]|$))|(?:vot(?:e|ing)|am|is) nay|deal.?breaker|come back (?:with|when|after|once)|(?:if it )?ain['’]?t broke|(?:i|we)(?:['’]d| would|['’]ll| will)? (?:\\p{L}+ )?wait(?! for the (?:result|vote))|wait (?:until|and see|a (?:quarter|month|few))|strongly prefer|back to the drawing board|kill (?:it|this|the proposal)|withdraw (?:it|this|the proposal)|count me out|(?:i|we)(?:['’]m| am|['’]re| are) out(?=[.,!]|$)|never again|thumbs down|(?:is|was) a non.?starter|(?:please )?do(?: not|n['’]t) (?:do|pass|touch|rush) (?:it|this|the)|enough is enough",
      'así como está no|no cuenten conmigo|paso de esto|ni hablar|mejor esperar|volvamos a empezar',
      'не в таком виде|ни за что|лучше не надо|давайте подожд\\p{L}*|снять с голосования',
    ]),
  },
  {
    side: 1,
    weight: 1,
    pattern: bounded([
      STOPPING,
      "(?:that|this|it)(?: alone)? (?:already )?pays? for (?:it|them)sel(?:f|ves)|alone pays for (?:it|this|the)|(?:is|are|seems?|looks?|sounds?) (?:perfectly |quite |very |totally )?(?:acceptable|modest|fair|sane|sound|cheap|prudent|conservative|harmless|manageable|low.risk|good|right|solid|healthy|reasonable|okay|ok)(?= (?:to me|enough|for|price|and)|[.,;!]|$)|low.risk|(?:better|safer|cheaper) than (?:the )?(?:status quo|nothing|what we have|now|doing nothing)|(?:has|have) (?:\\p{L}+ )?(?:earned|deserved?|proven|delivered)|downside (?:is|looks|seems) (?:\\p{L}+ )?(?:contained|limited|small|capped)|^finally(?=[.,!]|$)|can(?:['’]t|not) wait|(?:worr(?:y|ies)|concerns?|doubts?|objections?)(?: \\p{L}+)? (?:is|are|was|were|has been|have been) (?:\\p{L}+ )?(?:gone|resolved|addressed|answered|settled)|(?:i )?sleep (?:well|fine|better)|(?:exactly|just) what (?:we|i|this \\p{L}+) need\\p{L}*|nothing to lose|industry (?:standard|norm)|rather (?:do (?:it|this)|act|have (?:it|this)|\\p{L}+ (?:it|this)) (?:now|today|sooner)|(?:should|could) have (?:been done|happened|done this) (?:\\p{L}+ )?(?:ago|earlier|sooner)|leav(?:e|ing) (?:\\p{L}+ ){0,4}on the table|(?:they|others|other daos|competitors|everybody|everyone)(?: \\p{L}+)? (?:already )?(?:pays?|charges?|does|do) (?:it|this|so|that|more|four times)|why (?:\\p{L}+ ){1,4}(?:is|are) (?:so )?(?:low|empty|late)|(?:we|i)['’]?ve been doing this (?:work )?(?:unpaid|for free)|costs? (?:us )?(?:almost |next to )?nothing|(?:nowhere|nothing) else to go",
      '^adelante(?=[.,!]|$)|es lo (?:normal|justo|correcto)|nada que perder|se paga sol[oa]|ya (?:era|es) hora|por fin(?=[.,!]|$)|mejor que (?:nada|ahora)',
      'это (?:нормально|разумно|справедливо)|наконец-то|терять нечего|окупит\\p{L}*|лучше,? чем (?:ничего|сейчас)',
    ]),
  },
  {
    side: -1,
    weight: 1,
    pattern: bounded([
      "bad timing|(?:fix|solve|finish|deliver|publish|answer) (?:that|this|it|those|\\p{L}+ \\p{L}+) first|do the math\\p{L}*|(?:you|we) can['’]?t just|instead(?=[.!]|$)|irreversible|brutal|(?:is|are|still) a mess|at the (?:very )?bottom(?=[.,!]|$)|front.?run|why would (?:this|it) (?:one )?be|could do it for (?:a |half)|(?:the )?worst of both|(?:is|are|was|be|just) (?:\\p{L}+ )?(?:asking|begging) for|(?:do|does|did) (?:we|anyone|anybody|the dao|users) (?:really|actually|even|honestly) (?:need|want|believe|think)|why (?:would|should|are|do) (?:we|anyone|anybody|holders|users) (?:pay|trust|need|want|give|fund|accept|rush|be|still)|what (?:stops|prevents|keeps)|nothing (?:here |in (?:it|this|here) )?(?:prevents|stops)|(?:too|way too|far too) rich|(?:was|were|is) (?:\\p{L}+ )?never (?:\\p{L}+ )?(?:published|delivered|shown|audited|tested|answered|explained|paid back)|took the money|sell pressure|(?:walks?|moves?|goes|go|leaves?|flees?|drains?|migrates?) to (?:the|a|our|another|other) competit\\p{L}*|(?:liquidity|volume|users|deposits|tvl|lps|traders|people|they)(?: \\p{L}+)? (?:will|would|can|could|just) (?:simply |just )?(?:leave|walk|flee|dry up|move (?:away|elsewhere))|(?:already|stretched|razor|too) thin|tax (?:the|those|people|our)|(?:has|have|had)? ?(?:collapsed|tanked|cratered)|worthless|bad debt|(?:sounds?|looks?) (?:fine|good|great|nice) until|(?:should|must|can) never|burned (?:us|me|people)|should (?:stay|remain) (?:\\p{L}+ )?(?:as|volunteers?|free|unpaid|where|on|open|independent)|(?:is|are) a (?:donation|giveaway|handout|money pit|joke|distraction|band.?aid|trap|honeypot|slush|bribe|tax)|(?:not|no longer) (?:the )?(?:a )?(?:priority|our job)|at (?:our|users|holders|lps)['’]? expense|(?:means|is|amounts to) paying|single (?:lp|holder|wallet|signer|party|entity|point)|(?:can|could) (?:freeze|rug|drain|censor|block|buy)|solution (?:looking for|in search of)|(?:who|how) (?:\\p{L}+ )?(?:guarantees|checks|audits|controls) (?:it|this|that|them)|weeks old",
      'mal momento|primero (?:arregle|resolv|termin|acab)\\p{L}*|no me salen las cuentas|en lugar de eso|quién garantiza|para qué|no sirve|se van a ir|nos quedamos sin|un regalo|humo',
      'зачем (?:нам|это|платить)|кто (?:это )?гарантирует|уйдут (?:на|к)|деньги на ветер|толку|обвал\\p{L}*',
    ]),
  },
]

/** Questions that say no or yes. */
export const RHETORIC =
  /(?<!\p{L})(?:(?:do|does|did) (?:we|anyone|the dao|users) (?:really|actually|even|honestly)|why (?:would|should|are) (?:we|anyone|holders|users)|what (?:stops|prevents)|and (?:now )?we (?:want|are supposed)|where (?:do|can) (?:i|we) sign|what are we waiting for|para qué|quién garantiza|зачем (?:нам|это|платить)|кто (?:это )?гарантирует)(?!\p{L})|^why not\?/iu
