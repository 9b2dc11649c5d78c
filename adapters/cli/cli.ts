import { Command, CommanderError, Option } from 'commander'
import type { EncodeTable } from '../../core/export.ts'
import type { AnyTool } from '../../core/tool.ts'
import { answerOnce, type CliIo, EXIT, type RenderAnswer, type Showing, showError, usage } from './answering.ts'
import { attachments, nameFile } from './attach.ts'
import { chatLoop } from './chat.ts'
import type { Client, Question } from './client.ts'
import { addFlags, flagValues } from './flags.ts'
import { showNewKey } from './new-key.ts'
import { checkEnding } from './save-table.ts'

/** What stands on the command line apart from the command: main.ts turns it into settings and a client. */
export interface CliOptions {
  /** --config FILE */
  file?: string
  /** --set key=value, --model NAME: settings by key. */
  args: Readonly<Record<string, string>>
  /** --url, --key: a running server to ask. */
  url?: string
  key?: string
}

export interface CliPorts {
  version: string
  tools: readonly AnyTool[]
  /** Runs Petrel until it is told to stop; resolves with the exit code. Throws PetrelError. */
  start: (options: CliOptions) => Promise<number>
  /** Opens the way to the agent. Called only when something is asked. Throws PetrelError. */
  connect: (options: CliOptions) => Promise<Client>
  render: RenderAnswer
  /** Makes Parquet for --save; without it only .csv and .json. */
  parquet?: EncodeTable
  io: CliIo
}

export interface Cli {
  /** Runs one command line (without node and script) and resolves with the exit code: 0 ok, 1 error, 2 usage, 78 settings. Never throws. */
  run(argv: readonly string[]): Promise<number>
}

interface Globals {
  config?: string
  set?: string[]
  model?: string
  url?: string
  key?: string
  json?: boolean
  color?: boolean
  chat?: string
  locale?: string
  save?: string
  file?: string[]
}

function settings({ set = [], model }: Globals): Record<string, string> {
  const pairs = set.map((pair): [string, string] => {
    const at = pair.indexOf('=')
    if (at < 1) throw usage(`--set ${pair} has no "=".`, 'Write --set key=value, for example --set http.port=8080.')
    return [pair.slice(0, at), pair.slice(at + 1)]
  })
  return Object.fromEntries([...pairs, ...(model === undefined ? [] : [['model.name', model] as const])])
}

function cliOptions(globals: Globals): CliOptions {
  const { config, url, key } = globals
  return {
    args: settings(globals),
    ...(config === undefined ? {} : { file: config }),
    ...(url === undefined ? {} : { url }),
    ...(key === undefined ? {} : { key }),
  }
}

function showing(ports: CliPorts, { json = false, color, save }: Globals): Showing {
  const { io, render, parquet } = ports
  return {
    ...{ io, render, json, color: color !== false && io.noColor !== true && io.stdout.isTTY === true },
    ...(save === undefined ? {} : { save }),
    ...(parquet === undefined ? {} : { parquet }),
  }
}

/** One question: opens a client, asks, shows, closes. Ctrl-C stops the turn. */
async function once(ports: CliPorts, globals: Globals, question: Question): Promise<number> {
  if (globals.save !== undefined) checkEnding(globals.save)
  const files = await attachments(globals.file ?? [], ports.io.stdin)
  const stop = new AbortController()
  const forget = ports.io.onInterrupt(() => stop.abort())
  try {
    const client = await ports.connect(cliOptions(globals))
    try {
      return await answerOnce(
        client,
        { question, chat: globals.chat ?? 'terminal', signal: stop.signal, locale: globals.locale, files },
        showing(ports, globals),
      )
    } finally {
      await client.close()
    }
  } finally {
    forget()
  }
}

function program(ports: CliPorts): Command {
  return new Command('petrel')
    .description('A self-hosted Web3 assistant whose every figure can be checked.')
    .version(ports.version, '-V, --version', 'Print the version.')
    .helpOption('-h, --help', 'Show help.')
    .helpCommand(false)
    .option('--config <file>', 'Settings file (petrel.config.json in this folder by default).')
    .option('--set <key=value>', 'Set one setting; may be repeated.', (pair: string, all: string[] = []) => [...all, pair])
    .option('--model <name>', 'Short for --set model.name=NAME; "none" answers without a model.')
    .option('--url <address>', 'Ask a running server instead of starting in this process.')
    .option('--key <key>', 'API key for that server.')
    .option('--json', 'Print the answer with its records as JSON.')
    .option('--save <file>', 'Also write the answer’s table to a file: .csv, .json or .parquet.')
    .option(
      '--file <path>',
      'File that the question is about; may be repeated; "-" is standard input.',
      (path: string, all: string[] = []) => [...all, path],
    )
    .addOption(new Option('--no-color', 'Print without colours.'))
    .option('--chat <name>', 'Conversation that follow-ups belong to.')
    .option('--locale <tag>', 'Language of the answer: en, es, zh.')
    .showHelpAfterError('Run "petrel --help" to see what there is.')
    .configureOutput({ writeOut: (text) => ports.io.stdout.write(text), writeErr: (text) => ports.io.stderr.write(text) })
    .exitOverride()
}

