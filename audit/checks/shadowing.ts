import { sourceCheck } from '../check.ts'

export const shadowedState = sourceCheck({
  id: 'shadowed-state',
  title: 'Two state variables share one name',
  severity: 'medium',
  category: 'quality',
  explanation:
    'Before Solidity 0.6 a contract could declare a state variable that a base already has. There are then two: functions of the base use theirs, functions here use the other, and setting one does not set the other.',
  fix: 'Remove the second declaration.',
  references: ['SWC-119'],
  *run(subject) {
    for (const { model } of subject.contracts) {
      if (model.minor >= 6) continue
      for (const member of model.def.members) {
        if (member.k !== 'state' || member.constant) continue
        const base = model.linear
          .slice(1)
          .find((one) =>
            one.def.members.some((other) => other.k === 'state' && other.name === member.name && other.visibility !== 'private'),
          )
        const other = base?.def.members.find((one) => one.k === 'state' && one.name === member.name)
        if (base && other)
          yield {
            file: model.file.path,
            span: member,
            contract: model.name,
            function: '',
            message: `"${member.name}" hides the variable of the same name in "${base.name}".`,
            certainty: 'certain',
            evidence: [{ note: 'the first declaration', file: base.file.path, span: other }],
          }
      }
    }
  },
})
