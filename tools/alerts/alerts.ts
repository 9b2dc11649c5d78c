import { z } from 'zod'
import type { Alert, AlertFact } from '../../core/alert.ts'
import { type Block, figure, text } from '../../core/answer.ts'
import { PetrelError } from '../../core/errors.ts'
import { inLocale } from '../../core/title.ts'
import type { Candidate, ToolContext } from '../../core/tool.ts'
import { claim, commandWords } from '../command-words.ts'
import { defineTool, type Handles } from '../define.ts'
import { formatNumber, formatTime, formatUsd } from '../format.ts'
import { WORDS } from './words.ts'

interface Listed {
  alerts: readonly Alert[]
  record: string
  removed?: boolean
  fired?: { alert: Alert; title: string; facts: readonly (AlertFact & { record: string })[] }
}

const LIST =
  /^(?:(?:show |list )?(?:my |all |the )?(?:alerts|watches)|mis alertas|alertas|我的提醒|提醒|оповещения|мои оповещения|uyarılar|uyarılarım|cảnh báo)$/u
const ACTION = /^(pause|resume|remove|delete|stop)(?: (?:the )?(?:alert|watch))? (?:number |no\.? |#)?(\d{1,4})$/

function read(said: string): Candidate[] {
  const words = commandWords(said)
  if (LIST.test(words)) return [claim('alerts', { score: 0.95, input: {}, reading: 'alerts of this chat' })]
  const [, verb, number] = ACTION.exec(words) ?? []
  if (verb === undefined) return []
  const action = verb === 'delete' || verb === 'stop' ? 'remove' : verb
  const sure = /alert|watch/.test(words) ? 0.95 : 0.5
  return [claim('alerts', { score: sure, input: { action, number: Number(number) }, reading: `${action} alert ${number}` })]
}

/** Lists, pauses and removes what is watched in this chat; says what fired. */
export const alertsTool = defineTool({
  name: 'alerts',
  title: 'Alerts',
  description: 'Lists the alerts and digests of this chat, pauses, resumes or removes one.',
  descriptions: {
    es: 'Lista las alertas y resúmenes de este chat; pausa, reanuda o quita.',
    zh: '列出此聊天的提醒和摘要，可暂停、恢复或删除。',
    ru: 'Список оповещений и сводок чата; пауза, продолжение, удаление.',
    tr: 'Bu sohbetin uyarı ve özetlerini listeler; durdurur, sürdürür, siler.',
    vi: 'Liệt kê cảnh báo và bản tin của cuộc trò chuyện; tạm dừng, tiếp tục, xóa.',
  },
  audience: 'everyone',
  reach: 'store',
  returns: 'strangers',
  input: z.object({
    action: z.enum(['list', 'pause', 'resume', 'remove']).default('list').describe('list, pause, resume or remove.'),
    number: z.number().int().min(1).optional().describe('Number of the alert, as the list shows it.'),
    event: z.string().max(200).optional().describe('Event of the alert to tell about; alerts themselves use it.').meta({ byModel: false }),
  }),
  positional: 'action',
  read,
  run: async ({ action, number, event }, context): Promise<Listed> => {
    const { asker, handles } = context
    if (number !== undefined && event !== undefined) return { ...(await list(context)), fired: await fired(number, event, context) }
    if (action === 'list') return await list(context)
    if (number === undefined)
      throw new PetrelError('input_invalid', { message: `Which alert should I ${action}?`, hint: 'Give its number; /alerts lists them.' })
    await mine(number, context)
    if (action === 'remove') return { removed: await handles.alerts.remove(asker, number), ...(await list(context)) }
    await handles.alerts.change(asker, number, { paused: action === 'pause' })
    return await list(context)
  },
  answer: (result, locale): Block[] => {
    if (result.fired) return tell(result.fired, locale)
    const head = result.removed === undefined ? [] : [text(inLocale(result.removed ? WORDS.removed : WORDS.unknown, locale))]
    return [...head, ...table(result, locale)]
  },
  examples: [
    { say: 'my alerts', input: {} },
    { say: 'remove alert 3', input: { action: 'remove', number: 3 } },
  ],
})

/** In a group each may change their own alerts, admins all. */
async function mine(number: number, { asker, handles }: ToolContext<Handles>): Promise<void> {
  if (asker.role !== 'everyone') return
  const found = (await handles.alerts.list(asker)).find((alert) => alert.number === number)
  if (!found || found.owner.user === asker.user) return
  throw new PetrelError('not_allowed', { message: `Alert ${number} is somebody else’s.`, hint: 'Its owner or an admin can change it.' })
}

async function list({ asker, handles, ledger }: ToolContext<Handles>): Promise<Listed> {
  const { bot, chat } = asker
  const alerts = await handles.alerts.list({ bot, chat })
  const record = ledger.table({
    name: 'alerts of this chat',
    columns: [
      { name: 'number', unit: '', type: 'integer' },
      { name: 'title', unit: '', type: 'text' },
      { name: 'state', unit: '', type: 'text' },
      { name: 'last look', unit: 'ms since 1970, UTC', type: 'time' },
    ],
    rows: alerts.map(({ number, title, paused, lastRun }) => [number, title, paused ? 'paused' : 'armed', lastRun?.at ?? null]),
    source: 'the database',
  })
  return { alerts, record: record.id }
}

async function fired(
  number: number,
  event: string,
  { asker, handles, ledger }: ToolContext<Handles>,
): Promise<NonNullable<Listed['fired']>> {
  const { alert, facts } = await handles.alerts.event(asker, number, event)
  const title = ledger.measured({ name: 'alert', value: alert.title, source: 'the owner’s own words' }).id
  return { alert, title, facts: facts.map((fact) => ({ ...fact, record: ledger.measured(fact).id })) }
}

function tell({ alert, title, facts }: NonNullable<Listed['fired']>, locale: string): Block[] {
  const shown = (fact: AlertFact): string =>
    typeof fact.value === 'string'
      ? fact.value
      : fact.unit === 'USD'
        ? formatUsd(fact.value, locale)
        : `${formatNumber(fact.value, locale)} ${fact.unit}`
  return [
    text(inLocale(WORDS.fired, locale), figure(alert.title, title), '.'),
    ...facts.map((fact) => text(`${fact.name}: `, figure(shown(fact), fact.record), '.')),
    {
      kind: 'buttons',
      items: [
        { label: inLocale(WORDS.pause, locale), say: `/alerts pause ${alert.number}` },
        { label: inLocale(WORDS.remove, locale), say: `/alerts remove ${alert.number}` },
      ],
    },
  ]
}

function table({ alerts, record }: Listed, locale: string): Block[] {
  if (alerts.length === 0) return [text(inLocale(WORDS.none, locale))]
  return [
    {
      kind: 'table',
      title: inLocale(WORDS.title, locale),
      record,
      columns: WORDS.columns.map((title, index) => ({
        title: inLocale(title, locale),
        align: index === 0 ? ('right' as const) : ('left' as const),
      })),
      rows: alerts.map(({ number, title, paused, lastRun }) => [
        String(number),
        title,
        inLocale(paused ? WORDS.paused : WORDS.armed, locale),
        lastRun ? formatTime(lastRun.at) : '—',
      ]),
    },
    {
      kind: 'buttons',
      items: alerts.slice(0, 6).flatMap(({ number, paused }) => [
        {
          label: `${inLocale(paused ? WORDS.resume : WORDS.pause, locale)} ${number}`,
          say: `/alerts ${paused ? 'resume' : 'pause'} ${number}`,
        },
        { label: `${inLocale(WORDS.remove, locale)} ${number}`, say: `/alerts remove ${number}` },
      ]),
    },
  ]
}
