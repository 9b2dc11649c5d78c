/**
 * Every limit that the kit holds clients to. The comment names the page of Discord's documentation that states it
 * (https://docs.discord.com/developers/…, source in github.com/discord/discord-api-docs).
 */
export const LIMITS = {
  /** resources/message, Create Message: "Message contents (up to 2000 characters)". Counted in UTF-16 units, the strictest reading. */
  content: 2000,
  /** resources/message, Create Message: nonce "up to 25 characters". */
  nonce: 25,
  /** resources/message, Create Message: enforce_nonce, "uniqueness in the past few minutes"; the kit takes three. */
  nonceWindowMs: 180_000,
  /** resources/message, Embed Limits. */
  embeds: 10,
  embedTitle: 256,
  embedDescription: 4096,
  embedFields: 25,
  embedFieldName: 256,
  embedFieldValue: 1024,
  embedFooter: 2048,
  embedAuthor: 256,
  embedTotal: 6000,
  /** resources/message, Uploading Files: default limit "10 MiB"; ten files in one message. */
  fileBytes: 10 * 1024 * 1024,
  files: 10,
  /** resources/message, Attachment Object: description "max 1024 characters". */
  fileDescription: 1024,
  /** components/reference: legacy messages, "up to 5 action rows"; a row holds 5 buttons or one select. */
  rows: 5,
  buttonsInRow: 5,
  /** components/reference: "custom_id … 1-100 characters". */
  customId: 100,
  /** components/reference, Button: "max 80 characters"; url "max 512 characters". */
  buttonLabel: 80,
  buttonUrl: 512,
  /** components/reference, String Select. */
  selectOptions: 25,
  selectOptionText: 100,
  selectPlaceholder: 150,
  /** interactions/receiving-and-responding, Modal: title "max 45 characters", 1 to 5 components. */
  modalTitle: 45,
  modalComponents: 5,
  /** components/reference, Text Input: label 45, value 4000, placeholder 100. */
  inputLabel: 45,
  inputValue: 4000,
  inputPlaceholder: 100,
  /** interactions/receiving-and-responding: "initial response within 3 seconds", token "valid for 15 minutes". */
  answerMs: 3000,
  tokenMs: 15 * 60_000,
  /** interactions/application-commands: 100 global CHAT_INPUT commands, 25 options, 25 choices, 8000 characters in all. */
  commands: 100,
  commandOptions: 25,
  choices: 25,
  choiceText: 100,
  commandName: 32,
  commandDescription: 100,
  commandTotal: 8000,
  stringOption: 6000,
  /** resources/message, Get Channel Messages: limit 1-100. */
  page: 100,
  /** topics/rate-limits, Global Rate Limit: 50 requests a second for a bot; interaction endpoints are not bound to it. */
  globalPerSecond: 50,
  /** topics/rate-limits, Invalid Request Limit: 10,000 of 401, 403 and 429 in 10 minutes. */
  invalidRequests: 10_000,
  /** events/gateway, Rate Limiting: 120 events in 60 seconds; payload at most 4096 bytes. */
  gatewayEvents: 120,
  gatewayWindowMs: 60_000,
  gatewayPayload: 4096,
  /** events/gateway, Session start limit: 1000 identifies a day. */
  identifies: 1000,
  /** resources/guild, Modify Guild Member: communication_disabled_until "up to 28 days in the future". */
  timeoutMs: 28 * 86_400_000,
  /** topics/opcodes-and-status-codes, code 30046: edits of messages older than an hour are limited; the kit takes 30. */
  oldEdits: 30,
  oldEditAfterMs: 3_600_000,
  /** resources/channel, Trigger Typing Indicator: "expires after 10 seconds". */
  typingMs: 10_000,
} as const

/** events/gateway, Gateway Intents. */
export const INTENTS = {
  guilds: 1 << 0,
  guildMembers: 1 << 1,
  guildMessages: 1 << 9,
  directMessages: 1 << 12,
  messageContent: 1 << 15,
} as const

/** topics/permissions, Bitwise Permission Flags. */
export const PERMISSIONS = {
  kick: 1n << 1n,
  ban: 1n << 2n,
  administrator: 1n << 3n,
  manageGuild: 1n << 5n,
  addReactions: 1n << 6n,
  view: 1n << 10n,
  send: 1n << 11n,
  manageMessages: 1n << 13n,
  embedLinks: 1n << 14n,
  attachFiles: 1n << 15n,
  readHistory: 1n << 16n,
  createThreads: 1n << 35n,
  sendInThreads: 1n << 38n,
  moderateMembers: 1n << 40n,
} as const

export type Permission = keyof typeof PERMISSIONS

/** resources/message, Message Flags. */
export const FLAGS = { suppressEmbeds: 1 << 2, ephemeral: 1 << 6, loading: 1 << 7, componentsV2: 1 << 15 } as const

/** resources/application, Application Flags: the portal's switches of the privileged intents (with and without review). */
export const APPLICATION_FLAGS = { guildMembers: 1 << 15, messageContent: 1 << 19 } as const
