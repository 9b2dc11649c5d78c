import * as answers from './answers.ts'
import * as edit from './edit.ts'
import * as members from './members.ts'
import type { Method } from './read.ts'
import * as send from './send.ts'
import * as updates from './updates.ts'

/** Every method that the kit serves, by its name in lower case: the platform does not mind the case. */
export const METHODS: ReadonlyMap<string, Method> = new Map(
  Object.entries({
    getMe: answers.getMe,
    getUpdates: updates.getUpdates,
    setWebhook: updates.setWebhook,
    deleteWebhook: updates.deleteWebhook,
    getWebhookInfo: updates.getWebhookInfo,
    sendMessage: send.sendMessage,
    sendPhoto: send.sendPhoto,
    sendDocument: send.sendDocument,
    sendMediaGroup: send.sendMediaGroup,
    sendRichMessage: send.sendRichMessage,
    sendMessageDraft: send.sendMessageDraft,
    sendChatAction: send.sendChatAction,
    editMessageText: edit.editMessageText,
    editMessageCaption: edit.editMessageCaption,
    editMessageReplyMarkup: edit.editMessageReplyMarkup,
    deleteMessage: edit.deleteMessage,
    deleteMessages: edit.deleteMessages,
    answerCallbackQuery: answers.answerCallbackQuery,
    answerInlineQuery: answers.answerInlineQuery,
    setMyCommands: answers.setMyCommands,
    getMyCommands: answers.getMyCommands,
    deleteMyCommands: answers.deleteMyCommands,
    getFile: answers.getFile,
    getChat: members.getChat,
    getChatMemberCount: members.getChatMemberCount,
    getChatAdministrators: members.getChatAdministrators,
    getChatMember: members.getChatMember,
    restrictChatMember: members.restrictChatMember,
    banChatMember: members.banChatMember,
    unbanChatMember: members.unbanChatMember,
    banChatSenderChat: members.banChatSenderChat,
    unbanChatSenderChat: members.unbanChatSenderChat,
    leaveChat: members.leaveChat,
  } satisfies Record<string, Method>).map(([name, method]) => [name.toLowerCase(), method]),
)

/** Methods that count against the sending rates; edits count like sends. */
export const COUNTED = new Set(
  [
    'sendMessage',
    'sendPhoto',
    'sendDocument',
    'sendMediaGroup',
    'sendRichMessage',
    'editMessageText',
    'editMessageCaption',
    'editMessageReplyMarkup',
  ].map((name) => name.toLowerCase()),
)
