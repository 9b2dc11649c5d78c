import { expect, it } from 'vitest'
import { gather } from './evidence.ts'
import { compose } from './forms.ts'
import { summarizeInput } from './input.ts'
import { textMaterial } from './sources/text.ts'
import { stance } from './stance.ts'

/** Sides taken without any word of support or opposition. */
it.each([
  [1, "After reading the modelling I changed my mind: let's go ahead."],
  [1, 'No concerns on our side.'],
  [1, 'As the largest LP here: we can live with it.'],
  [1, 'The supply cap is small enough that I sleep well. Green light.'],
  [1, 'Stopping the programme would hurt the honest ones.'],
  [1, 'With borrow cap 0 the downside is contained.'],
  [1, 'Where do I sign?'],
  [1, 'Supportive.'],
  [1, 'Por fin, llevo un año pidiéndolo.'],
  [-1, "I can't get behind this until we have seen the numbers."],
  [-1, 'Not in its current form.'],
  [-1, 'Do we really need this?'],
  [-1, 'Putting that into a lending market is asking for bad debt.'],
  [-1, 'This is the worst of both worlds.'],
  [-1, 'Fix that first.'],
  [-1, 'Strong disagree, delegates are volunteers.'],
  [-1, 'No me salen las cuentas.'],
  [0, 'Is the migration tool audited?'],
  [0, 'The list will be posted on Friday together with the audit.'],
  [0, 'Incentives like this attract people who vote for the sake of voting.'],
  [0, 'We could extend the voting window by 24 hours so that it always fits.'],
])('%i: %s', (side, text) => {
  expect(stance(text)).toBe(side)
})

it('takes the last plain word of who changes sides', () => {
  const forum = `Vera: What stops the sequencer from censoring votes? Deal-breaker.
Olaf: We can extend the window by a day.
Vera: With the longer window you have my vote.
Reed: The sequencer went down for five hours in August, so I am against it.`
  const parts = compose(gather([textMaterial(forum)], 'en').readings, summarizeInput.parse({ text: forum, form: 'views' }))
  expect(parts.map(({ kind, people, pieces }) => [kind, people, pieces.map(({ who }) => who)])).toEqual([
    ['for', 1, ['Vera']],
    ['against', 1, ['Reed']],
  ])
})
