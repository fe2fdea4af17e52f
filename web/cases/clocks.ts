import {
  DEADLINE_RULES,
  deadlineRule,
  isOpen,
  type CaseAction,
  type CasePage,
  type ClockStatus,
  type LedgerEvent,
  type LegalClock,
  type LocalDate,
} from '../../engine/index.ts'
import {
  CERTAINTIES,
  deadlineCell,
  deadlineOfClock,
  markedClause,
  type CertaintyMark,
  type DeadlineCell,
} from '../frame/index.ts'
import { explainedDays, type DayRow } from './explained-days.ts'
import { inWords, sentence } from './words.ts'

/** One time limit, as the page of time limits shows it. */
export interface ClockView {
  readonly id: string
  /** The address within the page: the rule's id, for the first clock of the rule alone. */
  readonly anchor?: string
  readonly title: string
  /** What it is about, where one rule has several clocks. */
  readonly subject?: string
  /** Said where another clock has the same name. */
  readonly isOneOfSeveral: boolean
  readonly clause: string
  readonly force: string
  readonly certainty: CertaintyMark
  readonly status: string
  readonly cell: DeadlineCell
  readonly isOpen: boolean
  /** What can be done about it, or why it cannot. */
  readonly changes?: readonly { readonly text: string; readonly href?: string; readonly whyNot?: string }[]
  readonly startedOn: LocalDate
  readonly due?: LocalDate
  readonly ceiling?: LocalDate
  readonly ledger: readonly {
    readonly on: LocalDate
    readonly event: string
    readonly effect: string
    readonly by: string
    readonly reason: string
  }[]
  readonly explanation?: {
    readonly inWords: readonly string[]
    readonly reading: string
    readonly days: readonly DayRow[]
    readonly calendarVersion: string
  }
}

/** Open ones first, by their last day; then those that are over, the latest first. */
export function clockViews(page: CasePage, actions: readonly CaseAction[]): readonly ClockView[] {
  const open = page.clocks.filter(isRunning).toSorted((a, b) => dueOf(a).localeCompare(dueOf(b)))
  const over = page.clocks.filter((clock) => !isRunning(clock)).toSorted((a, b) => dueOf(b).localeCompare(dueOf(a)))
  const seen = new Set<string>()
  const views = [...open, ...over].map((clock): ClockView => {
    const anchor = clock.inPlaceOf ?? clock.rule
    const isFirst = !seen.has(anchor)
    seen.add(anchor)
    return { ...clockView(page, clock), ...(isFirst && { anchor }), changes: changesOf(page, clock, actions) }
  })
  const named = ({ title, subject = '' }: ClockView) => `${title} ${subject}`
  return views.map((view) => ({
    ...view,
    isOneOfSeveral: views.filter((other) => named(other) === named(view)).length > 1,
  }))
}

/** Whether anything can still come of it: a time in which something might have been done, and was not, is over. */
export function isRunning(clock: LegalClock): boolean {
  return isOpen(clock) && clock.status !== 'lapsed'
}

/** A rule of law by its title, anything else as it was recorded. */
function subjectInWords(subject: string): string {
  const title = DEADLINE_RULES.find(({ id }) => id === subject)?.title
  return title === undefined ? subject : `${title.charAt(0).toLowerCase()}${title.slice(1)}`
}

function changesOf({ case: { caseId } }: CasePage, { rule, status }: LegalClock, actions: readonly CaseAction[]) {
  const own = actions.flatMap(({ does, refusal }) =>
    does.kind === 'clock' && does.rule === rule
      ? [{ change: does.change, text: CHANGES[does.change], href: changeHref(caseId, does.change, rule), refusal }]
      : [],
  )
  const isLaw = DEADLINE_RULES.some(({ id }) => id === rule)
  const missing = (['extension', 'hold'] as const).filter(
    (change) => isLaw && status !== 'held' && !own.some((each) => each.change === change),
  )
  return [
    ...own.map(({ text, href, refusal }) => ({
      text,
      ...(refusal === undefined ? { href } : { whyNot: refusal.message }),
    })),
    ...missing.map((change) => ({ text: CHANGES[change], whyNot: NOT_KNOWN[change] })),
  ]
}

function changeHref(caseId: string, change: 'extension' | 'hold' | 'release', rule: string): string {
  if (change === 'extension') return `/cases/${caseId}/clock/extend/${rule}`
  return `/cases/${caseId}/actions/${encodeURIComponent(`${change}:${rule}`)}`
}

const CHANGES = { extension: 'Extend', hold: 'Let it wait', release: 'Let it go on' } as const
const NOT_KNOWN = { extension: 'nothing in law extends it.', hold: 'nothing in law makes it wait.' } as const

