import { bounded } from './bounded.ts'

const ACTION =
  '(?:draft|write|prepare|post|publish|run|test|check|ask|send|deploy|review|contact|follow up|share|update|open|create|set up|organi[sz]e|schedule|look into|report|measure|fix|finish|coordinate|talk to|reach out|file|submit|ship|merge|move|start|launch|implement|host|announce|add|remove|pay|refund|sign|present|propose|collect|build|raise|lower|hold|vote|use|proceed|go (?:with|ahead)|postpone|delay|keep|wait|revisit|come back)'
const BODY =
  '(?:council|board|dao|community|committee|holders|delegates|members|voters|team|foundation|court|governance|core devs|developers|they|we|have|has|had|was|were|been|is|are|vote|proposal|poll|motion|it)'

/** What was settled, or who does what. */
export const DECIDED = bounded(
  [
    `${BODY} (?:\\p{L}+ )?(?:decided|agreed (?:to|on|that)|resolved to|approved|accepted|rejected|ratified|passed|adopted|postponed|cancelled|canceled|renewed|turned down|signed off|scheduled|delayed(?! by)|confirmed|chose|voted (?:to|down)|concluded)`,
    "(?:we|all|everyone)(?:['’]re| are| were)? agreed|consensus (?:is|was|to|that|on)|agreement (?:was|is) reached|it is settled|final decision|motion carried",
    `(?:let['’]s|(?<=^|ok |ok, |so |then |now |, )lets) (?!see|hope|say|assume|imagine|be |start with|look|talk|discuss|think|not )\\p{L}+|agreed[,:] \\p{L}+|let us (?:\\p{L}+ )?${ACTION}|(?:we|i)(?:['’]ll| will| are going to| am going to) (?:\\p{L}+ )?${ACTION}|ill ${ACTION}`,
    'will be (?:\\p{L}+ly )?(?:\\p{L}{3,}ed|paid|held|sent|done|built|made|kept|put|set|shut)',
    'decid(?:imos|ió|ieron|ido)|se decidió|acord(?:ó|amos|aron|ado)|(?:se )?aprob(?:ó|amos|aron|ado|ada)|acept(?:ó|aron)|rechaz(?:ó|aron|ado|ada)|aplaz(?:ó|amos|ado|ada)|queda(?:mos)? en|vamos a (?:hacer|lanzar|publicar|usar|mover|subir|bajar|votar)|se hará|lo hacemos|votamos|se pospone|(?:fue|queda) (?:aprobad[oa]|rechazad[oa]|aplazad[oa])|lanzaremos|me encargo|yo (?:lo )?(?:escribo|publico|redacto|preparo)',
    'реш(?:или|ил|ила|ено)|постановил\\p{L}*|договорил\\p{L}*|согласовал\\p{L}*|одобр(?:ил\\p{L}*|ено|ен|ена)|приня(?:л[аи]?|то|та|ты) (?:решение|предложение)|утверд\\p{L}*|отклон(?:ил\\p{L}*|ено|ён)|перенес(?:ли|ён|ено)|запустим|сделаем|(?:тогда |значит )?(?:голосуем|запускаем|переносим|начинаем|откладываем|проводим)|я (?:напишу|подготовлю|проверю|отправлю|займусь|опубликую)|беру на себя',
    'karar (?:ver|al)(?:dik|ildi|ındı|dı|di)\\p{L}*|kararlaştır\\p{L}*|anlaş(?:tık|ıldı|tılar)|onayla(?:dı|ndı|dık)|kabul (?:etti|edildi|ettik)|redde(?:tti|dildi)|ertele(?:ndi|dik|di)|(?:tamam|o zaman|o halde)[^.!?]{0,60}\\p{L}+[ıiuü]yoruz|yapacağız|başlatacağız|ben (?:yazarım|hazırlarım|hallederim|kontrol ederim)|(?:yazacağım|hazırlayacağım|göndereceğim|kontrol edeceğim)',
    '(?:đã )?quyết định (?:sẽ|là|\\p{L}+)|(?:đã )?thống nhất|(?:đã )?thông qua|(?:đã )?chấp thuận|bác bỏ|hoãn|chốt|chúng ta sẽ|vậy (?:thì )?(?:\\p{L}+ ){0,3}(?:mình|chúng ta|ta) (?!nghĩ)\\p{L}+|(?:tôi|mình|để mình|để tôi) sẽ (?:viết|soạn|gửi|kiểm tra|chuẩn bị|đăng)|sẽ (?:triển khai|bắt đầu|ra mắt)',
  ],
  [
    '(?<![这一该此个的项议])决定(?!是|的|性)|同意将|达成(?:一致|共识)|(?:投票|表决)?通过了|获得?通过|批准了|否决了?|拒绝了|我们将|我们会|就这么定|那就(?!是|算)|就这样|定了|推迟到|我来(?:写|做|准备|检查|负责|发)',
  ],
)

