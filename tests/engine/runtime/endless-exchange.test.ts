import { expect } from 'chai'
import { retryIncident, submitComplaint, type ProcedureFile } from '../../../engine/index.ts'
import { skipByTwo } from '../../support/by-two.ts'
import { doc, line, type Flow, type Node } from '../../support/diagram-builder/sketch.ts'
import { writeBpmn } from '../../support/diagram-builder/write-bpmn.ts'
import { CHILDS_COMPLAINT } from '../../support/journey.ts'
import { a, MANAGER, startRuntime, type TestRuntime } from '../../support/runtime.ts'
import { CONFORMS, replayed } from '../../support/replayed.ts'
import { complete, openTasks } from '../../support/runtime-walk.ts'
import { forEachDatabase } from '../../support/test-databases.ts'

/* Two processes of one case answer each other's signals at once, for ever: people see where, and can end it. */

const DOC = doc('Local practice', 'Of a test.')
const task = (id: string, at: readonly [number, number]): Node => ({
  ...{ kind: 'user', id, name: 'Look', doc: DOC, at, role: 'complaints-manager', form: 'look' },
  noDeadline: 'because it is a test',
})
const diagram = (process: string, nodes: readonly Node[], flows: readonly Flow[]): ProcedureFile => ({
  path: `${process}.bpmn`,
  text: writeBpmn({ file: process, process, procedure: 'talk', name: process, doc: DOC, nodes, flows }),
})

/** Called beside the task; hears one signal, and answers with the other. */
const listener = (id: string, hears: string, says: string) =>
  diagram(
    id,
    [
      { kind: 'start', id: `start_${id}`, name: 'Begin', doc: DOC, at: [0, 0] },
      task(`task_${id}`, [1, 0]),
      { kind: 'end', id: `end_${id}`, name: 'Looked', doc: DOC, at: [2, 0], outcome: 'answered' },
      {
        ...{ kind: 'any-time', id: `any_${id}`, name: 'Answer', doc: DOC, at: [0.2, 1.9] },
        interrupting: false,
        on: { signal: hears },
        start: { id: `ev_${id}`, name: 'Heard', doc: DOC },
        nodes: [{ kind: 'end', id: `end_${id}_said`, name: 'Said', doc: DOC, at: [1.4, 1.9], signal: says }],
        flows: line(`ev_${id}`, `end_${id}_said`),
      },
    ],
    line(`start_${id}`, `task_${id}`, `end_${id}`),
  )

const TALK = diagram(
  'talk',
  [
    { kind: 'start', id: 'start_talk', name: 'Begin', doc: DOC, at: [0, 1] },
    { kind: 'parallel', id: 'gw_talk', name: '', doc: DOC, at: [1, 1] },
    { kind: 'call', id: 'call_one', name: 'One', doc: DOC, at: [2, 0], process: 'one' },
    task('task_talk', [2, 1]),
    { kind: 'call', id: 'call_two', name: 'Two', doc: DOC, at: [2, 2], process: 'two' },
    { kind: 'end', id: 'end_talk_one', name: 'One', doc: DOC, at: [3, 0], outcome: 'answered' },
    { kind: 'end', id: 'end_talk', name: 'Said', doc: DOC, at: [3, 1], signal: 'ping', outcome: 'answered' },
    { kind: 'end', id: 'end_talk_two', name: 'Two', doc: DOC, at: [3, 2], outcome: 'answered' },
  ],
  [
    ...line('start_talk', 'gw_talk'),
    ...['call_one', 'task_talk', 'call_two'].map((to) => ({ from: 'gw_talk', to })),
    ...line('call_one', 'end_talk_one'),
    ...line('task_talk', 'end_talk'),
    ...line('call_two', 'end_talk_two'),
  ],
)

const FILES: readonly ProcedureFile[] = [
  {
    path: 'procedure.json',
    text: JSON.stringify({
      ...{ id: 'talk', title: 'Talk', version: '1', main: 'talk', startVariables: {} },
      roles: [{ code: 'complaints-manager', title: 'Complaints manager' }],
    }),
  },
  ...[TALK, listener('one', 'ping', 'pong'), listener('two', 'pong', 'ping')],
  {
    path: 'forms/look.json',
    text: JSON.stringify({
      ...{ $id: 'look', title: 'Look', type: 'object', properties: {} },
      'x-redress': { records: [], variables: [] },
    }),
  },
]

describe('processes that answer each other without end', () => {
  forEachDatabase((database) => {
    let test: TestRuntime
    let caseId: string
    before(async () => {
      test = await startRuntime(database, { files: FILES })
      ;({ caseId } = await submitComplaint(test.runtime, a('intake'), { ...CHILDS_COMPLAINT, procedure: 'talk' }))
      await test.settle()
    })

    const open = async () => (await test.store.read.incidents({ caseId, status: 'open', limit: 20 })).rows
    const tasks = async () => (await openTasks(test, caseId)).map(({ element }) => element).sort()

    it('stop in one incident, which names the step; what set them off is done, and all else waits as before', async () => {
      await complete(test, caseId, 'task_talk')
      const [incident, ...more] = await open()
      expect(more).to.deep.equal([])
      expect(incident).to.include({ code: 'endless-exchange', element: 'ev_two' })
      expect(incident?.message).to.equal(
        'The processes of the case answer each other without end; stopped before ev_two',
      )
      expect(await tasks()).to.deep.equal(['task_one', 'task_two'])
      expect(await replayed(test, caseId)).to.deep.equal(CONFORMS)
    })

    it('stop again, in one incident, when they are told to go on', async () => {
      const [before] = await open()
      await retryIncident(test.runtime, MANAGER, before?.id ?? '')
      const [after, ...more] = await open()
      expect(more).to.deep.equal([])
      expect(after).to.include({ code: 'endless-exchange' })
      expect(after?.id).to.not.equal(before?.id)
      expect(await replayed(test, caseId)).to.deep.equal(CONFORMS)
    })

    it('have an end when two people leave the step out; then the case goes on to its own', async () => {
      const [incident] = await open()
      const process = incident?.element === 'ev_one' ? 'one' : 'two'
      const skip = { incidentId: incident?.id ?? '', reason: 'They have told each other.', to: `end_${process}` }
      await skipByTwo(test.runtime, MANAGER, skip)
      expect(await open()).to.deep.equal([])
      for (const element of ['task_one', 'task_two']) await complete(test, caseId, element)
      expect((await test.store.read.case(caseId))?.status).to.equal('closed')
      expect(await replayed(test, caseId)).to.deep.equal(CONFORMS)
    })
  })
})
