/**
 * Words by which sentences are told apart in forms: what changes, what was decided, what is open, who is for and who against. In six
 * languages; words are bounded by "no letter", since JavaScript's \b knows Latin letters alone, and Chinese needs no bounds.
 */
const cues = (bounded: readonly string[], anywhere: readonly string[] = []): RegExp =>
  new RegExp([`(?<![\\p{L}\\p{N}])(?:${bounded.join('|')})(?![\\p{L}\\p{N}])`, ...anywhere].join('|'), 'iu')

export const CHANGE = cues(
  [
    'chang\\w*|increas\\w*|decreas\\w*|rais\\w*|lower\\w*|reduc\\w*|add(?:s|ed|ing)?|remov\\w*|replac\\w*|introduc\\w*|updat\\w*|upgrad\\w*|migrat\\w*|deprecat\\w*|fix(?:es|ed)?|renam\\w*|activat\\w*|deactivat\\w*|enabl\\w*|disabl\\w*|adjust\\w*|set(?:s|ting)? (?:the|to)|breaking|no longer|new(?:ly)?|from \\S+ to \\S+|instead of',
    'cambi\\p{L}*|aument\\p{L}*|reduc\\p{L}*|redujo|baj(?:a|ó|ar|an)|sub(?:e|ió|ir|en)|añad\\p{L}*|agreg\\p{L}*|elimin\\p{L}*|reemplaz\\p{L}*|sustitu\\p{L}*|actualiz\\p{L}*|introdu\\p{L}*|activ(?:a|ó|ar|an)|nuev[oa]s?|ya no|en lugar de',
    'измен\\p{L}*|увелич\\p{L}*|уменьш\\p{L}*|сниз\\p{L}*|сниж\\p{L}*|повы[сш]\\p{L}*|добав\\p{L}*|удал\\p{L}*|замен\\p{L}*|обнов\\p{L}*|введ\\p{L}*|ввод\\p{L}*|включ\\p{L}*|отключ\\p{L}*|нов(?:ый|ая|ое|ые|ого|ой|ым|ых)|больше не|вместо',
    'değiş\\p{L}*|art(?:ır|tı|ıyor|acak)\\p{L}*|azal\\p{L}*|düş(?:ür|tü|ecek)\\p{L}*|ekle\\p{L}*|kaldır\\p{L}*|güncelle\\p{L}*|yeni|etkinleş\\p{L}*|artık|yerine',
    'thay đổi|tăng|giảm|thêm|bỏ|xoá|thay thế|cập nhật|nâng cấp|kích hoạt|mới|không còn|thay vì',
  ],
  ['更改|改变|变更|提高|降低|增加|减少|添加|移除|删除|替换|更新|升级|启用|禁用|调整|新增|不再'],
)

export const DECIDED = cues(
  [
    "decid\\w*|agree[ds]?|agreement|approv\\w*|accept(?:ed|s)|pass(?:ed|es)|reject\\w*|ratif\\w*|resolv\\w*|conclud\\w*|consensus|vot(?:e|ed|ing) (?:for|in favo|to)|will (?:be|go|launch|start|end|move|ship|deploy|use|proceed|implement)|final(?:ly|ised|ized)|let['’]?s go with|we(?:['’]ll| will| are going to)",
    'decidi\\p{L}*|acord(?:ó|amos|aron|ado)|acuerdo|aprob\\p{L}*|aprueb\\p{L}*|acept(?:ó|amos|aron|ado)|rechaz\\p{L}*|vamos a|queda(?:mos)? en|se hará|lanzaremos',
    'реш(?:ил\\p{L}*|ено)|постанов\\p{L}*|договорил\\p{L}*|согласова\\p{L}*|одобр\\p{L}*|принят[оаы]?|утверд\\p{L}*|отклон\\p{L}*|запустим',
    'karar (?:ver|al)\\p{L}*|kararlaştır\\p{L}*|anlaş(?:tık|ıldı)|onayla\\p{L}*|kabul (?:et|edil)\\p{L}*|reddet\\p{L}*|reddedildi|yapacağız|başlatacağız',
    '(?:đã )?quyết định|(?:đã )?thống nhất|(?:đã )?thông qua|(?:đã )?chấp thuận|bác bỏ|chúng ta sẽ|sẽ (?:triển khai|bắt đầu|ra mắt)',
  ],
  ['决定|同意将|达成一致|通过了|批准|否决|拒绝了|我们将|我们会'],
)

export const OPEN = cues(
  [
    'open question|unclear|undecided|tbd|to be (?:decided|determined|discussed)|unresolved|not (?:yet )?(?:sure|clear|decided)|need(?:s)? to (?:decide|discuss|figure|clarify|determine)|remains? (?:to|unclear|open)|whether (?:or not|we|to)|still (?:waiting|discussing|unclear|open)',
    'por decidir|sin decidir|no está claro|pendiente|falta (?:decidir|definir)|hay que (?:decidir|discutir|aclarar)',
    'неясно|не решено|не решили|пока не|под вопросом|нужно (?:решить|обсудить|уточнить)|осталось (?:решить|понять)|открытый вопрос',
    'belirsiz|net değil|karar verilmedi|henüz (?:belli|karar)\\p{L}*|tartışılacak|konuşmamız lazım',
    'chưa rõ|chưa quyết|còn bỏ ngỏ|cần (?:thảo luận|quyết định|làm rõ)',
  ],
  ['[?？]', '尚未|未定|待定|不清楚|不确定|需要讨论|还没决定'],
)

