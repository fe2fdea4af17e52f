import { expect } from 'chai'
import {
  activateProcedure,
  deployProcedure,
  draftEffect,
  draftEffectCases,
  openDraft,
  readDraft,
  readMove,
  saveDraft,
  startMove,
  submitComplaint,
  SYSTEM,
  workOutEffect,
  type EffectKind,
} from '../../../../engine/index.ts'
import { seedCopies } from '../../../bench/seed-copies.ts'
import { CHILDS_COMPLAINT } from '../../../support/journey.ts'
import { a, MANAGER, startRuntime, type TestRuntime } from '../../../support/runtime.ts'
import { newCase, walkOn } from '../../../support/runtime-walk.ts'
import { forEachDatabase } from '../../../support/test-databases.ts'
import { filesOf } from '../../../../api/service.ts'

const OWNER = a('process-owner')
const PROCEDURE = 'children-act'

/** The answer of Stage 1 as another step, which nobody is told is the old one. */
function renamed(text: string): string {
  return text.replaceAll('task_answer_stage_1', 'task_write_answer')
}

describe('the effect of a draft on running cases', () => {
  forEachDatabase((database) => {
    describe('is worked out through the token core', () => {
      let test: TestRuntime
      let draftId: string
      let early: string
      let late: string

      before(async function () {
        this.timeout(60_000)
        test = await startRuntime(database)
        early = await newCase(test)
        late = await newCase(test)
        await walkOn(test, late, (each) => each === 'task_answer_stage_1')
        draftId = (await openDraft(test.runtime, OWNER, PROCEDURE)).id
      })

      const kinds = async (): Promise<Record<string, EffectKind>> => {
        const { cases } = await draftEffectCases(test.runtime, OWNER, draftId, { offset: 0, limit: 50 })
        return Object.fromEntries(cases.map(({ caseId, effect }) => [caseId, effect]))
      }
      const change = async (edit: (text: string) => string) => {
        const draft = await readDraft(test.runtime, OWNER, draftId)
        const text = edit(draft.files.find(({ path }) => path === 'stage-1.bpmn')?.text ?? '')
        const changes = [{ path: 'stage-1.bpmn', text }]
        await saveDraft(test.runtime, OWNER, draftId, { revision: draft.revision, changes, what: 'Stage 1' })
      }

      it('and is not there before somebody asks for it', async () => {
        expect((await draftEffect(test.runtime, OWNER, draftId)).state).to.equal('none')
      })

      it('for a draft that changes nothing: no case is touched', async () => {
        await workOutEffect(test.runtime, OWNER, draftId)
        const { state, summary } = await draftEffect(test.runtime, OWNER, draftId)
        expect([state, summary?.cases, summary?.effects]).to.deep.equal([
          'done',
          2,
          { unaffected: 2, affected: 0, 'needs-mapping': 0, 'cannot-move': 0 },
        ])
        expect(await kinds()).to.deep.equal({ [early]: 'unaffected', [late]: 'unaffected' })
      })

      it('counts no case to whom it is about', async () => {
        const about = a('complaints-manager', 'cm-about')
        await test.store.command((unit) => {
          unit.saveAccess({ caseId: late, who: about.id, relation: 'subject', part: '', untilAt: null })
          return Promise.resolve()
        })
        const { summary } = await draftEffect(test.runtime, about, draftId)
        expect([summary?.cases, summary?.effects.unaffected, summary?.versions]).to.deep.equal([
          1,
          1,
          [{ version: 1, cases: 1 }],
        ])
        expect(summary?.steps.map(({ element }) => element)).to.not.include('task_answer_stage_1')
        expect((await draftEffect(test.runtime, OWNER, draftId)).summary?.cases).to.equal(2)
        const page = await draftEffectCases(test.runtime, about, draftId, { offset: 0, limit: 50 })
        expect([page.total, page.cases.map(({ caseId }) => caseId)]).to.deep.equal([1, [early]])
      })

      it('for one that renames a step: who stands there needs a mapping, who does not goes with it', async () => {
        await change(renamed)
        expect((await draftEffect(test.runtime, OWNER, draftId)).state, 'of another revision').to.equal('none')
        await workOutEffect(test.runtime, OWNER, draftId)
        expect(await kinds()).to.deep.equal({ [early]: 'unaffected', [late]: 'needs-mapping' })
        const { summary } = await draftEffect(test.runtime, OWNER, draftId)
        expect(summary?.reasons).to.deep.equal([
          {
            message:
              'The case is at “Answer the complaint”, and nothing says where that goes (in “Stage 1: local resolution”)',
            cases: 1,
          },
        ])
        const { notForetold } = summary?.forecast ?? {}
        expect(notForetold).to.deep.equal([{ message: 'it cannot move to the draft as it is', cases: 1 }])
        expect(summary?.steps.find(({ element }) => element === 'task_answer_stage_1')).to.include({
          cases: 1,
          needMapping: 1,
        })
      })

      it('with the day of each step before and after, and who would become late', async () => {
        // A target of the council’s own in place of the limit of law; it has passed already.
        await change((text) =>
          text
            .replaceAll('task_write_answer', 'task_answer_stage_1')
            .replaceAll('<redress:deadline rule="children-act.stage-1-answer" />', LOCAL),
        )
        test.clock.advance(4 * 86_400_000)
        await workOutEffect(test.runtime, OWNER, draftId)
        expect((await draftEffect(test.runtime, OWNER, draftId)).problem).to.equal(undefined)
        const { cases } = await draftEffectCases(test.runtime, OWNER, draftId, { offset: 0, limit: 50 })
        const [, there] = cases
        expect([there?.caseId, there?.effect, there?.dueNow, there?.dueThen]).to.deep.equal([
          late,
          'affected',
          '2026-02-16',
          '2026-02-04',
        ])
        expect([there?.lateNow, there?.lateThen, there?.becomesLate]).to.deep.equal([false, true, true])
        // The case that has not come to Stage 1 yet is played on to it: it would be late there, too.
        const { forecast } = (await draftEffect(test.runtime, OWNER, draftId)).summary ?? {}
        expect([forecast?.foretold, forecast?.becomeLate, forecast?.noLongerLate]).to.deep.equal([2, 2, 0])
        const limits = forecast?.limits.map(({ title, lateNow, lateThen }) => [title, lateNow, lateThen])
        expect(limits).to.deep.equal([
          ['Quick answer', 0, 2],
          ['our acknowledgement of the complaint', 1, 1],
        ])
        const page = await draftEffectCases(test.runtime, OWNER, draftId, { becomesLate: true, offset: 0, limit: 5 })
        expect([page.total, page.cases.map(({ caseId }) => caseId)]).to.deep.equal([2, [early, late]])
      })
    })
  })
})

