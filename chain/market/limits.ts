/** What public endpoints say of a request that is too large for them, none of it standardised; a smaller one of the same kind may pass. */
const TOO_MUCH = [
  /(?:request|response|payload|body|result|content|message|calldata|input|output)[^.;]{0,40}(?:too (?:large|big|long|many)|exceed|limit)/i,
  /(?:too (?:large|big|long)|exceed\w*)[^.;]{0,40}(?:request|response|payload|body|size|bytes)/i,
  /entity too large|\b413\b/i,
  /(?:block )?ranges?\b[^.;]{0,60}(?:too (?:large|wide|big)|exceed|limit|not supported|maximum|up to|greater|over)/i,
  /(?:limited to|exceed\w*|up to|max(?:imum)?|larger than|more than|over)[^.;]{0,40}\b(?:blocks?|range)/i,
  /more than \d+ (?:results|logs)|too many (?:results|logs|addresses|topics|blocks|calls)/i,
  /(?:execution|query|request)[^.;]{0,30}(?:timeout|timed out|aborted)/i,
]
/** What they say of the number of requests: smaller ones would make it worse. */
const TOO_OFTEN = /rate.?limit|too many requests|per second|throttl|quota|capacity|credits|\b429\b/i

/** Whether an endpoint refused a request for its size, so that a part of it may be answered. */
export function isTooMuch(error: unknown): boolean {
  for (let one: unknown = error; one instanceof Error; one = one.cause) {
    if (one.name === 'PetrelError') return false
    const words = (one as { details?: string }).details ?? one.message
    if (TOO_OFTEN.test(words)) return false
    if (TOO_MUCH.some((pattern) => pattern.test(words))) return true
  }
  return false
}
