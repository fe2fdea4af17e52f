import type { Fact } from '../../case/fact.ts'
import type { AuditRow } from '../../store/rows.ts'
import type { RowData } from './case-events.ts'
import type { Named, Pseudonyms } from './pseudonyms.ts'
import type { Version } from './versions.ts'

/** A thing that an event has to do with. */
export interface Touched {
  readonly type: Exclude<Named, 'case' | 'event'>
  readonly id: string
  /** How: `opens`, `closes`, `is about`. */
  readonly how: 'opens' | 'closes' | 'works on' | 'writes' | 'is about' | 'decides' | 'done by' | 'adds'
  /** What the thing is: of a task its step, of a person their role. */
  readonly what?: string
}

/** People whose id is theirs in one case alone; the ids of others are users of the service. */
const OF_ONE_CASE: ReadonlySet<string> = new Set([
  'complainant',
  'child',
  'representative',
  'advocate',
  'subject-of-complaint',
  'line-manager-of-subject',
  'interested-person',
  'other',
])

/** Under what a person's pseudonym is worked out. */
export function personKey(caseId: string, id: string, role: string): string {
  return OF_ONE_CASE.has(role) ? `${caseId}/${id}` : id
}

export interface RowInView {
  readonly data: RowData
  /** Facts that the row recorded. */
  readonly own: readonly Fact[]
  readonly version: Version
  readonly pseudonyms: Pseudonyms
}

/** The tasks, letters, documents, points and people that a row of the trail has to do with, each once for each way. */
export function objectsOf(caseId: string, row: AuditRow, view: RowInView): readonly Touched[] {
  const { data, own, pseudonyms } = view
  const touch = (type: Touched['type'], id: string, how: Touched['how'], what?: string): Touched => ({
    type,
    id: pseudonyms.of(type, id),
    how,
    ...(what !== undefined && { what }),
  })
  const tasks = (ids: readonly string[] | undefined, how: Touched['how']) =>
    (ids ?? []).flatMap((id) => {
      const step = taskOf(id, view.version)
      return step === undefined ? [] : [touch('task', id, how, step)]
    })
  const all = [
    ...(row.role === 'system' ? [] : [touch('person', personKey(caseId, row.actor, row.role), 'done by', row.role)]),
    ...tasks(data.opened, 'opens'),
    ...tasks(data.closed, 'closes'),
    ...(typeof data.task === 'string' ? tasks([data.task], 'works on') : []),
    ...lettersIn(caseId, data).map((id) => touch('letter', id, row.type === 'job-done' ? 'writes' : 'is about')),
    ...(row.type.startsWith('document-') && row.element !== null
      ? [touch('document', `${caseId}/${row.element}`, row.type === 'document-added' ? 'adds' : 'is about')]
      : []),
    ...own.flatMap((fact): Touched[] => {
      switch (fact.type) {
        case 'point-recorded':
        case 'point-amended':
          return [touch('point', `${caseId}/${fact.data.point}`, 'is about')]
        case 'point-decided':
          return [touch('point', `${caseId}/${fact.data.point}`, 'decides')]
        case 'person-added': {
          const { person, role } = fact.data
          return [touch('person', personKey(caseId, person, role), 'adds', role)]
        }
        default:
          return []
      }
    }),
  ]
  return [...new Map(all.map((each) => [`${each.type} ${each.id} ${each.how}`, each])).values()]
}

/** The step of a task's id, `<instance>.<step>.<n>`; undefined for what waits without a person. */
function taskOf(id: string, version: Version): string | undefined {
  const step = /\.([^.]+)\.\d+$/.exec(id)?.[1]
  const node = step === undefined ? undefined : version.node(step)
  return node?.type === 'userTask' ? node.name.replaceAll(/\s+/g, ' ').trim() : undefined
}

/** A message of BPMN has a name there, and no id of a letter: that begins with the reference of the case. */
function lettersIn(caseId: string, { message, messages = [] }: RowData): readonly string[] {
  const ids = [message, ...messages].map((each) =>
    typeof each === 'object' && each !== null && 'id' in each ? each.id : each,
  )
  return ids.filter((id): id is string => typeof id === 'string' && id.startsWith(`${caseId}.`))
}
