import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { tools } from '../tools/index.ts'

/** The documentation held against the code: what a page promises exists, and what exists has its page. */

const read = (file: string): string => readFileSync(file, 'utf8')
const markdownIn = (folder: string): string[] =>
  !existsSync(folder)
    ? []
    : readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
        const path = join(folder, entry.name)
        if (entry.isDirectory()) return markdownIn(path)
        return entry.name.endsWith('.md') ? [path] : []
      })
const ROOT_PAGES = readdirSync('.').filter((name) => name.endsWith('.md'))
const PAGES = [...ROOT_PAGES, ...markdownIn('docs'), ...markdownIn('examples')]

/** Fenced blocks and inline code of a page. */
function codeIn(text: string): string[] {
  const fenced = [...text.matchAll(/^```[^\n]*\n([\s\S]*?)^```/gm)].map(([, code = '']) => code)
  const inline = [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code)
  return [...fenced, ...inline]
}

describe('tools', () => {
  test.each(tools.map((tool) => [tool.name, tool] as const))('%s has a page that names each of its input fields', (name, tool) => {
    const page = read(`docs/tools/${name}.md`)
    const schema = z.toJSONSchema(tool.input, { io: 'input', unrepresentable: 'any' })
    const fields = Object.entries((schema.properties ?? {}) as Record<string, { description?: string }>)
    expect(fields.map(([field]) => field).filter((field) => !page.includes(`\`${field}\``))).toEqual([])
    // Where the page has a row for the field, it says what the field itself says.
    for (const [field, { description = '' }] of fields) {
      const row = page.split('\n').find((line) => line.startsWith(`| \`${field}\` |`))
      if (row !== undefined) expect(row).toContain(description)
    }
  })

  test('every page of a tool has its tool', () => {
    const pages = readdirSync('docs/tools').map((file) => basename(file, '.md'))
    expect(pages.sort()).toEqual(tools.map(({ name }) => name).sort())
  })
})

test('every adapter has a page', () => {
  const adapters = readdirSync('adapters').filter((name) => existsSync(join('adapters', name, `${name}.ts`)))
  const pages = readdirSync('docs').map((file) => basename(file, '.md'))
  expect(adapters).toContain('http')
  expect(adapters.filter((name) => !pages.some((page) => page === name || page.startsWith(`${name}-`)))).toEqual([])
})