const examples = (tool: AnyTool): string =>
  tool.examples.length === 0 ? '' : `\nIn plain words:\n${tool.examples.map(({ say }) => `  petrel ask "${say}"`).join('\n')}\n`

/** Words alone go the way of a chat command, where the tool's own reader completes them; flags are the input itself. */
function toolQuestion(tool: AnyTool, words: readonly string[], options: Record<string, unknown>): Question {
  if (options.input !== undefined) return { tool: tool.name, input: options.input }
  const flags = flagValues(tool, options)
  const text = words.join(' ')
  if (Object.keys(flags).length === 0 && text !== '') return { text: `/${tool.name} ${text}` }
  if (text !== '' && tool.positional === undefined)
    throw usage(`${tool.name} takes no words beside flags: "${text}".`, `See "petrel ${tool.name} --help".`)
  return { tool: tool.name, input: { ...flags, ...(text === '' || tool.positional === undefined ? {} : { [tool.positional]: text }) } }
}

type Done = (code: number) => void

function addTool(root: Command, tool: AnyTool, { ports, done }: { ports: CliPorts; done: Done }): void {
  const command = root.command(`${tool.name} [words...]`).summary(tool.description).description(tool.description)
  addFlags(command, tool)
  // The key must never reach the store, so it is made here and not by the tool.
  if (tool.name === 'config')
    command.option('--new-key', 'Make an API key for the HTTP surface; prints it once, with the hash for http.apiKeys.')
  command.addHelpText('after', examples(tool))
  command.action(async (words: string[], options: Record<string, unknown>) => {
    const globals = root.opts<Globals>()
    if (options.newKey === true) return done(showNewKey(showing(ports, globals)))
    const { files, rest } = nameFile(tool, words)
    done(await once(ports, { ...globals, file: [...(globals.file ?? []), ...files] }, toolQuestion(tool, rest, options)))
  })
}

function addOwn(root: Command, ports: CliPorts, done: Done): void {
  root
    .command('start')
    .summary('Start the server with its page, API and adapters.')
    .description('Start the server with its page, API and adapters, and keep the index of the chains up to date.')
    .action(async () => done(await ports.start(cliOptions(root.opts<Globals>()))))
  root
    .command('ask <words...>')
    .summary('Ask a question in plain words.')
    .description('Ask a question in plain words; any tool may answer it.')
    .addHelpText('after', ports.tools.filter(({ audience }) => audience === 'everyone').map(examples).join('')) // biome-ignore format: short
    .action(async (words: string[]) => done(await once(ports, root.opts<Globals>(), { text: words.join(' ') })))
  root
    .command('chat')
    .summary('Talk in the terminal.')
    .description('Talk in the terminal: Ctrl-C stops an answer, Ctrl-D leaves.')
    .action(async () => done(await talk(ports, root.opts<Globals>())))
}

async function talk(ports: CliPorts, globals: Globals): Promise<number> {
  const client = await ports.connect(cliOptions(globals))
  try {
    return await chatLoop({ client, chat: globals.chat ?? 'terminal', showing: showing(ports, globals), locale: globals.locale })
  } finally {
    await client.close()
  }
}

/** Commands that the command line has itself: a tool of this name is reached through them. */
const OWN = new Set(['start', 'ask', 'chat'])

/**
 * The command line: `start`, `ask`, `chat` and one subcommand a tool, whose flags and help come from the tool's definition. Help needs
 * no service.
 * @example process.exitCode = await createCli(ports).run(['ask', 'top 5 tokens by volume'])
 */
export function createCli(ports: CliPorts): Cli {
  const run = async (argv: readonly string[]): Promise<number> => {
    let code: number = EXIT.ok
    const done: Done = (result) => {
      code = result
    }
    const root = program(ports)
    addOwn(root, ports, done)
    for (const tool of ports.tools) if (!OWN.has(tool.name)) addTool(root, tool, { ports, done })
    try {
      if (argv.length === 0) root.outputHelp()
      else await root.parseAsync([...argv], { from: 'user' })
      return code
    } catch (error) {
      if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage
      return showError(error, { io: ports.io, json: argv.includes('--json') })
    }
  }
  return { run }
}
