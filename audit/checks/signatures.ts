import { sourceCheck } from '../check.ts'
import { gatesOf } from '../model/privilege.ts'
import { typeOf } from '../model/scope.ts'
import { sourcesOf } from '../model/sources.ts'
import { eachExpr, someExpr } from '../model/walk.ts'
import type { Expr } from '../parse/ast.ts'
import { allSpots, at, kinds, spots } from './kit.ts'

const isRecover = (expr: Expr): boolean => expr.k === 'call' && expr.callee.k === 'id' && expr.callee.name === 'ecrecover'

export const signatureReplay = sourceCheck({
  id: 'signature-replay',
  title: 'A signature can be used again',
  severity: 'high',
  category: 'signature',
  explanation:
    'The function acts on a signature, but neither the signed text nor the function keeps count of what was used: no nonce is read and no use is written down. Whoever has seen the signature can send it again.',
  fix: "Sign a nonce, the chain id and this contract's address, and mark the nonce as used before acting.",
  references: ['SWC-121', 'OWASP SC01:2025'],
  *run(subject) {
    for (const { entry } of spots(subject)) {
      if (entry.isConstructor || /^(?:view|pure)$/.test(entry.fn.def.mutability)) continue
      const effects = entry.actions.filter((action) => action.k === 'call' || action.k === 'destroy' || action.k === 'write')
      const signed = effects.find((action) => gatesOf(action.conds).some((gate) => gate.k === 'signature'))
      if (!signed) continue
      // something under a key of the caller's choice is written: a nonce, or a mark that the signature was used
      const marks = kinds(entry, 'write').some(
        (write) =>
          write.place.path.some((key) => key.k === 'index') && (write.op === '++' || write.op === '+=' || write.value?.k === 'lit'),
      )
      // the place that the signature was held against is moved on
      const asked = new Set(signed.conds.flatMap((cond) => [...sourcesOf(cond.expr, cond.frame)]))
      const moves = kinds(entry, 'write').some(
        (write) => write.place.path.some((key) => key.k === 'index') && asked.has(`state:${write.place.state.def.name}`),
      )
      const counts = kinds(entry, 'write').some((write) => write.op === '++' && write.place.path.length === 0)
      if (marks || counts || moves) continue
      yield at(signed.frame, signed.expr, { message: `"${entry.fn.def.name}" acts on a signature and forgets it.`, certainty: 'likely' })
    }
  },
})

export const signatureZero = sourceCheck({
  id: 'signature-zero-address',
  title: 'A broken signature recovers the zero address',
  severity: 'medium',
  category: 'signature',
  explanation:
    'ecrecover answers the zero address for a signature that is none. Where the signer that is compared with can be unset, any broken signature passes. It also takes two forms of each signature, so a signature must not serve as a key.',
  fix: 'Require the recovered address to be nonzero and s to be in the lower half, or use ECDSA.recover of OpenZeppelin.',
  references: ['SWC-117', 'SWC-122'],
  *run(subject) {
    for (const { entry } of allSpots(subject)) {
      const zeroTested = entry.flow.steps.some((step) =>
        someExpr(step.expr, (part) => part.k === 'binary' && /^[=!]=$/.test(part.op) && [part.left, part.right].some(isZeroAddress)),
      )
      for (const step of entry.flow.steps)
        if (!zeroTested && step.expr && someExpr(step.expr, isRecover))
          yield at(step.frame, step.expr, { message: 'The recovered address is not compared with zero.', certainty: 'likely' })
    }
  },
})

const isZeroAddress = (expr: Expr): boolean =>
  (expr.k === 'lit' && /^(?:0x)?0+$/.test(expr.value)) ||
  (expr.k === 'call' && expr.callee.k === 'type' && expr.args.length === 1 && !!expr.args[0] && isZeroAddress(expr.args[0]))

export const packedCollision = sourceCheck({
  id: 'packed-hash-collision',
  title: 'Different arguments give the same hash',
  severity: 'medium',
  category: 'signature',
  explanation:
    'encodePacked writes strings, bytes and arrays one after another without their lengths, so ("a", "bc") and ("ab", "c") hash to the same value. Where such a hash stands for permission or identity, another set of arguments passes for the signed one.',
  fix: 'Use abi.encode, or hash each dynamic part first.',
  references: ['SWC-133'],
  *run(subject) {
    for (const { entry } of allSpots(subject)) {
      for (const step of entry.flow.steps) {
        let found: Expr | undefined
        eachExpr(step.expr, (expr) => {
          if (expr.k !== 'call' || expr.callee.k !== 'member' || expr.callee.name !== 'encodePacked') return
          const loose = expr.args.map((arg) => isDynamic(arg, step.frame) && sourcesOf(arg, step.frame).has('param'))
          if (loose.some((one, index) => one && loose[index + 1]) && !isText(expr, step.expr)) found = expr
        })
        if (found)
          yield at(step.frame, found, { message: 'Two dynamic values stand side by side without their lengths.', certainty: 'likely' })
      }
    }
  },
})

/** What is packed is made into text and hashed nowhere in the same statement. */
const isText = (packed: Expr, whole: Expr | undefined): boolean =>
  someExpr(whole, (part) => part.k === 'call' && isStringCast(part.callee) && someExpr(part, (inner) => inner === packed)) &&
  !someExpr(whole, (part) => part.k === 'call' && part.callee.k === 'id' && /^(?:keccak256|sha3|sha256)$/.test(part.callee.name))

const isStringCast = (callee: Expr): boolean =>
  (callee.k === 'type' && callee.type.k === 'elementary' && callee.type.name === 'string') ||
  (callee.k === 'id' && callee.name === 'string')

function isDynamic(expr: Expr, frame: Parameters<typeof typeOf>[1]): boolean {
  const type = typeOf(expr, frame)
  return (type?.k === 'elementary' && /^(?:string|bytes)$/.test(type.name)) || (type?.k === 'array' && !type.length)
}
