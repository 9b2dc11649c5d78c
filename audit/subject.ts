import type { Action } from './model/actions.ts'
import { actionsOf } from './model/actions.ts'
import { buildProject, type ContractModel, FUEL, type FunctionModel, type Project } from './model/contracts.ts'
import { buildFlow, type Flow } from './model/flow.ts'
import { importedFiles } from './model/imports.ts'
import { gatesOf, openVariables } from './model/privilege.ts'
import { reachability } from './model/reach.ts'
import type { FileAst } from './parse/ast.ts'
import { parseSolidity } from './parse/parse.ts'

export interface SourceFile {
  /** Path as imports name it. */
  path: string
  text: string
}

/** An entry function of a contract with everything it can do. */
export interface Entry {
  fn: FunctionModel
  flow: Flow
  actions: readonly Action[]
  isConstructor: boolean
  /** True when `b` can happen after `a` in one call. */
  follows(a: Action, b: Action): boolean
  /** True when no gate that holds stands before the action: anyone can make it happen. */
  anyone(action: Pick<Action, 'conds'>): boolean
  /** True when no role at all is asked for, not even one that anyone can take. */
  unasked(action: Pick<Action, 'conds'>): boolean
}

export interface ContractSubject {
  model: ContractModel
  /** Public and external functions, fallback, receive and the constructor, own and inherited. */
  entries: readonly Entry[]
  /** Names of state variables that anyone can set. */
  open: ReadonlySet<string>
  project: Project
}

export interface SourceSubject {
  kind: 'source'
  project: Project
  files: readonly FileAst[]
  /** Contracts and libraries with code; interfaces are left out. */
  contracts: readonly ContractSubject[]
}

export interface CodeSubject {
  kind: 'bytecode'
  name: string
  /** Runtime code. */
  code: Uint8Array
}

/** Parses and models the sources. `remappings` are "prefix=target" as compilers take them. `each` is called before each contract. */
export function openSource(
  sources: readonly SourceFile[],
  remappings: readonly string[] = [],
  each: (contract: string) => void = () => {},
): SourceSubject {
  const files = sources.map((source) => parseSolidity(source.path, source.text))
  const project = buildProject(files, importedFiles(files, remappings))
  const models = project.contracts.filter((contract) => contract.def.kind !== 'interface' && contract.name !== '')
  const contracts = models.map((model) => {
    each(model.name)
    return openContract(model, project)
  })
  return { kind: 'source', project, files, contracts }
}

export const isEntry = (fn: FunctionModel): boolean =>
  fn.def.body !== undefined &&
  (fn.isConstructor ||
    fn.def.kind === 'fallback' ||
    fn.def.kind === 'receive' ||
    fn.def.visibility === 'public' ||
    fn.def.visibility === 'external' ||
    (fn.def.visibility === '' && fn.def.kind === 'function'))

function openContract(model: ContractModel, project: Project): ContractSubject {
  const flows = model.functions.filter(isEntry).map((fn) => {
    project.fuel.left = FUEL
    const flow = buildFlow(fn, model, project)
    return { fn, flow, actions: actionsOf(flow), isConstructor: fn.isConstructor }
  })
  project.fuel.left = FUEL
  const open = openVariables(flows)
  const entries = flows.map((part) => ({ ...part, follows: reachability(part.flow), anyone: anyoneOf(open), unasked }))
  return { model, entries, open, project }
}

const anyoneOf =
  (open: ReadonlySet<string>) =>
  (action: Pick<Action, 'conds'>): boolean =>
    !gatesOf(action.conds).some((gate) => !gate.variable || !open.has(gate.variable))

const unasked = (action: Pick<Action, 'conds'>): boolean => !gatesOf(action.conds).some((gate) => gate.role)
