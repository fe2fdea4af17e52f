import { readdirSync } from 'node:fs'
import { expect } from 'chai'
import { run } from '../../../api/cli/run.ts'
import type { StepReport } from '../../../engine/index.ts'
import { FOLDER, modelOf } from './files.ts'

/** The end events that each scenario is to reach, in their order. Its diagram is the name before the first dot. */
const ENDS: Readonly<Record<string, readonly string[]>> = {
  'stage-1.answered': ['end_stage_1_answered'],
  'stage-1.early-resolution': ['end_stage_1_answered'],
  'stage-1.early-resolution-failed': ['end_stage_1_answered'],
  'stage-1.extension': ['end_stage_1_extended', 'end_stage_1_extension', 'end_stage_1_answered'],
  'stage-1.date-stands': [
    'end_stage_1_not_extended',
    'end_stage_1_extension',
    'end_senior_manager_told',
    'end_stage_1_answered',
  ],
  'stage-1.late': [
    'end_senior_manager_told',
    'end_stage_1_late',
    'end_stage_1_reason',
    'end_stage_1_late',
    'end_day_20',
    'end_stage_1_answered',
  ],
  'stage-2.answered': ['end_record_settled', 'end_appointed', 'end_stage_2_answered'],
  'stage-2.sent-back': ['end_record_settled', 'end_appointed', 'end_stage_2_answered'],
  'stage-2.outer-limit': [
    'end_record_settled',
    'end_appointed',
    'end_stage_2_extended',
    'end_stage_2_extension',
    'end_stage_2_limit_near',
    'end_stage_2_limit_near_from_record',
    'end_stage_2_late',
    'end_stage_2_limit',
    'end_stage_2_limit_from_record',
    'end_stage_2_answered',
  ],
  'record-of-complaint.agreed': ['end_record_settled'],
  'record-of-complaint.amended': ['end_record_settled'],
  'record-of-complaint.sent-again': ['end_record_settled'],
  'record-of-complaint.no-comments': ['end_record_settled'],
  'record-of-complaint.late': ['end_record_late', 'end_record_late', 'end_record_settled'],
  'actions.nothing-promised': ['end_actions_done'],
  'actions.done': ['end_actions_done'],
  'actions.reminded': ['end_actions_reminded', 'end_actions_reminded', 'end_actions_done'],
}

describe('the steps beside the diagrams of children-act', function () {
  this.timeout(30_000)
  const taken = new Set<string>()

  it('are all listed here', () => {
    const files = readdirSync(`${FOLDER}/scenarios`).map((file) => file.replace('.steps.json', ''))
    expect(Object.keys(ENDS)).to.have.members(files)
  })

  for (const [scenario, ends] of Object.entries(ENDS)) {
    it(`${scenario} goes through to its end, each step done`, async () => {
      const reports = await played(scenario)
      expect(reports.filter(({ refused, uncaught, stuck }) => refused ?? uncaught ?? stuck)).to.deep.equal([])
      expect(reports.filter(({ incident }) => incident)).to.deep.equal([])
      expect(reports.map(({ ended }) => ended)).to.deep.equal(reports.map((_, index) => index === reports.length - 1))
      expect(reports.at(-1)?.endEvents).to.deep.equal(ends)
      for (const report of reports) for (const flow of report.taken) taken.add(flow)
    })
  }

  for (const process of ['stage-1', 'stage-1-extension', 'record-of-complaint', 'appointments', 'actions']) {
    it(`take every flow of ${process} between them`, () => {
      const flows = [...modelOf(`children-act-${process}`).flows.keys()]
      expect(flows.filter((flow) => !taken.has(flow))).to.deep.equal([])
    })
  }
})

/** What `redress run` says of each step, stopped and read back before it. */
async function played(scenario: string): Promise<readonly StepReport[]> {
  const diagram = `${FOLDER}/${scenario.split('.')[0] ?? ''}.bpmn`
  const lines: string[] = []
  const io = { out: (line: string) => lines.push(line), err: (line: string) => lines.push(line) }
  const steps = `${FOLDER}/scenarios/${scenario}.steps.json`
  expect(await run([diagram, '--steps', steps, '--json', '--persist'], io), lines.join('\n')).to.equal(0)
  return lines.map((line) => JSON.parse(line) as StepReport)
}
