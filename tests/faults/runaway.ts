import { admitHere } from '../../engine/diagram/index.ts'
import { readModdle } from '../../engine/diagram/moddle.ts'
import { parseDiagram } from '../../engine/diagram/parse.ts'
import type { Diagram } from '../../engine/diagram/procedure-model.ts'
import type { ProcedureFile } from '../../engine/index.ts'
import { hostStep, prepare } from '../../engine/runtime/host/index.ts'
import { advance, openWaits, plant, type Advance, type World } from '../../engine/runtime/tree.ts'
import { instant } from '../../engine/values/instant.ts'
import { aProcess, aTask, definitions, flow } from '../engine/diagram/bpmn.ts'
import type { Experiment } from './experiment.ts'
import { procedureFiles, renamed, startHostileService, type HostileService } from './hostile-diagrams-procedure.ts'
import { until } from './two-nodes-process.ts'

const NOW = '2026-02-02T09:00:00.000Z'
/** A command that runs away is stopped long before that; the machine may be busy with others. */
const STOPPED_MS = 20_000
const HEALTHY = { short: 6, long: 100 } as const
const PERSON = {
  role: 'complainant',
  name: 'Jordan Reed',
  email: 'jordan@example.org',
  contactPreference: 'email',
  adjustments: [],
}

interface Runaway {
  readonly name: string
  readonly xml: string
  /** The incidents in which it comes to rest, with their steps. */
  readonly stops: string
  /** Is no diagram that would be admitted; shown what happens if it were. */
  readonly refused?: boolean
}

const loop = (task: string) =>
  aProcess(
    `<startEvent id="s"/>${flow('s', 'm')}<exclusiveGateway id="m"/>${flow('m', 't')}${task}${flow('t', 'g')}` +
      `<exclusiveGateway id="g" default="g_m"/>${flow('g', 'm')}${flow('g', 'e', '1 = 2')}<endEvent id="e"/>`,
  )
const listener = (id: string, hears: string, says: string) =>
  `<process id="${id}"><startEvent id="${id}_s"/>${flow(`${id}_s`, `${id}_t`)}<userTask id="${id}_t"/>${flow(`${id}_t`, `${id}_e`)}<endEvent id="${id}_e"/>` +
  `<subProcess id="${id}_w" triggeredByEvent="true"><startEvent id="${id}_h" isInterrupting="false"><${hears}/></startEvent>${flow(`${id}_h`, `${id}_a`)}` +
  `<intermediateThrowEvent id="${id}_a"><${says}/></intermediateThrowEvent>${flow(`${id}_a`, `${id}_x`)}<endEvent id="${id}_x"/></subProcess></process>`
const both = (hears: (n: number) => string, says: (n: number) => string, beside: string) =>
  definitions(
    `${beside}<process id="p" isExecutable="true"><startEvent id="s"/>${flow('s', 'f')}<parallelGateway id="f"/>` +
      `${flow('f', 'a')}${flow('f', 'b')}${flow('f', 't')}<callActivity id="a" calledElement="one"/><callActivity id="b" calledElement="two"/>` +
      `<userTask id="t"/>${flow('t', 'y')}<intermediateThrowEvent id="y"><${says(1)}/></intermediateThrowEvent>${flow('y', 'j')}` +
      `${flow('a', 'j')}${flow('b', 'j')}<parallelGateway id="j"/>${flow('j', 'e')}<endEvent id="e"/></process>` +
      listener('one', hears(1), says(2)) +
      listener('two', hears(2), says(1)),
  )

