import type { Action } from './model/actions.ts'
import { actionsOf } from './model/actions.ts'
import { buildProject, type ContractModel, FUEL, type FunctionModel, type Project } from './model/contracts.ts'
import { buildFlow, type Flow } from './model/flow.ts'
import { importedFiles } from './model/imports.ts'
import { gatesOf, openVariables } from './model/privilege.ts'
import { reachability } from './model/reach.ts'
import { eachExprIn } from './model/walk.ts'
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
  /** Internal functions of this contract that nothing in the sources calls; what they do is only ever a part of something else. */
  orphans: readonly Entry[]
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
  const called = calledNames(project)
  const contracts = models.map((model) => {
    each(model.name)
    return openContract(model, project, called)
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

/** Names that some code calls. */
function calledNames(project: Project): ReadonlySet<string> {
  const names = new Set<string>()
  for (const contract of project.contracts)
    for (const fn of contract.own) {
      for (const modifier of fn.def.modifiers) names.add(modifier.name)
      eachExprIn(fn.def.body, (expr) => {
        if (expr.k === 'id') names.add(expr.name)
        if (expr.k === 'member') names.add(expr.name)
      })
    }
  return names
}

function openContract(model: ContractModel, project: Project, called: ReadonlySet<string>): ContractSubject {
  const flowOf = (fn: FunctionModel) => {
    project.fuel.left = FUEL
    const flow = buildFlow(fn, model, project)
    return { fn, flow, actions: actionsOf(flow), isConstructor: fn.isConstructor }
  }
  const flows = model.functions.filter(isEntry).map(flowOf)
  project.fuel.left = FUEL
  const open = openVariables(flows)
  const finish = (part: ReturnType<typeof flowOf>): Entry => ({
    ...part,
    follows: reachability(part.flow),
    anyone: anyoneOf(open),
    unasked,
  })
  const orphans = model.own.filter((fn) => fn.def.kind === 'function' && fn.def.body && !isEntry(fn) && !called.has(fn.def.name))
  return { model, entries: flows.map(finish), orphans: orphans.map((fn) => finish(flowOf(fn))), open, project }
}

const anyoneOf =
  (open: ReadonlySet<string>) =>
  (action: Pick<Action, 'conds'>): boolean =>
    !gatesOf(action.conds).some((gate) => !gate.variable || !open.has(gate.variable))

const unasked = (action: Pick<Action, 'conds'>): boolean => !gatesOf(action.conds).some((gate) => gate.role)
