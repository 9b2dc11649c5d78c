import type { Wish } from './edit.ts'

/** Words at the start of a follow-up that only join it to what was said before. */
const LEAD =
  /^(?:(?:and|now|then|ok|okay|but|please|just|y|ahora|pero|а|и|теперь|ve|şimdi|và|bây giờ|现在|请|那)[\s,]+|(?:make|change|show|filter|limit|group|restrict|keep)(?:\s+(?:it|that|this|them))?(?:\s+(?:to|by|down to|for))?\s+|那么)+/iu

const NUMBER = '(\\d{1,4})'
const UNIT_WORDS: Record<string, string> = {}
const unitsOf = (unit: string, words: string) => {
  for (const word of words.split(' ')) UNIT_WORDS[word] = unit
}
unitsOf('hour', 'hour hours hourly hora horas 小时 час часам часа часов saat saatlik giờ')
unitsOf('day', 'day days daily día dia días dias diario 天 日 день дням дней дня gün günlük ngày')
unitsOf('week', 'week weeks weekly semana semanas semanal 周 星期 неделя неделям недели недель неделю hafta haftalık tuần')
unitsOf('month', 'month months monthly mes meses mensual 月 месяц месяцам месяца месяцев ay aylık tháng')
unitsOf('year', 'year years yearly año años anual 年 год годам лет года yıl yıllık năm')
const UNIT = `(${Object.keys(UNIT_WORDS)
  .sort((a, b) => b.length - a.length)
  .join('|')})`
const ONLY = '(?:only|just|solo|sólo|solamente|只|只看|仅|только|sadece|yalnızca|chỉ)'
const ON = '(?:on|for|in|with|from|en|de|con|para|для|на|в|için|trên|ở|cho|在)?'
const WITHOUT = '(?:without|excluding|exclude|except|but not|not|sin|excepto|без|кроме|hariç|trừ|không có|不含|排除|除去)'

const year = (text: string): Wish => ({ op: 'period', value: `${text}-01-01/${Number(text) + 1}-01-01` })

const MONTHS = 'january february march april may june july august september october november december'.split(' ')
function monthOf(name: string, text: string): Wish | undefined {
  const index = MONTHS.findIndex((month) => month.startsWith(name.toLowerCase().slice(0, 3)))
  if (index < 0) return undefined
  const start = (at: number) => `${Number(text) + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01`
  return { op: 'period', value: `${start(index)}/${start(index + 1)}` }
}

const unit = (word = ''): string => UNIT_WORDS[word.toLowerCase()] ?? 'day'
const DATE = '(\\d{4}-\\d{2}-\\d{2})'

type Reader = [RegExp, (match: RegExpExecArray) => Wish | undefined]
const reader = (pattern: string, make: Reader[1]): Reader => [new RegExp(`^(?:${pattern})$`, 'iu'), make]

