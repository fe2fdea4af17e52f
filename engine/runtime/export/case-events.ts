import type { Fact } from '../../case/fact.ts'
import { annotationsIn, type Annotation } from '../../case/rectification.ts'
import type { AuditRow, CaseRow } from '../../store/rows.ts'
import { dayOf, type Instant } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import type { Runtime } from '../runtime.ts'
import type { Pseudonyms } from './pseudonyms.ts'
import { isStep, transitionOf, wordsOf, type Transition } from './activity.ts'
import { objectsOf, personKey, type Touched } from './objects.ts'
import type { Versions } from './versions.ts'

/**
 * A case as exports write it: codes, days and pseudonyms, and nothing that anybody said. As it was when the export was asked
 * for, so that the same file can be made again.
 */
export interface ExportedCase {
  readonly id: string
  readonly uuid: string
  /** Of its last event. */
  readonly procedure: string
  readonly version: number
  readonly receivedOn: LocalDate
  readonly closedOn?: LocalDate
  readonly stage?: string
  readonly status: 'open' | 'closed'
  /** Of all events that are in the export. */
  readonly costPence: number
  readonly people: readonly { readonly id: string; readonly role: string }[]
  /** `outcome`: the last one that is in the export, and when it was recorded. */
  readonly points: readonly {
    readonly id: string
    readonly outcome?: { readonly code: string; readonly at: Instant }
  }[]
  readonly events: readonly ExportedEvent[]
}

/** One row of the audit trail. */
export interface ExportedEvent {
  readonly id: string
  readonly uuid: string
  readonly at: Instant
  /** Name of the step of the diagram, or the command in words. */
  readonly activity: string
  /** The command: `task-completed`. */
  readonly command: string
  readonly transition: Transition
  readonly who: string
  readonly role: string
  readonly team?: string
  readonly onBehalfOf?: string
  /** Id of the step in the diagram, and the clause that it stands for. */
  readonly step?: string
  readonly clause?: string
  /** The version on which it happened, where the trail says. */
  readonly definition?: { readonly procedure: string; readonly version: number }
  readonly outcome?: string
  readonly facts: readonly { readonly type: string; readonly on: LocalDate }[]
  /** What somebody said is wrong of what was recorded here: when, and what was decided. */
  readonly annotations?: readonly {
    readonly type: string
    readonly on: LocalDate
    readonly outcome?: 'accepted' | 'refused'
  }[]
  readonly deadlines: readonly { readonly rule: string; readonly due: LocalDate }[]
  readonly cost?: { readonly pence: number; readonly stages: readonly string[] }
  readonly touches: readonly Touched[]
}

/** What rows of the trail hold, as far as an export tells it. */
export interface RowData {
  readonly procedure?: string
  readonly facts?: readonly { readonly type: string; readonly on: LocalDate; readonly n?: number }[]
  readonly deadlines?: readonly { readonly rule: string; readonly due?: LocalDate }[]
  readonly opened?: readonly string[]
  readonly closed?: readonly string[]
  readonly task?: string
  readonly message?: string
  readonly messages?: readonly unknown[]
}

export interface CaseReading {
  readonly upToRow: number
  readonly asAt: Instant
  readonly pseudonyms: Pseudonyms
  readonly versions: Versions
  /** Only what happened on these days; everything when left out. */
  readonly days?: { readonly from: LocalDate; readonly to: LocalDate }
}

/** Reads one case's rows of the trail as events. Undefined where none of them is in the export. */
export async function exportedCase(
  runtime: Runtime,
  row: CaseRow,
  reading: CaseReading,
): Promise<ExportedCase | undefined> {
  const rows = await rowsOf(runtime, row.id, reading)
  if (rows.length === 0) return undefined
  const facts = new Map((await runtime.store.read.facts(row.id)).map((fact) => [numberOf(fact), fact]))
  const { pseudonyms } = reading
  const all = [...facts.values()].filter(({ recordedAt }) => recordedAt <= reading.asAt)
  const said = annotationsIn(all)
  const events: ExportedEvent[] = []
  const recorded: { readonly fact: Fact; readonly at: Instant }[] = []
  for (const each of rows) {
    const data = dataOf(each)
    const own = (data.facts ?? []).flatMap(({ n }) => (n === undefined ? [] : (facts.get(n) ?? [])))
    for (const fact of own) recorded.push({ fact, at: each.at })
    const annotations = annotatedIn(own, said)
    events.push(await eventOf(runtime, row, each, { data, own, annotations, reading }))
  }
  const stage = all.flatMap((fact) => (fact.type === 'stage-opened' ? [fact.data.stage] : [])).at(-1)
  const closedOn = row.closedAt !== null && row.closedAt <= reading.asAt ? dayOf(row.closedAt) : undefined
  const definition = events.findLast((event) => event.definition !== undefined)?.definition
  return {
    id: pseudonyms.of('case', row.id),
    uuid: pseudonyms.uuid('case', row.id),
    procedure: definition?.procedure ?? row.procedure,
    version: definition?.version ?? row.procedureVersion,
    receivedOn: row.receivedOn,
    ...(closedOn !== undefined && { closedOn }),
    ...(stage !== undefined && { stage }),
    status: closedOn === undefined ? 'open' : 'closed',
    costPence: events.reduce((sum, { cost }) => sum + (cost?.pence ?? 0), 0),
    people: peopleOf(row.id, recorded, pseudonyms),
    points: pointsOf(row.id, recorded, pseudonyms),
    events,
  }
}

