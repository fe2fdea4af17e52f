import { stringify } from 'csv-stringify/sync'
import { inbox, NotFoundError, recordExport, staff, type InboxLine, type Runtime } from '../../engine/index.ts'
import { field, type Reply, type StaffAsk } from '../frame/index.ts'
import { askOf, placeAt } from './list-page.ts'
import { taskRow, type TaskRowView } from './rows.ts'

/** Rows read at a time. */
const AT_ONCE = 500
/** More than that is not a list that somebody works through. */
const MOST = 20_000

/** The list with the same filters, as a file for a spreadsheet. What begins like a formula is made harmless. */
export async function exportList(runtime: Runtime, { actor, query }: StaffAsk): Promise<Reply> {
  const place = placeAt(runtime, field(query, 'list'), field(query, 'team') || undefined)
  if (place === undefined) throw new NotFoundError('list', field(query, 'list'))
  const people = await staff(runtime, actor)
  const records: string[][] = []
  for (let offset = 0; offset < MOST; offset += AT_ONCE) {
    const { tasks, today } = await inbox(runtime, actor, { ...askOf(place, query), offset, limit: AT_ONCE })
    for (const line of tasks) records.push(record(line, taskRow(runtime, line, { today, people, me: actor.id })))
    if (tasks.length < AT_ONCE) break
  }
  await recordExport(runtime, actor, { list: 'tasks', rows: records.length })
  const content = stringify(records, { header: true, columns: COLUMNS, escape_formulas: true, bom: true })
  return { kind: 'file', type: 'text/csv; charset=utf-8', name: `tasks-${place.scope}.csv`, content }
}

const COLUMNS = [
  'Reference',
  'Task',
  'Complainant',
  'Procedure',
  'Stage',
  'Deadline',
  'Due',
  'Received',
  'Last told',
  'Assigned to',
  'Role',
  'Marks',
]

function record(line: InboxLine, row: TaskRowView): string[] {
  return [
    row.caseId,
    row.name,
    row.who,
    row.procedure,
    row.stage,
    row.due.tag,
    line.dueOn ?? '',
    line.receivedOn,
    line.lastToldOn ?? '',
    line.assignee === undefined ? '' : row.assignee,
    row.role,
    row.marks.join(', '),
  ]
}
