import { z } from 'zod'
import { type Block, figure, type Inline, note, text } from '../../core/answer.ts'
import type { Order } from '../../core/community.ts'
import { PetrelError } from '../../core/errors.ts'
import { inLocale, m, type Title } from '../../core/title.ts'
import type { Tool } from '../../core/tool.ts'
import { defineTool, type Handles } from '../define.ts'
import { cleanText, formatTime } from '../format.ts'
import { where } from './where.ts'
import { readLength, readSaid } from './who.ts'

interface Done {
  kind: Order['kind']
  name: Reference
  entry: Reference
  warnings: Reference
  limit: Reference
  until?: Reference
  muted: boolean
  banned: boolean
}

/** A value and the record that proves it. */
interface Reference {
  shown: string
  record: string
}

const input = z.object({
  user: z.string().min(1).max(400).optional().describe('@name, id or mention; absent: the writer of the message replied to.'),
  for: z.string().min(1).max(20).optional().describe('How long, for example 30m, 2h, 7d; absent: until taken back.'),
  reason: z.string().min(1).max(200).optional().describe('Why; it stands in the audit log.'),
})

const WORDS: Readonly<Record<Order['kind'], Title>> = {
  warn: m('{name} has {warnings} of {limit} warnings.', '{name} tiene {warnings} de {limit} advertencias.', '{name} 有 {warnings} 次警告，达到 {limit} 次将被禁言。', { ru: '{name}: предупреждений {warnings} из {limit}.', tr: '{name}: {limit} uyarıdan {warnings} tanesi var.', vi: '{name} có {warnings} trên {limit} cảnh cáo.' }),
  unwarn: m('A warning of {name} was taken back; {warnings} of {limit} remain.', 'Se retiró una advertencia de {name}; quedan {warnings} de {limit}.', '已撤销 {name} 的一次警告，剩余 {warnings} 次（上限 {limit}）。', { ru: 'Одно предупреждение {name} снято; осталось {warnings} из {limit}.', tr: '{name} için bir uyarı geri alındı; {limit} üzerinden {warnings} kaldı.', vi: 'Đã gỡ một cảnh cáo của {name}; còn {warnings} trên {limit}.' }),
  mute: m('{name} is muted.', '{name} está en silencio.', '{name} 已被禁言。', { ru: '{name}: мут.', tr: '{name} susturuldu.', vi: '{name} bị cấm nói.' }),
  unmute: m('{name} may write again.', '{name} puede volver a escribir.', '{name} 可以重新发言。', { ru: '{name} снова может писать.', tr: '{name} yeniden yazabilir.', vi: '{name} được viết lại.' }),
  ban: m('{name} is banned.', '{name} ha sido expulsado.', '{name} 已被封禁。', { ru: '{name}: бан.', tr: '{name} yasaklandı.', vi: '{name} đã bị cấm vào.' }),
  unban: m('{name} may come back.', '{name} puede volver.', '{name} 可以重新加入。', { ru: '{name} может вернуться.', tr: '{name} geri gelebilir.', vi: '{name} được vào lại.' }),
} // biome-ignore format: a row an order

const UNTIL = m('Until {until}.', 'Hasta {until}.', '截止 {until}。', {
  ru: 'До {until}.',
  tr: '{until} tarihine kadar.',
  vi: 'Đến {until}.',
})
const LOGGED = m('Entry {entry} of the log; /shield undo takes it back.', 'Entrada {entry} del registro; /shield undo la deshace.', '日志条目 {entry}；可用 /shield undo 撤销。', { ru: 'Запись {entry} в журнале; /shield undo отменит её.', tr: 'Kayıt {entry}; /shield undo geri alır.', vi: 'Mục {entry} trong nhật ký; /shield undo để hoàn tác.' }) // biome-ignore format: one sentence
const MUTED_TOO = m('That leads to a mute.', 'Eso lleva a un silencio.', '因此被禁言。', { ru: 'Это ведёт к муту.', tr: 'Bu, susturmaya yol açar.', vi: 'Điều đó dẫn đến cấm nói.' }) // biome-ignore format: one sentence
const BANNED_TOO = m('That leads to a ban.', 'Eso lleva a una expulsión.', '因此被封禁。', { ru: 'Это ведёт к бану.', tr: 'Bu, yasaklamaya yol açar.', vi: 'Điều đó dẫn đến cấm vào.' }) // biome-ignore format: one sentence

