/** A seeded source of statements, hostile and honest, for tests and for the benchmark. The same seed gives the same statements. */

export interface Random {
  /** 0 ≤ n < below. */
  below(below: number): number
  pick<T>(list: readonly T[]): T
}

/** mulberry32. */
export function seeded(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return { below, pick: (list) => list[below(list.length)] as never }
}

const ALLOWED = ['labels', 'dex.trades', 'tokens.erc20', 'main.swaps', 'range(3)', 'evm.blocks', 'labels.addresses', 'unnest([1, 2])']
const FORBIDDEN = [
  'secret',
  'main.secret',
  'hidden.secret',
  '"secret"',
  'SECRET',
  'meta',
  'imports',
  'duckdb_tables()',
  'duckdb_settings()',
  'information_schema.tables',
  'pg_catalog.pg_class',
  'sqlite_master',
  "'$SECRET'",
  "read_text('$SECRET')",
  "read_csv('$SECRET')",
  "glob('$FOLDER/*')",
  "query('FROM secret')",
  "query_table('secret')",
  "pragma_table_info('secret')",
  'temp.stage_labels',
  'warehouse.main.secret',
]
const VALUES = ['1', "'a'", 'NULL', '*', 'count(*)', 'word', 'name', 'chain_id', 'true', "DATE '2024-01-01'", '1.5', 'now()', '[1, 2]']
const CALLS = [
  'upper',
  'length',
  'sum',
  'max',
  'coalesce',
  'getenv',
  'current_setting',
  'repeat',
  'range',
  'typeof',
  'hash',
  'nextval',
  'error',
]
const JOINS = ['JOIN', 'LEFT JOIN', 'SEMI JOIN', 'CROSS JOIN', 'POSITIONAL JOIN', ',']
const STATEMENTS = [
  'DROP TABLE labels',
  'DELETE FROM labels',
  "UPDATE labels SET name = 'x'",
  "INSERT INTO labels VALUES (9, 'f', 'f', 'f', 'f')",
  'CREATE TABLE fuzz AS SELECT 1',
  'CREATE TEMP VIEW labels AS SELECT 1',
  'CREATE MACRO upper(x) AS x',
  "COPY labels TO '$FOLDER/fuzz.csv'",
  "EXPORT DATABASE '$FOLDER/fuzz'",
  "ATTACH '$FOLDER/fuzz.db' AS f",
  'PRAGMA threads=9',
  'SET threads = 9',
  'INSTALL httpfs',
  'CHECKPOINT',
  'SELECT * FROM secret',
]
const INSERTS = ['/**/', '--\n', ';', "'", '"', '(', ')', '$$', '\\', '\0', '\u200b', '\u00a0', '\n', ' UNION SELECT word FROM secret ', ' FROM secret ', '::', '*', ' RECURSIVE '] // biome-ignore format: short

/** Makes statements by grammar, by splicing known ones, and by damaging them. */
export function statementSource(
  random: Random,
  { known, folder, secret }: { known: readonly string[]; folder: string; secret: string },
): () => string {
  const { below, pick } = random
  const value = (depth: number): string => {
    const kind = depth <= 0 ? 0 : below(9)
    if (kind === 1) return `(${query(depth - 1)})`
    if (kind === 2) return `${pick(CALLS)}(${value(depth - 1)})`
    if (kind === 3) return `CASE WHEN ${value(depth - 1)} THEN ${value(depth - 1)} END`
    if (kind === 4) return `[${value(depth - 1)}]`
    if (kind === 5) return `${value(depth - 1)} || ${value(depth - 1)}`
    if (kind === 6) return `sum(1) OVER (ORDER BY ${value(depth - 1)})`
    return pick(VALUES)
  }
  const from = (depth: number): string => {
    const kind = depth <= 0 ? 0 : below(6)
    if (kind === 1) return `(${query(depth - 1)}) q`
    if (kind === 2) return `${from(depth - 1)} a ${pick(JOINS)} ${from(depth - 1)} b${below(2) ? ' ON true' : ''}`
    return below(12) === 0 ? pick(FORBIDDEN) : pick(ALLOWED)
  }
  const query = (depth: number): string => {
    const kind = depth <= 0 ? 0 : below(9)
    if (kind === 1) return `${query(depth - 1)} ${pick(['UNION', 'UNION ALL', 'EXCEPT', 'INTERSECT'])} ${query(depth - 1)}`
    if (kind === 2) return `WITH ${pick(['q', 'secret', 'labels', 'duckdb_tables'])} AS (${query(depth - 1)}) ${query(depth - 1)}`
    if (kind === 3) return `${query(depth - 1)} ORDER BY ${value(depth - 1)} LIMIT ${pick(['3', value(depth - 1)])}`
    if (kind === 4) return `SELECT ${value(depth - 1)} FROM ${from(depth - 1)} WHERE ${value(depth - 1)} IN (${query(depth - 1)})`
    if (kind === 5) return `FROM ${from(depth - 1)} SELECT ${value(depth - 1)}`
    return `SELECT ${value(depth - 1)} FROM ${from(depth - 1)}`
  }
  const damaged = (text: string): string => {
    const at = below(text.length + 1)
    const kind = below(6)
    if (kind === 0) return text.slice(0, at) + pick(INSERTS) + text.slice(at)
    if (kind === 1) return text.slice(0, at) + text.slice(at + 1 + below(8))
    if (kind === 2) return `${text}${pick([';', ' ; ', '/**/;', ';--\n', ' UNION ALL '])}${below(2) ? pick(STATEMENTS) : pick(known)}`
    if (kind === 3) return text.replace(/\b(labels|dex\.trades|swaps)\b/i, pick(FORBIDDEN))
    if (kind === 4) return [...text].map((letter) => (below(3) ? letter : letter.toUpperCase())).join('')
    return `SELECT * FROM (${text}) x`
  }
  return () => {
    const kind = below(10)
    let text = kind < 5 ? query(1 + below(4)) : kind < 9 ? damaged(pick(known)) : pick(STATEMENTS)
    while (below(4) === 0) text = damaged(text)
    return text.replaceAll('$SECRET', secret).replaceAll('$FOLDER', folder)
  }
}
