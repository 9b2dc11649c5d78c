import { LIMITS } from '../limits.ts'
import { bad } from '../types.ts'
import { flag, type Method, string } from './read.ts'

export const getMe: Method = ({ bot }) => ({
  ...bot.user,
  can_join_groups: true,
  can_read_all_group_messages: bot.readsAll,
  supports_inline_queries: true,
})

export const answerCallbackQuery: Method = ({ world, bot, params }) => {
  const text = string(params, 'text')
  const query = world.callbacks.get(string(params, 'callback_query_id'))
  if (text.length > LIMITS.callbackAnswer) throw bad('MESSAGE_TOO_LONG')
  if (!query || query.bot !== bot.user.id || query.answered)
    throw bad('query is too old and response timeout expired or query ID is invalid')
  query.answered = true
  query.text = text
  query.alert = flag(params.show_alert)
  world.changed()
  return true
}

export const answerInlineQuery: Method = ({ world, bot, params }) => {
  const query = world.inline.get(string(params, 'inline_query_id'))
  const results = params.results as { id?: unknown; type?: unknown; title?: unknown }[] | undefined
  if (!query || query.bot !== bot.user.id || query.results)
    throw bad('query is too old and response timeout expired or query ID is invalid')
  if (!Array.isArray(results)) throw bad("can't parse inline query results")
  if (results.length > LIMITS.inlineResults) throw bad('RESULTS_TOO_MUCH')
  if (new Set(results.map(({ id }) => id)).size !== results.length) throw bad('RESULT_ID_DUPLICATE')
  for (const { id, type, title } of results) {
    const bytes = typeof id === 'string' ? Buffer.byteLength(id) : 0
    if (bytes < 1 || bytes > LIMITS.inlineIdBytes) throw bad('RESULT_ID_INVALID')
    if (typeof type !== 'string' || (type === 'article' && (typeof title !== 'string' || title === '')))
      throw bad("can't parse inline query result")
  }
  const button = params.button as { text?: string; start_parameter?: string } | undefined
  if (button?.start_parameter !== undefined && !/^[A-Za-z0-9_-]{1,64}$/.test(button.start_parameter)) throw bad('START_PARAM_INVALID')
  query.results = results
  query.button = button
  world.changed()
  return true
}

const scopeKey = (params: Record<string, unknown>): string => {
  const { type = 'default', chat_id = '', user_id = '' } = (params.scope ?? {}) as Record<string, unknown>
  const language = string(params, 'language_code')
  if (language !== '' && !/^[a-z]{2}$/.test(language)) throw bad('invalid language code specified')
  const scopes = [
    'default',
    'all_private_chats',
    'all_group_chats',
    'all_chat_administrators',
    'chat',
    'chat_administrators',
    'chat_member',
  ]
  if (!scopes.includes(String(type))) throw bad("can't parse BotCommandScope: unsupported type specified")
  return [type, chat_id, user_id, language].join('|')
}

export const setMyCommands: Method = ({ world, bot, params }) => {
  const commands = params.commands as { command?: string; description?: string }[] | undefined
  if (!Array.isArray(commands)) throw bad("can't parse commands")
  if (commands.length > LIMITS.commands) throw bad('BOT_COMMANDS_TOO_MUCH')
  for (const { command = '', description = '' } of commands) {
    if (!LIMITS.commandName.test(command)) throw bad('BOT_COMMAND_INVALID')
    if (description === '' || description.length > LIMITS.commandDescription) throw bad('BOT_COMMAND_DESCRIPTION_INVALID')
  }
  bot.commands.set(scopeKey(params), commands)
  world.changed()
  return true
}

export const getMyCommands: Method = ({ bot, params }) => bot.commands.get(scopeKey(params)) ?? []
export const deleteMyCommands: Method = ({ bot, params }) => {
  bot.commands.delete(scopeKey(params))
  return true
}

export const getFile: Method = ({ world, params }) => {
  const file = world.files.get(string(params, 'file_id'))
  if (!file) throw bad('wrong file_id or the file is temporarily unavailable')
  if (file.bytes.length > LIMITS.download) throw bad('file is too big')
  return { file_id: file.info.file_id, file_unique_id: file.info.file_unique_id, file_size: file.bytes.length, file_path: file.path }
}
