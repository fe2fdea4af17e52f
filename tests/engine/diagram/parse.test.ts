import { expect } from 'chai'
import { admitHere, type Diagram, type FlowNode } from '../../../engine/diagram/index.ts'
import { aProcess, aTask, everyElement, flow } from './bpmn.ts'

function read(xml: string): Diagram {
  const { diagram, findings } = admitHere(xml, { file: 'a.bpmn' })
  if (!diagram) throw new Error(JSON.stringify(findings, undefined, 2))
  return diagram
}

describe('a diagram with every element, as data', () => {
  const diagram = read(everyElement())
  const { main } = diagram
  const node = (id: string): FlowNode => main.nodes.get(id)!

  it('has no finding', () => {
    expect(admitHere(everyElement(), { file: 'a.bpmn' }).findings).to.deep.equal([])
  })

  it('is known by the ids of the file', () => {
    expect([diagram.id, main.id, main.name]).to.deep.equal(['every_element', 'every', 'Every element'])
  })

  it('holds the processes that are called, and no others', () => {
    expect([...diagram.others.keys()]).to.deep.equal(['other'])
  })

  it('keeps documentation with each line trimmed', () => {
    expect(main.documentation).to.equal('SI 2006/1738 reg 14\nWhat the whole is for.')
    expect(node('task_decide').documentation).to.equal('reg 17(1)\nSay what was found.')
  })

  const nodes: Readonly<Record<string, object>> = {
    start: { type: 'startEvent', event: { kind: 'none' }, interrupting: true, incoming: [], outgoing: ['f_start'] },
    start_message: { event: { kind: 'message', message: 'asked-for-more' } },
    task_decide: {
      type: 'userTask',
      name: 'Decide the complaint',
      scope: 'every',
      incoming: ['f_start', 'f_start_message'],
      outgoing: ['f_question', 'f_more'],
      default: 'f_more',
      boundaries: ['late'],
      isForCompensation: false,
      redress: {
        role: 'manager',
        form: 'decide',
        deadline: { rule: 'children-act.stage-1-answer', at: 'due' },
      },
    },
    late: {
      type: 'boundaryEvent',
      attachedTo: 'task_decide',
      interrupting: false,
      event: {
        kind: 'timer',
        timer: {
          kind: 'deadline',
          deadline: {
            local: {
              id: 'our-target',
              title: 'Our own target',
              workingDays: 5,
              calendar: 'children-act',
              startedBy: 'complaint-received',
              metBy: 'stage-1-answered',
            },
            at: 'breach',
            repeat: 10,
          },
        },
      },
    },
    svc_tell: {
      type: 'serviceTask',
      boundaries: ['conflict', 'any_error', 'undo'],
      redress: {
        action: 'send-lateness-notice',
        parameters: { rule: 'children-act.stage-1-answer', tone: 'plain' },
      },
    },
    conflict: { event: { kind: 'error', error: 'CONFLICT' }, interrupting: true },
    any_error: { event: { kind: 'error' } },
    undo: { event: { kind: 'compensation' }, compensationHandler: 'task_undo' },
    task_undo: { type: 'manualTask', isForCompensation: true },
    end_told: { type: 'endEvent', redress: { outcome: 'told' } },
    end_conflict: { event: { kind: 'error', error: 'CONFLICT' } },
    gw_question: { type: 'exclusiveGateway', default: 'f_no', outgoing: ['f_yes', 'f_no'] },
    gw_events: { type: 'eventBasedGateway', outgoing: ['f_e1', 'f_e2', 'f_e3', 'f_e4'] },
    catch_signal: { type: 'intermediateCatchEvent', event: { kind: 'signal', signal: 'office-closed' } },
    catch_timer: { event: { kind: 'timer', timer: { kind: 'date', text: '2026-04-01T09:00' } } },
    receive: { type: 'receiveTask', message: 'answered' },
    throw_link: { type: 'intermediateThrowEvent', event: { kind: 'link', link: 'On' } },
    call: { type: 'callActivity', calledElement: 'other' },
    call_late: { event: { kind: 'escalation', escalation: 'LATE' }, interrupting: false },
    throw_undo: { event: { kind: 'compensation', activity: 'svc_tell' } },
    throw_message: { event: { kind: 'message', message: 'answered' } },
    task_each: {
      loop: {
        kind: 'multi-instance',
        sequential: true,
        collection: 'points',
        elementVariable: 'point',
        completionCondition: 'done > 2',
      },
    },
    task_listed: {
      loop: { kind: 'multi-instance', sequential: false, collection: 'points', elementVariable: 'item' },
    },
    task_again: { type: 'task', loop: { kind: 'standard', testBefore: true, maximum: 3, condition: 'more' } },
    task_rule: { type: 'businessRuleTask', loop: { kind: 'multi-instance', sequential: false, cardinality: '3' } },
    catch_condition: { event: { kind: 'conditional', condition: 'n = 1' } },
    gw_join: { type: 'inclusiveGateway', incoming: ['f_j1', 'f_j2', 'f_j3', 'f_j4'] },
    send: { type: 'sendTask', message: 'answered' },
    end_all: { event: { kind: 'terminate' } },
    sub: { type: 'subProcess', triggeredByEvent: false },
    sub_late_start: { scope: 'sub_late', interrupting: false, event: { kind: 'escalation', escalation: 'LATE' } },
    deal: { type: 'transaction', boundaries: ['cancelled'] },
    deal_cancelled: { event: { kind: 'cancel' } },
    end_undone: { event: { kind: 'compensation' } },
    withdrawal: { type: 'subProcess', triggeredByEvent: true },
    reminder: { event: { kind: 'timer', timer: { kind: 'cycle', text: 'R3/PT1H' } }, interrupting: false },
  }
  for (const [id, expected] of Object.entries(nodes)) {
    it(id, () => {
      const read = Object.fromEntries(Object.entries(node(id)).filter(([key]) => key in expected))
      expect(read).to.deep.equal(expected)
    })
  }

  it('has its scopes, each with its own nodes, starts and event sub-processes', () => {
    const scopes = [...main.scopes.values()].map(({ id, kind, parent, starts, eventSubProcesses }) =>
      [id, kind, parent, starts.join(), eventSubProcesses.join()].join(' '),
    )
    expect(scopes).to.deep.equal([
      'every process  start,start_message withdrawal,reminders',
      'sub sub-process every sub_start sub_late',
      'deal transaction every deal_start ',
      'withdrawal event-sub-process every withdrawn ',
      'reminders event-sub-process every reminder ',
      'sub_late event-sub-process sub sub_late_start ',
    ])
    expect(main.scopes.get('sub')?.nodes).to.deep.equal(['sub_start', 'sub_end', 'sub_late'])
  })

  it('has its flows, conditions without the sign before them', () => {
    expect(main.flows.get('f_question')).to.deep.equal({
      id: 'f_question',
      name: 'Upheld',
      source: 'task_decide',
      target: 'gw_question',
      condition: 'outcome = "upheld"',
    })
    expect(main.flows.get('f_yes')?.condition).to.equal('n > 3')
    expect(main.flows.get('f_no')).to.not.have.property('condition')
  })

  it('has its lanes, nested ones after the one around them', () => {
    expect(main.lanes).to.deep.equal([
      { id: 'lane_team', name: 'Complaints team', nodes: ['start'] },
      { id: 'lane_manager', name: 'Manager', nodes: ['task_decide'] },
    ])
  })

  it('survives being copied to another thread', () => {
    expect(structuredClone(diagram)).to.deep.equal(diagram)
  })
})

