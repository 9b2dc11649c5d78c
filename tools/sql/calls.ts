/** Calls of Snowflake, ClickHouse, Spark and Dune, as functions that are here. Each maker gets the arguments as text. */
type Make = (args: string[]) => string | undefined

const cast =
  (type: string): Make =>
  ([value]) =>
    value === undefined ? undefined : `CAST(${value} AS ${type})`
const truncated =
  (unit: string): Make =>
  ([time]) =>
    time === undefined ? undefined : `date_trunc('${unit}', ${time})`
const filtered =
  (name: string, distinct = ''): Make =>
  ([value, test]) =>
    test === undefined ? undefined : `${name}(${distinct}${value}) FILTER (WHERE ${test})`
const only =
  (index: number): Make =>
  (args) =>
    args[index]

const FORMAT: readonly [RegExp, string][] = [
  [/%i/g, '%M'],
  [/%s/g, '%S'],
  [/%c/g, '%-m'],
  [/%e/g, '%-d'],
  [/%T/g, '%H:%M:%S'],
]
const JODA: readonly [RegExp, string][] = [
  [/yyyy|YYYY/g, '%Y'],
  [/MM/g, '%m'],
  [/dd|DD/g, '%d'],
  [/HH24|HH/g, '%H'],
  [/mm|MI/g, '%M'],
  [/ss|SS/g, '%S'],
]
const through = (text: string, patterns: readonly [RegExp, string][]): string =>
  patterns.reduce((made, [pattern, to]) => made.replace(pattern, to), text)
const parsed =
  (patterns: readonly [RegExp, string][]): Make =>
  ([text, format]) =>
    format?.startsWith("'") ? `strptime(${text}, ${through(format, patterns)})` : undefined

/** ARRAY_AGG(x ORDER BY y DESC LIMIT 3) is the best three; a whole list is shown as text, for lists of any length are not made here. */
function gathered(args: string[], distinct = ''): string | undefined {
  const [, what = '', by, direction = '', limit] =
    /^([\s\S]*?)(?:\s+order\s+by\s+([\s\S]*?)(\s+(?:asc|desc))?)?(?:\s+limit\s+(\d+))?$/i.exec(args.join(', ').trim()) ?? []
  const value = what.replace(/^distinct\s+/i, '')
  if (what === '' || value === '') return undefined
  if (by && limit) return `${/desc/i.test(direction) ? 'arg_max' : 'arg_min'}(${value}, ${by}, ${limit})`
  const kind = value === what ? distinct : 'DISTINCT '
  return `string_agg(${kind}CAST(${value} AS VARCHAR), ', '${by ? ` ORDER BY ${by}${direction}` : ''})`
}

const GATHERED = /^string_agg\((DISTINCT )?(CAST\([\s\S]* AS VARCHAR\)), ', '(?:( ORDER BY [\s\S]*))?\)$/
const joined: Make = ([list = '', by]) => {
  const [, distinct = '', value, order = ''] = GATHERED.exec(list) ?? []
  return value === undefined || by === undefined ? undefined : `string_agg(${distinct}${value}, ${by}${order})`
}
const counted: Make = ([list = '']) => {
  const [, distinct = '', value] = GATHERED.exec(list) ?? []
  return value === undefined ? undefined : `count(${distinct}${value})`
}

const struct: Make = (args) => {
  const fields = args.map((arg, index) => {
    const [, value = arg, name] = /^([\s\S]+?)\s+as\s+(\w+)$/i.exec(arg) ?? []
    return `${name ?? /(?:^|\.)([a-z_]\w*)$/i.exec(arg)?.[1] ?? `field${index + 1}`} := ${value}`
  })
  return args.length === 0 ? undefined : `struct_pack(${fields.join(', ')})`
}

const clickhouse = Object.fromEntries(
  ['Minute', 'Hour', 'Day', 'Week', 'Month', 'Quarter', 'Year'].map((unit) => [
    `tostartof${unit.toLowerCase()}`,
    truncated(unit.toLowerCase()),
  ]),
)

