import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Plain frames around what the bots sent, as web pages that a browser photographs. All that strangers could have written is escaped. */

const fonts = join(dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')), 'ttf')
const face = (family: string, file: string, weight = 400): string =>
  `@font-face{font-family:'${family}';font-weight:${weight};src:url(data:font/ttf;base64,${readFileSync(join(fonts, file)).toString('base64')})}`
const FACES = [face('Sans', 'DejaVuSans.ttf'), face('Sans', 'DejaVuSans-Bold.ttf', 700), face('Mono', 'DejaVuSansMono.ttf'), face('Mono', 'DejaVuSansMono-Bold.ttf', 700)].join('') // biome-ignore format: a list

export const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (character) => `&#${character.codePointAt(0)};`)

export interface Bubble {
  mine: boolean
  name: string
  html: string
  /** Pictures, as they were sent. */
  pictures: readonly Uint8Array[]
  /** Names of other files. */
  files: readonly string[]
  buttons: readonly (readonly string[])[]
}

const image = (bytes: Uint8Array): string => `<img src="data:image/png;base64,${Buffer.from(bytes).toString('base64')}">`
const buttons = (rows: Bubble['buttons']): string =>
  rows.map((row) => `<div class=row>${row.map((label) => `<span>${escapeHtml(label)}</span>`).join('')}</div>`).join('')
const files = (names: readonly string[]): string => names.map((name) => `<div class=file>file: ${escapeHtml(name)}</div>`).join('')

const page = (style: string, body: string): string =>
  `<!doctype html><meta charset=utf-8><style>${FACES}*{box-sizing:border-box}body{margin:0;font:14px/1.45 Sans;width:640px}img{display:block;max-width:100%}
pre{font:12px/1.4 Mono;margin:4px 0;white-space:pre}.row{display:flex;gap:4px;margin-top:4px}.row span{flex:1;text-align:center;padding:6px 8px;border-radius:6px;font-size:13px}.file{margin-top:6px;font-size:13px}small{font-size:11.5px}
${style}</style><body>${body}`

/** A private chat of Telegram. */
export function telegramPage(bubbles: readonly Bubble[]): string {
  const style = `body{background:#d6e4ee;padding:16px;color:#111}.b{background:#fff;border-radius:12px;padding:8px 12px;margin-bottom:8px;width:fit-content;max-width:560px;white-space:pre-wrap}
.mine{background:#e3fbd0;margin-left:auto}.b img{border-radius:8px;margin:4px 0;width:100%}.row span{background:#7ba0bd;color:#fff}blockquote{border-left:3px solid #4a90c2;margin:4px 0;padding:2px 8px;background:#f0f6fa}blockquote.folded{max-height:5.1em;overflow:hidden;position:relative}blockquote.folded::after{content:'⌄';position:absolute;right:8px;bottom:0}a{color:#2678b6;text-decoration:none}`
  const one = ({ mine, html, pictures, files: names, buttons: rows }: Bubble): string =>
    `<div class="b ${mine ? 'mine' : ''}">${pictures.map(image).join('')}${html}${files(names)}${buttons(rows)}</div>`
  return page(style, bubbles.map(one).join(''))
}

/** A channel of Discord. */
export function discordPage(bubbles: readonly Bubble[]): string {
  const style = `body{background:#313338;padding:16px;color:#dbdee1}.m{margin-bottom:14px}.n{font-weight:700;color:#fff;margin-bottom:2px}.mine .n{color:#f0b232}.t{white-space:pre-wrap}
.m img{border-radius:6px;margin:6px 0;max-width:540px}.row{max-width:540px}.row span{background:#4e5058;color:#fff;flex:none}pre{background:#2b2d31;border:1px solid #1e1f22;border-radius:4px;padding:8px}small{color:#949ba4}a{color:#00a8fc;text-decoration:none}
.embed{border-left:4px solid;background:#2b2d31;border-radius:4px;padding:10px 14px;max-width:520px;margin-top:4px}.embed .f{display:inline-block;min-width:150px;margin:6px 12px 0 0;vertical-align:top}`
  const one = ({ mine, name, html, pictures, files: names, buttons: rows }: Bubble): string =>
    `<div class="m ${mine ? 'mine' : ''}"><div class=n>${escapeHtml(name)}</div><div class=t>${html}</div>${pictures.map(image).join('')}${files(names)}${buttons(rows)}</div>`
  return page(style, bubbles.map(one).join(''))
}

/** What a terminal shows. */
export function terminalPage(command: string, output: string): string {
  const css = `body{background:#1e2127;color:#dcdfe4;padding:14px 18px;width:860px}pre{font:13px/1.35 Mono;margin:0}b{color:#98c379}`
  return page(css, `<pre><b>$</b> ${escapeHtml(command)}\n${escapeHtml(output)}</pre>`)
}
