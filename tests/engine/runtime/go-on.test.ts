import { expect } from 'chai'
import {
  correlateMessage,
  deployProcedure,
  openCase,
  position,
  readFacts,
  submitComplaint,
  SYSTEM,
  type ProcedureFile,
} from '../../../engine/index.ts'
import { doc, line, meet } from '../../support/diagram-builder/sketch.ts'
import { writeBpmn } from '../../support/diagram-builder/write-bpmn.ts'
import { a, MANAGER, startRuntime, type TestRuntime } from '../../support/runtime.ts'
import { CONFORMS, replayed } from '../../support/replayed.ts'
import { complete, openTasks } from '../../support/runtime-walk.ts'
import { forEachDatabase } from '../../support/test-databases.ts'
import { thrownBy } from '../../support/test-databases-thrown.ts'

const DOC = doc('Local practice', 'What to do.')

/** A procedure of one task, whose form may send the case elsewhere; it can be begun again by a message. */
function procedure(id: string, startVariables: object = {}): readonly ProcedureFile[] {
  const xml = writeBpmn({
    file: id,
    process: id,
    procedure: id,
    name: `All of ${id}`,
    doc: DOC,
    nodes: [
      { kind: 'start', id: `start_${id}`, name: 'Come in', doc: DOC, at: [0, 0] },
      {
        kind: 'start',
        id: `reopened_${id}`,
        name: 'Come back',
        doc: DOC,
        at: [0, 1],
        on: { message: 'complaint-reopened', form: `${id}-reopen` },
      },
      meet(`gw_${id}`, [1, 0]),
      {
        kind: 'user',
        id: `task_${id}`,
        name: 'Decide',
        doc: DOC,
        at: [2, 0],
        role: 'complaints-manager',
        form: `${id}-decide`,
        noDeadline: 'because it is a test',
      },
      { kind: 'end', id: `end_${id}`, name: 'Decided', doc: DOC, at: [3, 0], outcome: 'decided' },
    ],
    flows: [
      ...line(`start_${id}`, `gw_${id}`, `task_${id}`, `end_${id}`),
      { from: `reopened_${id}`, to: `gw_${id}`, out: 'right', in: 'bottom' },
    ],
  })
  const form = (name: string, properties: object, records: readonly object[], variables: readonly string[] = []) => ({
    path: `forms/${name}.json`,
    text: JSON.stringify({
      $id: name,
      title: name,
      type: 'object',
      properties,
      'x-redress': { records, variables },
    }),
  })
  return [
    {
      path: 'procedure.json',
      text: JSON.stringify({
        id,
        title: id,
        version: '1',
        main: id,
        roles: [{ code: 'complaints-manager', title: 'Complaints manager' }],
        startVariables,
      }),
    },
    { path: `${id}.bpmn`, text: xml },
    form(
      `${id}-decide`,
      { to: { type: 'string', enum: ['here', 'there', 'nowhere', 'stay'] }, deep: { type: 'boolean' } },
      [
        {
          fact: 'complaint-routed',
          data: { to: 'to', reasonCode: { const: 'function' } },
          when: { field: 'to', equals: ['here', 'there', 'nowhere'] },
        },
      ],
      ['deep'],
    ),
    form(`${id}-reopen`, {}, []),
  ]
}

