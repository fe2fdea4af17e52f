import { expect } from 'chai'
import { admitHere } from '../../../engine/diagram/admit.ts'
import { inspect } from '../../../engine/diagram/inspect.ts'
import type { FlowNode } from '../../../engine/diagram/procedure-model.ts'
import { lintTogether } from '../../../engine/diagram/rules/index.ts'
import { faultsOfDrawing, flowsBackwards } from './drawing.ts'
import { MODELS, modelOf, PROCEDURE, REGISTRY } from './files.ts'

/** Where a case goes back on purpose. */
const LOOPS = [
  'flow_gw_resubmitted_to_gw_to_consideration',
  'flow_gw_reports_suffice_to_gw_to_investigation',
  'flow_gw_send_again_to_gw_to_send_record',
  'flow_gw_six_conditions_to_gw_to_wait_after_stage_2',
  'flow_gw_paused_to_gw_to_safeguarding_reply',
  'flow_task_report_actions_to_gw_to_check_actions',
  'flow_task_decide_points_to_gw_to_close',
  'flow_task_explain_lateness_to_gw_to_close',
  'flow_task_explain_lateness_withdrawn_to_gw_to_close_withdrawn',
]

const nodes = (): readonly FlowNode[] => [...MODELS.values()].flatMap((model) => [...model.nodes.values()])

describe('the diagrams of children-act', () => {
  for (const { path, xml, processes } of PROCEDURE.diagrams) {
    const [process = ''] = processes

    it(`${path} is admitted and keeps every rule, ours and bpmnlint's`, async () => {
      const { findings } = await inspect(xml, { file: path, registry: REGISTRY, lint: true })
      expect(findings.map(({ element, rule, message }) => `${element} ${rule}: ${message}`)).to.deep.equal([])
    })
    it(`${path} is drawn from left to right, and nothing lies on anything else`, async () => {
      expect(await faultsOfDrawing(xml, modelOf(process))).to.deep.equal([])
      expect((await flowsBackwards(xml)).filter((flow) => !LOOPS.includes(flow))).to.deep.equal([])
    })
  }

  it('keep the rules that only all of them together can show', () => {
    const files = PROCEDURE.diagrams.flatMap(({ path, xml }) => {
      const { diagram } = admitHere(xml, { file: path, registry: REGISTRY })
      return diagram === undefined ? [] : [{ file: path, diagram }]
    })
    expect(files).to.have.length(PROCEDURE.diagrams.length)
    expect(lintTogether(files, REGISTRY)).to.deep.equal([])
  })
  it('name every element once in the whole procedure, by a readable id', () => {
    const ids = nodes().map(({ id }) => id)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).to.deep.equal([])
    expect(ids.filter((id) => !/^(start|task|svc|call|gw|ev|end|any)(_[a-z0-9]+)+$/.test(id))).to.deep.equal([])
  })
  it('say at every element which clause it rests on, and then what to do', () => {
    const bare = nodes().filter(({ documentation }) => {
      const [clause = '', ...guidance] = documentation.split('\n')
      return !/reg|s\.|ss\.|GTBFC|LGSCO|Local|Act/.test(clause) || guidance.join('').trim() === ''
    })
    expect(bare.map(({ id }) => id)).to.deep.equal([])
  })
  it('are each called by another, save the one at which a case starts', () => {
    const called = nodes().flatMap((node) => ('calledElement' in node ? [node.calledElement] : []))
    expect([...MODELS.keys()].filter((process) => !called.includes(process))).to.deep.equal([PROCEDURE.main])
  })
  it('give every message event a form', () => {
    const bare = nodes().filter(
      (node) => 'event' in node && node.event.kind === 'message' && node.redress.form === undefined,
    )
    expect(bare.map(({ id }) => id)).to.deep.equal([])
  })
  it('use every role but those of people who only help', () => {
    const used = new Set(nodes().flatMap(({ redress: { role } }) => role ?? []))
    expect(PROCEDURE.roles.map(({ code }) => code).filter((role) => !used.has(role))).to.deep.equal([])
  })
})
