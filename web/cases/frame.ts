import {
  casePage,
  initialsOf,
  isOpen,
  type Actor,
  type CasePage,
  type Instant,
  type LegalClock,
  type Runtime,
} from '../../engine/index.ts'
import { deadlineCell, deadlineOfClock, type DeadlineCell } from '../frame/index.ts'
import { inWords, stageInWords, statusInWords } from './words.ts'

/** What stands at the top of every page of a case. */
export interface CaseFrame {
  readonly reference: string
  readonly initials: string
  readonly procedure: string
  readonly stage?: string
  /** The duty whose last day comes first among those that are still owed. */
  readonly due?: DeadlineCell
  /** What must be done by then. */
  readonly dueFor?: string
  /** Adjectives: `Large print`, `Advocate`, `Restricted`. */
  readonly tags: readonly string[]
  /** Said on every page of a restricted case that the reader opened in an emergency. */
  readonly glass?: { readonly until: Instant; readonly minutesLeft: number }
  readonly tabs: readonly CaseTab[]
}

export interface CaseTab {
  readonly text: string
  readonly href: string
  /** The tab that this page belongs to. */
  readonly active: boolean
}

export type TabId = (typeof TABS)[number][0]

const TABS = [
  ['now', 'Now', ''],
  ['points', 'Points', '/points'],
  ['people', 'People', '/people'],
  ['timeline', 'Timeline', '/timeline'],
  ['documents', 'Documents', '/documents'],
  ['letters', 'Letters', '/letters'],
  ['procedure', 'Diagram', '/procedure'],
  ['learning', 'Learning', '/learning'],
  ['links', 'Links', '/links'],
  ['partners', 'Other bodies', '/partners'],
  ['ombudsman', 'Ombudsman', '/ombudsman'],
] as const

/** Only cases of that kind have the tab. */
const ONLY_WITH: Partial<Record<TabId, RegExp>> = {
  partners: /^(nhs-part-|partner-)/,
  ombudsman: /^ombudsman-(?!signposted)/,
}

/**
 * Reads a case for the top of a page of it. Being read stands in the audit trail once for each call.
 *
 * @param tab - The tab that the page belongs to.
 * @throws NotFoundError when there is no such case, or the actor may not know of it.
 */
export async function caseFrame(runtime: Runtime, actor: Actor, caseId: string, tab?: TabId): Promise<CaseFrame> {
  return frameOf(await casePage(runtime, actor, caseId, tab), tab)
}

/** The same of a case that has been read. */
export function frameOf(page: CasePage, tab?: TabId): CaseFrame {
  const { caseId, stage } = page.case
  const complainant = page.people.find(({ role }) => role === 'complainant') ?? page.people[0]
  const next = nextDuty(page.clocks)
  return {
    reference: caseId,
    initials:
      complainant === undefined ? 'Nobody named' : page.masked ? complainant.name : initialsOf(complainant.name),
    procedure: page.procedureTitle,
    ...(stage !== undefined && { stage: stageInWords(stage) }),
    ...(next !== undefined && {
      due: deadlineCell(deadlineOfClock(next, { today: page.today, caseId })),
      dueFor: next.title,
    }),
    tags: tagsOf(page),
    ...(page.glass !== undefined && { glass: page.glass }),
    tabs: TABS.filter(([id]) => hasTab(page, id)).map(([id, text, path]) => ({
      text,
      href: `/cases/${caseId}${path}`,
      active: id === tab,
    })),
  }
}

function hasTab({ complaint }: CasePage, id: TabId): boolean {
  const needs = ONLY_WITH[id]
  return needs === undefined || complaint.facts.some(({ type }) => needs.test(type))
}

/** The duty whose last day comes first; of duties on one day the one that the law sets. */
export function nextDuty(clocks: readonly LegalClock[]): LegalClock | undefined {
  const owed = clocks.filter((clock) => clock.nature === 'duty' && clock.due !== undefined && isOpen(clock))
  return owed.toSorted((a, b) => order(a).localeCompare(order(b)))[0]
}

const order = ({ due, instrument }: LegalClock) => `${due ?? ''} ${instrument === 'local' ? 1 : 0}`

function tagsOf({ people, complaint }: CasePage): readonly string[] {
  const { advocacy, status, restricted } = complaint
  const told = people.filter(({ role }) => TOLD.has(role))
  const adjustments = new Set(told.flatMap((person) => person.adjustments))
  const hasAdvocate = complaint.people.some(({ role, until }) => role === 'advocate' && until === undefined)
  return [
    ...[...adjustments].map(inWords),
    ...(hasAdvocate ? ['Advocate'] : advocacy.wantedOn === undefined ? [] : ['Advocate wanted']),
    ...(restricted === undefined ? [] : ['Restricted']),
    ...(status === 'open' || status === 'not-received' ? [] : [statusInWords(status)]),
  ]
}

/** Those who are written to or spoken with. */
const TOLD: ReadonlySet<string> = new Set(['complainant', 'child', 'representative'])