const LOCAL =
  '<redress:deadline local="children-act.local.quick" title="Quick answer" workingDays="2" calendar="children-act" startedBy="complaint-received" metBy="stage-1-answered" />'

describe('two hundred running cases', () => {
  forEachDatabase((database) => {
    it('are moved, but for two that cannot be, and each of these says why', async function () {
      this.timeout(120_000)
      const test = await startRuntime(database)
      const stuck = await newCase(test)
      const elsewhere = await newCase(test)
      await walkOn(test, elsewhere, (each) => each === 'task_answer_stage_1')
      const others = 198
      const { caseId } = await submitComplaint(test.runtime, a('intake'), CHILDS_COMPLAINT)
      await test.settle()
      await seedCopies(test.store, caseId, others - 1)
      await test.store.command((unit) => {
        unit.raiseIncident({ id: 'i1', caseId: stuck, element: 'task_choose_handling', code: 'x', message: 'x' })
        return Promise.resolve()
      })
      const files = filesOf('processes/children-act').map(({ path, text }) => ({
        path,
        text: path === 'stage-1.bpmn' ? renamed(text) : text,
      }))
      await deployProcedure(test.runtime, SYSTEM, files)
      await activateProcedure(test.runtime, SYSTEM, PROCEDURE, 2)
      const asked = { procedure: PROCEDURE, from: 1, to: 2, reason: 'The new answer step' }
      const { moveId } = await startMove(test.runtime, MANAGER, asked)
      const { counts, state, cases } = await readMove(test.runtime, MANAGER, moveId, {
        status: 'failed',
        offset: 0,
        limit: 10,
      })
      expect([counts, state]).to.deep.equal([{ moved: others, failed: 2 }, 'done'])
      const why = Object.fromEntries(cases.map(({ caseId, failures }) => [caseId, failures.map(({ code }) => code)]))
      expect(why).to.deep.equal({ [stuck]: ['case-incident'], [elsewhere]: ['no-instruction'] })
    })
  })
})
