import { checkEach, checkText, type Form, fault, isJson, wellFormed, within } from './check-form.ts'
import { FAULTS, type Json } from './fault.ts'
import { LIMITS } from './limits.ts'

/** interactions/application-commands, Application Command Naming; lower case where the script has one. */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u
const STRING = 3
const INTEGER = 4
const NUMBER = 10
const TYPES = new Set([3, 4, 5, 6, 7, 8, 9, 10, 11])

function checkName(form: Form, value: unknown): void {
  if (typeof value !== 'string' || !NAME.test(value) || value !== value.toLowerCase())
    fault(form, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid')
}

function checkChoice(form: Form, choice: Json, type: unknown): void {
  checkText(within(form, 'name'), choice.name, { most: LIMITS.choiceText })
  if (type === STRING) checkText(within(form, 'value'), choice.value, { most: LIMITS.choiceText })
  else if (typeof choice.value !== 'number') fault(within(form, 'value'), 'NUMBER_TYPE_COERCE', 'Value is not a number.')
}

function checkBounds(form: Form, option: Json): void {
  for (const key of ['min_length', 'max_length']) {
    const value = option[key]
    const least = key === 'max_length' ? 1 : 0
    if (value === undefined) continue
    if (option.type !== STRING || typeof value !== 'number' || value > LIMITS.stringOption || value < least)
      fault(within(form, key), 'NUMBER_TYPE_MAX', `int value should be less than or equal to ${LIMITS.stringOption}.`)
  }
  for (const key of ['min_value', 'max_value']) {
    const value = option[key]
    if (value === undefined) continue
    const fits = typeof value === 'number' && (option.type === NUMBER || (option.type === INTEGER && Number.isSafeInteger(value)))
    // interactions/application-commands, Application Command Option Type: numbers lie between -2^53 and 2^53.
    if (!fits || Math.abs(value) > 2 ** 53) fault(within(form, key), 'NUMBER_TYPE_MAX', 'Value must be within 2^53.')
  }
}

function checkOption(form: Form, option: Json): void {
  checkName(within(form, 'name'), option.name)
  checkText(within(form, 'description'), option.description, { most: LIMITS.commandDescription })
  if (!TYPES.has(option.type as number)) fault(within(form, 'type'), 'BASE_TYPE_CHOICES', 'The kit models options of value types only.')
  const choices = checkEach(within(form, 'choices'), { value: option.choices, most: LIMITS.choices }, (at, choice) =>
    checkChoice(at, choice, option.type),
  )
  if (option.autocomplete === true && choices.length > 0)
    fault(form, 'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES', 'Autocomplete options cannot have choices')
  if (option.autocomplete === true && option.type !== STRING && option.type !== INTEGER && option.type !== NUMBER)
    fault(within(form, 'autocomplete'), 'APPLICATION_COMMAND_OPTIONS_TYPE', 'Option type may not be autocompleted')
  checkBounds(form, option)
}

const lengthOf = (command: Json): number => {
  const options = Array.isArray(command.options) ? command.options.filter(isJson) : []
  const choices = options.flatMap((option) => (Array.isArray(option.choices) ? option.choices.filter(isJson) : []))
  const texts = [
    ...[command, ...options].flatMap((part) => [part.name, part.description]),
    ...choices.flatMap((one) => [one.name, one.value]),
  ]
  return texts.reduce<number>((sum, text) => sum + (typeof text === 'string' ? text.length : 0), 0)
}

/** Required options come first, names are used once. */
function checkOrder(form: Form, options: readonly Json[]): void {
  const names = new Set<unknown>()
  let optional = false
  for (const [index, option] of options.entries()) {
    const at = within(form, index)
    if (option.required === true && optional)
      fault(at, 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', 'Required options must be placed before non-required options')
    optional ||= option.required !== true
    if (names.has(option.name)) fault(at, 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', 'Option name already exists')
    names.add(option.name)
  }
}

/** reference#locales. */
const LOCALES = new Set(
  'id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko'.split(' '),
)

function checkLocalizations(form: Form, value: unknown): void {
  if (value === undefined || value === null) return
  for (const [locale, text] of Object.entries(isJson(value) ? value : { '': value })) {
    if (!LOCALES.has(locale)) fault(within(form, locale), 'INVALID_LOCALE', 'Not a locale of Discord.')
    checkText(within(form, locale), text, { most: LIMITS.commandDescription })
  }
}

function checkCommand(form: Form, command: Json): void {
  checkName(within(form, 'name'), command.name)
  if ((command.type ?? 1) !== 1) fault(within(form, 'type'), 'BASE_TYPE_CHOICES', 'The kit models CHAT_INPUT commands only.')
  checkText(within(form, 'description'), command.description, { most: LIMITS.commandDescription })
  checkLocalizations(within(form, 'description_localizations'), command.description_localizations)
  const options = within(form, 'options')
  checkOrder(options, checkEach(options, { value: command.options, most: LIMITS.commandOptions }, checkOption))
  const permissions = command.default_member_permissions
  if (permissions !== undefined && permissions !== null && !/^\d+$/.test(String(permissions)))
    fault(within(form, 'default_member_permissions'), 'PERMISSIONS_INVALID', 'Invalid permissions')
  if (lengthOf(command) > LIMITS.commandTotal)
    fault(form, 'APPLICATION_COMMAND_TOO_LARGE', `Command exceeds maximum size (${LIMITS.commandTotal})`)
}

/** Refuses a list of commands that Discord would refuse. Throws ApiFault. */
export function checkCommands(body: unknown): readonly Json[] {
  if (!wellFormed(body)) throw FAULTS.invalidJson()
  const form: Form = { at: '', faults: [] }
  const names = new Set<unknown>()
  const commands = checkEach(form, { value: body, most: LIMITS.commands }, (at, command) => {
    checkCommand(at, command)
    if (names.has(command.name)) fault(at, 'APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique')
    names.add(command.name)
  })
  if (form.faults.length > 0) throw FAULTS.invalidForm(form.faults)
  return commands
}
