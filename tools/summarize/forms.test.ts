import { expect, it } from 'vitest'
import { dateIn, yearOf } from './dates.ts'
import { gather } from './evidence.ts'
import { compose } from './forms.ts'
import { summarizeInput } from './input.ts'
import { textMaterial } from './sources/text.ts'
import { stance } from './stance.ts'

const TALK: Readonly<Record<string, string>> = {
  en: `Ann: I support the fee switch because holders benefit.
Ben: I oppose it, the risk that liquidity leaves is too high.
Ann: We agreed to hold the vote on 5 March 2026.
Ben: Who writes the post for the forum?`,
  es: `Ana: Apoyo el cambio de comisión porque los titulares se benefician.
Ben: Me opongo, el riesgo de que se vaya la liquidez es demasiado alto.
Ana: Acordamos celebrar la votación el 5 de marzo de 2026.
Ben: ¿Quién escribe el mensaje del foro?`,
  ru: `Аня: Я поддерживаю включение комиссии, потому что держатели выиграют.
Боря: Я против, риск ухода ликвидности слишком высок.
Аня: Мы договорились провести голосование 5 марта 2026 года.
Боря: Кто напишет пост на форуме?`,
  tr: `Ayşe: Ücret anahtarını destekliyorum, çünkü sahipler kazanır.
Can: Buna karşıyım, likiditenin gitme riski çok yüksek.
Ayşe: Oylamayı 5 Mart 2026 tarihinde yapmaya karar verdik.
Can: Forum yazısını kim yazacak acaba?`,
  vi: `An: Tôi ủng hộ việc bật phí vì người nắm giữ có lợi.
Bình: Tôi phản đối, rủi ro mất thanh khoản là quá cao.
An: Chúng ta đã quyết định bỏ phiếu vào ngày 5 tháng 3 năm 2026.
Bình: Ai sẽ viết bài trên diễn đàn?`,
  zh: `小明: 我支持开启手续费开关，因为持有者会受益。
小红: 我反对，流动性流失的风险太高。
小明: 我们决定在2026年3月5日进行投票。
小红: 谁来写论坛帖子给大家看？`,
}

const parts = (text: string, form: string) =>
  compose(gather([textMaterial(text)], 'en').readings, summarizeInput.parse({ text, form })).map(({ kind, pieces, people, at }) => ({
    kind,
    who: pieces.map(({ who }) => who),
    ...(people === undefined ? {} : { people }),
    ...(at === undefined ? {} : { at: new Date(at).toISOString().slice(0, 10) }),
  }))

it.each(Object.entries(TALK))('tells sides, decisions, questions and dates apart: %s', (_, text) => {
  const [first, second] = [...new Set(text.split('\n').map((line) => line.split(':')[0]))]
  expect(parts(text, 'views')).toEqual([
    { kind: 'for', who: [first], people: 1 },
    { kind: 'against', who: [second], people: 1 },
  ])
  expect(parts(text, 'decisions')).toEqual([
    { kind: 'decided', who: [first] },
    { kind: 'open', who: [second] },
  ])
  expect(parts(text, 'timeline')).toEqual([{ kind: 'date', who: [first], at: '2026-03-05' }])
})

it('takes how a vote is held for no opinion', () => {
  for (const text of [
    'You should vote for the option which you prefer.',
    "If the votes for the 'Yes' option exceed the others, it passes.",
  ])
    expect(stance(text)).toBe(0)
  expect([stance('I do not support this'), stance('я не поддерживаю это'), stance('我不支持这个'), stance('no me gusta')]).toEqual([
    -1, -1, -1, -1,
  ])
})

it.each([
  ['by 2026-03-05 at noon', '2026-03-05'],
  ['on March 5th, 2026', '2026-03-05'],
  ['el 5 de agosto de 2025', '2025-08-05'],
  ['до 7 мая 2026 года', '2026-05-07'],
  ['12 Eylül 2025 günü', '2025-09-12'],
  ['ngày 1 tháng 12 năm 2025', '2025-12-01'],
  ['3月5日开始', '2024-03-05'],
  ['on April 21 at 16:00 UTC', '2024-04-21'],
  ['the 31 June 2025 is no day', undefined],
  ['5 markets and 3 decks', undefined],
])('reads the date of "%s"', (text, day) => {
  const at = dateIn(text, yearOf({ title: 'A poll of 2024' }))
  expect(at === undefined ? undefined : new Date(at).toISOString().slice(0, 10)).toBe(day)
})
