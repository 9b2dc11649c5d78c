import { SETTINGS, type Setting } from './settings.ts'

const cell = (text: string): string => text.replaceAll('|', '\\|')

function defaultText({ default: value, secret, type }: Setting): string {
  if (secret || value === '' || (Array.isArray(value) && value.length === 0)) return 'none'
  return type === 'list' ? `\`${(value as string[]).join(', ')}\`` : `\`${String(value)}\``
}

const row = (setting: Setting): string =>
  `| \`${setting.key}\` | ${defaultText(setting)} | ${cell(setting.allowed)} | ${cell(setting.help)}${setting.secret ? ' Never printed.' : ''} | \`${setting.variable}\` |`

/** docs/settings.md, made from the schema. Rewrite it with: npx tsx config/write-docs.ts */
export const settingsPage = (): string => `# Settings

Petrel runs without any. Defaults come first, then \`petrel.config.json\` in the folder where Petrel starts (or the file that
\`PETREL_CONFIG\` or \`--config\` names), then environment variables, then arguments. \`petrel config\` shows the effective values and where each
came from.

A name that is no setting, in the file or among the \`PETREL_\` variables, is refused with the nearest name that is. All problems are told at
once, and the exit code is 78. Secrets are never printed.

In a variable a list is JSON or separated by commas, and a record is JSON or \`name=value\` separated by commas
(\`PETREL_CHAIN_RPC=ethereum=https://a.example,base=https://b.example\`). An empty variable counts as not set. \`~\` is the home folder.

\`\`\`json
{ "http": { "port": 8080 }, "chain": { "use": ["ethereum"], "rpc": { "ethereum": ["https://rpc.example"] } } }
\`\`\`

| setting | default | may be | what it does | variable |
|---|---|---|---|---|
${SETTINGS.map(row).join('\n')}
`
