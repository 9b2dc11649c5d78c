import { bounded } from './bounded.ts'

export interface Cue {
  side: 1 | -1
  /** 2: says so in as many words; 1: an evaluation; 0.5: a word that leans. */
  weight: 2 | 1 | 0.5
  pattern: RegExp
}

/** "Bob objects", "Carol supports": verbs of third persons. */
export const SUPPORTS =
  '(?:supports?|supported|backs|backed)(?= (?:the|this|that|it|a|an|his|her|their|any|such|both|\\p{L}+ing|[A-Z]{2,}[\\p{L}\\d-]*)(?![\\p{L}])|[.,;:]|$)|defend(?:s|ed)|applaud(?:s|ed)|call(?:s|ed) (?:it|this|the \\p{L}+) (?:a )?(?:good|great|right|sensible|welcome|necessary|win)|endorses?|endorsed|favou?rs|welcome[sd]|praise[sd]|advocate[sd] for|(?:is|are|was|were) (?:\\p{L}+ )?(?:in favou?r|supportive|for it)|vote[sd]? (?:yes|for|in favou?r)|(?:spoke|speaks|came out|argue[sd]) (?:out )?(?:for|in favou?r)|está[n]? de acuerdo|defiende[n]?|defendió|(?:la |lo )?apoyan?|apoyó|apoyaron|respaldan?|respaldó|está[n]? a favor|(?:votó|vota) a favor|поддержива(?:ет|ют)|поддержал[аи]?|одобря(?:ет|ют)|(?:выступ|проголосов)\\p{L}+ за|destekli?yor(?:lar)?|destekledi(?:ler)?|lehte (?:oy kullandı|konuştu)|ủng hộ|tán thành|tán đồng'
export const OPPOSES =
  'call(?:s|ed) (?:it|this|the \\p{L}+) (?:a |an )?(?:mistake|wrong|bad|error|subsidy|grab|danger\\p{L}*|reckless|unfair|scam)|do(?:es)? not (?:support|agree)|objects(?=[\\s:,.;]|$)|objected|opposes?|opposed|rejects|rejected|disagrees?|disagreed|criti[cs]i[sz]e[sd]|(?:is|are|was|were) (?:\\p{L}+ )?(?:against|opposed|sceptical|skeptical|concerned|worried|unconvinced)|vote[sd]? (?:no|against)|(?:spoke|speaks|came out|argue[sd]) (?:out )?against|warn(?:s|ed)|fears?|feared|raise[sd] (?:\\p{L}+ )?(?:concerns?|objections?|doubts?)|has (?:concerns|doubts)|doubts|no (?:está[n]? de acuerdo|apoyan?|respaldan?)|cuestionan?|cuestionó|se oponen?|se opuso|objetan?|objetó|rechazan?|rechazó|critican?|criticó|está[n]? en contra|(?:votó|vota) en contra|advierten?|advirtió|не поддержива(?:ет|ют)|не поддержал[аи]?|возража(?:ет|ют)|возразил[аи]?|(?:выступ|проголосов)\\p{L}+ против|против|не соглас(?:ен|на|ны|ился|илась)|критику(?:ет|ют)|раскритиковал[аи]?|предупре(?:ждает|дил|дила)|сомнева(?:ется|ются)|karşı(?: çık(?:ıyor|tı)\\p{L}*)?|itiraz (?:ediyor|etti)\\p{L}*|reddetti|eleştir(?:iyor|di)\\p{L}*|uyar(?:ıyor|dı)|phản đối|không (?:ủng hộ|đồng ý|tán thành)|chỉ trích|cảnh báo|lo ngại'

const FIRST = "(?:i|we)(?:['’](?:d|m|re|ve|ll))?(?: \\p{L}+){0,3}?"
const GOOD = '(?:good|great|excellent|solid|right|sensible|reasonable|nice|smart|wise|fantastic|awesome|strong|fair)'
const BAD = '(?:bad|terrible|awful|wrong|poor|horrible|dumb|stupid|flawed|weak)'
const THING =
  '(?:idea|proposal|step|move|direction|call|thing|decision|plan|change|initiative|compromise|approach|choice|work|addition|timing)'

