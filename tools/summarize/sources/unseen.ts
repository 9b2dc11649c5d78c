/** The parts of the document object model that are used here; linkedom's nodes have them. */
export interface DomNode {
  nodeType: number
  nodeName: string
  textContent: string | null
  childNodes: Iterable<DomNode>
  getAttribute?(name: string): string | null
  querySelectorAll(selector: string): Iterable<DomNode>
  remove?(): void
}

const NEVER =
  'script,style,noscript,template,iframe,object,embed,svg,canvas,form,input,button,select,textarea,head,meta,link,dialog,title,[hidden],[aria-hidden="true"],[inert]'
/** Ways in which style hides words. */
const HIDING =
  /display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0*\d?)?\s*(?:;|$|!)|font-size\s*:\s*(?:0|1px|0?\.\d+\s*(?:px|pt|em))|(?:left|top|right|bottom|text-indent)\s*:\s*-\s*\d{3,}|clip(?:-path)?\s*:\s*(?:rect\(\s*0|inset\(\s*(?:50|100)%)|(?:max-)?(?:height|width)\s*:\s*0(?:px)?\s*(?:;|$|!)|transform\s*:\s*scale\(\s*0/i
const COLOUR = /(?:^|;)\s*color\s*:\s*([^;!]+)/i
const GROUND = /background(?:-color)?\s*:\s*([^;!]+)/i
const PALE = /^(?:#fff(?:fff)?|white|transparent|rgba?\(\s*255\s*,\s*255\s*,\s*255[^)]*\)|rgba\([^)]*,\s*0(?:\.0\d*)?\s*\))$/i

/** True when a style makes words unreadable for people. */
export function hides(style: string): boolean {
  if (HIDING.test(style)) return true
  const colour = COLOUR.exec(style)?.[1]?.trim()
  const ground = GROUND.exec(style)?.[1]?.trim()
  return colour !== undefined && (colour === ground || (PALE.test(colour) && (ground === undefined || PALE.test(ground))))
}

/** Names of classes and ids that the page's own style sheets hide. */
function hiddenNames(styles: readonly string[]): Set<string> {
  const rules = styles.flatMap((css) => [...css.slice(0, 200_000).matchAll(/([^{}]{1,500})\{([^{}]{0,2000})\}/g)])
  const selectors = rules.filter(([, , body = '']) => hides(body)).flatMap(([, selector = '']) => selector.split(','))
  return new Set(selectors.flatMap((selector) => /^\s*[.#]([\w-]+)\s*$/.exec(selector)?.[1] ?? []))
}

/** Takes out of a document what its reader does not see. */
export function dropUnseen(root: DomNode): void {
  const names = hiddenNames([...root.querySelectorAll('style')].map((node) => node.textContent ?? ''))
  for (const node of [...root.querySelectorAll(NEVER)]) node.remove?.()
  for (const node of [...root.querySelectorAll('[style]')]) if (hides(node.getAttribute?.('style') ?? '')) node.remove?.()
  if (names.size === 0) return
  for (const node of [...root.querySelectorAll('[class],[id]')]) {
    const own = `${node.getAttribute?.('class') ?? ''} ${node.getAttribute?.('id') ?? ''}`.split(/\s+/)
    if (own.some((name) => names.has(name))) node.remove?.()
  }
}
