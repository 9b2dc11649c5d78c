/** A body of JSON as it came; nothing about it is known yet. */
export type Json = Record<string, unknown>

export interface FieldFault {
  /** Path of the field: "embeds.0.title". */
  field: string
  code: string
  message: string
}

/** An answer that is an error, as topics/opcodes-and-status-codes and reference#error-messages describe it. */
export class ApiFault extends Error {
  readonly status: number
  readonly code: number
  readonly fields: readonly FieldFault[]
  readonly extra: Json

  constructor(
    status: number,
    code: number,
    message: string,
    { fields = [], extra = {} }: { fields?: readonly FieldFault[]; extra?: Json } = {},
  ) {
    super(message)
    this.status = status
    this.code = code
    this.fields = fields
    this.extra = extra
  }

  toJson(): Json {
    const errors: Json = {}
    for (const { field, code, message } of this.fields) {
      let at = errors
      for (const step of field.split('.')) {
        at[step] ??= {}
        at = at[step] as Json
      }
      at._errors = [...((at._errors as Json[] | undefined) ?? []), { code, message }]
    }
    return { message: this.message, code: this.code, ...(this.fields.length > 0 ? { errors } : {}), ...this.extra }
  }
}

/** topics/opcodes-and-status-codes, JSON error codes that the kit answers with. */
export const FAULTS = {
  invalidForm: (fields: readonly FieldFault[]) => new ApiFault(400, 50035, 'Invalid Form Body', { fields }),
  invalidJson: () => new ApiFault(400, 50109, 'The request body contains invalid JSON.'),
  emptyMessage: () => new ApiFault(400, 50006, 'Cannot send an empty message'),
  unauthorized: () => new ApiFault(401, 0, '401: Unauthorized'),
  missingAccess: () => new ApiFault(403, 50001, 'Missing Access'),
  missingPermissions: () => new ApiFault(403, 50013, 'Missing Permissions'),
  cannotMessageUser: () => new ApiFault(403, 50007, 'Cannot send messages to this user'),
  notAuthor: () => new ApiFault(403, 50005, 'Cannot edit a message authored by another user'),
  unknownChannel: () => new ApiFault(404, 10003, 'Unknown Channel'),
  unknownGuild: () => new ApiFault(404, 10004, 'Unknown Guild'),
  unknownMember: () => new ApiFault(404, 10007, 'Unknown Member'),
  unknownMessage: () => new ApiFault(404, 10008, 'Unknown Message'),
  unknownUser: () => new ApiFault(404, 10013, 'Unknown User'),
  unknownWebhook: () => new ApiFault(404, 10015, 'Unknown Webhook'),
  unknownBan: () => new ApiFault(404, 10026, 'Unknown Ban'),
  unknownInteraction: () => new ApiFault(404, 10062, 'Unknown interaction'),
  alreadyAcknowledged: () => new ApiFault(400, 40060, 'Interaction has already been acknowledged.'),
  tokenExpired: () => new ApiFault(401, 50027, 'Invalid Webhook Token'),
  tooManyOldEdits: () => new ApiFault(429, 30046, 'Maximum number of edits to messages older than 1 hour reached. Try again later'),
  tooLarge: () => new ApiFault(413, 40005, 'Request entity too large'),
  notFound: () => new ApiFault(404, 0, '404: Not Found'),
  serverError: () => new ApiFault(500, 0, '500: Internal Server Error'),
} as const
