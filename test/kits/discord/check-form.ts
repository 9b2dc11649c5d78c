import type { FieldFault, Json } from './fault.ts'

/** Collects what is wrong with a body; `at` is the path of what is being read. */
export interface Form {
  at: string
  faults: FieldFault[]
}

export const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

export const within = (form: Form, step: string | number): Form => ({
  at: form.at === '' ? String(step) : `${form.at}.${step}`,
  faults: form.faults,
})

export function fault(form: Form, code: string, message: string): void {
  form.faults.push({ field: form.at || '_form', code, message })
}

/** A string of `least` to `most` characters; undefined when it is absent and may be. */
export function checkText(
  form: Form,
  value: unknown,
  { most, least = 1, optional = false }: { most: number; least?: number; optional?: boolean },
): void {
  if (value === undefined || value === null) {
    if (!optional) fault(form, 'BASE_TYPE_REQUIRED', 'This field is required')
    return
  }
  if (typeof value !== 'string') fault(form, 'STRING_TYPE_CONVERT', 'Could not interpret as string.')
  else if (value.length > most) fault(form, 'BASE_TYPE_MAX_LENGTH', `Must be ${most} or fewer in length.`)
  else if (value.trim().length < least) fault(form, 'BASE_TYPE_BAD_LENGTH', `Must be between ${least} and ${most} in length.`)
}

/** An array of at most `most`; [] when it is none. */
export function checkList(form: Form, value: unknown, { most, least = 0 }: { most: number; least?: number }): readonly unknown[] {
  if (value === undefined || value === null) {
    if (least > 0) fault(form, 'BASE_TYPE_REQUIRED', 'This field is required')
    return []
  }
  if (!Array.isArray(value)) {
    fault(form, 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType')
    return []
  }
  if (value.length > most) fault(form, 'BASE_TYPE_MAX_LENGTH', `Must be ${most} or fewer in length.`)
  if (value.length < least) fault(form, 'BASE_TYPE_BAD_LENGTH', `Must be between ${least} and ${most} in length.`)
  return value
}

export function checkUrl(form: Form, value: unknown, schemes: readonly string[]): void {
  if (typeof value !== 'string' || !URL.canParse(value)) {
    fault(form, 'URL_TYPE_INVALID_URL', 'Not a well formed URL.')
    return
  }
  if (!schemes.includes(new URL(value).protocol))
    fault(
      form,
      'URL_TYPE_INVALID_SCHEME',
      `Scheme "${new URL(value).protocol}" is not supported. Scheme must be one of ${schemes.join(', ')}.`,
    )
}

/** Whether every string in a value is well-formed Unicode. */
export function wellFormed(value: unknown): boolean {
  if (typeof value === 'string') return !/\p{Surrogate}/u.test(value)
  if (Array.isArray(value)) return value.every(wellFormed)
  return isJson(value) ? Object.entries(value).every(([key, one]) => wellFormed(key) && wellFormed(one)) : true
}

/** An array of objects, each checked at its own path; the objects, or [] when there are none. */
export function checkEach(
  form: Form,
  { value, most, least = 0 }: { value: unknown; most: number; least?: number },
  check: (at: Form, one: Json) => void,
): readonly Json[] {
  const found: Json[] = []
  for (const [index, one] of checkList(form, value, { most, least }).entries()) {
    if (!isJson(one)) fault(within(form, index), 'DICT_TYPE_CONVERT', 'Only dictionaries may be used in a DictType')
    else {
      check(within(form, index), one)
      found.push(one)
    }
  }
  return found
}