describe('benchmarks', () => {
  const page = read('docs/bench.md')
  const listed = [...read('bench/index.ts').matchAll(/^ {2}'?([\w-]+)'?: \(\) => (?:load|import)\('\.\/([^']+)'\)/gm)]
  const benches = listed.map(([, name = '', file = '']): [string, string] => [name, file])

  test('are found', () => expect(benches.map(([name]) => name)).toEqual(expect.arrayContaining(['start', 'model', 'http'])))

  /** Ids of figures in a file, or in the files beside it when the benchmark is a folder; what is computed in an id matches anything. */
  const idsOf = (file: string): string[] => {
    const folder = dirname(file)
    const files = folder === '.' ? [file] : readdirSync(join('bench', folder)).map((name) => join(folder, name))
    const code = files.filter((name) => /(?<!\.test)\.ts$/.test(name)).map((name) => read(join('bench', name)))
    return code.flatMap((text) => {
      const makers = [...text.matchAll(/(?:const|function) (\w+)(?: = )?\(id: string/g)].map(([, name = '']) => `\\b${name}\\(\\s*`)
      const named = makers.flatMap((maker) => [...text.matchAll(new RegExp(`${maker}(['\`])([^'\`]+)\\1`, 'g'))])
      const written = [...text.matchAll(/\bid:\s*(['`])([^'`]+)\1,\s*value\b/g)]
      return [...named, ...written].map(([, , id = '']) => id)
    })
  }

  test.each(benches)('%s stands on the page with each of its figures', (name, file) => {
    expect(page).toMatch(new RegExp(`^## ${name}$`, 'm'))
    const section = page.split(/^## /m).find((part) => part.startsWith(`${name}\n`)) ?? ''
    const ids = idsOf(file)
    expect(ids).not.toEqual([])
    const missing = ids.filter((id) => !new RegExp(`\`${id.replace(/\$\{[^}]*\}/g, '\\w+')}\``).test(section))
    expect(missing).toEqual([])
  })

  test('every part of the page has its benchmark', () => {
    const parts = [...page.matchAll(/^## (.+)$/gm)].map(([, name]) => name)
    expect(parts.sort()).toEqual(benches.map(([name]) => name).sort())
  })
})

describe('commands', () => {
  const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts)
  const commands = ['start', 'ask', 'chat', 'help', 'TOOL', ...tools.map(({ name }) => name)]
  const own = [...read('adapters/cli/cli.ts').matchAll(/\.command\('(\w+)/g)].map(([, name]) => name)

  test('the command line has the commands of this list', () => {
    expect(own.sort()).toEqual(['ask', 'chat', 'start'])
  })

  test.each(PAGES)('%s names only npm scripts and commands that exist', (file) => {
    const code = codeIn(read(file)).join('\n')
    const npm = [...code.matchAll(/npm (?:run(?: -s)? )([\w:-]+)/g)].map(([, name = '']) => name)
    const bare = [...code.matchAll(/npm (test|start)\b/g)].map(([, name = '']) => name)
    const petrel = [...code.matchAll(/^(?:\$ |.*npx )?petrel ([a-zA-Z]+)/gm)].map(([, name = '']) => name)
    expect([...npm, ...bare].filter((name) => !scripts.includes(name))).toEqual([])
    expect(petrel.filter((name) => !commands.includes(name))).toEqual([])
  })

  test('the README shows how to install, start and test', ({ skip }) => {
    if (!existsSync('README.md')) {
      console.warn('README.md is not there yet: its commands are not tested')
      return skip()
    }
    const code = codeIn(read('README.md')).join('\n')
    expect(code).toMatch(/npm install/)
    expect(code).toMatch(/npm start|petrel start/)
    expect(code).toMatch(/npm test/)
  })
})

describe('decisions', () => {
  const files = readdirSync('docs/decisions').filter((name) => name !== 'README.md')
  const index = read('docs/decisions/README.md')

  test('each has a number of its own, in its name and its title', () => {
    expect(files.filter((name) => !/^\d{4}-[a-z0-9-]+\.md$/.test(name))).toEqual([])
    const numbers = files.map((name) => name.slice(0, 4))
    expect(numbers.filter((number, place) => numbers.indexOf(number) !== place)).toEqual([])
    expect(files.filter((name) => !read(join('docs/decisions', name)).startsWith(`# ${name.slice(0, 4)}`))).toEqual([])
  })

  test.each(files)('%s stands in the index with its title', (name) => {
    const number = name.slice(0, 4)
    const title = (read(join('docs/decisions', name)).split('\n')[0] ?? '').replace(/^# \d{4}:? /, '')
    const row = index.split('\n').find((line) => line.includes(`[${number}](${name})`))
    expect(row, `add ${name} to docs/decisions/README.md`).toBeDefined()
    expect(row?.toLowerCase()).toContain(title.toLowerCase())
  })
})

/** Ids that headings get on the usual hosts. */
const anchorsOf = (file: string): string[] =>
  [...read(file).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-'),
  )

/** What is wrong with a relative link, or undefined. */
function fault(file: string, link: string): string | undefined {
  const [path = '', anchor] = link.split('#')
  const target = path === '' ? file : join(dirname(file), decodeURIComponent(path))
  if (!existsSync(target)) return `${link}: ${target} does not exist`
  if (anchor === undefined || statSync(target).isDirectory() || !target.endsWith('.md')) return undefined
  return anchorsOf(target).includes(anchor) ? undefined : `${link}: ${target} has no heading "${anchor}"`
}

describe('every page', () => {
  test.each(PAGES)('%s links to what exists and names no path of one machine', (file) => {
    const text = read(file)
    const prose = text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]+`/g, '')
    const links = [...prose.matchAll(/\]\(([^)\s]+)(?: "[^"]*")?\)|(?:src|href)="([^"]+)"/g)].map(([, a, b]) => a ?? b ?? '')
    const relative = links.filter((link) => !/^(https?:|mailto:)/.test(link))
    expect(relative.flatMap((link) => fault(file, link) ?? [])).toEqual([])
    expect(text.match(/(?<![\w.:/])\/(?:home|Users|root|work|mnt)\/[\w.-]+|\b[A-Z]:\\\w+/g) ?? []).toEqual([])
  })
})
