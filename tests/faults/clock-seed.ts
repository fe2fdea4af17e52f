import { submitComplaint, type ProcedureFile } from '../../engine/index.ts'
import type { Store } from '../../engine/store/index.ts'
import { seedCopies } from '../bench/seed-copies.ts'
import { doc, line } from '../support/diagram-builder/sketch.ts'
import { writeBpmn } from '../support/diagram-builder/write-bpmn.ts'
import { CHILDS_COMPLAINT } from '../support/journey.ts'
import { a, startRuntime } from '../support/runtime.ts'
import { TELL, type OpenedDatabase } from './two-nodes-seed.ts'

const DOC = doc('Local practice', 'What to do.')

/** A procedure that waits for a moment, and then has something done. */
export const WAITING: readonly ProcedureFile[] = [
  {
    path: 'procedure.json',
    text: JSON.stringify({
      id: 'waiting',
      title: 'Waiting',
      version: '1',
      main: 'waiting',
      roles: [{ code: 'complaints-manager', title: 'Complaints manager' }],
    }),
  },
  {
    path: 'waiting.bpmn',
    text: writeBpmn({
      file: 'waiting',
      process: 'waiting',
      procedure: 'waiting',
      name: 'Waiting',
      doc: DOC,
      nodes: [
        { kind: 'start', id: 'start', name: 'Come in', doc: DOC, at: [0, 0] },
        { kind: 'catch', id: 'ev_moment', name: 'The moment comes', doc: DOC, at: [1, 0], on: { timer: {} } },
        {
          kind: 'user',
          id: 'task_look',
          name: 'Look at it',
          doc: DOC,
          at: [2, 0],
          role: 'complaints-manager',
          form: 'look',
          noDeadline: 'because it is a test',
        },
        { kind: 'end', id: 'end', name: 'Looked at', doc: DOC, at: [3, 0], outcome: 'looked-at' },
      ],
      flows: line('start', 'ev_moment', 'task_look', 'end'),
    }).replace(
      /(<bpmn:timerEventDefinition[^>]*>)[\s\S]*?(<\/bpmn:timerEventDefinition>)/,
      '$1<bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1H</bpmn:timeDuration>$2',
    ),
  },
  {
    path: 'forms/look.json',
    text: JSON.stringify({
      $id: 'look',
      title: 'Look',
      type: 'object',
      properties: {},
      'x-redress': { records: [], variables: [] },
    }),
  },
]

/** One case for each of these moments, at which its timer is due. */
export async function seedMoments(database: OpenedDatabase, now: string, moments: readonly string[]): Promise<Store> {
  const test = await startRuntime(database, { now, files: WAITING })
  const { caseId } = await submitComplaint(test.runtime, a('intake'), { ...CHILDS_COMPLAINT, procedure: 'waiting' })
  await test.settle()
  const dueAt = `case k.n ${moments.map((moment, index) => `when ${index + 1} then '${moment}'`).join(' ')} end`
  await seedCopies(test.store, caseId, moments.length, { timers: { due_at: dueAt } })
  // The first case, from which they were copied, waits for nothing.
  await test.store.knex('timers').where('case_id', caseId).update({ status: 'cancelled' })
  if (database.dialect === 'postgresql') await test.store.knex.raw(TELL)
  return test.store
}
