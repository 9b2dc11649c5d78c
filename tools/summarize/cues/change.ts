import { bounded } from './bounded.ts'

const BASE =
  'add|remove|drop|replace|introduce|update|upgrade|migrate|deprecate|fix|correct|rename|activate|deactivate|enable|disable|adjust|set|switch|increase|decrease|raise|lower|reduce|cut|extend|shorten|double|halve|move|merge|split|launch|retire|end|stop|start|allow|require|support|expose|bump|revert|refactor|improve|optimi[sz]e|rewrite|implement|deploy|list|delist|burn|mint|change|limit|cap|convert|wind down|phase out|onboard|offboard|pause|unpause'
const FORMS =
  'rose|fell|grew|climbed|plans? to|raises|lowers|reduces|increases(?= (?:the|its|from|to|by))|decreases(?= (?:the|its|from|to|by))|adds|removes|replaces|introduces|updates|upgrades|migrates|deprecates|renames|activates|enables|disables|adjusts|sets (?:the|a|its)|switches|drops (?:to|by|from|support)|rises (?:to|by|from)|falls (?:to|from)|becomes|doubles|halves|extends|moves to|ends|changes (?:the|how|from|to|its|what)|' +
  '(?:is|are|was|were|been|be|we|has|have|team|protocol|dao|council|now) (?:now )?(?:raised|lowered|reduced|increased|decreased|added|removed|replaced|introduced|updated|upgraded|migrated|deprecated|renamed|activated|enabled|disabled|adjusted|switched|doubled|halved|extended|moved|changed|cut|dropped|launched|discontinued|retired|fixed)|' +
  '(?:raised|lowered|reduced|increased|cut|changed|doubled|halved|upgraded|replaced|renamed) (?:its|the|their|our)|' +
  'no longer|instead of|from now on|now (?:returns?|requires?|uses?|supports?|accepts?|throws?|defaults?|checked|runs?|is|are)|(?:is|are) now'

/** Verbs of changing, as something that is done; in English only in forms that are no nouns. */
export const CHANGE = bounded(
  [
    FORMS,
    `(?:to|will|would|shall|we|must|can now|let['’]?s) (?:also )?(?:${BASE})`,
    'cambia(?:rá|n|mos)?|cambió|aument(?:a|ará|ó|ar|amos)|incrementa(?:rá|n|r)?|reduc(?:e|irá|ir|imos)|redujo|baj(?:a|ó|ar|an|ará|amos)|sub(?:e|ió|ir|en|irá|imos)|añad(?:e|irá|ido|ida|imos|ir)|agreg(?:a|ó|ará|ar)|elimin(?:a|ó|ará|ar|ado|amos)|reemplaz(?:a|ó|ará|ar)|sustitu(?:ye|yó|irá|ir)|actualiz(?:a|ó|ará|ar|ado)|introdu(?:ce|jo|cirá|cir)|activ(?:a|ó|ará|ar)|pasa(?:rá|n)?(?: de| a| cada)|ya no|en lugar de|a partir de ahora',
    'изменя\\p{L}*|измени\\p{L}*|увелич\\p{L}*|уменьш\\p{L}*|сниз\\p{L}*|снижа\\p{L}*|повы[сш]\\p{L}*|подн(?:ять|яли|имем|имаем|ял|яла|имается)|добав(?:ить|ил\\p{L}*|лен\\p{L}*|ляе\\p{L}*|им)|удал(?:ить|ил\\p{L}*|ён|ен\\p{L}*|яе\\p{L}*)|замен(?:ить|ил\\p{L}*|яе\\p{L}*|ён|ен\\p{L}*)|обнов(?:ить|ил\\p{L}*|ляе\\p{L}*|лён|лен\\p{L}*)|вво(?:дит\\p{L}*|дим|дят)|введ(?:ут|ём|ен\\p{L}*)|включ(?:ить|ил\\p{L}*|ае\\p{L}*|им)|отключ(?:ить|ил\\p{L}*|ае\\p{L}*|им)|став(?:им|ить|ится)|установ(?:ить|им|ил\\p{L}*)|исправ(?:ить|лен\\p{L}*|ил\\p{L}*)|теперь|вырос(?:ла|ли|ло)?|упал[аи]?|больше не|вместо|отныне',
    'değiş(?:tir|ti|iyor|ecek)\\p{L}*|art(?:ır|tı|ıyor|acak)\\p{L}*|azal(?:t|ıyor|dı|acak)\\p{L}*|düş(?:ür|tü|üyor|ecek)\\p{L}*|indir(?:di|iyor|ecek|me\\p{L}*|ile\\p{L}*)|yüksel(?:t|di|iyor|ecek)\\p{L}*|çıkar(?:ıyor|dı|ılacak|acak)\\p{L}*|ekle(?:ndi|di|niyor|yecek|necek)|kaldır(?:ıldı|dı|ıyor|ılacak|acak)|güncelle(?:ndi|di|niyor|necek)|düzeltildi|etkinleş\\p{L}*|artık|yerine|bundan böyle',
    '(?:sẽ|đã|được|nên|cần) (?:\\p{L}+ )?(?:thay đổi|tăng|giảm|thêm|bỏ(?! phiếu)|xoá|xóa|thay thế|cập nhật|nâng cấp|kích hoạt|nâng|hạ)|(?:tăng|giảm|nâng|hạ) \\p{L}+ (?:\\p{L}+ ){0,4}từ|không còn|thay vì|từ nay|được thay bằng',
  ],
  [
    '(?:更改|改变|变更|提高|降低|增加|减少|添加|移除|删除|替换|更新|升级|启用|禁用|调整|新增|上调|下调|修复)(?!了?(?:的|是))|(?:降|升|提|涨|改|调)(?:低|高|整)?(?:到|至|为|成)|不再|改用|取代',
  ],
)

