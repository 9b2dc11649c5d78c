/** True when Node strips types by itself (22.18 and later): nothing has to teach it, and a start takes about half the processor time. */
export const READS_TYPESCRIPT = Boolean((process.features as { typescript?: unknown }).typescript)

/** What a child process that runs our sources needs in its `execArgv`. */
export const TYPESCRIPT_ARGS: readonly string[] = READS_TYPESCRIPT ? [] : ['--import', import.meta.resolve('tsx')]
