import { defineHandler } from '../engine/index.ts'
import { staffNotification } from './correspondence.ts'
import { maybe } from './reading.ts'
import { STAFF_TEMPLATES, staffMessage, type StaffTemplate } from './words/staff.ts'

interface Input {
  readonly role: string
  readonly template: StaffTemplate
  /** Id of the deadline rule whose date the message gives. */
  readonly rule?: string
}

/** Tells a colleague, by role, that there is something to do. The message carries the reference only. */
export const notifyStaff = defineHandler<Input>({
  name: 'notify-staff',
  parameters: {
    role: { type: 'string', pattern: '^[a-z][a-z0-9-]*$' },
    template: { type: 'string', enum: STAFF_TEMPLATES },
    rule: { type: 'string', pattern: '^[a-z][a-z0-9.-]*$' },
  },
  required: ['role', 'template'],
  sends: ['staff-notification'],

  run(task) {
    const { caseState, input, clocks } = task
    const clock = clocks.find(
      ({ rule, inPlaceOf, due }) => (rule === input.rule || inPlaceOf === input.rule) && due !== undefined,
    )
    const body = staffMessage({
      template: input.template,
      reference: caseState.id,
      ...maybe('what', clock?.title),
      ...maybe('due', clock?.due),
    })
    const to = { kind: 'role', role: input.role } as const
    return {
      kind: 'completed',
      facts: [],
      messages: [staffNotification(task, `${input.template}:${input.role}`, to, body)],
    }
  },
})
