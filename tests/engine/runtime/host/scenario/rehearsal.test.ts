import { expect } from 'chai'
import { parseDiagram } from '../../../../../engine/diagram/parse.ts'
import { readModdle } from '../../../../../engine/diagram/moddle.ts'
import {
  parseSteps,
  prepare,
  rehearse,
  type HostedDefinition,
  type StepReport,
} from '../../../../../engine/runtime/host/index.ts'
import { instant } from '../../../../../engine/values/instant.ts'
import { flow, flows, JOURNEY, source, timer } from '../sources.ts'

/** Plays steps through diagrams, straight and with the state as text in between, and checks that both tell the same. */
function play(xmls: readonly string[], steps: readonly object[], at?: string): readonly StepReport[] {
  const definitions = hostedIn(xmls)
  const [straight, throughText] = [false, true].map((persist) => {
    const rehearsal = rehearse('p', definitions, { persist, ...(at !== undefined && { at: instant(at) }) })
    return parseSteps(steps).map((step) => rehearsal.play(step))
  })
  expect(straight).to.deep.equal(throughText)
  return straight ?? []
}

function hostedIn(xmls: readonly string[]): ReadonlyMap<string, HostedDefinition> {
  const hosted = xmls.map((xml) => {
    const { definitions } = readModdle(xml)
    const diagram = definitions && parseDiagram(definitions, false)
    if (!diagram) throw new TypeError('not a diagram')
    return prepare(diagram)
  })
  return new Map(hosted.flatMap((one) => [...one.processes.keys()].map((id) => [id, one] as const)))
}

const shown = ({ waiting }: StepReport) =>
  waiting.map(({ element, kind, count }) => `${element}:${kind}*${count}`).join(' ')

