import { inLocale, m, type Title } from '../../core/title.ts'
import { isNode, listOf, type Node, textOf } from './parse.ts'

/** Aggregates in words, "{}" standing for what they are of. */
const AGGREGATES: Readonly<Record<string, Title>> = {
  count_star: m('number of rows', 'número de filas', '行数', { ru: 'число строк', tr: 'satır sayısı', vi: 'số dòng' }),
  count: m('number of {}', 'número de {}', '{} 的数量', { ru: 'число {}', tr: '{} sayısı', vi: 'số {}' }),
  distinct: m('number of different {}', 'número de {} distintos', '不同 {} 的数量', {
    ru: 'число разных {}',
    tr: 'farklı {} sayısı',
    vi: 'số {} khác nhau',
  }),
  approx_count_distinct: m('about the number of different {}', 'número aproximado de {} distintos', '不同 {} 的近似数量', {
    ru: 'примерное число разных {}',
    tr: 'yaklaşık farklı {} sayısı',
    vi: 'số {} khác nhau (xấp xỉ)',
  }),
  sum: m('sum of {}', 'suma de {}', '{} 之和', { ru: 'сумма {}', tr: '{} toplamı', vi: 'tổng {}' }),
  avg: m('average of {}', 'media de {}', '{} 的平均值', { ru: 'среднее {}', tr: '{} ortalaması', vi: 'trung bình {}' }),
  median: m('median of {}', 'mediana de {}', '{} 的中位数', { ru: 'медиана {}', tr: '{} ortancası', vi: 'trung vị {}' }),
  min: m('smallest {}', 'menor {}', '最小 {}', { ru: 'наименьшее {}', tr: 'en küçük {}', vi: '{} nhỏ nhất' }),
  max: m('largest {}', 'mayor {}', '最大 {}', { ru: 'наибольшее {}', tr: 'en büyük {}', vi: '{} lớn nhất' }),
}
const BY = m('{} by {unit}', '{} por {unit}', '{} 按 {unit}', { ru: '{} по {unit}', tr: '{unit} bazında {}', vi: '{} theo {unit}' })
const UNITS: Readonly<Record<string, Title>> = {
  minute: m('minute', 'minuto', '分钟', { ru: 'минутам', tr: 'dakika', vi: 'phút' }),
  hour: m('hour', 'hora', '小时', { ru: 'часам', tr: 'saat', vi: 'giờ' }),
  day: m('day', 'día', '日', { ru: 'дням', tr: 'gün', vi: 'ngày' }),
  week: m('week', 'semana', '周', { ru: 'неделям', tr: 'hafta', vi: 'tuần' }),
  month: m('month', 'mes', '月', { ru: 'месяцам', tr: 'ay', vi: 'tháng' }),
  quarter: m('quarter', 'trimestre', '季度', { ru: 'кварталам', tr: 'çeyrek', vi: 'quý' }),
  year: m('year', 'año', '年', { ru: 'годам', tr: 'yıl', vi: 'năm' }),
}

const COMPARE: Readonly<Record<string, string>> = {
  COMPARE_EQUAL: '=',
  COMPARE_NOTEQUAL: '≠',
  COMPARE_LESSTHAN: '<',
  COMPARE_GREATERTHAN: '>',
  COMPARE_LESSTHANOREQUALTO: '≤',
  COMPARE_GREATERTHANOREQUALTO: '≥',
  COMPARE_DISTINCT_FROM: 'IS DISTINCT FROM',
  COMPARE_NOT_DISTINCT_FROM: 'IS NOT DISTINCT FROM',
}

/** The number inside the casts that INTERVAL n UNIT is parsed to. */
function constantIn(node: Node | undefined): string | undefined {
  if (!node) return undefined
  if (node.class === 'CONSTANT' && isNode(node.value)) return String(node.value.value)
  if (isNode(node.child)) return constantIn(node.child)
  return constantIn(listOf(node.children)[0])
}

const fill = (title: Title, inner: string, locale: string, unit = ''): string =>
  inLocale(title, locale).replace('{}', inner).replace('{unit}', unit)

function constant({ value }: Node): string {
  if (!isNode(value) || value.is_null === true) return 'NULL'
  const id = isNode(value.type) ? textOf(value.type.id) : ''
  if (id === 'DECIMAL' && isNode(value.type)) {
    const scale = Number((value.type.type_info as Node | undefined)?.scale ?? 0)
    return String(Number(value.value) / 10 ** scale)
  }
  return id === 'VARCHAR' ? `'${String(value.value)}'` : String(value.value)
}