describe('a case that goes on in another procedure', () => {
  forEachDatabase((database) => {
    describe('of two', () => {
      let test: TestRuntime
      let caseId: string
      before(async function () {
        this.timeout(60_000)
        test = await startRuntime(database, { files: procedure('here') })
        await deployProcedure(
          test.runtime,
          SYSTEM,
          procedure('there', { oral: { type: 'boolean' }, deep: { type: 'boolean' } }),
        )
      })
      beforeEach(async () => {
        ;({ caseId } = await submitComplaint(test.runtime, a('intake'), {
          procedure: 'here',
          channel: 'phone',
          oral: true,
          byChild: false,
          people: [
            { role: 'complainant', name: 'Jo', email: 'jo@example.org', contactPreference: 'email', adjustments: [] },
          ],
          points: [{ text: 'It was late.', desiredOutcome: 'An apology.' }],
        }))
      })

      const elements = async () => (await openTasks(test, caseId)).map(({ element }) => element)
      const types = async () => (await readFacts(test.runtime, MANAGER, caseId)).map(({ type }) => type)
      const row = async () => test.store.read.case(caseId)

      it('is at once at the first task of the other, with its facts and its first receipt', async () => {
        const { receivedOn } = (await row()) ?? {}
        await complete(test, caseId, 'task_here', { to: 'there', deep: true })
        expect(await elements()).to.deep.equal(['task_there'])
        expect(await row()).to.include({ procedure: 'there', procedureVersion: 1, status: 'open', receivedOn })
        expect((await types()).slice(-2)).to.deep.equal(['complaint-routed', 'procedure-begun'])
        expect((await position(test.runtime, MANAGER, caseId)).procedure).to.equal('there')
      })

      it('hands on what the other declares for its start, and nothing else', async () => {
        await complete(test, caseId, 'task_here', { to: 'there', deep: true })
        const instance = (await test.store.read.instances(caseId)).find(({ processId }) => processId === 'there')
        const { variables } = JSON.parse(instance?.state ?? '{}') as { readonly variables: object }
        expect(variables).to.deep.equal({ oral: true, deep: true })
      })

      it('stays ended where no such procedure is in force', async () => {
        await complete(test, caseId, 'task_here', { to: 'nowhere' })
        expect(await row()).to.include({ procedure: 'here', status: 'closed' })
      })

      it('comes back by the start event for a case that the procedure had before', async () => {
        await complete(test, caseId, 'task_here', { to: 'there' })
        await complete(test, caseId, 'task_there', { to: 'here' })
        expect(await row()).to.include({ procedure: 'here', status: 'open' })
        expect(await elements()).to.deep.equal(['task_here'])
        await complete(test, caseId, 'task_here', { to: 'stay' })
        expect(await row()).to.include({ procedure: 'here', status: 'closed' })
      })

      it('can be replayed from its audit trail, through both', async () => {
        await complete(test, caseId, 'task_here', { to: 'there', deep: true })
        await complete(test, caseId, 'task_there', { to: 'here' })
        await complete(test, caseId, 'task_here', { to: 'stay' })
        expect(await test.store.read.instances(caseId)).to.have.length(3)
        expect(await replayed(test, caseId)).to.deep.equal(CONFORMS)
      })

      it('is taken up by another with a message once its own has ended, not before', async () => {
        const takeUp = () =>
          correlateMessage(test.runtime, MANAGER, {
            caseId,
            name: 'complaint-reopened',
            answers: {},
            procedure: 'there',
          })
        expect(await thrownBy(takeUp())).to.include({ reason: 'still-open' })
        await complete(test, caseId, 'task_here', { to: 'stay' })
        await takeUp()
        expect(await row()).to.include({ procedure: 'there', status: 'open' })
        expect(await elements()).to.deep.equal(['task_there'])
      })

      it('refuses to be taken up by a procedure that is not in force, or does not begin so', async () => {
        await complete(test, caseId, 'task_here', { to: 'stay' })
        const ask = (name: string, other: string) =>
          thrownBy(correlateMessage(test.runtime, MANAGER, { caseId, name, answers: {}, procedure: other }))
        expect(await ask('complaint-reopened', 'nowhere')).to.include({ code: 'NOT_FOUND' })
        expect(await ask('tea-time', 'there')).to.include({ reason: 'unknown-message' })
      })
    })

    describe('or begins without a complaint', () => {
      it('opens with what else can open one, and refuses anything else', async function () {
        this.timeout(60_000)
        const test = await startRuntime(database, { files: procedure('here') })
        const feedback = { kind: 'compliment', channel: 'email', area: 'adults', captured: 'here' }
        const { caseId } = await openCase(test.runtime, a('intake'), {
          procedure: 'here',
          facts: [{ type: 'feedback-received', data: feedback }],
        })
        expect((await test.store.read.case(caseId))?.status).to.equal('open')
        const wrong = openCase(test.runtime, a('intake'), {
          procedure: 'here',
          facts: [{ type: 'point-decided', data: {} }],
          variables: { nonsense: true },
        })
        const { message } = (await thrownBy(wrong)) as Error
        expect(message).to.include('/facts/0').and.include('/variables/nonsense')
      })
    })
  })
})