export const CUES: readonly Cue[] = [
  {
    side: 1,
    weight: 2,
    pattern: bounded(
      [
        `${FIRST} (?:support|endorse|back|approve|favou?r)(?: of)?|(?:strongly|fully|definitely) (?:support|agree|approve)|(?:my|our|full|strong) support|in support of|support(?:ing)? (?:this|it|the (?:proposal|change|idea|direction|plan|move|vote))`,
        "in favou?r|vot(?:e|ed|ing) (?:yes|for(?! the sake)|yea|yay|aye)|a yes from|(?:strong|leaning|clear|soft|big|a) yes|count (?:me|us) in|(?:i|we)(?:['’]m| am| are|['’]re) (?:in(?=[.,!]|$)|on board)|yes from (?:me|us)|(?:i|we)(?:['’]m| am| are|['’]re) (?:all )?for (?:it|this|the|that)|recommend (?:approving|approval|passing|adopting|accepting|voting (?:for|yes)|a yes)|(?<!dis)agree(?! (?:to|on|with))|agreed(?=[.,!]|$)|(?:concept |ut)?ack(?=[.,!]|$)",
        '(?:lo |la )?(?:apoyo|apoyamos|respaldo|respaldamos)|(?<!no )(?:estoy|estamos) (?:totalmente )?(?:a favor|de acuerdo)|a favor|voto (?:que )?sí|votaré a favor',
        '(?<!не )поддерж(?:иваю|иваем|у)|(?:я|мы) (?:только |обеими руками )?за|(?<!не )(?:согласен|согласна|согласны)|голосую за|плюсую|двумя руками за|проголосую за',
        'destekli?yor(?:um|uz)|katılıyor(?:um|uz)|(?:oyum )?evet (?:diyorum|oyu)|lehine oy|taraftarım|onaylıyorum',
        '(?:tôi|mình|chúng tôi|em|anh)? ?(?<!không )(?<!chưa )(?:ủng hộ|tán thành|đồng ý|đồng tình|tán đồng)',
      ],
      ['(?<![\\p{L}\\p{N}+])\\+1(?!\\d)', '👍', '(?<![不可])支持(?!率|者)', '赞成|赞同|(?<!不)同意'],
    ),
  },
  {
    side: -1,
    weight: 2,
    pattern: bounded(
      [
        `${FIRST} (?:oppose|object|reject|disagree)|strongly (?:oppose|disagree|object)|(?:we|i) (?:do not|don['’]?t|can(?:no|['’])t|cannot|won['’]?t|will not|could not|couldn['’]t) (?:\\p{L}+ )?(?:support|agree|approve|back|endorse|recommend|vote for)|disagree(?:d)?(?! and commit)|opposed to (?:it|this|the|that)`,
        "vot(?:e|ed|ing) (?:no|against|nay)|(?:hard |big |a )?no from (?:me|us)|(?:i|we)(?:['’]m| am| are|['’]re) (?:\\p{L}+ )?against|against (?:this|it|\\p{L}+ing|the (?:proposal|change|idea|plan|increase|cut|move|fee))|(?:hard|strong|leaning|clear|absolutely|definite) (?:no|not)(?=[.,!]|$)|hard pass|nack",
        'me opongo|nos oponemos|(?:estoy |estamos )?en contra|no (?:lo |la )?(?:apoyo|apoyamos|estoy de acuerdo)|voto (?:que )?no|rechazo',
        '(?:я |мы )?(?:категорически )?против|возража(?:ю|ем)|минусую|не (?:поддержива(?:ю|ем)|поддержу|соглас(?:ен|на|ны))|голосую против',
        'karşıyım|karşıyız|desteklemiyor(?:um|uz)|katılmıyor(?:um|uz)|itiraz ediyor(?:um|uz)|hayır (?:diyorum|oyu)',
        'phản đối|không (?:ủng hộ|đồng ý|tán thành|đồng tình)',
      ],
      ['(?<![\\p{L}\\p{N}-])-1(?![\\d.,])(?! (?:for|to|in|on)\\b)', '👎', '反对|不支持|不同意|不赞成|不赞同'],
    ),
  },
  {
    side: 1,
    weight: 1,
    pattern: bounded(
      [
        `${GOOD} ${THING}|(?:i|we) (?:really |quite |do )?(?:like|love|welcome|appreciate) (?:it|this|the|that|how)|love (?:it|this)|(?<=^|[.,!;] |i |we |really |do |still )like (?:it|this)|makes? (?:a lot of |perfect |total )?sense|fine (?:with|by) (?:it|this|me|that)|(?:i['’]m|im|am|we['’]re) (?:ok|okay|fine|good|happy|comfortable) (?:with|moving)|happy (?:to see|with)|works for me|lgtm|sounds good|looks good|(?:long )?overdue|(?:much|badly) needed|go for it|yes please|great (?:news|stuff|to see)|(?:main|big|biggest|key|another|one) (?:benefit|advantage)|about time|worth (?:it|doing|trying|the)|benefits? (?:the|all|every|holders|users|us|from)|would benefit|advantages?|no.?brainer|ship it|looking forward|fully behind|excited|a win|win.win|step forward|convincing|convinced`,
        '(?:gran|buena|excelente) (?:idea|propuesta|iniciativa)|buen paso|(?<!no )me (?:gusta|encanta|parece (?:bien|buena|razonable|genial|correcto))|tiene (?:mucho )?sentido|vale la pena|por mí (?:bien|sí)|me apunto|cuenten conmigo|perfecto|genial|por supuesto|claro que sí|es (?:prudente|útil|necesari[oa]|razonable|lógico)|ya era hora|beneficia\\p{L}*|ventajas?|adelante con',
        '(?:отличн|хорош|здрав|правильн|прекрасн)\\p{L}* (?:идея|предложение|шаг|решение|мысль|инициатива)|идея (?:хорошая|отличная|здравая)|(?<!не )нравится|имеет смысл|стоит того|давно пора|пора (?:бы )?\\p{L}+ть|разумно|логично|годится|полезно|правильно|супер|выгодно|преимуществ\\p{L}*|пойдёт на пользу|выигра(?:ют|ем|ет)',
        '(?:harika|iyi|güzel|doğru|mantıklı|mükemmel) (?:bir )?(?:fikir|adım|öneri|karar|hamle)|fikir (?:güzel|iyi)|beğen(?:dim|iyorum)|mantıklı|bana uyar|(?<=^|[.,!] )olur(?= bence|[.,!]|$)|tamamdır|varım|süper|makul|yerinde (?:bir )?|isabetli|benim için uygun|avantaj\\p{L}*|kazanır(?:ız)?|faydalı',
        'ý (?:tưởng |kiến )?(?:hay|tốt|tuyệt)|đề xuất (?:hay|tốt|hợp lý)|tuyệt vời|(?<!không )thích (?:điều|đề xuất|ý)|có lợi|lợi ích|hợp lý|đáng (?:làm|thử)|bước đi đúng|được (?:đó|đấy)|chuẩn|quá (?:hay|tốt|được)|nên làm|rất cần|mình theo',
      ],
      [
        '好主意|好提案|想法不错|不错|很好|挺好|可以(?=[，。！]|$)|没问题|靠谱|(?<!不)合理|正确的(?:决定|方向)|有必要|(?<!不)看好|有道理|值得|早该|受益|有利|好处|应该通过|没意见',
      ],
    ),
  },
  {
    side: -1,
    weight: 1,
    pattern: bounded(
      [
        `${BAD} ${THING}|(?:way |far |much |a bit |a little )?too (?!(?:bad|late to|many to)\\b)\\p{L}{3,}(?= |[.,!]|$)|not (?:a |really a |a big )?fan|reservations|hesitant|reluctant|(?:un|not )comfortable|not in favou?r|not (?:so )?sure (?:about|this|it|we|that|i)|(?:a |big |huge )?mistake|misguided|overkill|excessive|aggressive|risky|rushed|hasty|red flags?|cash grab|power grab|shady|irresponsible|unacceptable|ill.?advised|backfire|slippery slope|(?:i|we)(?:['’]d| would) rather (?!do (?:it|this)|act now|have it)|not worth|lack of (?:transparency|detail)|absolutely not|(?:my|our|some|serious|major|have|raises?|share) (?:\\p{L}+ )?concerns?|concern(?:ed|ing)|objections?|the concerns of|worr(?:y|ied|ies|ying)|unfair|unnecessary|premature|reckless|harmful|waste of|drawbacks?|downsides?|disadvantages?|(?:not|un)(?: yet| fully)? ?convinced|s[ck]eptical|hurts?|harms?|no way|i doubt|doubtful|not (?:the right|a good) (?:time|idea)|disappoint\\p{L}*|disagreeable|makes? no sense|should(?:n['’]t| not)|pointless|bad for|leaves? (?:us|holders|users) (?:worse|exposed)|prefer (?:to wait|not)|nope`,
        'mala (?:idea|propuesta)|preocupa\\p{L}*|no (?:me (?:gusta|convence|parece)|lo veo|tiene sentido|creo que deba\\p{L}*|debería\\p{L}*)|demasiad[oa]s?|injust[oa]s?|innecesari[oa]s?|desventajas?|inconveniente\\p{L}*|mal momento|(?:un |es un )?(?:error|disparate)|equivocad[oa]|arriesgad[oa]|reservas|tengo dudas|prefiero (?:esperar|no)|no estoy segur[oa]|precipitad[oa]|exagerad[oa]|perjudic\\p{L}*|prematur\\p{L}*',
        '(?:плох|неудачн|сомнительн)\\p{L}* (?:идея|предложение|шаг|решение|время)|слишком|многовато|рановато|дороговато|беспоко(?:ит|юсь|имся)|(?:я )?опасаюсь|несправедлив\\p{L}*|лишн(?:ее|яя|ий)|(?:мне )?не (?:нравится|нужно|стоит|хочу|вижу смысла|время|убедил\\p{L}*)|недостат\\p{L}*|навредит|вредно|сомневаюсь|не увер(?:ен|ена|ены)|преждевременно|ошибк\\p{L}*|зря|рискованно|маловато|глупост\\p{L}*|сомнительно|лучше подожд\\p{L}*|не имеет смысла',
        '(?:kötü|yanlış) (?:bir )?(?:fikir|adım|öneri|karar|zaman\\p{L}*)|zamanlama kötü|endişe\\p{L}*|çok (?:yüksek|düşük|erken|geç|pahalı|riskli|fazla)|gereksiz|haksız\\p{L}*|beğenmedim|mantıksız|zarar (?:ver|ed|gör)\\p{L}*|zararlı|kaybeder(?:iz|ler)?|dezavantaj\\p{L}*|acele|ikna olmadım|(?:doğru|uygun) zaman değil|yanlış(?: olur)?|hata olur|riskli|emin değilim|saçma|aceleye|abartı|bekleyelim',
        'ý tưởng tồi|không (?:thích|nên|hợp lý|cần thiết|thuyết phục)|lo (?:ngại|lắng)|quá (?:cao|thấp|sớm|muộn|đắt|rủi ro|nhiều|nhanh)|bất công|gây hại|chưa phải lúc|sai lầm|không (?:ổn|chắc|được)|mạo hiểm|vội|e (?:rằng|là)|băn khoăn|nên chờ|bất lợi|chưa thuyết phục|nhược điểm',
      ],
      [
        '坏主意|不太好|不好|不妥|错误|不行|算了吧|冒险|不靠谱|不建议|有点急|再等等|会亏|不合适|值得商榷|不应该|不该|担心|担忧|太(?:高|低|早|晚|贵|复杂|快|多|冒险)|过(?:高|低|早|于)|不公平|有害|没必要|时机不(?:对|成熟)|不合理|不划算|不看好|缺点|弊端|不喜欢',
      ],
    ),
  },
  { side: 1, weight: 0.5, pattern: bounded(['improve[sd]?|improvements?|positive|bullish|mejora\\p{L}*|улучш\\p{L}*|польз[аыу]|iyileş\\p{L}*|cải thiện'], ['改善']) }, // biome-ignore format: short
  { side: -1, weight: 0.5, pattern: bounded(['risks?|risky|dangers?|dangerous|problems?|negative|bearish|riesgos?|peligr\\p{L}*|problemas?|риск\\p{L}*|опас\\p{L}*|проблем\\p{L}*|risk\\p{L}*|tehlike\\p{L}*|sorun\\p{L}*|rủi ro|nguy hiểm|vấn đề'], ['风险|危险|问题']) }, // biome-ignore format: short
]

