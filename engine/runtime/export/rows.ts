import { stringify } from 'csv-stringify/sync'
import type { Writer } from './about.ts'
import type { ExportedCase, ExportedEvent } from './case-events.ts'

/** What a line of a table says of an event; of CSV the columns, in this order. */
function rowOf(theCase: ExportedCase, event: ExportedEvent) {
  return {
    case: theCase.id,
    case_procedure: theCase.procedure,
    case_version: theCase.version,
    case_received: theCase.receivedOn,
    case_closed: theCase.closedOn ?? null,
    case_stage: theCase.stage ?? null,
    case_status: theCase.status,
    event: event.id,
    time: event.at,
    activity: event.activity,
    command: event.command,
    transition: event.transition,
    who: event.who,
    role: event.role,
    team: event.team ?? null,
    on_behalf_of: event.onBehalfOf ?? null,
    step: event.step ?? null,
    clause: event.clause ?? null,
    procedure: event.definition?.procedure ?? null,
    version: event.definition?.version ?? null,
    outcome: event.outcome ?? null,
    facts: event.facts.map(({ type, on }) => `${type}@${on}`).join(' '),
    deadlines: event.deadlines.map(({ rule, due }) => `${rule}@${due}`).join(' '),
    cost_pence: event.cost?.pence ?? null,
  } as const
}

const COLUMNS = [
  'case',
  'case_procedure',
  'case_version',
  'case_received',
  'case_closed',
  'case_stage',
  'case_status',
  'event',
  'time',
  'activity',
  'command',
  'transition',
  'who',
  'role',
  'team',
  'on_behalf_of',
  'step',
  'clause',
  'procedure',
  'version',
  'outcome',
  'facts',
  'deadlines',
  'cost_pence',
] as const satisfies readonly (keyof ReturnType<typeof rowOf>)[]

/** Lines of CSV, in UTF-8 with a mark at the beginning; what begins like a formula is made harmless. */
export function csvLines(rows: readonly (readonly unknown[])[], isFirst = false): string {
  return stringify(
    rows.map((row) => [...row]),
    { escape_formulas: true, bom: isFirst, record_delimiter: '\r\n' },
  )
}

/** Writes an event log as CSV, an event a line. */
export const writeCsv: Writer = async function* (_about, cases) {
  yield csvLines([COLUMNS], true)
  for await (const each of cases()) {
    yield csvLines(
      each.events.map((event) => {
        const row = rowOf(each, event)
        return COLUMNS.map((column) => row[column])
      }),
    )
  }
}

/** Writes an event log as JSON lines, an event a line; lists stay lists there. */
export const writeJsonLines: Writer = async function* (_about, cases) {
  for await (const each of cases()) {
    yield each.events
      .map((event) => {
        const { facts, annotations, deadlines, touches } = event
        const said = annotations !== undefined && { annotations }
        return `${JSON.stringify({ ...rowOf(each, event), facts, ...said, deadlines, touches })}\n`
      })
      .join('')
  }
}
