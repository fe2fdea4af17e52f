import { defineHandler } from '../engine/index.ts'
import { factLetter, notice } from './notice.ts'
import { dueBy, lastFact, maybe } from './reading.ts'
import { recordOfComplaint } from './words/stage-2.ts'

interface Input {
  readonly version: 'draft' | 'settled'
}

/** Sends the record of complaint: the draft for comments, or the settled one to keep (SI 2006/1738 reg 16). */
export const sendRecordOfComplaint = defineHandler<Input>({
  name: 'send-record-of-complaint',
  parameters: { version: { type: 'string', enum: ['draft', 'settled'] } },
  required: ['version'],
  sends: ['record-of-complaint-sent', 'notice:record-of-complaint-settled'],

  run(task) {
    const { caseState, input, today } = task
    const settled = input.version === 'settled'
    const text = recordOfComplaint({
      points: caseState.points,
      settled,
      agreed: lastFact(caseState, 'record-of-complaint-settled')?.data.agreed === true,
      ...maybe('replyBy', dueBy(task, 'children-act.record-settled')),
    })
    if (settled) return notice(task, 'record-of-complaint-settled', ['record'], text)
    return factLetter(task, 'record-of-complaint', ['record', 'invitation-to-comment'], text, [
      { type: 'record-of-complaint-sent', on: today, data: {} },
    ])
  },
})
