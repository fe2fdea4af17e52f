import { addDays, subtractWorkingDays, type LocalDate } from '../../engine/index.ts'
import { OFFICE, officeDaysAfter } from './days.ts'
import { scriptOf } from './courses/index.ts'
import { syntheticPerson, UNDELIVERABLE } from './people.ts'
import type { FormStep, Script, ScriptEvent } from './script.ts'
import type { Ending, PlannedComplaint, PlannedContact, PlannedFeedback } from './plan/planned.ts'

/** Nine months, in days: cases that come in by then and are closed since show what a past looks like. */
export const LIVE_DAYS = 274

const LEAVE: FormStep = { leave: true }
const EARLY: Ending = { kind: 'resolved-early' }
const OPEN: Ending = { kind: 'open' }
const decided = (outcome: 'upheld' | 'partly-upheld' | 'not-upheld'): Ending => ({ kind: 'decided', outcome })

/**
 * About forty synthetic cases up to `today`, over all procedures: some closed, some due today, some late, one held for an
 * advocate, one deferred, one restricted, one whose e-mail cannot be delivered (an incident), some new this morning.
 */
export function liveScripts(today: LocalDate): readonly Script[] {
  let number = 0
  /** So many working days ago. */
  const ago = (days: number): LocalDate => (days === 0 ? today : subtractWorkingDays(today, days, OFFICE))
  const complaint = (
    route: PlannedComplaint['route'],
    service: string,
    days: number,
    settle: number,
    ending: Ending,
    more: Partial<PlannedComplaint> = {},
  ): Script => {
    number += 1
    const receivedOn = officeDaysAfter(ago(days), 0)
    return scriptOf({
      key: `live-${String(number).padStart(3, '0')}`,
      number,
      route,
      receivedOn,
      channel: 'email',
      oral: false,
      byChild: false,
      letters: false,
      service,
      ending,
      investigatedBy: 'council',
      settleOn: officeDaysAfter(receivedOn, settle),
      ...more,
    })
  }
  const feedback = (of: Omit<PlannedFeedback, 'key' | 'number' | 'receivedOn' | 'channel'>, days: number): Script => {
    number += 1
    return scriptOf({ key: `live-${number}`, number, receivedOn: ago(days), channel: 'form', ...of })
  }
  const contact = (days: number, of: Pick<PlannedContact, 'area' | 'decision'>): Script => {
    number += 1
    return scriptOf({
      key: `live-${number}`,
      number,
      receivedOn: ago(days),
      channel: 'email',
      reference: `${today.slice(2, 4)} 000 ${String(number).padStart(3, '0')}`,
      ...of,
    })
  }
  const joint = { investigatedBy: 'nhs-and-council' } as const
  const long = addDays(today, 400)

  return [
    // Over and done
    complaint('adult', 'support-planning', 170, 40, decided('upheld')),
    complaint('adult', 'assessment', 150, 30, decided('not-upheld'), { letters: true }),
    complaint('adult', 'home-care', 120, 3, EARLY),
    complaint('adult', 'safeguarding', 110, 20, { kind: 'withdrawn' }),
    complaint('adult', 'home-care', 100, 40, decided('partly-upheld'), { investigatedBy: 'provider' }),
    complaint('adult', 'assessment', 140, 60, decided('partly-upheld'), joint),
    complaint('children', 'social-work-practice', 160, 8, decided('partly-upheld')),
    complaint('children', 'fostering', 130, 26, decided('upheld')),
    complaint('children', 'social-work-practice', 90, 5, EARLY, { byChild: true }),
    complaint('children', 'family-time', 60, 3, { kind: 'signposted' }),
    complaint('other-children', 'inclusion', 100, 8, decided('not-upheld')),
    complaint('other-children', 'education', 70, 16, decided('upheld')),
    // Under way
    complaint('adult', 'support-planning', 140, 300, OPEN),
    complaint('adult', 'direct-payments', 45, 300, OPEN),
    complaint('adult', 'equipment-and-adaptations', 20, 300, OPEN, { letters: true }),
    complaint('adult', 'home-care', 12, 300, decided('upheld'), { investigatedBy: 'provider', settleOn: long }),
    complaint('adult', 'assessment', 30, 300, OPEN, joint),
    complaint('children', 'residential', 4, 300, OPEN),
    complaint('other-children', 'send', 6, 300, OPEN),
    // Due today
    complaint('children', 'social-work-practice', 10, 300, OPEN),
    complaint('other-children', 'inclusion', 11, 300, OPEN),
    leave(complaint('adult', 'safeguarding', 3, 300, OPEN), 'adult-record', 'intake-triage'),
    // Late
    complaint('children', 'assessment-planning', 16, 300, OPEN),
    complaint('children', 'social-work-practice', 34, 300, OPEN, { letters: true }),
    complaint('other-children', 'inclusion', 30, 300, OPEN),
    // At Stage 2, and before a panel
    leave(complaint('children', 'fostering', 60, 12, panel()), 'investigation-report'),
    leave(complaint('children', 'family-time', 120, 9, panel()), 'record-panel-meeting'),
    // Held, deferred, restricted, stuck
    leave(complaint('children', 'residential', 9, 300, OPEN, { byChild: true }), 'appoint-advocate'),
    complaint('children', 'child-protection-documents', 50, 8, { kind: 'deferred' }),
    restricted(complaint('adult', 'safeguarding', 25, 300, OPEN), ago(24)),
    undeliverable(complaint('adult', 'complaints-communication', 7, 300, OPEN)),
    // Public health, the Ombudsman, the panel that learns
    publicHealth(complaint('adult', 'public-health', 15, 300, OPEN), ago(15)),
    contact(60, { area: 'adult', decision: upheld(ago(20)) }),
    contact(17, { area: 'children' }),
    leave(contact(2, { area: 'children' }), 'ombudsman-enquiry-answered'),
    learningPanel(ago(8), today),
    // Feedback
    feedback({ feedback: 'compliment', area: 'adult', captured: 'here', service: 'equipment-and-adaptations' }, 30),
    feedback({ feedback: 'compliment', area: 'children', captured: 'here', service: 'inclusion' }, 12),
    feedback({ feedback: 'comment', area: 'adult', captured: 'here', service: 'assessment' }, 5),
    leave(feedback({ feedback: 'compliment', area: 'adult', captured: 'elsewhere' }, 1), 'intake-categorise'),
    // New this morning
    atIntake(complaint('children', 'social-work-practice', 0, 300, OPEN, { byChild: true })),
    atIntake(complaint('adult', 'support-planning', 0, 300, OPEN, { channel: 'phone', oral: true })),
  ]
}

