import { type AbiEvent, toEventSelector } from 'viem'
import { PetrelError } from '../../core/errors.ts'
import { type EventSpec, plainName } from '../warehouse/events.ts'

const invalid = (message: string): PetrelError =>
  new PetrelError('input_invalid', { message, hint: 'Give the JSON ABI of the contract: a list, or an artifact with the field "abi".' })

const isEvent = (entry: unknown): entry is AbiEvent => {
  const { type, name, inputs } = (entry ?? {}) as { type?: unknown; name?: unknown; inputs?: unknown }
  const named = (each: unknown) => typeof (each as { type?: unknown } | null)?.type === 'string'
  return type === 'event' && typeof name === 'string' && Array.isArray(inputs) && inputs.every(named)
}

const TYPE = /^(address|bool|string|function|tuple|bytes\d{0,2}|u?int\d{0,3})(\[\d*\])*$/

/** Most events of one contract. */
const MOST = 200

/** Events of an ABI that have a topic; two of one name get a number. Throws PetrelError input_invalid. */
export function eventsOfAbi(json: string, { chain, contract, address }: Pick<EventSpec, 'chain' | 'contract' | 'address'>): EventSpec[] {
  if (!/^0x[0-9a-f]{40}$/i.test(address)) throw invalid(`"${address}" is no address.`)
  if (plainName(contract) === '') throw invalid(`"${contract}" is no name for a contract: use letters and digits.`)
  let data: unknown
  try {
    data = JSON.parse(json)
  } catch {
    throw invalid('The ABI is not valid JSON.')
  }
  const list = Array.isArray(data) ? data : (data as { abi?: unknown } | null)?.abi
  if (!Array.isArray(list)) throw invalid('The file holds no ABI.')
  const events = list.filter(isEvent).filter(({ anonymous }) => anonymous !== true)
  if (events.length === 0) throw invalid('The ABI has no events.')
  if (events.length > MOST) throw invalid(`The ABI has ${events.length} events; ${MOST} are read.`)
  const seen = new Map<string, number>()
  return events.map((event) => {
    const count = (seen.get(plainName(event.name)) ?? 0) + 1
    seen.set(plainName(event.name), count)
    const args = event.inputs.map(({ name = '', type, indexed = false }) => ({ name, type, indexed: indexed === true }))
    const topic0 = topicOf(event)
    return {
      chain,
      contract,
      event: count === 1 ? event.name : `${event.name}_${count}`,
      address: address.toLowerCase(),
      topic0,
      arguments: args,
    }
  })
}

function topicOf(event: AbiEvent): string {
  const odd = event.inputs.find(({ type }) => !TYPE.test(type))
  if (odd) throw invalid(`The event ${event.name.slice(0, 60)} has the type "${odd.type.slice(0, 40)}", which is none.`)
  try {
    return toEventSelector(event)
  } catch (cause) {
    throw invalid(
      `The event ${event.name} has a type that is none: ${cause instanceof Error ? cause.message.split('\n')[0] : String(cause)}`,
    )
  }
}
