import { expect } from 'chai'
import {
  activateProcedure,
  assignTask,
  caseReplay,
  deployProcedure,
  SYSTEM,
  type ProcedureFile,
} from '../../../../engine/index.ts'
import {
  continueMove,
  listMoves,
  proposePlan,
  readMove,
  startMove,
  takeMoveBack,
  tryMove,
  type MovePlan,
} from '../../../../engine/runtime/migration/index.ts'
import type { CaseMoveCaseRow } from '../../../../engine/store/index.ts'
import { filesOf } from '../../../../api/service.ts'
import { CONFORMS, replayed } from '../../../support/replayed.ts'
import { a, MANAGER, startRuntime, type TestRuntime } from '../../../support/runtime.ts'
import { complete, newCase, openTasks, taskAt, walkOn } from '../../../support/runtime-walk.ts'
import { thrownBy } from '../../../support/test-databases-thrown.ts'
import { forEachDatabase } from '../../../support/test-databases.ts'

const PROCEDURE = 'children-act'
const OWNER = a('process-owner')

/** The children's procedure with the answer of Stage 1 under another id and name, and more time asked a day earlier. */
function nextVersion(): readonly ProcedureFile[] {
  return filesOf('processes/children-act').map(({ path, text }) =>
    path === 'stage-1.bpmn'
      ? {
          path,
          text: text
            .replaceAll('task_answer_stage_1', 'task_write_answer')
            .replace('name="Answer the complaint"', 'name="Write the answer"')
            .replace(
              'rule="children-act.stage-1-answer" at="warning" before="2"',
              'rule="children-act.stage-1-answer" at="warning" before="3"',
            )
            .replace('name="Due in 2 working days"', 'name="Due in 3 working days"'),
        }
      : { path, text },
  )
}

