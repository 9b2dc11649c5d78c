import { checkComponents } from './check-components.ts'
import { checkEach, checkList, checkText, checkUrl, type Form, fault, isJson, wellFormed, within } from './check-form.ts'
import { FAULTS, type Json } from './fault.ts'
import { FLAGS, LIMITS } from './limits.ts'
import type { UploadedFile } from './read-body.ts'

const EMBED_KEYS = new Set([
  'title',
  'type',
  'description',
  'url',
  'timestamp',
  'color',
  'footer',
  'image',
  'thumbnail',
  'author',
  'fields',
  'provider',
  'video',
])

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** resources/message, Embed Limits: what counts towards the sum of an embed. */
function embedLength(embed: Json): number {
  const footer = isJson(embed.footer) ? textOf(embed.footer.text) : ''
  const author = isJson(embed.author) ? textOf(embed.author.name) : ''
  const fields = Array.isArray(embed.fields) ? embed.fields.filter(isJson) : []
  const texts = [
    textOf(embed.title),
    textOf(embed.description),
    footer,
    author,
    ...fields.flatMap((one) => [textOf(one.name), textOf(one.value)]),
  ]
  return texts.reduce((sum, text) => sum + text.trim().length, 0)
}

function checkMedia(form: Form, value: unknown, files: ReadonlySet<string>): void {
  if (value === undefined) return
  const url = within(form, 'url')
  if (!isJson(value)) {
    fault(form, 'DICT_TYPE_CONVERT', 'Only dictionaries may be used in a DictType')
    return
  }
  checkUrl(url, value.url, ['http:', 'https:', 'attachment:'])
  const name = /^attachment:\/\/(.+)$/.exec(textOf(value.url))?.[1]
  if (name !== undefined && !files.has(name)) fault(url, 'ATTACHMENT_NOT_FOUND', `No attachment is called "${name}".`)
}

function checkEmbed(form: Form, embed: Json, files: ReadonlySet<string>): void {
  for (const key of Object.keys(embed))
    if (!EMBED_KEYS.has(key)) fault(within(form, key), 'UNKNOWN_FIELD', 'The kit refuses what Discord would ignore.')
  checkText(within(form, 'title'), embed.title, { most: LIMITS.embedTitle, least: 0, optional: true })
  checkText(within(form, 'description'), embed.description, { most: LIMITS.embedDescription, least: 0, optional: true })
  if (embed.url !== undefined) checkUrl(within(form, 'url'), embed.url, ['http:', 'https:'])
  if (isJson(embed.footer)) checkText(within(form, 'footer.text'), embed.footer.text, { most: LIMITS.embedFooter })
  if (isJson(embed.author)) checkText(within(form, 'author.name'), embed.author.name, { most: LIMITS.embedAuthor })
  checkMedia(within(form, 'image'), embed.image, files)
  checkMedia(within(form, 'thumbnail'), embed.thumbnail, files)
  checkEach(within(form, 'fields'), { value: embed.fields, most: LIMITS.embedFields }, (at, field) => {
    checkText(within(at, 'name'), field.name, { most: LIMITS.embedFieldName })
    checkText(within(at, 'value'), field.value, { most: LIMITS.embedFieldValue })
  })
  if (embedLength(embed) === 0 && embed.image === undefined && embed.thumbnail === undefined)
    fault(within(form, 'description'), 'BASE_TYPE_REQUIRED', 'This field is required')
}

function checkEmbeds(form: Form, value: unknown, files: ReadonlySet<string>): void {
  const embeds = checkEach(form, { value, most: LIMITS.embeds }, (at, embed) => checkEmbed(at, embed, files))
  const total = embeds.reduce((sum, embed) => sum + embedLength(embed), 0)
  if (total > LIMITS.embedTotal) fault(form, 'MAX_EMBED_SIZE_EXCEEDED', `Embed size exceeds maximum size of ${LIMITS.embedTotal}`)
}

function checkMentions(form: Form, value: unknown): void {
  if (value === undefined || value === null) return
  if (!isJson(value)) {
    fault(form, 'DICT_TYPE_CONVERT', 'Only dictionaries may be used in a DictType')
    return
  }
  const parse = checkList(within(form, 'parse'), value.parse, { most: 3 })
  for (const kind of ['users', 'roles'] as const) {
    const ids = checkList(within(form, kind), value[kind], { most: 100 })
    // resources/message, Allowed Mentions: the two are mutually exclusive.
    if (parse.includes(kind) && ids.length > 0)
      fault(form, 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`)
  }
  for (const kind of parse)
    if (kind !== 'users' && kind !== 'roles' && kind !== 'everyone')
      fault(within(form, 'parse'), 'BASE_TYPE_CHOICES', `Value must be one of ('users', 'roles', 'everyone').`)
}

function checkFiles(form: Form, body: Json, files: readonly UploadedFile[]): void {
  const list = within(form, 'attachments')
  if (files.length > LIMITS.files) fault(list, 'BASE_TYPE_MAX_LENGTH', `Must be ${LIMITS.files} or fewer in length.`)
  checkEach(list, { value: body.attachments, most: LIMITS.files }, (at, one) =>
    checkText(within(at, 'description'), one.description, { most: LIMITS.fileDescription, least: 0, optional: true }),
  )
  if (files.reduce((sum, { bytes }) => sum + bytes.length, 0) > LIMITS.fileBytes) throw FAULTS.tooLarge()
}

export interface MessageRules {
  /** Names of files that are on the message already, for "attachment://". */
  kept?: readonly string[]
  /** An edit may leave everything out. */
  edit?: boolean
}

/** Refuses a message that Discord would refuse. Throws ApiFault. */
export function checkMessage(body: Json, files: readonly UploadedFile[], { kept = [], edit = false }: MessageRules = {}): void {
  if (!wellFormed(body)) throw FAULTS.invalidJson()
  const form: Form = { at: '', faults: [] }
  const flags = typeof body.flags === 'number' ? body.flags : 0
  if ((flags & FLAGS.componentsV2) !== 0) fault(within(form, 'flags'), 'KIT_NOT_MODELLED', 'The kit does not model Components V2.')
  checkText(within(form, 'content'), typeof body.content === 'string' ? body.content.trim() : body.content, {
    most: LIMITS.content,
    least: 0,
    optional: true,
  })
  if (typeof body.nonce === 'string' || body.nonce === undefined)
    checkText(within(form, 'nonce'), body.nonce, { most: LIMITS.nonce, optional: true })
  checkEmbeds(within(form, 'embeds'), body.embeds, new Set([...files.map(({ name }) => name), ...kept]))
  checkComponents(within(form, 'components'), body.components)
  checkMentions(within(form, 'allowed_mentions'), body.allowed_mentions)
  checkFiles(form, body, files)
  if (form.faults.length > 0) throw FAULTS.invalidForm(form.faults)
  const empty = textOf(body.content).trim() === '' && lengthOf(body.embeds) === 0 && lengthOf(body.components) === 0 && files.length === 0
  if (!edit && empty) throw FAULTS.emptyMessage()
}

const lengthOf = (value: unknown): number => (Array.isArray(value) ? value.length : 0)
