import { PetrelError } from '../../core/errors.ts'

/** What /shield is asked to do. */
export interface Wish {
  show?: 'status' | 'report' | 'log' | undefined
  mode?: 'off' | 'report' | 'on' | undefined
  captcha?: boolean | undefined
  warnLimit?: number | undefined
  undo?: number | undefined
}

const FORMS: readonly [RegExp, (match: RegExpExecArray) => Wish][] = [
  [/^(?:status|settings)?$/, () => ({ show: 'status' })],
  [/^(?:show )?report$/, () => ({ show: 'report' })],
  [/^(?:show )?(?:log|history)$/, () => ({ show: 'log' })],
  [/^(?:mode )?(on|off)$/, ([, mode]) => ({ mode: mode as 'on' | 'off' })],
  [/^(?:mode report|dry[- ]?run|report only)$/, () => ({ mode: 'report' })],
  [/^captcha (on|off)$/, ([, state]) => ({ captcha: state === 'on' })],
  [/^(?:warn(?:ings?)?[ -]?(?:limit)?|limit) (\d{1,2})$/, ([, limit]) => ({ warnLimit: Number(limit) })],
  [/^undo #?(\d{1,9})$/, ([, id]) => ({ undo: Number(id) })],
]

/** The words behind /shield. Throws PetrelError input_invalid. */
export function readWish(words: string): Wish {
  const said = words.trim().toLowerCase().replace(/\s+/g, ' ')
  for (const [form, wish] of FORMS) {
    const match = form.exec(said)
    if (match) return wish(match)
  }
  throw new PetrelError('input_invalid', {
    message: `/shield does not know "${words.slice(0, 40)}".`,
    hint: 'It knows: on, off, mode report, report, log, captcha on, captcha off, limit 3, undo 12.',
    facts: { words },
  })
}
