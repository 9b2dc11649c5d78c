import { z } from 'zod'
import type { Alert, AlertFact } from '../../core/alert.ts'
import { type Block, figure, note, text } from '../../core/answer.ts'
import { PetrelError } from '../../core/errors.ts'
import { inLocale } from '../../core/title.ts'
import type { Candidate, ToolContext } from '../../core/tool.ts'
import { sayCall } from '../../core/understand.ts'
import { claim, commandWords } from '../command-words.ts'
import { defineTool, type Handles } from '../define.ts'
import { formatNumber, formatTime, formatUsd } from '../format.ts'
import { choose, edit, find } from './edit.ts'
import { canTell, homeOf, onlyOperator } from './home.ts'
import { paceWords } from './pace.ts'
import { readEdit } from './read-edit.ts'
import { WORDS } from './words.ts'

interface Listed {
  alerts: readonly Alert[]
  record: string
  removed?: boolean
  /** What was changed, as it was called before. */
  edited?: { alert: Alert; before: string; title: string; was: string }
  /** Alerts that could be meant. */
  choice?: { alerts: readonly Alert[]; input: Record<string, unknown>; titles: readonly string[] }
  fired?: { alert: Alert; title: string; facts: readonly (AlertFact & { record: string })[] }
}

const LIST =
  /^(?:(?:show |list )?(?:my |all |the )?(?:alerts|watches)|mis alertas|alertas|我的提醒|提醒|оповещения|мои оповещения|uyarılar|uyarılarım|cảnh báo)$/u