const READERS: readonly Reader[] = [
  reader(`limit(?: it)?(?: to)? ${NUMBER}`, ([, n = '']) => ({ op: 'limit', value: n })),
  reader(`(?:at most|máximo|максимум|en fazla|tối đa|最多) ?${NUMBER}(?: rows| filas| строк| satır| dòng|行)?`, ([, n = '']) => ({
    op: 'limit',
    value: n,
  })),
  reader(`(?:top|first|best|los primeros|primeros|первые|топ|ilk|前) ?${NUMBER}(?: only| rows| filas|名|个|行)?`, ([, n = '']) => ({
    op: 'top',
    value: n,
  })),
  reader(`${NUMBER} (?:rows|filas|строк|satır|dòng)`, ([, n = '']) => ({ op: 'limit', value: n })),
  reader(`(?:${ONLY} )?(?:in |en |в |за |from |of |de )?(20[12]\\d)(?: only|年| год| yılı)?`, ([, text = '']) => year(text)),
  reader(
    `(?:${ONLY} )?(?:in |for )?(${MONTHS.join('|')}|${MONTHS.map((month) => month.slice(0, 3)).join('|')})\\.? (20[12]\\d)`,
    ([, name = '', text = '']) => monthOf(name, text),
  ),
  reader(`(?:${ONLY} )?(?:since|from|after|desde|с|начиная с|từ|自) ?${DATE}`, ([, from = '']) => ({ op: 'period', value: `${from}/` })),
  reader(`(?:${ONLY} )?(?:until|before|hasta|до|đến|截至) ?${DATE}`, ([, to = '']) => ({ op: 'period', value: `/${to}` })),
  reader(
    `(?:${ONLY} )?(?:from|between|de|entre|с|từ|从) ?${DATE} (?:to|and|a|y|hasta|до|по|đến|到) ?${DATE}`,
    ([, from = '', to = '']) => ({ op: 'period', value: `${from}/${to}` }),
  ),
  reader(
    `(?:${ONLY} )?(?:in |for |over )?(?:the )?(?:last|past|últimos|últimas|ultimos|последние|последних|за последние|son|最近|过去) ?${NUMBER} ?(?:个)?${UNIT}(?: only)?`,
    ([, n = '', word]) => ({ op: 'last', value: `${n} ${unit(word)}` }),
  ),
  reader(`(?:per|by|every|each|a|por|по|theo|mỗi|按|每) ?${UNIT}`, ([, word]) => ({ op: 'per', value: unit(word) })),
  reader('(?:(?:only|just|for|in) )?(today|yesterday|this week|last week|this month|last month)', ([, name = '']) => ({
    op: 'period',
    value: name.toLowerCase().replace(' ', '_'),
  })),
  reader(`(hourly|daily|weekly|monthly|yearly|diario|semanal|mensual|anual|saatlik|günlük|haftalık|aylık|yıllık)`, ([, word]) => ({
    op: 'per',
    value: unit(word),
  })),
  reader('(?:smallest|lowest|least|ascending|asc)(?: first)?|de menor a mayor|по возрастанию|artan|tăng dần|升序|从小到大', () => ({
    op: 'order',
    value: 'asc',
  })),
  reader('(?:largest|biggest|highest|most|descending|desc)(?: first)?|de mayor a menor|по убыванию|azalan|giảm dần|降序|从大到小', () => ({
    op: 'order',
    value: 'desc',
  })),
  reader(
    '(?:only )?(?:over|above|more than|at least|>|>=|más de|больше|en az|trên|超过) ?\\$?([\\d.,]+) ?(k|m|thousand|million)?(?: usd| dollars| \\$)?',
    ([, text = '', scale = '']) => {
      const number = Number(text.replaceAll(',', '')) * (/^k|th/i.test(scale) ? 1e3 : /^m/i.test(scale) ? 1e6 : 1)
      return Number.isFinite(number) ? { op: 'min_usd', value: String(number) } : undefined
    },
  ),
  reader(`${WITHOUT} ?([\\p{L}\\p{N}_.\\-/]{1,66})`, ([, name = '']) => ({ op: 'without', value: name })),
  reader(`${ONLY} ?${ON} ?(?:the )?([\\p{L}\\p{N}_.\\-/]{1,66})`, ([, name = '']) => ({ op: 'only', value: name })),
  reader('(?:for|with) ([A-Z][A-Za-z0-9.]{1,15}|0x[0-9a-f]{40})(?: only)?', ([, name = '']) => ({ op: 'only', value: name })),
  reader('on ([\\p{L}\\p{N}_.\\-/]{1,66})(?: only)?', ([, name = '']) => ({ op: 'only', value: name })),
]

/** Beginnings of a change that no rule reads and a model may. */
const CHANGE =
  /^(?:add|remove|drop|change|replace|also|include|join|rename|use|convert|show|sort|order|group|filter|make|compare|split|round|añade|quita|cambia|muestra|добавь|убери|измени|покажи|ekle|çıkar|değiştir|thêm|bỏ|đổi|添加|去掉|改|增加)\b|^(?:添加|去掉|改|增加)/iu

/** What a follow-up asks to change in the statement before; [] when it is none. */
export function readWishes(text: string): Wish[] {
  const said = text
    .trim()
    .replace(/[.!?。！？]+$/u, '')
    .replace(/\s+/g, ' ')
  if (said.length > 300 || said === '') return []
  const parts = said.split(/\s*(?:,|;| and then | and | y | и | ve | và |，|、)\s*/iu).filter(Boolean)
  const read = (part: string): Wish | undefined => {
    for (const words of [part, part.replace(LEAD, '')])
      for (const [pattern, make] of READERS) {
        const match = pattern.exec(words)
        const wish = match && make(match)
        if (wish) return wish
      }
    return undefined
  }
  const whole = read(said)
  if (whole) return [whole]
  const wishes = parts.map(read)
  if (parts.length > 1 && wishes.every((wish) => wish !== undefined)) return wishes as Wish[]
  return CHANGE.test(said) ? [{ op: 'words', value: said }] : []
}
