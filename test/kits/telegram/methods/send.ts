import type { Upload } from '../body.ts'
import { LIMITS } from '../limits.ts'
import { ApiError, bad, type Message } from '../types.ts'
import { addMessage, type ChatState, findChat, storeFile } from '../world.ts'
import { type Method, number, type Request, readCaption, readKeyboard, readPlace, readText, string } from './read.ts'

/** Where the message goes, and to whom alone when it is ephemeral. */
function target(request: Request): { state: ChatState; only: number | undefined } {
  const { world, bot, params } = request
  const state = findChat(world, bot, params.chat_id)
  const only = (params.ephemeral_message_parameters as { receiver_user_id?: number } | undefined)?.receiver_user_id
  if (only !== undefined && world.features.ephemeral) {
    if (state.bot) throw bad('ephemeral messages can be sent to groups only')
    if (!state.members.has(only)) throw bad('USER_NOT_PARTICIPANT')
  }
  const me = state.members.get(bot.user.id)
  if (me?.status === 'restricted' && me.canSend === false) throw bad('have no rights to send a message')
  // An older server does not know the parameter and shows the message to all.
  return { state, only: world.features.ephemeral ? only : undefined }
}

function post(request: Request, content: Partial<Message>): Message {
  const { state, only } = target(request)
  const place = only === undefined || !state.messages.size ? readPlace(state, request.params) : {}
  const receiver = only === undefined ? undefined : request.world.users.get(only)
  const message = addMessage(request.world, state, { from: request.bot.user, ...place, ...content, ...readKeyboard(request.params) }, only)
  return receiver ? { ...message, message_id: 0, ephemeral_message_id: message.message_id, receiver_user: receiver } : message
}

export const sendMessage: Method = (request) => {
  const { text, entities } = readText(request.params)
  return post(request, { text, ...(entities.length > 0 ? { entities } : {}) })
}

/** Width and height of a PNG or JPEG, or undefined when it is neither. */
function sides(bytes: Buffer): { width: number; height: number } | undefined {
  if (bytes.subarray(1, 4).toString() === 'PNG') return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined
  for (let at = 2; at + 9 < bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes[at + 1] ?? 0
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) }
  }
  return undefined
}

function upload({ params, files }: Request, field: string, value: unknown = params[field]): Upload | string {
  const attached = typeof value === 'string' && value.startsWith('attach://') ? files.get(value.slice(9)) : files.get(field)
  if (attached) return attached
  if (typeof value === 'string' && value !== '') return value
  throw bad(`there is no ${field} in the request`)
}

export function checkPhoto(file: Upload): { width: number; height: number } {
  if (file.bytes.length > LIMITS.photoUpload) throw new ApiError(413, 'Request Entity Too Large')
  const size = sides(file.bytes)
  if (!size) throw bad('IMAGE_PROCESS_FAILED')
  const { width, height } = size
  if (width + height > LIMITS.photoSides || Math.max(width / height, height / width) > LIMITS.photoRatio)
    throw bad('PHOTO_INVALID_DIMENSIONS')
  return size
}

function photo(request: Request, value?: unknown): Partial<Message> {
  const file = upload(request, 'photo', value ?? request.params.photo)
  if (typeof file === 'string') return { photo: [known(request, file)] }
  return { photo: [storeFile(request.world, file, checkPhoto(file)).info] }
}

function document(request: Request, value?: unknown): Partial<Message> {
  const file = upload(request, 'document', value ?? request.params.document)
  if (typeof file === 'string') return { document: known(request, file) }
  if (file.bytes.length === 0) throw bad('file must be non-empty')
  if (file.bytes.length > LIMITS.upload) throw new ApiError(413, 'Request Entity Too Large')
  return { document: storeFile(request.world, file).info }
}

const known = ({ world }: Request, id: string) => {
  const file = world.files.get(id)
  if (!file) throw bad('wrong file identifier/HTTP URL specified')
  return file.info
}

export const sendPhoto: Method = (request) => post(request, { ...photo(request), ...readCaption(request.params) })
export const sendDocument: Method = (request) => post(request, { ...document(request), ...readCaption(request.params) })

export const sendMediaGroup: Method = (request) => {
  const media = request.params.media as { type: string; media: string; caption?: string }[] | undefined
  const [least, most] = LIMITS.album
  if (!Array.isArray(media) || media.length < least || media.length > most) throw bad('wrong number of media in the group')
  const album = `album-${++request.world.counter}`
  return media.map((item) => {
    const content = item.type === 'photo' ? photo(request, item.media) : document(request, item.media)
    return post(request, { ...content, ...readCaption(item), media_group_id: album })
  })
}

type Node = { type?: string; text?: unknown; cells?: { text?: unknown }[][]; blocks?: Node[]; summary?: unknown; caption?: unknown }
const words = (text: unknown): number => {
  if (text === undefined) return 0
  if (typeof text === 'string') return text.length
  if (Array.isArray(text)) return text.reduce<number>((sum, part) => sum + words(part), 0)
  return words((text as Node).text)
}
const BLOCKS = new Set(['paragraph', 'heading', 'pre', 'footer', 'divider', 'list', 'blockquote', 'table', 'details'])

export const sendRichMessage: Method = (request) => {
  const rich = request.params.rich_message as { blocks?: Node[]; html?: string; markdown?: string } | undefined
  const given = [rich?.blocks, rich?.html, rich?.markdown].filter((field) => field !== undefined)
  if (given.length !== 1) throw bad('exactly one of html, markdown or blocks must be used')
  if (!rich?.blocks) throw bad('the kit reads rich messages made of blocks only')
  let text = 0
  let blocks = 0
  for (const block of rich.blocks) {
    if (!BLOCKS.has(block.type ?? '')) throw bad(`unsupported rich block "${block.type}"`)
    const rows = block.cells ?? []
    if (rows.some((row) => row.length > LIMITS.richColumns)) throw bad('RICH_TABLE_TOO_WIDE')
    if (block.type === 'table' && rows.length === 0) throw bad('RICH_TABLE_EMPTY')
    blocks += 1 + rows.length
    text += words(block.text) + words(block.caption) + rows.flat().reduce((sum, cell) => sum + words(cell.text), 0)
  }
  if (blocks > LIMITS.richBlocks || text > LIMITS.richText) throw bad('RICH_MESSAGE_TOO_LONG')
  if (text === 0) throw bad('message text is empty')
  return post(request, { rich_message: { blocks: rich.blocks } })
}

export const sendMessageDraft: Method = ({ world, bot, params }) => {
  const state = findChat(world, bot, params.chat_id)
  if (!state.bot) throw bad('message drafts can be sent to private chats only')
  const id = number(params, 'draft_id')
  if (!Number.isInteger(id) || id === 0) throw bad('DRAFT_ID_INVALID')
  const text = string(params, 'text')
  const read = text.trim() === '' ? { text: '' } : readText(params)
  state.draft = { id, text: read.text, canStop: params.can_stop === true, at: world.clock.now() }
  world.changed()
  return true
}

const ACTIONS = new Set([
  'typing',
  'upload_photo',
  'upload_document',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'choose_sticker',
  'find_location',
])

export const sendChatAction: Method = ({ world, bot, params }) => {
  const state = findChat(world, bot, params.chat_id)
  const action = string(params, 'action')
  if (!ACTIONS.has(action)) throw bad('wrong parameter action in request')
  const { message_thread_id: thread } = readPlace(state, params)
  state.actions.push({ bot: bot.user.id, action, thread, at: world.clock.now() })
  world.changed()
  return true
}