/** A sentence with figures in the places of its names. */
function sentence(words: Title, locale: string, values: Readonly<Record<string, Reference | undefined>>): Inline[] {
  return inLocale(words, locale)
    .split(/(\{\w+\})/)
    .filter((part) => part !== '')
    .map((part) => {
      const value = values[/^\{(\w+)\}$/.exec(part)?.[1] ?? '']
      return value ? figure(value.shown, value.record) : part
    })
}

function answer(done: Done, locale: string): Block[] {
  const { name, warnings, limit, entry, until } = done
  const led = done.kind !== 'warn' ? [] : done.banned ? [text(inLocale(BANNED_TOO, locale))] : done.muted ? [text(inLocale(MUTED_TOO, locale))] : [] // biome-ignore format: short
  return [
    text(...sentence(WORDS[done.kind], locale, { name, warnings, limit })),
    ...led,
    ...(until ? [text(...sentence(UNTIL, locale, { until }))] : []),
    note(...sentence(LOGGED, locale, { entry })),
  ]
}

/** An admin's command about somebody in the group. It is only ever a command: no reader and no model gives it. */
export function orderTool({
  kind,
  title,
  description,
}: {
  kind: Order['kind']
  title: string
  description: string
}): Tool<typeof input, Done, Handles> {
  // biome-ignore format: short
  return defineTool({
    name: kind,
    title,
    description,
    audience: 'admin',
    reach: 'store',
    returns: 'strangers',
    input,
    positional: 'user',
    read: () => [],
    run: async (given, context): Promise<Done> => {
      const { community, chat } = where(context)
      const { asker, ledger } = context
      const said = readSaid(given.user ?? '', asker.quoted !== undefined)
      const member = said.who === undefined && asker.quoted !== undefined ? { id: asker.quoted, name: asker.quoted } : await community.find(chat, whom(said.who ?? given.user, kind)) // biome-ignore format: short
      const lasts = given.for === undefined ? said.lasts : readLength(given.for)
      const reason = given.reason ?? said.reason
      const order = { chat, by: asker.user, kind, user: member.id, ...(reason ? { reason: cleanText(reason, 200) } : {}), ...(lasts ? { lasts } : {}) } // biome-ignore format: short
      const result = await community.order(order)
      const name = (await community.names(chat, [member.id])).get(member.id) ?? cleanText(member.name, 40)
      const source = `audit log, entry ${result.entry.id}`
      const keep = (title: string, value: string | number, shown = String(value)): Reference => ({ shown, record: ledger.measured({ name: title, value, source }).id }) // biome-ignore format: short
      const timed = result.entry.steps.find(({ until }) => until !== undefined)?.until
      return {
        kind,
        name: keep('member', name),
        entry: keep('entry of the audit log', result.entry.id),
        warnings: keep('warnings', result.warnings),
        limit: keep('warnings before a mute', result.limit),
        muted: result.entry.steps.some((step) => step.do === 'mute' && step.outcome === 'done'),
        banned: result.entry.steps.some((step) => step.do === 'ban' && step.outcome === 'done'),
        ...(timed === undefined ? {} : { until: keep('until', timed, formatTime(timed)) }),
      }
    },
    answer,
    examples: [{ say: `/${kind} @name`, input: { user: '@name' } }],
  })
}

function whom(who: string | undefined, kind: Order['kind']): string {
  if (who !== undefined) return who
  throw new PetrelError('input_invalid', {
    message: `/${kind} needs to know about whom.`,
    hint: `Reply to a message of theirs with /${kind}, or write /${kind} @name.`,
  })
}
