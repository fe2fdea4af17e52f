import {
  dayOf,
  NOTICES_TO_OFFICERS,
  standingFacts,
  type CaseNow,
  type Fact,
  type FactType,
  type Instant,
  type LocalDate,
} from '../../engine/index.ts'
import { annotationViews, type AnnotationView } from './annotations.ts'
import { nameOf } from './clocks.ts'
import { inWords, outcomeInWords, stageInWords } from './words.ts'

export const KINDS = {
  facts: 'What happened',
  letters: 'Letters and notices',
  notes: 'Notes',
  calls: 'Calls, visits and other contact',
  tasks: 'Tasks',
} as const
export type Kind = keyof typeof KINDS

/** One line of what happened to a case. */
export interface TimelineEntry {
  readonly id: string
  readonly kind: Kind
  readonly on: LocalDate
  readonly title: string
  /** What was said or decided, a paragraph each. */
  readonly lines: readonly string[]
  readonly by: string
  /** When it was put on record. */
  readonly at: Instant
  /** Legal advice: it is not disclosed. */
  readonly privileged: boolean
  /** It was taken back later. */
  readonly takenBack: boolean
  readonly corrections: readonly {
    readonly text: string
    readonly reason: string
    readonly by: string
    readonly at: Instant
  }[]
  /** What somebody said is wrong about it, and what was decided. */
  readonly annotations: readonly AnnotationView[]
  /** Where it is put on record that somebody says it is wrong. */
  readonly wrongHref?: string
  /** Where its words can be put right; notes and contacts alone. */
  readonly correctHref?: string
}

/** Everything that is on record about a case, the newest first. */
export function timelineOf(page: CaseNow): readonly TimelineEntry[] {
  const { facts } = page.complaint
  const standing = new Set(standingFacts(facts))
  const entries = facts
    .filter(({ type }) => type !== 'note-corrected')
    .map((fact): TimelineEntry => {
      const isNote = fact.type === 'note-recorded' || fact.type === 'contact-recorded'
      return {
        id: fact.id,
        kind: kindOf(fact),
        on: fact.on,
        title: titleOf(fact),
        lines: linesOf(page, fact),
        by: nameOf(page, fact.recordedBy),
        at: fact.recordedAt,
        privileged: fact.type === 'note-recorded' && fact.data.kind === 'legal-advice',
        takenBack: !standing.has(fact),
        corrections: correctionsOf(page, fact.id),
        annotations: annotationViews(page, 'entry', fact.id),
        ...(!NEVER_WRONG.has(fact.type) && {
          wrongHref: `/cases/${page.case.caseId}/rectifications/new?kind=entry&of=${encodeURIComponent(fact.id)}`,
        }),
        ...(isNote && {
          correctHref: `/cases/${page.case.caseId}/actions/${encodeURIComponent(`correct-note:${fact.id.split('/')[1] ?? ''}`)}`,
        }),
      }
    })
  // Of one moment, what was recorded last comes first.
  return [...tasksOf(page), ...entries].reverse().toSorted((a, b) => order(b).localeCompare(order(a)))
}

/** What is itself about what is wrong. */
const NEVER_WRONG: ReadonlySet<FactType> = new Set([
  'rectification-requested',
  'rectification-decided',
  'fact-corrected',
])

const order = ({ on, at }: TimelineEntry) => `${on} ${at}`

function correctionsOf(page: CaseNow, note: string): TimelineEntry['corrections'] {
  return page.complaint.facts.flatMap((fact) =>
    fact.type === 'note-corrected' && fact.data.note === note
      ? [{ text: fact.data.text, reason: fact.data.reason, by: nameOf(page, fact.recordedBy), at: fact.recordedAt }]
      : [],
  )
}

function tasksOf(page: CaseNow): readonly TimelineEntry[] {
  return page.stages.flatMap(({ name: stage, tasks }) =>
    tasks.flatMap((task): TimelineEntry[] => {
      if (task.doneAt === undefined || task.taskId === undefined) return []
      return [
        {
          id: task.taskId,
          kind: 'tasks',
          on: dayOf(task.doneAt),
          title: `Task done: ${task.name}`,
          lines: [stage],
          by: task.doneBy === undefined ? '' : nameOf(page, task.doneBy),
          at: task.doneAt,
          privileged: false,
          takenBack: false,
          corrections: [],
          annotations: [],
        },
      ]
    }),
  )
}