function call(node: Node, say: (node: Node) => string, locale: string): string {
  const name = textOf(node.function_name)
  const args = listOf(node.children)
  const [first, second] = args
  const shown = args.map(say)
  const interval = /^to_(\w+)s$/.exec(name)?.[1]
  if (interval && first) return `${constantIn(first) ?? shown[0]} ${interval}`
  if (name === 'date_trunc' && first?.class === 'CONSTANT' && second) {
    const unit = textOf((first.value as Node | undefined)?.value).toLowerCase()
    const title = UNITS[unit]
    if (title) return fill(BY, say(second), locale, inLocale(title, locale))
  }
  if (node.is_operator === true && args.length === 2) return `${shown[0]} ${name} ${shown[1]}`
  if (/^!?~~\*?$/.test(name)) return `${shown[0]} ${name.startsWith('!') ? 'NOT ' : ''}${name.endsWith('*') ? 'ILIKE' : 'LIKE'} ${shown[1]}`
  const title = AGGREGATES[node.distinct === true && name === 'count' ? 'distinct' : name]
  const kept = isNode(node.filter) ? ` (${say(node.filter)})` : ''
  if (title && args.length <= 1) return fill(title, shown[0] ?? '', locale) + kept
  return `${name}(${shown.join(', ')})${kept}`
}

function operator(node: Node, say: (node: Node) => string): string {
  const shown = listOf(node.children).map(say)
  switch (node.type) {
    case 'COMPARE_IN':
      return `${shown[0]} ∈ (${shown.slice(1).join(', ')})`
    case 'COMPARE_NOT_IN':
      return `${shown[0]} ∉ (${shown.slice(1).join(', ')})`
    case 'OPERATOR_NOT':
      return `NOT (${shown[0]})`
    case 'OPERATOR_IS_NULL':
      return `${shown[0]} IS NULL`
    case 'OPERATOR_IS_NOT_NULL':
      return `${shown[0]} IS NOT NULL`
    case 'OPERATOR_COALESCE':
      return `coalesce(${shown.join(', ')})`
    default:
      return `${String(node.type).toLowerCase().replace('operator_', '')}(${shown.join(', ')})`
  }
}

/** An expression of the syntax tree in words and signs. */
export function sayExpression(node: Node, locale: string): string {
  const say = (inner: Node): string => sayExpression(inner, locale)
  switch (node.class) {
    case 'COLUMN_REF':
      return ((node.column_names as string[] | undefined) ?? []).join('.')
    case 'CONSTANT':
      return constant(node)
    case 'STAR':
      return node.relation_name ? `${textOf(node.relation_name)}.*` : '*'
    case 'FUNCTION':
      return call(node, say, locale)
    case 'COMPARISON':
      return `${say(node.left as Node)} ${COMPARE[textOf(node.type)] ?? '='} ${say(node.right as Node)}`
    case 'CONJUNCTION':
      return listOf(node.children)
        .map((child) => (child.class === 'CONJUNCTION' ? `(${say(child)})` : say(child)))
        .join(node.type === 'CONJUNCTION_AND' ? ' AND ' : ' OR ')
    case 'BETWEEN':
      return `${say(node.lower as Node)} ≤ ${say(node.input as Node)} ≤ ${say(node.upper as Node)}`
    case 'CAST': {
      const type = isNode(node.cast_type) ? textOf(node.cast_type.id) : ''
      return node.child && isNode(node.child) ? (type === 'VARCHAR' || !type ? say(node.child) : `${say(node.child)} [${type}]`) : ''
    }
    case 'CASE':
      return `CASE ${listOf(node.case_checks)
        .map((check) => `${say(check.when_expr as Node)} → ${say(check.then_expr as Node)}`)
        .join('; ')}${isNode(node.else_expr) ? `; ELSE ${say(node.else_expr)}` : ''}`
    case 'OPERATOR':
      return operator(node, say)
    case 'WINDOW': {
      const of = `${textOf(node.function_name)}(${listOf(node.children).map(say).join(', ')})`
      const parts = listOf(node.partitions).map(say).join(', ')
      const order = listOf(node.orders)
        .map((each) => say(each.expression as Node))
        .join(', ')
      return `${of} OVER (${[parts && `PARTITION BY ${parts}`, order && `ORDER BY ${order}`].filter(Boolean).join(' ')})`
    }
    case 'SUBQUERY':
      return '(SELECT …)'
    default:
      return textOf(node.class).toLowerCase()
  }
}
