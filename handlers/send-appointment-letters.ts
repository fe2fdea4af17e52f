import { defineHandler, holdersOf } from '../engine/index.ts'
import { toParticipant } from './correspondence.ts'
import { dueBy, maybe, needed } from './reading.ts'
import { appointment } from './words/stage-2.ts'

interface Input {
  readonly role: 'investigating-officer' | 'independent-person' | 'adjudicating-officer' | 'panel-chair'
}

/** Writes to the person appointed: what they do, and what they signed (SI 2006/1738 regs 2, 17). */
export const sendAppointmentLetters = defineHandler<Input>({
  name: 'send-appointment-letters',
  parameters: {
    role: {
      type: 'string',
      enum: ['investigating-officer', 'independent-person', 'adjudicating-officer', 'panel-chair'],
    },
  },
  required: ['role'],
  sends: ['notice:appointment'],

  run(task) {
    const { role } = task.input
    const person = needed(holdersOf(task.caseState, role).at(-1), `the appointment of the ${role}`)
    const contents = ['duties', 'independence', 'confidentiality']
    const answerBy = role === 'panel-chair' ? undefined : dueBy(task, 'children-act.stage-2-answer')
    const text = appointment({ role, ...maybe('answerBy', answerBy) })
    const { messages, mode } = toParticipant(task, `appointment-${role}`, contents, text, person)
    return {
      kind: 'completed',
      facts: [{ type: 'notice-sent', on: task.today, data: { kind: 'appointment', mode, contents } }],
      messages,
    }
  },
})