async function rowsOf(
  { store }: Runtime,
  caseId: string,
  { upToRow, days }: CaseReading,
): Promise<readonly AuditRow[]> {
  const rows: AuditRow[] = []
  let after: string | undefined
  do {
    const page = await store.read.history({ caseId, limit: 500, ...(after !== undefined && { after }) })
    for (const row of page.rows) {
      if (row.seq > upToRow) return rows
      const day = dayOf(row.at)
      if (days === undefined || (day >= days.from && day <= days.to)) rows.push(row)
    }
    after = page.next
  } while (after !== undefined)
  return rows
}

async function eventOf(
  { council }: Runtime,
  theCase: CaseRow,
  row: AuditRow,
  {
    data,
    own,
    annotations,
    reading: { pseudonyms, versions },
  }: {
    readonly data: RowData
    readonly own: readonly Fact[]
    readonly annotations: Annotated
    readonly reading: CaseReading
  },
): Promise<ExportedEvent> {
  const version = await versions.find(theCase, data.procedure)
  const node = isStep(row.element) ? version.node(row.element) : undefined
  const clause = node?.documentation.split('\n')[0]?.trim()
  const team = council.roleTeams[row.role]
  const costs = own.flatMap((fact) => (fact.type === 'cost-recorded' ? [fact.data] : []))
  const person = (id: string, role: string) => pseudonyms.of('person', personKey(theCase.id, id, role))
  const who = row.role === 'system' ? row.actor : person(row.actor, row.role)
  return {
    id: pseudonyms.of('event', `${row.seq}`),
    uuid: pseudonyms.uuid('event', `${row.seq}`),
    at: row.at,
    activity: node === undefined || node.name === '' ? wordsOf(row.type) : node.name.replaceAll(/\s+/g, ' ').trim(),
    command: row.type,
    transition: transitionOf(row.type),
    who,
    role: row.role,
    ...(team !== undefined && { team }),
    ...(row.onBehalfOf !== null && { onBehalfOf: person(row.onBehalfOf, 'complainant') }),
    ...(node !== undefined && { step: node.id }),
    ...(clause !== undefined && clause !== '' && { clause }),
    ...(data.procedure !== undefined && { definition: { procedure: version.procedure, version: version.version } }),
    ...(row.outcome !== null && CODE.test(row.outcome) && { outcome: row.outcome }),
    facts: (data.facts ?? []).map(({ type, on }) => ({ type, on })),
    ...(annotations.length > 0 && { annotations }),
    deadlines: (data.deadlines ?? []).flatMap(({ rule, due }) => (due === undefined ? [] : [{ rule, due }])),
    ...(costs.length > 0 && {
      cost: {
        pence: costs.reduce((sum, { pence }) => sum + pence, 0),
        stages: [...new Set(costs.map(({ stage }) => stage))],
      },
    }),
    touches: objectsOf(theCase.id, row, { data, own, version, pseudonyms }),
  }
}

type Annotated = NonNullable<ExportedEvent['annotations']>

/** Of the entries that these facts are. */
function annotatedIn(own: readonly Fact[], said: readonly Annotation[]): Annotated {
  return own.flatMap(({ id, type }) =>
    said
      .filter(({ kind, of }) => kind === 'entry' && of === id)
      .map(({ on, decision }) => ({ type, on, ...(decision !== undefined && { outcome: decision.outcome }) })),
  )
}

/** What is no code may be somebody's words. */
const CODE = /^[A-Za-z0-9-]{1,60}(_[A-Z0-9]{1,40}){0,6}$/

function dataOf({ body }: AuditRow): RowData {
  return (JSON.parse(body) as { readonly data?: RowData }).data ?? {}
}

function numberOf({ id }: Fact): number {
  return Number(id.slice(id.lastIndexOf('/') + 1))
}

type Recorded = readonly { readonly fact: Fact; readonly at: Instant }[]

function peopleOf(caseId: string, recorded: Recorded, pseudonyms: Pseudonyms): ExportedCase['people'] {
  const found = new Map<string, { readonly id: string; readonly role: string }>()
  for (const { fact } of recorded) {
    if (fact.type !== 'person-added') continue
    const { person, role } = fact.data
    const id = pseudonyms.of('person', personKey(caseId, person, role))
    found.set(`${id} ${role}`, { id, role })
  }
  return [...found.values()]
}

function pointsOf(caseId: string, recorded: Recorded, pseudonyms: Pseudonyms): ExportedCase['points'] {
  const found = new Map<string, ExportedCase['points'][number]>()
  for (const { fact, at } of recorded) {
    if (fact.type !== 'point-recorded' && fact.type !== 'point-amended' && fact.type !== 'point-decided') continue
    const id = pseudonyms.of('point', `${caseId}/${fact.data.point}`)
    const before = found.get(id)
    const outcome = fact.type === 'point-decided' ? { code: fact.data.outcome, at } : before?.outcome
    found.set(id, { id, ...(outcome !== undefined && { outcome }) })
  }
  return [...found.values()]
}
