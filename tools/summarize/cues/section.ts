/** Headings that say what stands under them, in six languages. */
const heading = (source: string): RegExp => new RegExp(`^[^\\p{L}]*(?:${source})[^\\p{L}]*$`, 'iu')

export const PROS = heading(
  'pros|benefits?|advantages?|upsides?|arguments? (?:for|in favou?r)|for|in favou?r|a favor|ventajas|beneficios|за|аргументы за|преимущества|плюсы|lehte|artıları|avantajlar|ủng hộ|ưu điểm|lợi ích|支持|优点|好处|赞成',
)
export const CONS = heading(
  'cons|risks?|drawbacks?|disadvantages?|downsides?|concerns?|objections?|criticisms?|(?:arguments? )?against|en contra|riesgos|desventajas|inconvenientes|против|аргументы против|риски|минусы|недостатки|aleyhte|eksileri|riskler|dezavantajlar|phản đối|rủi ro|nhược điểm|反对|缺点|风险|弊端',
)
export const DECISIONS = heading(
  '(?:key )?decisions?(?: made)?|decided|resolutions?|outcomes?|action items?|actions|next steps|to-?dos?|tasks|what (?:we|they) (?:will|are going to) do(?: (?:next|about it|now))?|remediation(?: items)?|corrective actions?|follow-?ups?|commitments|qué vamos a hacer|что (?:мы )?(?:сделаем|будем делать)|decisiones|acuerdos|próximos pasos|tareas|решения|решили|постановили|задачи|следующие шаги|kararlar|yapılacaklar|sonraki adımlar|quyết định|việc cần làm|bước tiếp theo|决定|决议|待办|行动项|下一步',
)
export const QUESTIONS = heading(
  'open (?:questions?|issues?|points)|unresolved(?: questions?| issues?)?|outstanding(?: questions?| issues?)?|to be (?:decided|discussed)|tbd|preguntas abiertas|temas pendientes|por decidir|pendientes|открытые вопросы|нерешённые вопросы|açık sorular|açık konular|câu hỏi mở|còn bỏ ngỏ|未决问题|待定|开放问题',
)
/** Headings of release notes: each item under them is a change. */
export const NOTES = heading(
  "added|changed|fixed|removed|deprecated|security|(?:⚠️? ?)?breaking(?: changes?)?|(?:new )?features?|new|what[’']?s (?:new|changed|changing)|changes?|changelog|improvements?|enhancements?|(?:bug ?)?fix(?:es)?|(?:minor|major|patch) changes?|deprecations?|removals?|performance|features and fixes|añadido|cambiado|corregido|eliminado|novedades|cambios|mejoras|correcciones|добавлено|изменено|исправлено|удалено|изменения|новое|улучшения|исправления|eklenenler|değişenler|düzeltilenler|kaldırılanlar|yenilikler|değişiklikler|đã thêm|thay đổi|sửa lỗi|cải tiến|tính năng mới|新增|变更|修复|移除|改进|新功能|更新内容",
)
/** Headings of proposals under which each item is something to be done. */
export const TO_DO = heading(
  '(?:technical )?specification|implementation|proposed changes?|proposal|actions?|parameters?|especificación|implementación|propuesta|спецификация|реализация|предложение|teknik ayrıntılar|uygulama|öneri|đặc tả|triển khai|đề xuất|规范|实施|方案',
)
/** Headings under which nothing is a change. */
export const ASIDE = heading(
  'thanks|contributors|new contributors|acknowledge?ments|motivation|rationale|background|risks?|voting|references|abstract rationale|agradecimientos|благодарности|teşekkürler|致谢|背景|риски|мотивация|motivación|antecedentes',
)
/** Headings that promise the matter itself. */
export const KEY = heading(
  '(?:executive )?summary|tl;?dr|abstract|root causes?|conclusions?|key (?:points|findings|takeaways)|findings|impact|recommendations?|resumen|causa(?: raíz)?|conclusi(?:ón|ones)|hallazgos|кратко|итоги?|выводы?|причина|özet|sonuç|neden|tóm tắt|kết luận|nguyên nhân|摘要|结论|原因|总结',
)
/** Who was there: no matter of minutes. */
export const PRESENT =
  /^(?:present|attendees?|participants?|apologies|absent|asistentes|presentes|присутствовали|katılımcılar|có mặt|出席|与会者)\s*[:：]/iu
