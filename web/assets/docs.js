// The reference of the API, made from the OpenAPI description that this server gives.
import { byId, h } from './dom.js'

const json = (value) => h('pre', { tabindex: '0' }, h('code', null, JSON.stringify(value, null, 2)))

const schemaOf = (content) => content?.['application/json']?.schema

/** What a field may hold, in a few words. */
function kind(schema) {
  if (schema.enum) return schema.enum.join(' | ')
  const several = schema.anyOf ?? schema.oneOf
  if (several) return several.map(kind).join(' or ')
  if (schema.type === 'array') return `list of ${kind(schema.items ?? {})}`
  return schema.const === undefined ? (schema.type ?? 'any') : JSON.stringify(schema.const)
}

function fields(schema) {
  if (!schema?.properties) return json(schema ?? {})
  const required = new Set(schema.required ?? [])
  const rows = Object.entries(schema.properties).map(([name, field]) =>
    h(
      'tr',
      null,
      h('td', null, h('code', null, name)),
      h('td', null, kind(field)),
      h('td', null, [required.has(name) ? 'Needed.' : '', field.description].filter(Boolean).join(' ')),
    ),
  )
  const head = h('tr', null, ...['Field', 'Type', 'About'].map((title) => h('th', { scope: 'col' }, title)))
  return h(
    'div.scroll',
    { tabindex: '0', role: 'region', 'aria-label': 'Fields' },
    h('table', null, h('thead', null, head), h('tbody', null, ...rows)),
  )
}

function route(path, method, operation) {
  const body = schemaOf(operation.requestBody?.content)
  const parameters = operation.parameters ?? []
  const inside = h(
    'div.inside',
    null,
    operation.description && h('p', null, operation.description),
    ...parameters.map((parameter) =>
      h('p.note', null, h('code', null, parameter.name), ` (${parameter.in}, ${kind(parameter.schema ?? {})})`),
    ),
    ...(body ? [h('h3', null, 'Body'), fields(body)] : []),
  )
  const head = h(
    'summary',
    null,
    h('code', null, h('b.method', null, method.toUpperCase()), ` ${path}`),
    h('span', null, operation.summary ?? ''),
  )
  return h('article', null, h('details', null, head, inside))
}

const about = byId('about')
try {
  const description = await (await fetch('/openapi.json')).json()
  about.textContent = `${description.info.description} Version ${description.info.version}.`
  const groups = new Map()
  for (const [path, methods] of Object.entries(description.paths))
    for (const [method, operation] of Object.entries(methods)) {
      const tag = operation.tags?.[0] ?? 'Other'
      groups.set(tag, [...(groups.get(tag) ?? []), route(path, method, operation)])
    }
  for (const [tag, routes] of groups) byId('routes').append(h('section', null, h('h2', null, tag), ...routes))
} catch {
  about.textContent = 'The description could not be loaded from /openapi.json.'
}