const dueOf = ({ due }: LegalClock): string => due ?? '9999'

function clockView(page: CasePage, clock: LegalClock): ClockView {
  const { explanation } = clock
  const cell = deadlineCell({
    ...deadlineOfClock(clock, {
      today: page.today,
      ...(clock.heldOn !== undefined && { reason: groundInWords(clock.heldOn).toLowerCase() }),
    }),
    rule: null,
  })
  return {
    id: clock.id,
    title: sentence(clock.title),
    ...(clock.subject !== undefined && { subject: subjectInWords(clock.subject) }),
    isOneOfSeveral: false,
    clause: clock.instrument === 'local' ? '' : clock.clause,
    force: FORCES[clock.kind],
    certainty: CERTAINTIES[clock.certainty],
    status: STATUSES[clock.status],
    cell,
    isOpen: isRunning(clock),
    startedOn: clock.startedOn,
    ...(clock.due !== undefined && { due: clock.due }),
    ...(clock.ceiling !== undefined && { ceiling: clock.ceiling }),
    ledger: clock.ledger.map(({ on, event, effect, by, fact }) => ({
      on,
      event: EVENTS[event],
      effect,
      by: by === undefined ? 'By itself' : nameOf(page, by),
      reason: reasonOf(page, fact),
    })),
    ...(explanation !== undefined && {
      explanation: {
        inWords: explanation.inWords,
        reading: explanation.reading,
        days: explainedDays(explanation),
        calendarVersion: explanation.calendarVersion,
      },
    }),
  }
}

/** Who a user, a person of the case or a program is, as it is said on a page. */
export function nameOf({ names, people }: Pick<CasePage, 'names' | 'people'>, id: string): string {
  if (id === 'system') return 'Redress'
  return names.get(id) ?? people.find((person) => person.id === id)?.name ?? id
}

function reasonOf({ complaint }: CasePage, factId: string | undefined): string {
  const data = complaint.facts.find(({ id }) => id === factId)?.data as { readonly reason?: unknown } | undefined
  return typeof data?.reason === 'string' ? data.reason : ''
}

/** Grounds on which a clock waits or is extended. */
export function groundInWords(ground: string): string {
  return GROUNDS[ground] ?? inWords(ground)
}

/** Grounds that the law gives for extending, with what they are called. Empty: any ground. */
export function groundsOf(rule: string): readonly { readonly value: string; readonly text: string }[] {
  return (deadlineRule(rule).extension?.grounds ?? []).map((value) => ({ value, text: groundInWords(value) }))
}

const GROUNDS: Readonly<Record<string, string>> = {
  complex: 'The complaint is complex',
  advocate: 'An advocate is being found',
  'waiting-for-others': 'Others have to answer first',
  proceedings: 'There are court or other proceedings',
  'complainant-asked': 'The complainant asked for it',
  other: 'Something else',
}

const FORCES: Readonly<Record<LegalClock['kind'], string>> = {
  statutory: 'Set by law',
  guidance: 'Set by statutory guidance',
  code: 'Set by the Ombudsman’s code',
  policy: 'The council’s own target',
}

/** A clause, with its mark where nobody compared it with the published text. */
export function clauseInWords({ clause, instrument, certainty }: LegalClock): string {
  if (instrument === 'local') return 'The council’s own target'
  return markedClause(clause, certainty)
}

export function statusOfClock(status: ClockStatus): string {
  return STATUSES[status]
}

const STATUSES: Readonly<Record<ClockStatus, string>> = {
  running: 'Running',
  held: 'Waiting',
  met: 'Kept',
  'met-late': 'Kept late',
  breached: 'Not kept',
  lapsed: 'The time has passed',
  void: 'Counts for nothing since the deferral',
  stopped: 'No longer owed',
  superseded: 'Another one took its place',
  'not-in-force': 'Not in force then',
  unknown: 'Cannot be told',
}

const EVENTS: Readonly<Record<LedgerEvent, string>> = {
  started: 'Started',
  extended: 'Extended',
  held: 'Stopped to wait',
  released: 'Went on',
  're-based': 'Started again',
  'no-effect': 'Recorded without effect',
  'agreed-to-wait': 'Complainant agreed to wait',
  'told-late': 'Complainant told',
  'reason-recorded': 'Reason recorded',
  passed: 'Last day passed',
  met: 'Done',
  voided: 'Deferred',
  stopped: 'No longer owed',
  superseded: 'Replaced',
  'cannot-tell': 'Cannot be told',
}