describe('outgoing flows', () => {
  const gateway = (outgoing: readonly string[]) =>
    aProcess(
      `<startEvent id="s"/>${flow('s', 'x')}<parallelGateway id="x">${outgoing.map((id) => `<outgoing>${id}</outgoing>`).join('')}</parallelGateway>${flow('x', 'a')}${flow('x', 'b')}<endEvent id="a"/><endEvent id="b"/>`,
    )
  for (const { listed, order } of [
    { listed: [], order: ['x_a', 'x_b'] },
    { listed: ['x_b', 'x_a'], order: ['x_b', 'x_a'] },
    { listed: ['x_b'], order: ['x_b', 'x_a'] },
  ]) {
    it(`the node lists ${listed.join(', ') || 'none'}: ${order.join(', ')}`, () => {
      expect(read(gateway(listed)).main.nodes.get('x')?.outgoing).to.deep.equal(order)
    })
  }
})

describe('semantic and layout hash', () => {
  const { semanticHash, layoutHash } = read(everyElement())
  const changed = (from: string, to: string) => {
    const xml = everyElement()
    expect(xml).to.contain(from)
    const other = read(xml.replace(from, to))
    return [other.semanticHash !== semanticHash, other.layoutHash !== layoutHash]
  }

  for (const { what, from, to, meaning, layout } of [
    { what: 'exporter', from: 'exporter="by hand" ', to: 'exporter="a tool" ', meaning: false, layout: false },
    { what: 'white space', from: '>\n  <process', to: '>\n\n\t  <process', meaning: false, layout: false },
    {
      what: 'indented documentation',
      from: '      What the whole',
      to: '  What the whole',
      meaning: false,
      layout: false,
    },
    {
      what: 'comment',
      from: '<endEvent id="end_call"/>',
      to: '<!-- x --><endEvent id="end_call"/>',
      meaning: false,
      layout: false,
    },
    {
      what: 'order of elements',
      from: '<dataObject id="data_points" isCollection="true"/>\n    <dataObjectReference id="points" name="points" dataObjectRef="data_points"/>',
      to: '<dataObjectReference id="points" name="points" dataObjectRef="data_points"/><dataObject id="data_points" isCollection="true"/>',
      meaning: false,
      layout: false,
    },
    {
      what: 'order of attributes',
      from: 'id="task_decide" name="Decide the complaint"',
      to: 'name="Decide the complaint" id="task_decide"',
      meaning: false,
      layout: false,
    },
    {
      what: 'prefix',
      from: '<signal id="sig_closed" name="office-closed"/>',
      to: '<b:signal xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL" id="sig_closed" name="office-closed"/>',
      meaning: false,
      layout: false,
    },
    { what: 'shape moved', from: '<dc:Bounds x="100"', to: '<dc:Bounds x="101"', meaning: false, layout: true },
    { what: 'line moved', from: '<di:waypoint x="136"', to: '<di:waypoint x="137"', meaning: false, layout: true },
    { what: 'condition', from: 'n &gt; 3', to: 'n &gt; 4', meaning: true, layout: false },
    { what: 'name', from: 'Decide the complaint', to: 'Decide it', meaning: true, layout: false },
    { what: 'documentation', from: 'Say what was found', to: 'Say what was seen', meaning: true, layout: false },
    { what: 'deadline', from: 'workingDays="5"', to: 'workingDays="6"', meaning: true, layout: false },
    { what: 'parameter', from: 'value="plain"', to: 'value="simple"', meaning: true, layout: false },
    { what: 'timer', from: 'R3/PT1H', to: 'R4/PT1H', meaning: true, layout: false },
    { what: 'role', from: 'redress:role="manager"', to: 'redress:role="clerk"', meaning: true, layout: false },
    {
      what: 'called process',
      from: '<endEvent id="other_end"/>',
      to: '<endEvent id="other_end" name="x"/>',
      meaning: true,
      layout: false,
    },
    { what: 'message name', from: 'name="answered"', to: 'name="replied"', meaning: true, layout: false },
    {
      what: 'order of outgoing flows',
      from: '<outgoing>f_question</outgoing>\n      <outgoing>f_more</outgoing>',
      to: '<outgoing>f_more</outgoing><outgoing>f_question</outgoing>',
      meaning: true,
      layout: false,
    },
    { what: 'lane', from: '<flowNodeRef>start</flowNodeRef>', to: '', meaning: true, layout: false },
  ]) {
    it(`${what}: ${meaning ? 'another' : 'the same'} meaning, ${layout ? 'another' : 'the same'} layout`, () => {
      expect(changed(from, to)).to.deep.equal([meaning, layout])
    })
  }

  it('are SHA-256', () => {
    expect(semanticHash).to.match(/^[0-9a-f]{64}$/)
    expect(layoutHash).to.match(/^[0-9a-f]{64}$/)
  })

  it('tell two small diagrams apart', () => {
    expect(read(aTask()).semanticHash).not.to.equal(read(aTask('<manualTask id="t"/>')).semanticHash)
  })
})
