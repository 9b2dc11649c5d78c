// The conversation of this browser: its name, and what was asked in it. Answers stay on the server.
const KEY = 'petrel.chat'
const MOST = 30

/** @returns {string} */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** @returns {{ chat: string, asked: { text: string, key: string, locale: string, turn?: string, files?: { id: string, name: string }[] }[] }} */
export function load() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '')
    if (typeof kept.chat === 'string' && Array.isArray(kept.asked)) return kept
  } catch {
    // Nothing kept yet, or not ours: begin anew.
  }
  return { chat: newId(), asked: [] }
}

export function save(conversation) {
  localStorage.setItem(KEY, JSON.stringify({ ...conversation, asked: conversation.asked.slice(-MOST) }))
}

export const forget = () => localStorage.removeItem(KEY)