const ACTION = /^(pause|resume|remove|delete|stop)(?: (?:the )?(?:alert|watch))? (?:number |no\.? |#)?(\d{1,4})$/
/** "remove the WETH alert", "pause my digest". */
const NAMED = /^(pause|resume|remove|delete|stop) (?:the |my )?(?:([\p{L}\d$._-]{2,40}) (?:alert|watch)|(digest))$/u

function read(said: string): Candidate[] {
  const words = commandWords(said)
  if (LIST.test(words)) return [claim('alerts', { score: 0.95, input: {}, reading: 'alerts of this chat' })]
  const [, sentNumber, sentName, sentDigest, to] = SEND.exec(said.trim()) ?? []
  if (to !== undefined) {
    const which = sentName ?? sentDigest?.toLowerCase()
    const input = { action: 'send', ...(sentNumber ? { number: Number(sentNumber) } : { which }), to }
    return [claim('alerts', { score: 0.95, input, reading: `send an alert to ${to}` })]
  }
  const edits = readEdit(said)
  if (edits.length > 0) return edits
  const [, named, which, digest] = NAMED.exec(words) ?? []
  if (named !== undefined) {
    const input = { action: actionOf(named), which: which ?? digest }
    return [claim('alerts', { score: 0.95, input, reading: `${input.action} the alert ${input.which}` })]
  }
  const [, verb, number] = ACTION.exec(words) ?? []
  if (verb === undefined) return []
  const action = actionOf(verb)
  const sure = /alert|watch/.test(words) ? 0.95 : 0.5
  return [claim('alerts', { score: sure, input: { action, number: Number(number) }, reading: `${action} alert ${number}` })]
}

/** "send alert 3 to ops", "send 3 to ops", "send the WETH alert to webhook ops", "send alert 3 here". */
const SEND =
  /^send (?:the |my )?(?:(?:alert )?(?:number |no\.? |#)?(\d{1,4})|([\p{L}\d$._-]{2,40}) alert|(digest)) (?:to (?:the )?(?:webhook )?)?([\w.-]{1,60})(?: again)?[.!]?$/iu

const actionOf = (verb: string): string => (verb === 'delete' || verb === 'stop' ? 'remove' : verb)

/** Lists, pauses, re-words and removes what is watched in this chat; says what fired. */
export const alertsTool = defineTool({
  name: 'alerts',
  title: 'Alerts',
  description: 'Lists the alerts and digests of this chat; pauses, resumes, changes or removes one.',
  descriptions: {
    es: 'Lista las alertas y resúmenes de este chat; pausa, reanuda, cambia o quita.',
    zh: '列出此聊天的提醒和摘要，可暂停、恢复、修改或删除。',
    ru: 'Список оповещений и сводок чата; пауза, продолжение, изменение, удаление.',
    tr: 'Bu sohbetin uyarı ve özetlerini listeler; durdurur, sürdürür, değiştirir, siler.',
    vi: 'Liệt kê cảnh báo và bản tin của cuộc trò chuyện; tạm dừng, tiếp tục, sửa, xóa.',
  },
  audience: 'everyone',
  reach: 'store',
  returns: 'strangers',
  input: z.object({
    action: z
      .enum(['list', 'pause', 'resume', 'edit', 'send', 'remove'])
      .default('list')
      .describe('list, pause, resume, edit, send or remove.'),
    number: z.number().int().min(1).optional().describe('Number of the alert, as the list shows it.'),
    which: z.string().max(60).optional().describe('Instead of a number: what it watches for, such as a token, or "digest".'),
    op: z.enum(['above', 'below', 'cross', 'change']).optional().describe('For edit: above, below or cross a level, or change by percent.'),
    value: z.number().optional().describe('For edit: the new level, or percent.'),
    percent: z.boolean().optional().describe('For edit: the value is in percent.'),
    direction: z.enum(['any', 'up', 'down']).optional().describe('For edit of a change: up, down or any.'),
    at: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
      .optional()
      .describe('For edit: the new time of day, such as 09:00.'),
    zone: z.string().max(60).optional().describe('For edit: time zone of that time; without it as before, or the chat’s.'),
    every: z.number().int().min(1).max(100_000).optional().describe('For edit: minutes between two looks.'),
    to: z
      .string()
      .max(60)
      .optional()
      .describe('For send: the operator’s webhook that is told instead of this chat, or "here".')
      .meta({ byModel: false, audience: 'operator' }),
    event: z.string().max(200).optional().describe('Event of the alert to tell about; alerts themselves use it.').meta({ byModel: false }),
  }),
  positional: 'action',
  read,
  run: async (input, given): Promise<Listed> => {
    const context = { ...given, asker: { ...given.asker, ...homeOf(given.asker) } }
    const { action, event } = input
    const { asker, handles } = context
    if (input.number !== undefined && event !== undefined)
      return { ...(await list(context)), fired: await fired(input.number, event, context) }
    if (action === 'list') return await list(context)
    const meant = await find(input, context)
    if (meant.length > 1) return { ...(await list(context)), choice: choose(meant, input, context) }
    const [{ number }] = meant
    await mine(number, context)
    if (action === 'send') {
      await send(number, input.to, context)
      return await list(context)
    }
    if (action === 'edit') return { edited: await edit(meant[0], input, context), ...(await list(context)) }
    if (action === 'remove') return { removed: await handles.alerts.remove(asker, number), ...(await list(context)) }
    await handles.alerts.change(asker, number, { paused: action === 'pause' })
    return await list(context)
  },
  answer: (result, locale): Block[] => {
    if (result.fired) return tell(result.fired, locale)
    if (result.choice) return offer(result.choice, locale)
    if (result.edited) return [...changed(result.edited, locale), ...table(result, locale)]
    const head = result.removed === undefined ? [] : [text(inLocale(result.removed ? WORDS.removed : WORDS.unknown, locale))]
    return [...head, ...table(result, locale)]
  },
  examples: [
    { say: 'my alerts', input: {} },
    { say: 'remove alert 3', input: { action: 'remove', number: 3 } },
    { say: 'change alert 3 to above 4,000', input: { action: 'edit', number: 3, op: 'above', value: 4000 } },
    { say: 'make the WETH alert 5 %', input: { action: 'edit', which: 'WETH', value: 5, percent: true } },
    { say: 'move my digest to 9:00 Madrid time', input: { action: 'edit', which: 'digest', at: '09:00', zone: 'Europe/Madrid' } },
  ],
})

/** What goes to a URL of the operator, the operator sends. */
async function send(number: number, to: string | undefined, { asker, handles }: ToolContext<Handles>): Promise<void> {
  onlyOperator(asker)
  if (to === undefined)
    throw new PetrelError('input_invalid', {
      message: 'Where should I send it?',
      hint: `Webhooks: ${handles.alerts.destinations().join(', ') || 'none are set up'}; or "here".`,
    })
  const here = to.toLowerCase() === 'here'
  if (here && !canTell(asker))
    throw new PetrelError('not_allowed', { message: 'Nobody can be told here later.', hint: `Pause or remove alert ${number} instead.` })
  await handles.alerts.change(asker, number, { to: here ? null : to })
}

/** In a group each may change their own alerts, admins all. */
async function mine(number: number, { asker, handles }: ToolContext<Handles>): Promise<void> {
  if (asker.role !== 'everyone') return
  const { bot, chat } = asker
  const found = (await handles.alerts.list({ bot, chat })).find((alert) => alert.number === number)
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

function offer({ alerts, input, titles }: NonNullable<Listed['choice']>, locale: string): Block[] {
  return [
    text(inLocale(WORDS.which, locale)),
    ...alerts.map(({ number, title }, index) => text(`${number}. `, figure(title, titles[index] ?? ''))),
    {
      kind: 'buttons',
      items: alerts
        .slice(0, 8)
        .map(({ number, title }) => ({ label: `${number}. ${title}`.slice(0, 60), say: sayCall('alerts', { ...input, number }) })),
    },
  ]
}

function changed({ alert, before, title, was }: NonNullable<Listed['edited']>, locale: string): Block[] {
  const { cadence } = alert
  const when = 'at' in cadence ? [note(`${inLocale(WORDS.daily, locale)} ${cadence.at} (${cadence.zone}).`)] : []
  return [
    text(inLocale(WORDS.changed, locale), figure(alert.title, title), '.'),
    ...(before === alert.title ? [] : [note(inLocale(WORDS.before, locale), figure(before, was), '.')]),
    ...when,
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
      rows: alerts.map(({ number, title, paused, to, lastRun, cadence }) => [
        String(number),
        title,
        [`${inLocale(paused ? WORDS.paused : WORDS.armed, locale)}, ${paceWords(cadence, locale)}`, ...(to ? [`→ ${to}`] : [])].join(' '),
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
