import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Resvg, type ResvgRenderOptions } from '@resvg/resvg-js'

export const PICTURE_FONT = 'DejaVu Sans'

const folder = dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json'))
const fontFiles = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((file) => join(folder, 'ttf', file))

type Fonts = NonNullable<ResvgRenderOptions['font']>
const shipped: Fonts = { fontFiles, loadSystemFonts: false, defaultFontFamily: PICTURE_FONT }
const withSystem: Fonts = { ...shipped, loadSystemFonts: true }

/** Scripts that the shipped font draws; everything else needs a font of the system. */
const COVERED = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Common}\p{Script=Inherited}]*$/u
const UNCOVERED = /[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Common}\p{Script=Inherited}]/gu

const drawn = (character: string): string =>
  new Resvg(`<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24"><text y="20" font-size="18">${character}</text></svg>`, {
    font: withSystem,
  })
    .render()
    .asPng()
    .toString('base64')

const known = new Map<string, boolean>()

/** Whether a font of the system has this character: it must look different from one that no font has. */
function systemHas(character: string): boolean {
  let has = known.get(character)
  if (has === undefined) {
    has = drawn(character) !== drawn('\u{10fffd}')
    if (known.size < 5000) known.set(character, has)
  }
  return has
}

/**
 * Fonts for a picture with this text, and the text as it can be drawn: the shipped font alone where it suffices (the same
 * picture on every machine), else those of the system too; characters that no font has become "?", which is honest where boxes look broken.
 */
export function fontsFor(svg: string): { font: Fonts; svg: string } {
  if (COVERED.test(svg)) return { font: shipped, svg }
  return { font: withSystem, svg: svg.replace(UNCOVERED, (character) => (systemHas(character) ? character : '?')) }
}