/** What turns a cue round when it stands shortly before it. */
export const DENIES =
  /(?<!\p{L})(?:not|no|never|without|nor|neither|cannot|hardly|don['’]?t|doesn['’]?t|didn['’]?t|isn['’]?t|aren['’]?t|wasn['’]?t|won['’]?t|can['’]?t|dont|doesnt|isnt|cant|ni|sin|tampoco|не|нет|без|ни|không|chưa|chẳng)(?: \p{L}+){0,3} $|(?:不|没有?|并非|毫无)\p{L}{0,2}$/iu
/** And when it stands right after it, as in Turkish. */
export const DENIED_AFTER = /^\p{L}{0,4}\s?(?:değil\p{L}*|yok|görmüyorum|olmadığını)(?!\p{L})/iu

/** Where a concession ends and what matters begins. */
export const BUT =
  /(?:^|[\s,;—–-])(?:but|however|yet|though|although|pero|sin embargo|aunque|no obstante|но|однако|хотя|ama|fakat|ancak|lakin|nhưng|tuy nhiên|song)(?=[\s,])|(?:但是?|不过|然而|可是|只是)/iu
export const CONCEDES =
  /^(?:while|although|though|even though|whilst|aunque|si bien|хотя|mặc dù|tuy|虽然|尽管)(?!\p{L})[^,，]{3,160}[,，]/iu

/** How a vote is held, in texts of proposals: no opinion of anybody. */
export const HOW_TO_VOTE =
  /\b(?:you (?:may|should|can) vote|votes? for the ['"“]?\w+['"”]? option|express (?:their )?support or opposition|vote ['"‘“]?abstain|winning option)\b/i
