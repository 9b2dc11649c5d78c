// Elements are made here and nowhere else; text is always text, never markup.

/**
 * @param {string} tag an element's name, with classes: "button.chip"
 * @param {Record<string, unknown> | null} [properties] attributes; names beginning with "on" are listeners
 * @param {(Node | string | undefined | null | false)[]} children strings become text nodes
 * @returns {HTMLElement}
 */
export function h(tag, properties, ...children) {
  const [name, ...classes] = tag.split('.')
  const element = document.createElement(name)
  if (classes.length > 0) element.className = classes.join(' ')
  for (const [key, value] of Object.entries(properties ?? {})) {
    if (value === undefined || value === false || value === null) continue
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value)
    else element.setAttribute(key, value === true ? '' : String(value))
  }
  element.append(...children.filter((child) => child !== undefined && child !== null && child !== false))
  return element
}

/** @param {string} id */
export const byId = (id) => document.getElementById(id)

/** Copies text where the clipboard may be used, and by a selection elsewhere. @param {string} text */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    const area = h('textarea', { class: 'hidden', readonly: true })
    area.value = text
    document.body.append(area)
    area.select()
    document.execCommand('copy')
    area.remove()
  }
}
