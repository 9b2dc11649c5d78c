import { inLocale, m, type Title } from '../../core/title.ts'
import { sayExpression } from './expression.ts'
import { isNode, listOf, type Node, textOf } from './parse.ts'

const SAY = {
  reads: m('Reads: {}', 'Lee: {}', '读取：{}', { ru: 'Читает: {}', tr: 'Okur: {}', vi: 'Đọc: {}' }),
  keeps: m('Keeps rows where: {}', 'Conserva las filas donde: {}', '保留满足条件的行：{}', {
    ru: 'Оставляет строки, где: {}',
    tr: 'Şu satırları tutar: {}',
    vi: 'Giữ các dòng mà: {}',
  }),
  groups: m('Groups by: {}', 'Agrupa por: {}', '分组：{}', { ru: 'Группирует по: {}', tr: 'Gruplar: {}', vi: 'Nhóm theo: {}' }),
  having: m('Keeps groups where: {}', 'Conserva los grupos donde: {}', '保留满足条件的分组：{}', {
    ru: 'Оставляет группы, где: {}',
    tr: 'Şu grupları tutar: {}',
    vi: 'Giữ các nhóm mà: {}',
  }),
  qualify: m('Keeps results where: {}', 'Conserva los resultados donde: {}', '保留满足条件的结果：{}', {
    ru: 'Оставляет результаты, где: {}',
    tr: 'Şu sonuçları tutar: {}',
    vi: 'Giữ các kết quả mà: {}',
  }),
  shows: m('Shows: {}', 'Muestra: {}', '显示：{}', { ru: 'Показывает: {}', tr: 'Gösterir: {}', vi: 'Hiển thị: {}' }),
  sorts: m('Sorts by: {}', 'Ordena por: {}', '排序：{}', { ru: 'Сортирует по: {}', tr: 'Sıralar: {}', vi: 'Sắp xếp theo: {}' }),
  down: m('{} (largest first)', '{} (de mayor a menor)', '{}（从大到小）', {
    ru: '{} (сначала большие)',
    tr: '{} (büyükten küçüğe)',
    vi: '{} (lớn nhất trước)',
  }),
  limit: m('At most this many rows: {}', 'Como máximo estas filas: {}', '最多行数：{}', {
    ru: 'Не больше строк: {}',
    tr: 'En çok satır: {}',
    vi: 'Tối đa số dòng: {}',
  }),
  offset: m('Skips this many rows: {}', 'Omite estas filas: {}', '跳过行数：{}', {
    ru: 'Пропускает строк: {}',
    tr: 'Atlanan satır: {}',
    vi: 'Bỏ qua số dòng: {}',
  }),
  distinct: m('Leaves out repeated rows', 'Omite las filas repetidas', '去除重复行', {
    ru: 'Убирает повторы',
    tr: 'Yinelenen satırları atar',
    vi: 'Bỏ các dòng lặp',
  }),
  part: m('First, as "{}":', 'Primero, como "{}":', '先得到“{}”：', {
    ru: 'Сначала, как «{}»:',
    tr: 'Önce, "{}" olarak:',
    vi: 'Trước hết, đặt là "{}":',
  }),
  inner: m('From the result of:', 'A partir del resultado de:', '基于以下结果：', {
    ru: 'Из результата:',
    tr: 'Şunun sonucundan:',
    vi: 'Từ kết quả của:',
  }),
  both: m('Combines ({}):', 'Combina ({}):', '合并（{}）：', { ru: 'Объединяет ({}):', tr: 'Birleştirir ({}):', vi: 'Kết hợp ({}):' }),
} satisfies Record<string, Title>

const say = (key: keyof typeof SAY, locale: string, inner = ''): string => inLocale(SAY[key], locale).replace('{}', inner)

/** A joined table, or a subquery whose own lines follow. */
function sources(node: unknown, locale: string): { names: string[]; inner: Node[] } {
  if (!isNode(node)) return { names: [], inner: [] }
  const alias = (name: string) => (node.alias && node.alias !== name ? `${name} (${textOf(node.alias)})` : name)
  if (node.type === 'BASE_TABLE') {
    const name = [node.schema_name, node.table_name].map(textOf).filter(Boolean).join('.')
    return { names: [alias(name)], inner: [] }
  }
  if (node.type === 'TABLE_FUNCTION' && isNode(node.function)) return { names: [alias(sayExpression(node.function, locale))], inner: [] }
  if (node.type === 'SUBQUERY' && isNode(node.subquery)) return { names: [textOf(node.alias) || '…'], inner: [node.subquery.node as Node] }
  if (node.type !== 'JOIN') return { names: [], inner: [] }
  const [left, right] = [sources(node.left, locale), sources(node.right, locale)]
  const using = ((node.using_columns as string[] | undefined) ?? []).join(', ')
  const on = isNode(node.condition) ? sayExpression(node.condition, locale) : using
  const kind = textOf(node.join_type) === 'INNER' || !node.join_type ? 'JOIN' : `${textOf(node.join_type)} JOIN`
  const first = left.names.join(' ')
  return {
    names: [`${first} ${node.ref_type === 'CROSS' ? 'CROSS JOIN' : kind} ${right.names.join(' ')}${on ? ` ON ${on}` : ''}`],
    inner: [...left.inner, ...right.inner],
  }
}