const RUNAWAYS: readonly Runaway[] = [
  { name: 'a loop of gateways', xml: loop('<task id="t"/>'), stops: 'step-budget-spent' },
  {
    name: 'a loop around a call',
    xml: loop('<callActivity id="t" calledElement="q"/>').replace(
      '</definitions>',
      `<process id="q"><startEvent id="qs"/>${flow('qs', 'qe')}<endEvent id="qe"/></process></definitions>`,
    ),
    stops: 'uncaught-error t',
  },
  {
    name: 'a process that calls itself',
    xml: aTask('<callActivity id="t" calledElement="p"/>'),
    stops: 'uncaught-error t',
  },
  {
    name: 'a million instances at once',
    xml: aTask(
      '<userTask id="t"><multiInstanceLoopCharacteristics><loopCardinality>1000 * 1000</loopCardinality></multiInstanceLoopCharacteristics></userTask>',
    ),
    stops: 'step-budget-spent t',
  },
  {
    name: 'a million instances in a row',
    xml: aTask(
      '<task id="t"><multiInstanceLoopCharacteristics isSequential="true"><loopCardinality>1000 * 1000</loopCardinality></multiInstanceLoopCharacteristics></task>',
    ),
    stops: 'step-budget-spent t',
  },
  {
    name: 'a loop as long as a condition holds, which it does',
    xml: aTask(
      '<task id="t"><standardLoopCharacteristics><loopCondition>1 = 1</loopCondition></standardLoopCharacteristics></task>',
    ),
    stops: 'step-budget-spent t',
  },
  {
    name: 'a timer without pause',
    xml: aTask(
      '<intermediateCatchEvent id="t"><timerEventDefinition><timeCycle>R/PT0S</timeCycle></timerEventDefinition></intermediateCatchEvent>',
    ),
    stops: 'timer-unreadable t',
    refused: true,
  },
  {
    name: 'two processes that answer each other by message',
    xml: both(
      (n) => `messageEventDefinition messageRef="m${n}"`,
      (n) => `messageEventDefinition messageRef="m${n}"`,
      '<message id="m1" name="one"/><message id="m2" name="two"/>',
    ),
    stops: 'endless-exchange ',
  },
  {
    name: 'two processes that answer each other by signal',
    xml: both(
      (n) => `signalEventDefinition signalRef="m${n}"`,
      (n) => `signalEventDefinition signalRef="m${n}"`,
      '<signal id="m1" name="one"/><signal id="m2" name="two"/>',
    ),
    stops: 'endless-exchange ',
  },
  {
    name: 'ten processes that all answer each other by signal',
    xml: definitions(
      `<signal id="m1" name="one"/><process id="p" isExecutable="true"><startEvent id="s"/>${flow('s', 'f')}<parallelGateway id="f"/>${flow('f', 'a')}${flow('f', 't')}` +
        `<callActivity id="a" calledElement="one"><multiInstanceLoopCharacteristics><loopCardinality>10</loopCardinality></multiInstanceLoopCharacteristics></callActivity>` +
        `<userTask id="t"/>${flow('t', 'y')}<intermediateThrowEvent id="y"><signalEventDefinition signalRef="m1"/></intermediateThrowEvent>${flow('y', 'j')}` +
        `${flow('a', 'j')}<parallelGateway id="j"/>${flow('j', 'e')}<endEvent id="e"/></process>` +
        listener('one', 'signalEventDefinition signalRef="m1"', 'signalEventDefinition signalRef="m1"'),
    ),
    stops: 'step-budget-spent one_a, endless-exchange one_h',
  },
  {
    name: 'a call that fails and is made again at once',
    xml: aTask(
      `<callActivity id="t" calledElement="p"/><boundaryEvent id="b" attachedToRef="t"><errorEventDefinition/></boundaryEvent>${flow('b', 't')}`,
    ),
    stops: 'endless-exchange ',
  },
]

/** Procedures that would go on for ever. */
export const RUNAWAY: Experiment = {
  name: 'runaway',
  promises: ['P6'],
  hypothesis:
    'a case that would go on for ever stops in an incident that names the step; what was asked of it is done, and other cases go on',
  fault:
    'loops without a wait, a million instances, processes that call themselves or answer each other, a timer without pause',
  databases: ['sqlite'],
  async run({ size }) {
    const faults: string[] = []
    let slowest = 0
    for (const runaway of RUNAWAYS) {
      const began = performance.now()
      const stopped = stopOf(runaway, faults)
      const took = performance.now() - began
      slowest = Math.max(slowest, took)
      if (took > STOPPED_MS) faults.push(`${runaway.name} went on for ${Math.round(took)} ms`)
      if (!stopped.startsWith(runaway.stops)) faults.push(`${runaway.name} stopped so: ${stopped}`)
    }
    const service = await startHostileService(NOW)
    try {
      const beside = await besideOthers(service, HEALTHY[size], faults)
      const counts = { runaways: RUNAWAYS.length, 'stopped within ms': Math.round(slowest), ...beside }
      return { held: faults.length === 0, counts, faults }
    } finally {
      await service.stop()
    }
  },
}