/** "We propose to …". */
export const PROPOSE = bounded(
  [
    '(?:we|i|this (?:proposal|poll|vote|pip|aip|eip|erc|change)|the (?:proposal|author|authors)|\\p{L}+) (?:hereby |would |also )?(?:propos(?:e|es|ed|ing)|recommends?|suggests?|seeks?|aims?|asks?) (?:to|that we|raising|lowering|reducing|increasing|adding|removing|setting|switching|moving|changing|replacing|cutting|extending|enabling|disabling|listing|onboarding|a|an|the)(?! following)',
    'propon(?:go|emos|e|en)|se propone|propuso|сугер\\p{L}*|предлага(?:ю|ем|ет|ется|ют)|teklif edi(?:yorum|yoruz|yor)|öneri(?:yorum|yoruz|yor|lmektedir)|öneri(?:r|lir)|(?:tôi|mình|chúng tôi|chúng ta) (?:xin )?(?:đề xuất|đề nghị|kiến nghị)|đề xuất (?:này )?(?:tăng|giảm|nâng|hạ|thêm|bỏ|thay|bật|tắt|đặt|chuyển)',
  ],
  ['(?:我|我们|本提案)?(?:提议|建议)(?!的|是)'],
)

/** From one figure to another. */
export const FROM_TO =
  /(?<!\p{L})(?:from|del?|с|со|từ)\s[^.!?]{0,24}\d[^!?]{0,24}?\s(?:to|al?|до|xuống|lên|thành)\s[^.!?]{0,12}\d|\d['’]?(?:den|dan|ten|tan)\s[^.!?]{0,20}\d|从[^。]{0,12}\d[^。]{0,10}(?:到|至|为|成)[^。]{0,4}\d/iu

/** Items that begin with what is done. */
export const IMPERATIVE = new RegExp(
  `^(?:\\p{L}+(?:\\([^)]*\\))?!?:\\s)?(?:${BASE}|call|use|make|prevent|avoid|handle|return|transfer|send|pay|grant|fund|hire|buy|sell|approve|execute|added|removed|dropped|replaced|introduced|updated|upgraded|deprecated|fixed|corrected|renamed|enabled|disabled|increased|reduced|raised|lowered|improved|moved|new|now|no longer|breaking|añadi\\p{L}*|agreg\\p{L}*|corr(?:ige|egid\\p{L}*)|elimin\\p{L}*|cambi\\p{L}*|mejor\\p{L}*|nuev[oa]s?|добав\\p{L}*|исправ\\p{L}*|удал\\p{L}*|обнов\\p{L}*|измен\\p{L}*|улучш\\p{L}*|нов(?:ый|ая|ое|ые)|ekle\\p{L}*|düzelt\\p{L}*|kaldır\\p{L}*|yeni|thêm|sửa|xoá|xóa|cập nhật|cải thiện)(?![\\p{L}\\p{N}])|^(?:新增|修复|移除|删除|更新|改进|优化|支持|调整)`,
  'iu',
)

/** What may be, or is not: no change. */
export const NO_CHANGE =
  /(?<!\p{L})(?:no changes?|not (?:be )?(?:affected|changed?)|not (?:propose|recommend|suggest)|do(?:es)? not change|without chang\w+|unchanged|sin cambios|no cambia\w*|не (?:изменя|измени|меня|затрон)\p{L}*|без изменений|değişmi?yor|değişmez|değişmeyecek|không (?:thay đổi|bị ảnh hưởng))(?!\p{L})|不变|无变化|不受影响/iu
export const MAYBE =
  /(?<!\p{L})(?:may|might|could|podrían?|puede que|quizás?|может|могут|возможно|вероятно|belki|có thể|có lẽ)(?!\p{L})|\p{L}+(?:abilir|ebilir)(?!\p{L})|可能|或许|也许/u