const conditions = (node: unknown, locale: string): string =>
  isNode(node) && node.class === 'CONJUNCTION' && node.type === 'CONJUNCTION_AND'
    ? listOf(node.children)
        .map((each) => sayExpression(each, locale))
        .join('; ')
    : sayExpression(node as Node, locale)

function modifiers(node: Node, locale: string): string[] {
  return listOf(node.modifiers).flatMap((modifier) => {
    if (modifier.type === 'ORDER_MODIFIER') {
      const orders = listOf(modifier.orders).map((each) => {
        const shown = isNode(each.expression) ? sayExpression(each.expression, locale) : ''
        return each.type === 'DESCENDING' ? say('down', locale, shown) : shown
      })
      return [say('sorts', locale, orders.join(', '))]
    }
    if (modifier.type === 'DISTINCT_MODIFIER') return [say('distinct', locale)]
    const shown = (part: unknown): string => (isNode(part) ? sayExpression(part, locale) : '')
    return [
      ...(isNode(modifier.limit) ? [say('limit', locale, shown(modifier.limit))] : []),
      ...(isNode(modifier.offset) ? [say('offset', locale, shown(modifier.offset))] : []),
    ]
  })
}

function groups(node: Node, locale: string): string {
  const items = listOf(node.select_list)
  // GROUP BY 1 means the first item that is shown.
  return listOf(node.group_expressions)
    .map((each) => {
      const place = each.class === 'CONSTANT' && isNode(each.value) ? items[Number(each.value.value) - 1] : undefined
      return sayExpression(place ?? each, locale)
    })
    .join(', ')
}

const item = (node: Node, locale: string): string => {
  const shown = sayExpression(node, locale)
  return node.alias && node.alias !== shown ? `${textOf(node.alias)} = ${shown}` : shown
}

function selectLines(node: Node, locale: string): string[] {
  const { names, inner } = sources(node.from_table, locale)
  const grouped = groups(node, locale)
  return [
    ...(names.length > 0 && (inner.length === 0 || names.join('') !== '…') ? [say('reads', locale, names.join(', '))] : []),
    ...inner.flatMap((part) => [say('inner', locale), ...indent(explainNode(part, locale))]),
    ...(isNode(node.where_clause) ? [say('keeps', locale, conditions(node.where_clause, locale))] : []),
    ...(grouped ? [say('groups', locale, grouped)] : []),
    ...(isNode(node.having) ? [say('having', locale, conditions(node.having, locale))] : []),
    say(
      'shows',
      locale,
      listOf(node.select_list)
        .map((each) => item(each, locale))
        .join(', '),
    ),
    ...(isNode(node.qualify) ? [say('qualify', locale, conditions(node.qualify, locale))] : []),
    ...modifiers(node, locale),
  ]
}

const indent = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`)

function explainNode(node: Node, locale: string): string[] {
  const parts = isNode(node.cte_map)
    ? listOf(node.cte_map.map).flatMap(({ key, value }) => {
        const query = isNode(value) && isNode(value.query) ? (value.query.node as Node) : undefined
        return query ? [say('part', locale, textOf(key)), ...indent(explainNode(query, locale))] : []
      })
    : []
  if (node.type === 'SET_OPERATION_NODE') {
    const sides = listOf(node.children).length > 0 ? listOf(node.children) : [node.left as Node, node.right as Node]
    const kind = `${textOf(node.setop_type)}${node.setop_all === true ? ' ALL' : ''}`
    return [
      ...parts,
      say('both', locale, kind),
      ...sides.filter(isNode).flatMap((side) => indent(explainNode(side, locale))),
      ...modifiers(node, locale),
    ]
  }
  return [...parts, ...selectLines(node, locale)]
}

/** What a statement computes, a line a step, from DuckDB's own syntax tree. */
export const explain = (tree: Node, locale: string): string => explainNode(tree, locale).join('\n')