export const MORE_CALLS: Readonly<Record<string, Make>> = {
  ...clickhouse,
  todate: cast('DATE'),
  todatetime: cast('TIMESTAMP'),
  tostring: cast('VARCHAR'),
  tofloat64: cast('DOUBLE'),
  toint64: cast('BIGINT'),
  uniq: ([value]) => `count(DISTINCT ${value})`,
  uniqexact: ([value]) => `count(DISTINCT ${value})`,
  count_distinct: ([value]) => `count(DISTINCT ${value})`,
  uniqif: filtered('count', 'DISTINCT '),
  sumif: filtered('sum'),
  avgif: filtered('avg'),
  minif: filtered('min'),
  maxif: filtered('max'),
  formatdatetime: ([time, format]) => (format?.startsWith("'") ? `strftime(${time}, ${through(format, FORMAT)})` : undefined),
  date_parse: parsed(FORMAT),
  str_to_date: parsed(FORMAT),
  parse_datetime: parsed(JODA),
  parse_date: ([format, text]) => (text && format?.startsWith("'") ? `CAST(strptime(${text}, ${format}) AS DATE)` : undefined),
  to_timestamp: ([text, format]) => (format === undefined ? undefined : parsed(JODA)([text ?? '', format])),
  to_varchar: ([value, format]) =>
    format?.startsWith("'")
      ? `strftime(${value}, ${through(format, JODA)})`
      : value === undefined
        ? undefined
        : `CAST(${value} AS VARCHAR)`,
  to_number: ([value]) => `TRY_CAST(${value} AS DOUBLE)`,
  try_to_number: ([value]) => `TRY_CAST(${value} AS DOUBLE)`,
  to_double: ([value]) => `TRY_CAST(${value} AS DOUBLE)`,
  to_decimal: ([value]) => `TRY_CAST(${value} AS DOUBLE)`,
  zeroifnull: ([value]) => `coalesce(${value}, 0)`,
  nullifzero: ([value]) => `nullif(${value}, 0)`,
  div0: ([a, b]) => (b ? `coalesce(${a} / nullif(${b}, 0), 0)` : undefined),
  div0null: ([a, b]) => (b ? `coalesce(${a} / nullif(${b}, 0), 0)` : undefined),
  square: ([value]) => `pow(${value}, 2)`,
  iff: (args) => `if(${args.join(', ')})`,
  nvl2: ([value, there, none]) => (none ? `CASE WHEN ${value} IS NOT NULL THEN ${there} ELSE ${none} END` : undefined),
  // What stands behind it, OVER (…), is of the sum.
  ratio_to_report: ([value]) => `(${value}) / sum(${value})`,
  charindex: ([what, text]) => (text ? `strpos(${text}, ${what})` : undefined),
  locate: ([what, text]) => (text ? `strpos(${text}, ${what})` : undefined),
  regexp_substr: ([text, pattern]) => (pattern ? `regexp_extract(${text}, ${pattern})` : undefined),
  percentile: ([value, share]) => (share ? `quantile_cont(${value}, ${share})` : undefined),
  percentile_approx: ([value, share]) => (share ? `approx_quantile(${value}, ${share})` : undefined),
  timestampadd: ([unit = '', n, time]) =>
    time ? `(${time} + to_${unit.replaceAll("'", '').toLowerCase().replace(/s$/, '')}s(${n}))` : undefined,
  timestampdiff: ([unit = '', from, to]) => (to ? `date_diff('${unit.replaceAll("'", '').toLowerCase()}', ${from}, ${to})` : undefined),
  laginframe: (args) => `lag(${args.join(', ')})`,
  leadinframe: (args) => `lead(${args.join(', ')})`,
  // Links are for a page that shows HTML: the address or hash in them is kept.
  get_href: only(0),
  get_chain_explorer_address: only(1),
  get_chain_explorer_tx_hash: only(1),
  get_chain_explorer: only(0),
  format: ([format = '', value]) => {
    const [, digits] = /^'%,?\.?(\d)?f'$/.exec(format) ?? []
    return value === undefined || !/^'%,?(?:\.\d)?[fd]'$/.test(format) ? undefined : `round(${value}, ${digits ?? 0})`
  },
  format_number: ([value, digits]) => (digits ? `round(${value}, ${digits})` : undefined),
  array_agg: (args) => gathered(args),
  list: (args) => gathered(args),
  collect_list: (args) => gathered(args),
  collect_set: (args) => gathered(args, 'DISTINCT '),
  array_distinct: ([list = '']) => (GATHERED.test(list) ? list.replace(/^string_agg\((?:DISTINCT )?/, 'string_agg(DISTINCT ') : undefined),
  array_join: joined,
  array_to_string: joined,
  cardinality: counted,
  array_length: counted,
  len: counted,
  struct,
}