describe('rehearse', () => {
  it('tells after each step what waits, what was taken and what ended', () => {
    const reports = play(
      [JOURNEY],
      [
        { start: { variables: { amount: 0 } } },
        { advance: 'PT2H' },
        { complete: 'decide', variables: { amount: 5 } },
        { message: 'payment' },
      ],
    )
    expect(reports[0]).to.deep.equal({
      step: 1,
      waiting: [
        { element: 'decide', kind: 'user', count: 1 },
        { element: 'remind', kind: 'timer', count: 1 },
      ],
      ended: false,
      endEvents: [],
      taken: ['start_decide'],
      incident: null,
    })
    expect(reports.map(shown)).to.deep.equal(['decide:user*1 remind:timer*1', 'decide:user*1', 'paid:message*1', ''])
    expect(reports.map(({ taken }) => taken.join(' '))).to.deep.equal([
      'start_decide',
      'remind_reminded',
      'decide_upheld upheld_remedy begin_paid',
      'remedy_done',
    ])
    expect(reports[3])
      .to.include({ ended: true })
      .and.to.deep.include({ endEvents: ['reminded', 'done'] })
  })

  it('notes a message that nobody waits for, refuses a step that cannot be done, and goes on', () => {
    const reports = play(
      [JOURNEY],
      [
        { message: 'payment' },
        { complete: 'decide' },
        { start: {} },
        { start: {} },
        { signal: 'nobody' },
        { job: 'decide' },
        { complete: 'decide', nth: 2 },
        { complete: 'misspelt' },
        { advance: 'soon' },
        { complete: 'decide', variables: { amount: 1 } },
        { complete: 'decide' },
      ],
    )
    expect(reports.map(({ refused, uncaught }) => refused?.code ?? uncaught)).to.deep.equal([
      true,
      'not-waiting',
      undefined,
      'already-started',
      true,
      'wrong-kind',
      'not-waiting',
      'not-waiting',
      'bad-time',
      undefined,
      'not-waiting',
    ])
    expect(reports[7]?.refused?.message).to.equal("There is no element 'misspelt'; what waits: decide, remind.")
    expect(reports[9]?.ended).to.equal(true)
  })

  it('reports a process that cannot go on as stuck, with the join where its token waits', () => {
    const [report] = play(
      [
        source(
          `<startEvent id="start"/><exclusiveGateway id="one" default="one_join"/><task id="other"/><parallelGateway id="join"/><endEvent id="done"/>
           ${flow('one', 'join')}${flow('one', 'other', 'x = 1')}${flows('start one', 'other join', 'join done')}`,
        ),
      ],
      [{ start: { variables: { x: 0 } } }],
    )
    expect(report).to.include({ stuck: true, ended: false })
    expect(report?.incident).to.deep.equal({
      element: 'join',
      code: 'stuck',
      message: 'The process p cannot go on: tokens wait at join for others that cannot come.',
    })
  })

  it('shows an incident until it is mended', () => {
    const reports = play(
      [
        source(
          `<startEvent id="start"/><exclusiveGateway id="which" default="which_b"/><userTask id="a"/><userTask id="b"/>
           ${flows('start which', 'which b')}${flow('which', 'a', 'missing = 1')}`,
        ),
      ],
      [{ start: {} }, { retry: 'which', variables: { missing: 1 } }],
    )
    expect(reports[0]?.incident?.element).to.equal('which')
    expect(reports[0]?.waiting).to.deep.equal([])
    expect(reports[1]?.incident).to.equal(null)
    expect(reports.map(shown)).to.deep.equal(['', 'a:user*1'])
  })

  it('fires timers in the order in which they are due, over a change to summer time', () => {
    const cycle =
      '<timerEventDefinition><timeCycle xsi:type="tFormalExpression">R/P1D</timeCycle></timerEventDefinition>'
    const xml = source(
      `<startEvent id="start"/><userTask id="task"/>
       <boundaryEvent id="daily" attachedToRef="task" cancelActivity="false">${cycle}</boundaryEvent><endEvent id="told"/>
       <boundaryEvent id="late" attachedToRef="task">${timer('P3DT1H')}</boundaryEvent><endEvent id="ended"/>
       ${flows('start task', 'daily told', 'late ended')}`,
    )
    const reports = play([xml], [{ start: {} }, { advance: 'P2D' }, { advance: 'P1M' }], '2026-03-27T09:00:00Z')
    expect(reports[1]?.endEvents).to.deep.equal(['told', 'told'])
    expect(reports[2]?.endEvents).to.deep.equal(['told', 'told', 'told', 'ended'])
    expect(reports[2]?.ended).to.equal(true)
  })

  it('takes steps for called processes of other files, and ends them with their caller', () => {
    const parent = source(
      `<startEvent id="start"/><callActivity id="ask" calledElement="q"/><endEvent id="done"/>
       <boundaryEvent id="late" attachedToRef="ask">${timer('P1D')}</boundaryEvent><endEvent id="over"/>
       <boundaryEvent id="bad" attachedToRef="ask"><errorEventDefinition errorRef="e"/></boundaryEvent><endEvent id="failed"/>
       ${flows('start ask done', 'late over', 'bad failed')}`,
      '<error id="e" errorCode="NO"/>',
    )
    const child = source(`<startEvent id="qs"/><userTask id="answer"/><endEvent id="qe"/>${flows('qs answer qe')}`)
      .replace('id="p"', 'id="q"')
      .replace('id="d"', 'id="d2"')
    const open = 'answer:user*1 ask:child*1 late:timer*1'
    const first = play([parent, child], [{ start: {} }, { complete: 'answer', variables: { yes: true } }])
    expect(first.map(shown)).to.deep.equal([open, ''])
    expect(first[1]?.endEvents).to.deep.equal(['qe', 'done'])
    const second = play([parent, child], [{ start: {} }, { advance: 'P1D' }])
    expect(second.map(shown)).to.deep.equal([open, ''])
    expect(second[1]).to.include({ ended: true })
    const third = play([parent, child], [{ start: {} }, { cancel: 'ask' }])
    expect(third[1]).to.include({ ended: true })
    const fourth = play([parent, child], [{ start: {} }, { throw: 'ask', error: 'NO' }])
    expect(fourth[1]?.endEvents).to.deep.equal(['failed'])
  })

  it('stops a cycle that would fire for ever', () => {
    const cycle =
      '<timerEventDefinition><timeCycle xsi:type="tFormalExpression">R/PT1S</timeCycle></timerEventDefinition>'
    const xml = source(
      `<startEvent id="start"/><userTask id="task"/><boundaryEvent id="often" attachedToRef="task" cancelActivity="false">${cycle}</boundaryEvent>
       <endEvent id="told"/>${flows('start task', 'often told')}`,
    )
    const rehearsal = rehearse('p', hostedIn([xml]))
    const reports = parseSteps([{ start: {} }, { advance: 'P10Y' }]).map((step) => rehearsal.play(step))
    expect(reports[1]?.refused?.code).to.equal('too-many-timers')
  }).timeout(60_000)
})
