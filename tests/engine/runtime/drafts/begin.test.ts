import { expect } from 'chai'
import { filesOf } from '../../../../api/procedure-files.ts'
import {
  approveDraft,
  askForApproval,
  beginProcedure,
  checkDraft,
  compareDraft,
  discardDraft,
  draftAbout,
  draftBehind,
  draftConditions,
  draftHistory,
  localDate,
  procedureOverview,
  proceduresOverview,
  publishDraft,
  caseClocks,
  readDraft,
  saveDraft,
  submitComplaint,
  type Actor,
  type BeginProcedure,
} from '../../../../engine/index.ts'
import { CHILDS_COMPLAINT } from '../../../support/journey.ts'
import { a, MANAGER, startRuntime, type TestRuntime } from '../../../support/runtime.ts'
import { thrownBy } from '../../../support/test-databases-thrown.ts'
import { forEachDatabase } from '../../../support/test-databases.ts'

const FIRST = { task: 'Answer it', role: 'caseworker', outcome: 'Answered', clause: 'Local practice' } as const
const HOUSING = { id: 'housing', title: 'Housing complaint', law: 'non-statutory', first: FIRST } as const

describe('a procedure that is begun', () => {
  forEachDatabase((database) => {
    let test: TestRuntime
    before(async () => {
      test = await startRuntime(database, {
        files: filesOf('tests/fixtures/scenarios/tiny'),
        now: '2026-03-02T09:00:00.000Z',
      })
    })

    const owner = (): Actor => ({ ...a('process-owner'), steppedUpAt: test.clock.now() })
    const second = (): Actor => ({ ...MANAGER, steppedUpAt: test.clock.now() })
    const begin = (asked: BeginProcedure) => beginProcedure(test.runtime, owner(), asked)
    const publish = async (id: string, from: string) => {
      await askForApproval(test.runtime, owner(), id, { comment: 'New.' })
      await approveDraft(test.runtime, second(), id, { comment: '' })
      return publishDraft(test.runtime, second(), id, { from: localDate(from) })
    }

    it('from nothing is a draft with one diagram, one form and one scenario, all of it new', async () => {
      const draft = await begin({ ...HOUSING, id: 'first' })
      expect(draft).to.include({ procedure: 'first', basedOn: 0, revision: 1, state: 'draft' })
      expect(draft.changed).to.have.members([
        ...['first.bpmn', 'first.scenarios.json', 'forms/answer-it.json', 'procedure.json', 'usual-answers.json'],
      ])
      const { findings } = await checkDraft(test.runtime, MANAGER, draft.id)
      expect(findings.map(({ rule, level }) => `${level} ${rule}`)).to.deep.equal(['error user-task-has-deadline'])
      const { changes } = await compareDraft(test.runtime, MANAGER, draft.id)
      expect(changes.map(({ sentence }) => sentence)).to.include.members(['Diagram “Housing complaint” added'])
      expect(await draftBehind(test.runtime, MANAGER, draft.id)).to.equal(undefined)
      expect((await draftConditions(test.runtime, MANAGER, draft.id)).slice(0, 2)).to.deep.equal([
        { id: 'changed', met: true, sentence: 'It is a new procedure, of 5 files.' },
        { id: 'up-to-date', met: true, sentence: 'There is no version of it yet.' },
      ])
      const { lines } = await draftHistory(test.runtime, MANAGER, draft.id)
      expect(lines.map(({ what, words }) => [what, words])).to.deep.equal([['begun', 'From nothing']])
      expect(await draftAbout(test.runtime, MANAGER, draft.id)).to.include({ law: 'non-statutory', main: 'first' })
    })

    it('is in the list with its draft before any version of it is there, and gone when that is discarded', async () => {
      const { id } = await begin({ ...HOUSING, id: 'listed' })
      const listed = async () => (await proceduresOverview(test.runtime, MANAGER)).map(({ procedure }) => procedure)
      expect(await listed()).to.include('listed')
      const overview = await procedureOverview(test.runtime, MANAGER, 'listed')
      expect(overview).to.include({ title: 'Housing complaint', openCases: 0 }).and.to.deep.include({ versions: [] })
      await discardDraft(test.runtime, owner(), id)
      expect(await listed()).to.not.include('listed')
      await begin({ ...HOUSING, id: 'listed' })
    })

    it('is approved by a second person and published from a day: then complaints follow it', async () => {
      const { id } = await begin(HOUSING)
      const { files } = await readDraft(test.runtime, owner(), id)
      const text = (files.find(({ path }) => path === 'housing.bpmn')?.text ?? '').replace(
        'redress:form="answer-it"',
        'redress:form="answer-it" redress:noDeadline="because it is answered at once"',
      )
      const changes = [{ path: 'housing.bpmn', text }]
      await saveDraft(test.runtime, owner(), id, { revision: 1, changes, what: 'No deadline' })
      expect(await publish(id, '2026-03-09')).to.deep.equal({ procedure: 'housing', version: 1, from: '2026-03-09' })
      const { versions, inForce } = await procedureOverview(test.runtime, MANAGER, 'housing')
      expect([versions[0]?.status, versions[0]?.from, inForce]).to.deep.equal(['scheduled', ['2026-03-09'], undefined])
      await test.moveTo('2026-03-09T09:00:00.000Z')
      const { result, caseId } = await submitComplaint(test.runtime, a('intake'), {
        ...CHILDS_COMPLAINT,
        procedure: 'housing',
      })
      expect(result).to.include({ procedureVersion: 1 })
      const clocks = (await caseClocks(test.runtime, MANAGER, caseId)).map(({ rule }) => rule)
      expect(
        clocks.filter((rule) => /^(children-act|adult-social-care|complaint-handling-code)/.test(rule)),
      ).to.deep.equal([])
    })

    it('as a copy has the files of the version in force, under its own name and law', async () => {
      const { id } = await begin({
        id: 'tiny-two',
        title: 'Tiny again',
        law: 'complaint-handling-code',
        copyOf: 'tiny',
      })
      const { files } = await readDraft(test.runtime, owner(), id)
      const original = filesOf('tests/fixtures/scenarios/tiny')
      expect(files.map(({ path }) => path)).to.deep.equal(original.map(({ path }) => path))
      const textOf = (path: string) => files.find((file) => file.path === path)?.text ?? ''
      expect(textOf('tiny.bpmn')).to.equal(original.find(({ path }) => path === 'tiny.bpmn')?.text)
      expect(textOf('tiny.scenarios.json')).to.include('"procedure": "tiny-two"')
      expect(JSON.parse(textOf('procedure.json'))).to.include({
        ...{ id: 'tiny-two', title: 'Tiny again', law: 'complaint-handling-code', main: 'tiny' },
      })
      expect((await checkDraft(test.runtime, MANAGER, id)).findings).to.deep.equal([])
      expect(await publish(id, '2026-03-09')).to.include({ procedure: 'tiny-two', version: 1 })
      const { result } = await submitComplaint(test.runtime, a('intake'), {
        ...CHILDS_COMPLAINT,
        procedure: 'tiny-two',
      })
      expect(result).to.include({ procedureVersion: 1 })
    })

    const WRONG: readonly [what: string, asked: BeginProcedure, at: string][] = [
      ['a short name that is no slug', { ...HOUSING, id: 'Housing!' }, '/id'],
      ['a short name that is an address', { ...HOUSING, id: 'new' }, '/id'],
      ['a short name of a law', { ...HOUSING, id: 'data-protection' }, '/id'],
      ['a procedure that is there', { ...HOUSING, id: 'tiny' }, '/id'],
      ['a procedure that is begun', { ...HOUSING, id: 'first' }, '/id'],
      ['no title', { ...HOUSING, id: 'other', title: ' ' }, '/title'],
      ['a law that is not known', { ...HOUSING, id: 'other', law: 'magna-carta' }, '/law'],
      ['a role that nobody holds', { ...HOUSING, id: 'other', first: { ...FIRST, role: 'cook' } }, '/first/role'],
      ['a copy of nothing', { id: 'other', title: 'Other', law: 'non-statutory', copyOf: 'nothing' }, '/copyOf'],
    ]
    for (const [what, asked, at] of WRONG) {
      it(`is not begun with ${what}`, async () => {
        const error = (await thrownBy(begin(asked))) as Error & { readonly faults: readonly { readonly at: string }[] }
        expect(error).to.include({ name: 'InvalidVariablesError' })
        expect(error.faults.map((fault) => fault.at)).to.deep.equal([at])
      })
    }

    it('is begun by process owners only', async () => {
      const error = await thrownBy(beginProcedure(test.runtime, a('auditor'), { ...HOUSING, id: 'mine' }))
      expect(error).to.include({ name: 'NotPermittedError' })
    })
  })
})
