import { expect } from 'chai'
import {
  initialState,
  step,
  type Stimulus,
  type TokenState,
  submitComplaint,
  extendClock,
  localDate,
  recordFacts,
} from '../../../engine/index.ts'
import { ANSWERS } from '../../processes/children-act/answers.ts'
import { CHILDS_COMPLAINT } from '../../support/journey.ts'
import { a, MANAGER, startRuntime, type TestRuntime } from '../../support/runtime.ts'
import { complete, newCase, openTasks, say, walkOn } from '../../support/runtime-walk.ts'
import { allRows } from '../../support/runtime-rows.ts'
import { forEachDatabase } from '../../support/test-databases.ts'

interface Line {
  readonly at: string
  readonly data: {
    readonly instances?: readonly { readonly id: string; readonly process: string; readonly parent?: object }[]
    readonly stimuli?: readonly ({ readonly instance: string } & Stimulus)[]
  }
}

describe('the audit trail of a case', () => {
  forEachDatabase((database) => {
    describe('run through the token core', () => {
      let test: TestRuntime
      before(async function () {
        this.timeout(60_000)
        test = await startRuntime(database)
      })

      const stored = async (caseId: string): Promise<Readonly<Record<string, unknown>>> =>
        Object.fromEntries(
          (await allRows(test.store, 'instances'))
            .filter((row) => row['case_id'] === caseId)
            .map((row): [string, unknown] => [
              String(row['id']),
              { state: JSON.parse(String(row['state'])) as unknown, steps: row['seq'] },
            ]),
        )

      const replayed = async (caseId: string): Promise<Readonly<Record<string, unknown>>> => {
        const row = await test.store.read.case(caseId)
        const { processes } = await test.runtime.procedures.load(row?.procedure ?? '', row?.procedureVersion ?? 0)
        const states = new Map<string, { process: string; state: TokenState; steps: number }>()
        const { rows } = await test.store.read.history({ caseId, limit: 500 })
        for (const { at, data } of rows.map(({ body }) => JSON.parse(body) as Line)) {
          for (const { id, process, parent } of data.instances ?? []) {
            const model = processes.get(process)?.model
            if (model === undefined) throw new Error(`No process ${process}`)
            states.set(id, { process, state: initialState(model, { child: parent !== undefined }), steps: 0 })
          }
          for (const { instance, ...stimulus } of data.stimuli ?? []) {
            const known = states.get(instance)
            const model = processes.get(known?.process ?? '')?.model
            if (known === undefined || model === undefined) throw new Error(`No instance ${instance}`)
            const result = step(model, known.state, stimulus, at as never)
            if (result.kind === 'refused') throw new Error(`${instance}: ${result.message}`)
            states.set(instance, { ...known, state: result.state, steps: known.steps + 1 })
          }
        }
        return Object.fromEntries(
          [...states].map(([id, { state, steps }]) => [
            id,
            { state: JSON.parse(JSON.stringify(state)) as unknown, steps },
          ]),
        )
      }

      it('gives the stored state of every process of a case that went through all stages', async () => {
        const caseId = await newCase(test)
        await walkOn(test, caseId)
        const states = await stored(caseId)
        expect(Object.keys(states).length).to.be.at.least(10)
        expect(await replayed(caseId)).to.deep.equal(states)
      })

      it('gives it after timers, an extension, a withdrawal and a new beginning', async () => {
        const caseId = await newCase(test)
        await walkOn(test, caseId, (each) => each === 'task_answer_stage_1')
        const until = localDate('2026-03-02')
        await extendClock(test.runtime, MANAGER, {
          caseId,
          rule: 'children-act.stage-1-answer',
          ground: 'complex',
          reason: 'x',
          until,
        })
        for (let day = 0; day < 45; day += 1) {
          test.clock.advance(86_400_000)
          await test.settle()
        }
        expect(await replayed(caseId)).to.deep.equal(await stored(caseId))
        // Both limits of Stage 1 have passed, so the case cannot be closed without saying why.
        const late = ['children-act.stage-1-answer', 'children-act.stage-1-limit'].map((rule) => ({
          type: 'lateness-reason-recorded',
          on: test.today(),
          data: { rule, reasonCode: 'workload', reason: 'Two people were ill.' },
        }))
        await recordFacts(test.runtime, MANAGER, caseId, late)
        await say(test, caseId, 'complaint-withdrawn', { ...ANSWERS['withdraw-complaint'], withdrawnOn: test.today() })
        const element = 'task_decide_internal_review'
        for (const task of await openTasks(test, caseId)) {
          if (task.element === element)
            await complete(test, caseId, element, { ...ANSWERS['decide-internal-review'], reviewInternally: false })
        }
        await walkOn(test, caseId)
        await say(test, caseId, 'complaint-reopened', { ...ANSWERS['reopen-complaint'], reopenedOn: test.today() })
        await walkOn(test, caseId, (each) => each === 'task_investigate')
        expect(await replayed(caseId)).to.deep.equal(await stored(caseId))
      })

      it('gives it for a case of which there is one command alone', async () => {
        const { caseId } = await submitComplaint(test.runtime, a('intake'), CHILDS_COMPLAINT)
        expect(await replayed(caseId)).to.deep.equal(await stored(caseId))
      })
    })
  })
})
