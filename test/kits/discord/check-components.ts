import { checkEach, checkText, checkUrl, type Form, fault, isJson, within } from './check-form.ts'
import { FAULTS, type Json } from './fault.ts'
import { LIMITS } from './limits.ts'

const ROW = 1
const BUTTON = 2
const SELECT = 3
const INPUT = 4
const LINK_STYLE = 5

function checkButton(form: Form, button: Json): void {
  if (typeof button.style !== 'number' || button.style < 1 || button.style > 6)
    fault(within(form, 'style'), 'BASE_TYPE_CHOICES', 'Value must be one of {1, 2, 3, 4, 5, 6}.')
  checkText(within(form, 'label'), button.label, { most: LIMITS.buttonLabel, optional: isJson(button.emoji) })
  if (button.style === LINK_STYLE) {
    checkText(within(form, 'url'), button.url, { most: LIMITS.buttonUrl })
    checkUrl(within(form, 'url'), button.url, ['http:', 'https:', 'discord:'])
  } else checkText(within(form, 'custom_id'), button.custom_id, { most: LIMITS.customId })
}

function checkSelect(form: Form, select: Json): void {
  checkText(within(form, 'custom_id'), select.custom_id, { most: LIMITS.customId })
  checkText(within(form, 'placeholder'), select.placeholder, { most: LIMITS.selectPlaceholder, least: 0, optional: true })
  const values = new Set<unknown>()
  checkEach(within(form, 'options'), { value: select.options, most: LIMITS.selectOptions, least: 1 }, (at, option) => {
    checkText(within(at, 'label'), option.label, { most: LIMITS.selectOptionText })
    checkText(within(at, 'value'), option.value, { most: LIMITS.selectOptionText })
    checkText(within(at, 'description'), option.description, { most: LIMITS.selectOptionText, optional: true })
    if (values.has(option.value))
      fault(within(at, 'value'), 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED', 'The specified option value is already used')
    values.add(option.value)
  })
}

function checkInput(form: Form, input: Json): void {
  checkText(within(form, 'custom_id'), input.custom_id, { most: LIMITS.customId })
  checkText(within(form, 'label'), input.label, { most: LIMITS.inputLabel })
  checkText(within(form, 'placeholder'), input.placeholder, { most: LIMITS.inputPlaceholder, least: 0, optional: true })
  checkText(within(form, 'value'), input.value, { most: LIMITS.inputValue, least: 0, optional: true })
  if (input.style !== 1 && input.style !== 2) fault(within(form, 'style'), 'BASE_TYPE_CHOICES', 'Value must be one of {1, 2}.')
}

function checkRow(form: Form, row: Json, ids: Set<unknown>): void {
  if (row.type !== ROW) {
    fault(form, 'UNION_TYPE_CHOICES', 'Value of field "type" must be one of (1,); the kit models classic messages.')
    return
  }
  const inner = within(form, 'components')
  const parts = checkEach(inner, { value: row.components, most: LIMITS.buttonsInRow, least: 1 }, (at, part) => {
    if (part.type === BUTTON) checkButton(at, part)
    else if (part.type === SELECT) checkSelect(at, part)
    else {
      fault(within(at, 'type'), 'UNION_TYPE_CHOICES', 'Value of field "type" must be one of (2, 3).')
      return
    }
    if (part.custom_id !== undefined && ids.has(part.custom_id))
      fault(within(at, 'custom_id'), 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated')
    ids.add(part.custom_id)
  })
  if (parts.length > 1 && parts.some(({ type }) => type === SELECT))
    fault(inner, 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', 'The specified component exceeds the maximum width')
}

/** Components of a classic message: action rows of buttons or one select (components/reference). */
export function checkComponents(form: Form, value: unknown): void {
  const ids = new Set<unknown>()
  checkEach(form, { value, most: LIMITS.rows }, (at, row) => checkRow(at, row, ids))
}

/** Refuses a modal that Discord would refuse. Throws ApiFault. */
export function checkModal(data: Json): void {
  const form: Form = { at: 'data', faults: [] }
  checkText(within(form, 'title'), data.title, { most: LIMITS.modalTitle })
  checkText(within(form, 'custom_id'), data.custom_id, { most: LIMITS.customId })
  checkEach(within(form, 'components'), { value: data.components, most: LIMITS.modalComponents, least: 1 }, (at, row) => {
    const [input] = row.type === ROW && Array.isArray(row.components) && row.components.length === 1 ? row.components : []
    if (isJson(input) && input.type === INPUT) checkInput(within(within(at, 'components'), 0), input)
    else fault(at, 'UNION_TYPE_CHOICES', 'An action row with one text input is needed.')
  })
  if (form.faults.length > 0) throw FAULTS.invalidForm(form.faults)
}

/** Choices of an autocomplete answer. Throws ApiFault. */
export function checkChoices(data: Json): void {
  const form: Form = { at: 'data', faults: [] }
  checkEach(within(form, 'choices'), { value: data.choices, most: LIMITS.choices }, (at, choice) => {
    checkText(within(at, 'name'), choice.name, { most: LIMITS.choiceText })
    if (typeof choice.value === 'string') checkText(within(at, 'value'), choice.value, { most: LIMITS.choiceText })
    else if (typeof choice.value !== 'number') fault(within(at, 'value'), 'BASE_TYPE_REQUIRED', 'This field is required')
  })
  if (form.faults.length > 0) throw FAULTS.invalidForm(form.faults)
}
