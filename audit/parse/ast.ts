/** The syntax tree of Solidity 0.4 to 0.8 and of the Yul inside it, as the analyses want it. Offsets are UTF-16 units into the file. */
export interface Span {
  /** First offset. */
  s: number
  /** Offset after the last character. */
  e: number
}

export type TypeName =
  | ({ k: 'elementary'; name: string } & Span)
  | ({ k: 'user'; name: string } & Span)
  | ({ k: 'mapping'; key: TypeName; value: TypeName } & Span)
  | ({ k: 'array'; base: TypeName; length?: Expr | undefined } & Span)
  | ({ k: 'functionType' } & Span)

/** `d` is the height of the tree below, kept small by the parser so that no walk can overflow the stack. */
interface Node extends Span {
  d: number
}
export interface Id extends Node {
  k: 'id'
  name: string
}
export interface Literal extends Node {
  k: 'lit'
  kind: 'number' | 'string' | 'hex' | 'bool'
  value: string
  unit?: string | undefined
}
export interface Member extends Node {
  k: 'member'
  object: Expr
  name: string
}
export interface Index extends Node {
  k: 'index'
  object: Expr
  index?: Expr | undefined
  end?: Expr | undefined
}
export interface Call extends Node {
  k: 'call'
  callee: Expr
  args: readonly Expr[]
  names?: readonly string[] | undefined
  /** `{value: x, gas: y}` after 0.6.2, and the older `.value(x).gas(y)` folded into the same place. */
  options: readonly { name: string; value: Expr }[]
}
export interface Unary extends Node {
  k: 'unary'
  op: string
  arg: Expr
  prefix: boolean
}
export interface Binary extends Node {
  k: 'binary'
  op: string
  left: Expr
  right: Expr
}
export interface Assign extends Node {
  k: 'assign'
  op: string
  left: Expr
  right: Expr
}
export interface Conditional extends Node {
  k: 'cond'
  test: Expr
  yes: Expr
  no: Expr
}
export interface Tuple extends Node {
  k: 'tuple'
  items: readonly (Expr | undefined)[]
  array: boolean
}
export interface New extends Node {
  k: 'new'
  type: TypeName
}
export interface TypeExpr extends Node {
  k: 'type'
  type: TypeName
}
export type Expr = Id | Literal | Member | Index | Call | Unary | Binary | Assign | Conditional | Tuple | New | TypeExpr

export interface VarDecl extends Span {
  type?: TypeName | undefined
  name: string
  location?: 'memory' | 'storage' | 'calldata' | undefined
  indexed?: boolean
}

export type Stmt =
  | Block
  | ({ k: 'if'; test: Expr; yes: Stmt; no?: Stmt | undefined } & Span)
  | ({ k: 'while'; test: Expr; body: Stmt; post: boolean } & Span)
  | ({ k: 'for'; init?: Stmt | undefined; test?: Expr | undefined; step?: Expr | Stmt | undefined; body: Stmt } & Span)
  | ({ k: 'return'; value?: Expr | undefined } & Span)
  | ({ k: 'expr'; expr: Expr } & Span)
  | ({ k: 'var'; decls: readonly (VarDecl | undefined)[]; init?: Expr | undefined } & Span)
  | ({ k: 'emit'; call: Expr } & Span)
  | ({ k: 'revert'; call?: Expr | undefined } & Span)
  | ({ k: 'break' | 'continue' | 'placeholder' } & Span)
  | ({ k: 'assembly'; body: Block } & Span)
  | ({ k: 'yulFunction'; name: string; params: readonly string[]; body: Block } & Span)
  | ({ k: 'try'; call: Expr; returns: readonly VarDecl[]; body: Block; catches: readonly Block[] } & Span)

export interface Block extends Span {
  k: 'block'
  stmts: readonly Stmt[]
  unchecked: boolean
}

export interface Invocation extends Span {
  name: string
  args: readonly Expr[]
}

export interface StateVar extends Span {
  k: 'state'
  name: string
  type: TypeName
  visibility: string
  constant: boolean
  immutable: boolean
  init?: Expr | undefined
}

export interface FunctionDef extends Span {
  k: 'function'
  kind: 'function' | 'constructor' | 'fallback' | 'receive' | 'modifier'
  name: string
  params: readonly VarDecl[]
  returns: readonly VarDecl[]
  /** As written; empty when the source says nothing. */
  visibility: '' | 'public' | 'external' | 'internal' | 'private'
  mutability: '' | 'pure' | 'view' | 'payable'
  modifiers: readonly Invocation[]
  virtual: boolean
  override: boolean
  body?: Block | undefined
  /** Where the header ends and the body begins. */
  header: number
}

export interface StructDef extends Span {
  k: 'struct'
  name: string
  fields: readonly VarDecl[]
}

export type MemberDef =
  | StateVar
  | FunctionDef
  | StructDef
  | ({ k: 'event' | 'error'; name: string; params: readonly VarDecl[] } & Span)
  | ({ k: 'enum'; name: string; values: readonly string[] } & Span)
  | ({ k: 'using'; library: string; type?: TypeName | undefined } & Span)
  | ({ k: 'typedef'; name: string; type: TypeName } & Span)

export interface ContractDef extends Span {
  k: 'contract'
  kind: 'contract' | 'interface' | 'library' | 'abstract'
  name: string
  bases: readonly Invocation[]
  members: readonly MemberDef[]
}

export interface ImportDef extends Span {
  path: string
}

/** A place where the parser could not follow; what it covers was not analysed. */
export interface Gap extends Span {
  reason: string
}

export interface FileAst {
  path: string
  text: string
  /** Text of every `pragma solidity`. */
  pragmas: readonly string[]
  imports: readonly ImportDef[]
  contracts: readonly ContractDef[]
  /** Free functions, structs, constants. */
  members: readonly MemberDef[]
  gaps: readonly Gap[]
  /** Offset at which each line begins. */
  lines: readonly number[]
}
