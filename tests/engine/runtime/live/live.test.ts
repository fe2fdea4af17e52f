import { expect } from 'chai'
import {
  approve,
  casePlaces,
  caseConformance,
  casesAtStep,
  ConflictError,
  liveView,
  moveToken,
  previewMove,
  procedureOverview,
  proceduresOverview,
  proposeMove,
  RefusedError,
  type Actor,
  type LiveStep,
} from '../../../../engine/index.ts'
import { a, MANAGER, startRuntime, type TestRuntime } from '../../../support/runtime.ts'
import { newCase, openTasks, taskAt, walkOn } from '../../../support/runtime-walk.ts'
import { allRows, countRows } from '../../../support/runtime-rows.ts'
import { forEachDatabase } from '../../../support/test-databases.ts'
import { thrownBy } from '../../../support/test-databases-thrown.ts'

const OWNER = a('process-owner')
const OTHER = a('monitoring-officer', 'mo1')
const PROCEDURE = 'children-act'
const ANSWER = 'task_answer_stage_1'
const caseOf = ({ caseId }: { readonly caseId: string }) => caseId
const yes = () => Promise.resolve('second-person')

describe('where the cases are', () => {
  forEachDatabase((database) => {
    let test: TestRuntime
    let early: string
    let late: string

    before(async function () {
      this.timeout(60_000)
      test = await startRuntime(database)
      early = await newCase(test)
      late = await newCase(test)
      await walkOn(test, late, (each) => each === ANSWER)
    })

    const steps = async (actor = OWNER): Promise<ReadonlyMap<string, LiveStep>> => {
      const { diagrams } = await liveView(test.runtime, actor, { procedure: PROCEDURE })
      return new Map(diagrams.flatMap((each) => each.steps.map((step) => [step.element, step])))
    }

    it('is counted step by step: tasks, and the parts around them', async () => {
      const view = await liveView(test.runtime, OWNER, { procedure: PROCEDURE })
      expect([view.version, view.cases, view.late, view.counted]).to.deep.equal([1, 2, 0, 'all'])
      const found = await steps()
      expect(found.get(ANSWER)).to.include({ cases: 1, late: 0, stuck: 0, name: 'Answer the complaint' })
      expect(found.get('task_record_complaint')).to.include({ cases: 1, done: 1 })
      expect([found.get('call_receipt')?.cases, found.get('call_consideration')?.cases]).to.deep.equal([1, 1])
      expect(found.get('call_stage_1')).to.include({ cases: 1, late: 0 })
    })

    it('is told by reference only to those who may see the case', async () => {
      const asked = { procedure: PROCEDURE, version: 1, element: 'call_stage_1', offset: 0, limit: 10 }
      const { cases, name, total } = await casesAtStep(test.runtime, MANAGER, asked)
      expect([name, total, cases.map(({ caseId }) => caseId)]).to.deep.equal(['Stage 1: local resolution', 1, [late]])
      expect(await thrownBy(casesAtStep(test.runtime, OWNER, asked))).to.include({ code: 'NOT_PERMITTED' })
      const none = await liveView(test.runtime, a('panel-chair'), { procedure: PROCEDURE })
      expect([none.cases, none.versions]).to.deep.equal([0, [{ version: 1, cases: 0 }]])
      const nowhere = casesAtStep(test.runtime, MANAGER, { ...asked, element: 'gw_no_such' })
      expect(await thrownBy(nowhere)).to.include({ code: 'NOT_FOUND' })
    })

    it('is not even counted for whom a case is about', async () => {
      const about = a('complaints-manager', 'cm-about')
      await test.store.command((unit) => {
        unit.saveAccess({ caseId: early, who: about.id, relation: 'subject', part: '', untilAt: null })
        return Promise.resolve()
      })
      expect((await liveView(test.runtime, about, { procedure: PROCEDURE })).versions).to.deep.equal([
        { version: 1, cases: 1 },
      ])
      const asked = { procedure: PROCEDURE, version: 1, element: 'task_record_complaint', offset: 0, limit: 10 }
      const listed = async (actor: Actor) => (await casesAtStep(test.runtime, actor, asked)).cases.map(caseOf)
      expect([await listed(MANAGER), await listed(about)]).to.deep.equal([[early], []])
      const open = async (actor = MANAGER) => [
        (await procedureOverview(test.runtime, actor, PROCEDURE)).openCases,
        (await proceduresOverview(test.runtime, actor)).find(({ procedure }) => procedure === PROCEDURE)?.openCases,
      ]
      expect([await open(), await open(OWNER), await open(about)]).to.deep.equal([
        [2, 2],
        [2, 2],
        [1, 1],
      ])
    })

    it('is tried before a case is moved, and nothing of that happens', async () => {
      const before = [await countRows(test.store, 'tasks'), await countRows(test.store, 'facts')]
      const task = await taskAt(test, early, 'task_record_complaint')
      const { places } = await casePlaces(test.runtime, MANAGER, early)
      const place = places.find(({ at }) => at === task.id)
      const [target] = place?.targets ?? []
      const seen = await previewMove(test.runtime, MANAGER, early, { at: task.id, to: target?.element ?? '' })
      expect(seen.from).to.equal(task.name)
      expect(seen.ends).to.include(task.name)
      expect(seen.dropped.map(({ element }) => element)).to.deep.equal(['task_record_complaint'])
      expect(seen.begins.length + seen.opened.length).to.be.above(0)
      expect([await countRows(test.store, 'tasks'), await countRows(test.store, 'facts')]).to.deep.equal(before)
      expect(await taskAt(test, early, 'task_record_complaint')).to.include({ id: task.id, status: 'open' })
    })

    it('changes once two people have moved a case, and its record can be played again', async () => {
      const task = await taskAt(test, late, ANSWER)
      const { places } = await casePlaces(test.runtime, MANAGER, late)
      const to =
        places.find(({ at }) => at === task.id)?.targets.find(({ element }) => element !== ANSWER)?.element ?? ''
      const asked = { at: task.id, to, reason: 'The answer was agreed on the telephone' }
      expect(await thrownBy(moveToken(test.runtime, MANAGER, late, asked))).to.include({ code: 'MORE_NEEDED' })
      const mute = { ...asked, reason: ' ' }
      expect(await thrownBy(moveToken(test.runtime, MANAGER, late, mute, {}, yes))).to.include({ reason: 'no-reason' })
      expect(await thrownBy(proposeMove(test.runtime, OWNER, late, asked))).to.include({ code: 'NOT_PERMITTED' })
      const propose = () => proposeMove(test.runtime, MANAGER, late, asked)
      const [{ approval, moves }, atOnce] = await Promise.all([propose(), propose()])
      expect([atOnce.approval, (await propose()).approval]).to.deep.equal([approval, approval])
      expect(moves?.from).to.equal('Answer the complaint')
      expect(await thrownBy(approve(test.runtime, MANAGER, approval))).to.include({ code: 'NOT_PERMITTED' })
      await approve(test.runtime, OTHER, approval)
      await test.settle()
      expect((await openTasks(test, late)).map(({ element }) => element)).to.not.include(ANSWER)
      expect((await steps()).get(ANSWER)?.cases).to.equal(0)
      const { fitness, deviation } = await caseConformance(test.runtime, MANAGER, late)
      expect([fitness, deviation]).to.deep.equal([1, undefined])
      const rows = await allRows(test.store, 'audit')
      const line = rows.find(({ type, case_id: of }) => type === 'token-moved' && of === late)
      expect(line).to.include({ actor: MANAGER.id, element: ANSWER })
      for (const again of [moveToken(test.runtime, MANAGER, late, asked, {}, yes), propose()]) {
        expect(await thrownBy(again)).to.be.instanceOf(ConflictError)
      }
    })

    const refused: readonly (readonly [to: string, code: string, words: RegExp])[] = [
      ['task_record_complaint', 'same-step', /is at “.+” already/],
      ['no_such_step', 'no-such-step', /has no step no_such_step/],
    ]
    for (const [to, code, words] of refused) {
      it(`is not changed by a move that cannot be: ${code}`, async () => {
        const { id: at } = await taskAt(test, early, 'task_record_complaint')
        const asked = { at, to, reason: 'A mistake' }
        const error = await thrownBy(moveToken(test.runtime, MANAGER, early, asked, {}, yes))
        expect(error).to.be.instanceOf(RefusedError)
        expect([(error as RefusedError).reason, words.test((error as RefusedError).message)]).to.deep.equal([
          code,
          true,
        ])
      })
    }

    it('says which are late', async () => {
      await test.moveTo('2026-03-30T09:00:00.000Z')
      const found = await steps()
      expect(found.get('task_record_complaint')).to.include({ cases: 1, late: 1 })
      expect(found.get('call_receipt')).to.include({ cases: 1, late: 1 })
      const asked = { procedure: PROCEDURE, version: 1, element: 'call_receipt', late: true, offset: 0, limit: 10 }
      const { cases } = await casesAtStep(test.runtime, MANAGER, asked)
      expect(cases.map(({ caseId }) => caseId)).to.deep.equal([early])
    })
  })
})