export const FOR = cues(
  [
    'support(?:s|ed|ing|ive)?|in favou?r|agree[ds]?(?! to )|endors\\w*|approve\\w*|yes|\\+1|like (?:this|the|it)|love (?:this|the|it)|great|good (?:idea|proposal|step|move)|benefit\\w*|improv\\w*|advantage\\w*|welcome|should (?:do|pass|happen|go ahead)|makes sense|vot(?:e|ed|ing) (?:yes|for)|positive|bullish|excellent|worth',
    'apoy(?:o|a|amos|an|aré)|a favor|estoy de acuerdo|(?:gran|buena) idea|excelente|me gusta|me parece bien|benefici\\p{L}*|mejora\\p{L}*|ventaja\\p{L}*|vale la pena|tiene sentido|voto (?:que )?sí',
    '(?<!не )поддерж\\p{L}*|за (?:это|предложение|такой|такую)|я за|(?<!не )согласен|(?<!не )согласна|отличн\\p{L}*|хорош\\p{L}* (?:идея|предложение|шаг)|(?<!не )нравится|выигра\\p{L}*|выгод\\p{L}*|преимуществ\\p{L}*|польз[аыу]|улучш\\p{L}*|имеет смысл|стоит того',
    'destekli\\p{L}*|lehte\\p{L}*|katılıyorum|(?:harika|iyi|güzel) (?:bir )?fikir|mükemmel|beğen(?:dim|iyorum)|fayda\\p{L}*|kazan(?:ır|ç)\\p{L}*|mantıklı|evet',
    'ủng hộ|đồng ý|tán thành|ý (?:tưởng )?(?:hay|tốt|tuyệt)|tuyệt vời|thích (?:điều|đề xuất|ý)|có lợi|lợi ích|cải thiện|hợp lý|đáng',
  ],
  ['👍', '(?<!不)支持|赞成|(?<!不)同意|好主意|很好|受益|有利|好处|改善|值得|应该通过|有道理'],
)

export const AGAINST = cues(
  [
    "oppos\\w*|against|disagree\\w*|reject\\w*|no(?= vote|,|\\.|!|$)|-1|concern\\w*|worr(?:y|ied|ies)|risk\\w*|danger\\w*|bad (?:idea|proposal|move)|don['’]?t (?:support|like|think|want|agree|see (?:the|why|a))|do not (?:support|like|think|want|agree)|can(?:no|['’])t support|problem\\w*|drawback\\w*|downside\\w*|too (?:high|low|much|early|late|expensive|risky|complex|fast|many)|unfair|harm\\w*|hurt\\w*|terrible|negative|bearish|waste|unnecessary|vot(?:e|ed|ing) (?:no|against)|should(?:n['’]t| not)",
    'me opongo|en contra|no (?:apoyo|estoy de acuerdo|me gusta|me parece|creo que|debería\\p{L}*)|riesgo\\p{L}*|peligro\\p{L}*|mala idea|preocup\\p{L}*|problema\\p{L}*|desventaja\\p{L}*|demasiado|injust\\p{L}*|rechazo|innecesari\\p{L}*|voto (?:que )?no',
    'против|не (?:поддерж\\p{L}*|соглас\\p{L}*|нравится|нужно|стоит|хочу|вижу)|риск\\p{L}*|опас\\p{L}*|плох\\p{L}* (?:идея|предложение)|проблем\\p{L}*|слишком|беспоко\\p{L}*|недостат\\p{L}*|несправедлив\\p{L}*|вред\\p{L}*|лишн(?:ее|яя|ий)',
    'karşıyım|karşı|desteklemiyorum|katılmıyorum|kötü fikir|risk\\p{L}*|tehlike\\p{L}*|endişe\\p{L}*|sorun\\p{L}*|çok (?:yüksek|düşük|erken|geç|pahalı|riskli)|gereksiz|hayır|beğenmedim|zarar\\p{L}*',
    'phản đối|không (?:ủng hộ|đồng ý|thích|nên)|rủi ro|nguy hiểm|lo ngại|lo lắng|vấn đề|quá (?:cao|thấp|sớm|muộn|đắt|rủi ro)|bất công|không cần thiết|tệ|gây hại',
  ],
  ['👎', '反对|不支持|不同意|不赞成|不应该|风险|危险|担心|担忧|问题|缺点|太(?:高|低|早|晚|贵|复杂|快)|不公平|有害|没必要'],
)

/** How a vote is held, in texts of proposals: no opinion of anybody. */
export const HOW_TO_VOTE =
  /\b(?:you (?:may|should|can) vote|votes? for the ['"“]?\w+['"”]? option|express (?:their )?support or opposition|vote 'abstain'|winning option)\b/i