/** Somebody with a name who is to do something. */
export const ASSIGNED = new RegExp(
  `(?:^|[.;:•]\\s*)(?!(?:It|This|That|They|There|Users|The|He|She|You)\\b)\\p{Lu}[\\p{L}\\p{N}_'’-]+(?: \\p{Lu}[\\p{L}'’-]+)?(?: and \\p{Lu}[\\p{L}'’-]+)? (?:will|to|shall|is going to) ${ACTION}(?!\\p{L})`,
  'u',
)

/** What begins a condition: nothing is settled by it. */
export const CONDITION =
  /^(?:if|unless|when|once|should|in case|si|en caso de|если|когда|eğer|nếu|khi)(?!\p{L})|(?<!\p{L})if (?:\p{L}+ ){0,3}(?:approved|accepted|passed|passes)(?!\p{L})|^(?:如果|若|一旦)/iu
/** What somebody would like is not decided. */
export const WISH =
  /(?<!\p{L})(?:i think|i (?:would|['’]d) (?:like|prefer|suggest)|we should|should we|maybe we|perhaps we|let['’]?s (?:see|hope|say|assume|imagine|be honest|start with|look at)|creo que|думаю|bence|theo tôi)(?!\p{L})|我觉得|我认为/iu

export const OPEN = bounded(
  [
    "open (?:question|issue|point)|unclear|undecided|tbd|to be (?:decided|determined|discussed)|unresolved|unanswered|not (?:yet )?(?:sure|clear|decided|known|settled)|not yet know|(?:do(?:es)? not|don['’]?t|doesn['’]?t) (?:yet )?know|no decision|(?:has|have) not (?:yet )?been (?:settled|decided|agreed)|need(?:s)? to (?:decide|discuss|figure|clarify|determine|measure|find out|agree)|before we (?:can )?decide|remains? (?:to|unclear|open)|whether (?:or not|we|to)|still (?:waiting|discussing|unclear|open|undecided|debating)|depends on whether",
    'por decidir|sin decidir|(?:todavía|aún|ya)? ?no (?:está[n]?|ha sido|se ha) (?:todavía |aún )?(?:decidid|definid|acordad)\\p{L}*|no hay (?:una )?decisión|no está claro|no queda claro|no se sabe|aún no (?:se|sabemos|hemos)|todavía no (?:se|sabemos|hemos)|pendiente de|falta (?:decidir|definir|saber)|hay que (?:decidir|discutir|aclarar)|queda por',
    'неясно|решения (?:пока |ещё )?нет|нет решения|не ?ясно|неизвестно|не знаем|не решено|не решили|ещё не реш\\p{L}*|пока не (?:ясно|решено|решили|знаем|известно|понятно)|под вопросом|нужно (?:решить|обсудить|уточнить)|осталось (?:решить|понять)|открыт(?:ый вопрос|ым остаётся)',
    'belirsiz|net değil|belli değil|bilinmiyor|bilmiyoruz|karar verilmedi|henüz (?:belli|karar)\\p{L}*|tartışılacak|konuşmamız lazım|karar vermemiz',
    'chưa rõ|chưa biết|chưa quyết|còn bỏ ngỏ|cần (?:thảo luận|quyết định|làm rõ)',
  ],
  ['尚未(?:决定|确定|明确)|未定|待定|不清楚|不确定|不明确|还不知道|需要讨论|还没决定|悬而未决'],
)

/** Questions that nobody keeps open: greetings, and such as ask for agreement. */
export const IDLE =
  /(?<!\p{L})(?:how are you|how['’]?s it going|what['’]?s up|you there|can you hear|any thoughts|thoughts|right|agree|isn['’]t it|qué tal|cómo estás?|как дела|как вы|nasılsın(?:ız)?|naber|khoẻ không|ăn cơm chưa)\s*[?？]|你好吗|怎么样[?？]$|吃了吗/iu
/** How an answer begins. */
export const ANSWERS =
  /^[¡¿\s]*(?!no idea|not yet|no clue|no decision)(?:yes|yeah|yep|yup|no|nope|sure|done|i(?:['’]ll| will| can| did| have)|me[,.! ]|it (?:is|was|does|will)|they|on |by |because|sí|yo |да|нет|я |evet|hayır|ben |có|không|để (?:tôi|mình)|tôi |mình )(?!\p{L}{3})|^(?:是的?|不是|没有|有的?|我来|我会|可以)/iu
