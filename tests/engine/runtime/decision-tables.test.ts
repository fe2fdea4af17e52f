import { expect } from 'chai'
import {
  activateProcedure,
  deployProcedure,
  readFacts,
  submitComplaint,
  SYSTEM,
  type ProcedureFile,
} from '../../../engine/index.ts'
import { filesOf } from '../../../api/service.ts'
import { CONFORMS, replayed } from '../../support/replayed.ts'
import { a, MANAGER, startRuntime, type TestRuntime } from '../../support/runtime.ts'
import { openTasks, taskAt } from '../../support/runtime-walk.ts'
import { completeTask } from '../../../engine/index.ts'
import { forEachDatabase } from '../../support/test-databases.ts'

const FILES = filesOf('processes/intake')

/** Intake as it is, with one text of its table changed. */
function withTable(old: string, other: string): readonly ProcedureFile[] {
  return FILES.map(({ path, text }) => {
    if (path !== 'routing.dmn') return { path, text }
    if (!text.includes(old)) throw new Error(`The table has no ${old}`)
    return { path, text: text.replace(old, other) }
  })
}

/** A wording of the annotation is part of what the table says; a space before a cell's text is not. */
const SPACED = withTable('<text>"data-protection"</text>', '<text>  "data-protection" </text>')
const COURT = withTable(
  '<outputEntry id="row_court_report_out_1"><text>"court"',
  '<outputEntry id="row_court_report_out_1"><text>"police"',
)

const TRIAGE = {
  functionCode: 'court-report',
  personCode: 'P2',
  concurrentProceedings: false,
  nhsPart: false,
  publicHealth: false,
  furtherPoints: [],
  triageReason: 'It is about a report for the court.',
  chooseRoute: false,
}

describe('decision tables of a procedure', () => {
  forEachDatabase((database) => {
    describe('in its version', () => {
      let test: TestRuntime
      before(async function () {
        this.timeout(60_000)
        test = await startRuntime(database, { files: FILES })
      })

      const submit = async () => {
        const { caseId } = await submitComplaint(test.runtime, a('intake'), {
          procedure: 'intake',
          channel: 'phone',
          oral: true,
          byChild: false,
          people: [
            { role: 'complainant', name: 'Jo', email: 'jo@example.org', contactPreference: 'email', adjustments: [] },
          ],
          points: [{ text: 'The report was wrong.', desiredOutcome: 'A correction.' }],
        })
        await test.settle()
        return caseId
      }
      const triage = async (caseId: string) => {
        const { id } = await taskAt(test, caseId, 'task_intake_triage')
        await completeTask(test.runtime, MANAGER, { taskId: id, answers: TRIAGE })
        await test.settle()
      }
      const applied = async (caseId: string) => {
        const facts = await readFacts(test.runtime, MANAGER, caseId)
        return facts.flatMap((fact) => (fact.type === 'decision-table-applied' ? [fact.data] : []))
      }

      it('are asked by a business rule task, which puts the row, its inputs and outputs on record', async () => {
        const caseId = await submit()
        await triage(caseId)
        const [row, ...more] = await applied(caseId)
        expect(more).to.deep.equal([])
        expect(row).to.deep.include({ decision: 'routing', row: 5, rule: 'row_court_report' })
        expect(row?.inputs).to.deep.include({ name: 'functionCode', value: 'court-report' })
        expect(row?.inputs.map(({ name }) => name)).to.have.lengthOf(6)
        expect(row?.outputs).to.deep.equal([
          { name: 'suggestedRoute', value: 'court' },
          { name: 'review', value: 'false' },
        ])
        expect(await openTasks(test, caseId)).to.deep.equal([])
        expect(await replayed(test, caseId)).to.deep.equal(CONFORMS)
      })

      it('are the same version while they say the same, however they are spaced', async () => {
        expect(await deployProcedure(test.runtime, SYSTEM, SPACED)).to.include({ version: 1, created: false })
      })

      it('make another version when they say something else; running cases keep theirs', async () => {
        const before = await submit()
        expect(await deployProcedure(test.runtime, SYSTEM, COURT)).to.include({ version: 2, created: true })
        await activateProcedure(test.runtime, SYSTEM, 'intake', 2)
        const after = await submit()
        await triage(before)
        await triage(after)
        const [[old], [now]] = [await applied(before), await applied(after)]
        expect(old?.outputs[0]?.value).to.equal('court')
        expect(now?.outputs[0]?.value).to.equal('police')
        expect(now?.hash).not.to.equal(old?.hash)
      })
    })
  })
})
