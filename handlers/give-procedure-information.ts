import { defineHandler, NOTHING_TO_DO } from '../engine/index.ts'
import { factLetter } from './notice.ts'
import { procedureInformation } from './words/receipt.ts'

/** Explains the procedure and offers help with it (SI 2006/1738 reg 11). Once. */
export const giveProcedureInformation = defineHandler({
  name: 'give-procedure-information',
  sends: ['procedure-information-given'],

  run(task) {
    const { caseState, council, today } = task
    if (caseState.informationGivenOn !== undefined) return NOTHING_TO_DO

    const contents = ['procedure', 'help']
    const text = procedureInformation({
      childrens: (caseState.classified?.procedure ?? 'children-act') === 'children-act',
      ombudsman: council.ombudsman.name,
    })
    return factLetter(task, 'procedure-information', contents, text, [
      { type: 'procedure-information-given', on: today, data: { contents } },
    ])
  },
})