describe('moving running cases', () => {
  forEachDatabase((database) => {
    describe('to the next version', () => {
      let test: TestRuntime
      let plan: MovePlan
      let atAnswer: string
      let atStart: string
      const versions = { procedure: PROCEDURE, from: 1, to: 2 }

      before(async function () {
        this.timeout(60_000)
        test = await startRuntime(database)
        const deployed = await deployProcedure(test.runtime, SYSTEM, nextVersion())
        expect([deployed.version, deployed.findings]).to.deep.equal([2, []])
        const [from, to] = await Promise.all([1, 2].map((each) => test.runtime.procedures.load(PROCEDURE, each)))
        if (from === undefined || to === undefined) throw new Error('not deployed')
        const proposed = proposePlan(from, to)
        plan = {
          processes: proposed.processes.map((each) =>
            each.process === 'children-act-stage-1'
              ? {
                  ...each,
                  instructions: [...each.instructions, { source: 'task_answer_stage_1', target: 'task_write_answer' }],
                }
              : each,
          ),
        }
        atAnswer = await newCase(test)
        await walkOn(test, atAnswer, (each) => each === 'task_answer_stage_1')
        atStart = await newCase(test)
      })

      it('says of a case that needs a mapping what it needs, and changes nothing', async () => {
        const before = await snapshot(test, atAnswer)
        const { tried, total } = await tryMove(test.runtime, OWNER, versions)
        expect(total).to.equal(2)
        const [first, second] = tried.map(({ result }) => result)
        expect(first?.kind === 'failed' && first.failures.map(({ code, message }) => [code, message])).to.deep.equal([
          [
            'no-instruction',
            'The case is at “Answer the complaint”, and nothing says where that goes (in “Stage 1: local resolution”)',
          ],
        ])
        expect(second?.kind).to.equal('moved')
        expect(await snapshot(test, atAnswer)).to.deep.equal(before)
      })

      it('moves nothing to a version that no second person has put in force', async () => {
        const alone = startMove(test.runtime, OWNER, { ...versions, plan, reason: 'Mine' })
        expect(await thrownBy(alone)).to.include({ reason: 'not-approved' })
        expect(await listMoves(test.runtime, OWNER, PROCEDURE)).to.deep.equal([])
        await activateProcedure(test.runtime, SYSTEM, PROCEDURE, 2)
      })

      it('tells of a case that is not there, and of one that is not for them, the same', async () => {
        await subjectOf(test, atStart)
        for (const caseId of [atStart, 'SC-2026-09999']) {
          const move = startMove(test.runtime, ABOUT, { ...versions, plan, cases: [caseId], reason: 'Which?' })
          const error = (await thrownBy(move)) as Error
          expect([error.name, error.message.replace(caseId, '…')]).to.deep.equal([
            'NotFoundError',
            'There is no case …',
          ])
        }
      })

      it('moves what can be moved, names what cannot, and goes on with the same task under its new name', async () => {
        const task = await taskAt(test, atAnswer, 'task_answer_stage_1')
        await assignTask(test.runtime, MANAGER, task.id, 'rm1').catch(() => undefined)
        const { moveId } = await startMove(test.runtime, OWNER, { ...versions, plan, reason: 'The new answer step' })
        expect(await statuses(test, moveId)).to.deep.equal({ [atAnswer]: 'moved', [atStart]: 'moved' })
        const row = await test.store.read.case(atAnswer)
        expect(row?.procedureVersion).to.equal(2)
        const moved = await taskAt(test, atAnswer, 'task_write_answer')
        const was = await test.store.read.task(task.id)
        expect([moved.id, moved.name, moved.assignee, moved.dueOn]).to.deep.equal([
          task.id,
          'Write the answer',
          was?.assignee,
          task.dueOn,
        ])
        const soon = (await test.store.read.timers({ caseId: atAnswer, status: 'armed', limit: 50 })).rows.find(
          ({ element }) => element === 'ev_stage_1_due_soon',
        )
        expect(soon?.binding).to.include({ before: 3 })
        const instances = await test.store.read.instances(atAnswer)
        const loaded = await test.runtime.procedures.load(PROCEDURE, 2)
        for (const each of instances.filter(({ ended }) => !ended)) {
          expect(each.definitionHash).to.equal(loaded.processes.get(each.processId)?.definitionHash)
        }
        expect(await replayed(test, atAnswer)).to.deep.equal(CONFORMS)
        const replay = await caseReplay(test.runtime, MANAGER, atAnswer)
        expect(replay.steps.at(-1)).to.deep.include({ intervention: 'moved', versions: { from: 1, to: 2 } })
        expect(replay.deviation).to.equal(undefined)
      })

      it('counts and names no case to whom it is about', async () => {
        await subjectOf(test, atStart)
        const [move] = await listMoves(test.runtime, ABOUT, PROCEDURE)
        expect(move?.counts).to.deep.equal({ moved: 1 })
        const read = await readMove(test.runtime, ABOUT, move?.id ?? '', { offset: 0, limit: 10 })
        expect([read.counts, read.cases.map(({ caseId }) => caseId)]).to.deep.equal([{ moved: 1 }, [atAnswer]])
      })

      it('does nothing when it is gone on with once more', async () => {
        const [move] = await test.store.read.caseMoves(PROCEDURE)
        const before = await snapshot(test, atAnswer)
        expect(await continueMove(test.runtime, OWNER, move?.id ?? '')).to.deep.equal({ waiting: 0 })
        expect(await snapshot(test, atAnswer)).to.deep.equal(before)
      })

      it('goes back exactly to what was, but for a case that has gone on since', async () => {
        await complete(test, atStart, (await openTasks(test, atStart))[0]?.element ?? '')
        const [move] = await test.store.read.caseMoves(PROCEDURE)
        const rows = await test.store.read.caseMoveCases(move?.id ?? '', { offset: 0, limit: 10 })
        const kept = rows.rows.find(({ caseId }) => caseId === atAnswer)?.before as { instances: readonly object[] }
        await subjectOf(test, atStart)
        const result = await takeMoveBack(test.runtime, ABOUT, move?.id ?? '', 'Too early')
        expect(result, 'the one that has gone on is about them').to.deep.equal({ back: 1, touched: [] })
        const states = (await test.store.read.instances(atAnswer))
          .filter(({ ended }) => !ended)
          .map(({ id, processId, state }) => ({ id, process: processId, state: JSON.parse(state) as object }))
        expect(states).to.have.deep.members([...kept.instances])
        expect((await taskAt(test, atAnswer, 'task_answer_stage_1')).name).to.equal('Answer the complaint')
        expect((await test.store.read.case(atAnswer))?.procedureVersion).to.equal(1)
        expect(await replayed(test, atAnswer)).to.deep.equal(CONFORMS)
        expect(await replayed(test, atStart)).to.deep.equal(CONFORMS)
      })

      it('can be moved again after that, and goes on to its end as the new version says', async () => {
        const { moveId } = await startMove(test.runtime, OWNER, {
          ...versions,
          plan,
          cases: [atAnswer],
          reason: 'Again',
        })
        expect(await statuses(test, moveId)).to.deep.equal({ [atAnswer]: 'moved' })
        const taking = { takenBackAt: test.clock.now(), takenBackBy: 'po2' }
        await test.store.command((unit) => {
          unit.changeCaseMove(moveId, taking)
          return Promise.resolve()
        })
        const on = continueMove(test.runtime, OWNER, moveId)
        expect(await thrownBy(on), 'while it is taken back').to.include({ reason: 'move-taken-back' })
        await complete(test, atAnswer, 'task_write_answer')
        expect(await replayed(test, atAnswer)).to.deep.equal(CONFORMS)
      })
    })
  })
})

/** Somebody who could move cases, and whom one of them is about. */
const ABOUT = a('complaints-manager', 'cm-about')

/** Until the next command on the case, which works out anew who is what to it. */
async function subjectOf({ store }: TestRuntime, caseId: string): Promise<void> {
  await store.command((unit) => {
    unit.saveAccess({ caseId, who: ABOUT.id, relation: 'subject', part: '', untilAt: null })
    return Promise.resolve()
  })
}

async function statuses({ store }: TestRuntime, moveId: string): Promise<Record<string, CaseMoveCaseRow['status']>> {
  const { rows } = await store.read.caseMoveCases(moveId, { offset: 0, limit: 1000 })
  const failed = rows.filter(({ status }) => status === 'failed')
  if (failed.length > 0) throw new Error(JSON.stringify(failed.map(({ result }) => result)))
  return Object.fromEntries(rows.map(({ caseId, status }) => [caseId, status]))
}

/** Everything that is stored of a case and is no trail. */
async function snapshot({ store }: TestRuntime, caseId: string) {
  const all = { caseId, limit: 100 }
  return {
    row: await store.read.case(caseId),
    instances: await store.read.instances(caseId),
    tasks: (await store.read.tasks({ ...all, status: 'open' })).rows,
    timers: (await store.read.timers({ ...all, status: 'armed' })).rows,
  }
}