const panel = (): Ending => ({ kind: 'to-panel', outcome: 'partly-upheld', costs: 364_000 })

const upheld = (on: LocalDate): NonNullable<PlannedContact['decision']> => ({
  on,
  code: 'upheld',
  changedFinding: true,
  settlement: 25_000,
})

function leave(script: Script, ...forms: readonly string[]): Script {
  return { ...script, forms: { ...script.forms, ...Object.fromEntries(forms.map((form) => [form, LEAVE])) } }
}

function withEvent(script: Script, ...events: readonly ScriptEvent[]): Script {
  return { ...script, events: [...script.events, ...events] }
}

function withComplaint(script: Script, change: object): Script {
  if (script.opens.kind !== 'complaint') return script
  return { ...script, opens: { kind: 'complaint', complaint: { ...script.opens.complaint, ...change } } }
}

/** Not read yet. */
function atIntake(script: Script): Script {
  return { ...withComplaint(script, { procedure: 'intake' }), forms: { 'intake-triage': LEAVE }, events: [] }
}

function publicHealth(script: Script, on: LocalDate): Script {
  const events = script.events.filter(({ when }) => 'on' in when && when.on === on)
  return { ...withComplaint(script, { procedure: 'public-health' }), forms: { 'health-investigate': LEAVE }, events }
}

function restricted(script: Script, on: LocalDate): Script {
  const reason = 'It is about a colleague of the team.'
  return withEvent(script, { when: { on }, kind: 'facts', facts: [{ type: 'access-restricted', data: { reason } }] })
}

function undeliverable(script: Script): Script {
  return withComplaint(script, { people: [{ ...syntheticPerson(9999), email: UNDELIVERABLE }] })
}

function learningPanel(on: LocalDate, today: LocalDate): Script {
  const month = Number(today.slice(5, 7))
  const first = Number(today.slice(0, 4)) - (month < 4 ? 1 : 0)
  const quarter = `${first}-Q${Math.floor(((month + 8) % 12) / 3) + 1}`
  return {
    key: 'live-learning-panel',
    on,
    opens: {
      kind: 'other',
      other: { procedure: 'learning', facts: [{ type: 'learning-panel-called', data: { quarter } }] },
    },
    forms: { 'learning-panel-meeting': LEAVE },
    events: [],
  }
}