/** Where it comes to rest: incidents as `code element`. */
function stopOf({ name, xml, refused = false }: Runaway, faults: string[]): string {
  const admitted = admitHere(xml, { file: 'a.bpmn', plain: true }).diagram
  if ((admitted === undefined) !== refused) faults.push(`${name} was ${refused ? 'let in' : 'refused'}`)
  const diagram = admitted ?? ungated(xml)
  if (!diagram) return 'not read'
  const hosted = prepare(diagram)
  const world: World = {
    prefix: 'c',
    modelOf: (process) => (diagram.main.id === process ? diagram.main : diagram.others.get(process)),
    step: (process, state, stimulus, now) => hostStep(hosted, state, stimulus, now, { process }),
  }
  const started = plant(diagram.main.id, { type: 'start' }, instant(NOW), world)
  const said = saidOf(started)
  if (said !== '' || started.kind === 'refused') return said
  const task = openWaits(started.tree).find(({ wait }) => wait.element === 't')
  if (!task) return 'nothing waits'
  const stimulus = { type: 'complete', wait: task.wait.id } as const
  return saidOf(advance(started.tree, task.instance.id, stimulus, instant(NOW), world))
}

/** As if there were no admission. */
function ungated(xml: string): Diagram | undefined {
  const { definitions: read } = readModdle(xml)
  return read && parseDiagram(read, true)
}

function saidOf(advanced: Advance): string {
  if (advanced.kind === 'refused') return advanced.code
  const incidents = openWaits(advanced.tree).flatMap(({ wait }) =>
    wait.kind === 'incident' ? [`${wait.incident.code} ${wait.element}`] : [],
  )
  return [...new Set(incidents)].join(', ')
}

const MILLION =
  '<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>1000 * 1000</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>'

/** One that runs away, among cases that do not: over HTTP. */
async function besideOthers(
  service: HostileService,
  healthy: number,
  faults: string[],
): Promise<Record<string, number>> {
  const wild = renamed(await procedureFiles(), 'wild').map((file) => withMillion(file))
  const deployed = await service.deploy(wild)
  if (deployed.status !== 201) faults.push(`Not deployed: ${JSON.stringify(deployed.body).slice(0, 500)}`)
  const open = (procedure: string) =>
    service.test().call('complaints-manager', 'POST', '/api/v1/cases', {
      ...{ procedure, channel: 'form', oral: false, byChild: false, people: [PERSON] },
      points: [{ text: 'My visits were cancelled.', desiredOutcome: 'An apology.' }],
    })
  const took: number[] = []
  const answers = await Promise.all(
    Array.from({ length: healthy + 1 }, async (_, n) => {
      const began = performance.now()
      const answer = await open(n === 1 ? 'wild' : 'storm')
      took.push(performance.now() - began)
      return answer
    }),
  )
  for (const { status, body } of answers)
    if (status !== 201) faults.push(`Not opened: ${JSON.stringify(body).slice(0, 300)}`)
  let seen = ''
  const named = await until(async () => {
    const { body } = await service.test().call('complaints-manager', 'GET', '/api/v1/incidents')
    seen = JSON.stringify(body)
    return seen.includes('task_wild_look')
  }, 20_000)
  if (!named) faults.push(`No incident names the step: ${seen.slice(0, 500)}`)
  let tasks = 0
  const all = await until(async () => {
    const { body } = await service.test().call('complaints-manager', 'GET', '/api/v1/tasks?procedure=storm&limit=200')
    tasks = (body as { readonly tasks?: readonly unknown[] }).tasks?.length ?? 0
    return tasks === healthy
  }, 20_000)
  if (!all) faults.push(`${tasks} of ${healthy} other cases came to their task`)
  return { 'healthy cases': tasks, 'case opened within ms': Math.round(Math.max(...took)) }
}

function withMillion(file: ProcedureFile): ProcedureFile {
  if (!file.path.endsWith('.bpmn')) return file
  const at = file.text.indexOf('</bpmn:userTask>', file.text.indexOf('id="task_wild_look"'))
  return { ...file, text: file.text.slice(0, at) + MILLION + file.text.slice(at + '</bpmn:userTask>'.length) }
}