const LETTERS = /-(sent|answered|notified|acknowledged|confirmed|signposted|offered|given)$/
const NO_LETTERS: ReadonlySet<FactType> = new Set(['consent-given', 'ombudsman-enquiry-answered'])

const CONTACTS: ReadonlySet<FactType> = new Set([
  'contact-recorded',
  'complainant-told',
  'complainant-wrote',
  'team-wrote',
])

function kindOf({ type }: Fact): Kind {
  if (type === 'note-recorded') return 'notes'
  if (CONTACTS.has(type)) return 'calls'
  return LETTERS.test(type) && !NO_LETTERS.has(type) ? 'letters' : 'facts'
}

function titleOf(fact: Fact): string {
  switch (fact.type) {
    case 'note-recorded':
      if (fact.data.form !== undefined) return 'What a task was answered with besides'
      return fact.data.kind === 'legal-advice' ? 'Legal advice' : 'Internal note'
    case 'contact-recorded': {
      const what = { phone: 'Telephone call', 'in-person': 'Visit or meeting', email: 'Email', letter: 'Letter' }[
        fact.data.mode
      ]
      return `${what} with ${fact.data.with === 'complainant' ? 'the complainant' : (fact.data.who ?? 'somebody else')}`
    }
    case 'complaint-described':
      return 'What was said besides the points of complaint'
    case 'complainant-wrote':
      return 'Message from the complainant'
    case 'team-wrote':
      return 'Message to the complainant'
    case 'stage-opened':
      return `${stageInWords(fact.data.stage)} began`
    case 'point-decided':
      return `Point ${fact.data.point}: ${outcomeInWords(fact.data.outcome).toLowerCase()}`
    case 'notice-sent':
      return NOTICES_TO_OFFICERS.has(fact.data.kind)
        ? 'Letter to officers'
        : `Notice sent: ${inWords(fact.data.kind).toLowerCase()}`
    case 'rectification-requested':
      return 'Somebody said that the record is wrong'
    case 'rectification-decided':
      return fact.data.outcome === 'accepted'
        ? 'What was said to be wrong was accepted'
        : 'What was said to be wrong was not accepted'
    case 'fact-corrected':
      return 'An earlier entry was taken back'
    default:
      return inWords(fact.type)
  }
}

/** Words that people wrote, and days and people that the entry names. */
function linesOf(page: CaseNow, fact: Fact): readonly string[] {
  const data = fact.data as Readonly<Record<string, unknown>>
  return SHOWN.flatMap(([key, label]) => {
    const value = data[key]
    if (value === true) return Object.hasOwn(YES, key) ? [YES[key] ?? ''] : []
    if (typeof value !== 'string' || value === '') return []
    const said = key === 'person' ? personOf(page, value) : CODES.has(key) ? inWords(value).toLowerCase() : value
    return [label === '' ? said : `${label}: ${said}`]
  })
}

function personOf(page: CaseNow, id: string): string {
  const person = page.people.find((each) => each.id === id)
  return person === undefined ? nameOf(page, id) : inWords(person.role).toLowerCase()
}

const SHOWN = [
  ['text', ''],
  ['desiredOutcome', 'Wants'],
  ['statement', ''],
  ['reason', 'Reason'],
  ['person', 'Who'],
  ['body', 'Body'],
  ['provider', 'Provider'],
  ['case', 'Case'],
  ['until', 'Until'],
  ['newDate', 'New date'],
  ['summary', ''],
  ['evidence', 'Evidence'],
  ['about', 'About'],
  ['happenedOn', 'It happened on'],
  ['stillHappening', ''],
  ['whyLate', 'Why they could not complain earlier'],
  ['relation', 'What they are to the person'],
  ['authority', 'Why they may speak for them'],
  ['nhsPart', ''],
  ['partner', 'NHS body'],
  ['advocateWanted', ''],
  ['riskNow', ''],
  ['contactTimes', 'When to contact them'],
  ['safeToLeaveMessage', ''],
  ['needs', 'What they need'],
] as const

const CODES: ReadonlySet<string> = new Set(['relation', 'authority'])

/** What is said of a yes. */
const YES: Readonly<Record<string, string>> = {
  stillHappening: 'It is still happening',
  nhsPart: 'It is about the NHS too',
  advocateWanted: 'They would like an advocate',
  riskNow: 'They say that somebody is at risk now',
  safeToLeaveMessage: 'It is safe to leave a message',
}
