import type { PlannedContact } from '../plan/planned.ts'
import type { Script, ScriptEvent } from '../script.ts'

const AREAS = { adult: 'adult-social-care', children: 'children-social-care' } as const

/** A contact from the Ombudsman: what it asks for is answered, and its decision recorded and followed. */
export function ombudsmanScript({ key, receivedOn, area, reference, decision }: PlannedContact): Script {
  const investigated = decision === undefined || ['upheld', 'not-upheld'].includes(decision.code)
  return {
    key,
    on: receivedOn,
    opens: {
      kind: 'other',
      other: {
        procedure: 'ombudsman',
        facts: [
          {
            type: 'ombudsman-contact-received',
            data: { reference, body: 'lgsco', about: 'enquiry', area: AREAS[area] },
          },
        ],
      },
    },
    forms: {
      'ombudsman-read': { answers: { reference, receivedOn, asks: investigated ? 'enquiry' : 'nothing' } },
      'ombudsman-enquiry-answered': { afterDays: 12, answers: { reference, answeredOn: '$today' } },
      'ombudsman-evidence': { afterDays: 10 },
    },
    events: decision === undefined ? [] : [decided(reference, decision)],
  }
}

function decided(reference: string, decision: NonNullable<PlannedContact['decision']>): ScriptEvent {
  const { on, code, changedFinding, settlement } = decision
  const upheld = code === 'upheld'
  return {
    when: { on },
    kind: 'message',
    name: 'ombudsman-decided',
    form: 'ombudsman-decision',
    answers: {
      decidedOn: '$today',
      reference,
      decision: code,
      changedFinding,
      hasRecommendations: upheld,
      ...(upheld && {
        recommendations: [{ recommendation: 'R1', text: 'Say sorry in writing.', dueOn: '$today+30d' }],
      }),
      hasSettlement: settlement > 0,
      ...(settlement > 0 && {
        settlements: [{ settlement: 'S1', pence: settlement, reason: 'As the Ombudsman recommended.' }],
      }),
    },
  }
}
