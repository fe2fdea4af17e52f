import { Engine } from 'bpmn-engine'
import * as stockElements from 'bpmn-elements'
import { admitHere } from '../../engine/diagram/index.ts'
import { hostStep, inertOptions, prepare, type HostedDefinition } from '../../engine/runtime/host/index.ts'
import { endOf, waits, type Stimulus, type TokenState } from '../../engine/tokens/index.ts'
import { instant } from '../../engine/values/instant.ts'
import { STAGE_1, STAGE_1_ANSWERS } from './stage-1-diagram.ts'

/** One side of the comparison: a case of the same diagram, saved as text and read back at every step. */
export interface CaseCost {
  /** Of processor time, so that what else the machine does is not counted; garbage collection is. */
  readonly msPerCase: number
  readonly msPerStep: number
  /** The largest saved state of a case, UTF-8 bytes of its JSON. */
  readonly stateBytes: number
  /** Heap that a waiting instance holds while it is kept; undefined when node was started without --expose-gc. */
  readonly heapBytesPerWaitingInstance: number | undefined
}

export interface EngineComparison {
  readonly activities: number
  readonly stepsPerCase: number
  readonly stock: CaseCost
  readonly ours: CaseCost
  /** Stock over ours: how many times less ours takes. */
  readonly times: { readonly time: number; readonly stateBytes: number; readonly heap: number | undefined }
}

export interface ComparisonSize {
  readonly stockCases: number
  readonly ourCases: number
  readonly waitingInstances: number
}

const NOW = instant('2026-01-05T09:00:00Z')
const SIZE: ComparisonSize = { stockCases: 10, ourCases: 500, waitingInstances: 100 }

/**
 * The cost of one and the same procedure with bpmn-engine's own elements and with ours, in this process and in turn, so
 * that the ratio means the same on every machine. Both go through bpmn-elements' Definition, on a diagram that is parsed
 * once; bpmn-engine's own elements get their best settings (idle elements not saved, service tasks that wait).
 */
export async function compareStockAndOurs(size: ComparisonSize = SIZE): Promise<EngineComparison> {
  const { diagram, findings } = admitHere(STAGE_1, { file: 'stage-1.bpmn', plain: true })
  if (diagram === undefined) throw new Error(findings.map(({ message }) => message).join(' '))
  const stockRun = await stockRunner()
  const ourRun = makeOurRunner(prepare(diagram))
  const stock = cost(stockRun, size.stockCases, size.waitingInstances)
  const ours = cost(ourRun, size.ourCases, size.waitingInstances * 20)
  const activities = [...diagram.main.nodes.values()].filter(({ type }) => /task|activity/i.test(type)).length
  return {
    activities,
    stepsPerCase: STAGE_1_ANSWERS.length + 1,
    stock,
    ours,
    times: {
      time: stock.msPerCase / ours.msPerCase,
      stateBytes: stock.stateBytes / ours.stateBytes,
      heap:
        stock.heapBytesPerWaitingInstance === undefined || ours.heapBytesPerWaitingInstance === undefined
          ? undefined
          : stock.heapBytesPerWaitingInstance / ours.heapBytesPerWaitingInstance,
    },
  }
}

interface Runner {
  /** A whole case; the bytes of its largest state. */
  runCase(): number
  /** An instance that waits at its first task, as it is kept in memory. */
  keepWaiting(): unknown
}

function cost(runner: Runner, cases: number, kept: number): CaseCost {
  const stateBytes = runner.runCase()
  for (let n = 0; n < cases; n += 1) runner.runCase()
  const begun = process.cpuUsage()
  for (let n = 0; n < cases; n += 1) runner.runCase()
  const msPerCase = process.cpuUsage(begun).user / 1e3 / cases
  return {
    msPerCase,
    msPerStep: msPerCase / (STAGE_1_ANSWERS.length + 1),
    stateBytes,
    heapBytesPerWaitingInstance: heapOf(runner, kept),
  }
}

function heapOf(runner: Runner, count: number): number | undefined {
  const { gc } = globalThis
  if (gc === undefined) return undefined
  const kept = Array.from({ length: count + 1 }, (): unknown => undefined)
  kept[0] = runner.keepWaiting()
  const settled = () => {
    for (let n = 0; n < 3; n += 1) gc()
    return process.memoryUsage().heapUsed
  }
  const before = settled()
  for (let n = 1; n <= count; n += 1) kept[n] = runner.keepWaiting()
  const used = settled() - before
  return kept.includes(undefined) ? undefined : Math.max(used / count, 0)
}

function makeOurRunner(hosted: HostedDefinition): Runner {
  const take = (state: TokenState | null, stimulus: Stimulus): TokenState => {
    const result = hostStep(hosted, state, stimulus, NOW)
    if (result.kind === 'refused') throw new Error(result.message)
    return result.state
  }
  return {
    runCase() {
      let text = JSON.stringify(take(null, { type: 'start', variables: { upheld: false } }))
      let largest = 0
      for (const element of STAGE_1_ANSWERS) {
        largest = Math.max(largest, Buffer.byteLength(text))
        const state = JSON.parse(text) as TokenState
        const wait = waits(state).find((open) => open.element === element)
        if (wait === undefined) throw new Error(`Nothing waits at ${element}`)
        const type = wait.kind === 'job' ? 'job-done' : 'complete'
        text = JSON.stringify(take(state, { type, wait: wait.id }))
      }
      if (endOf(JSON.parse(text) as TokenState) === null) throw new Error('The case did not end')
      return largest
    },
    keepWaiting: () => JSON.parse(JSON.stringify(take(null, { type: 'start' }))) as unknown,
  }
}

async function stockRunner(): Promise<Runner> {
  const { Context, Definition, Environment, SignalTask } = stockElements
  const elements = { ...stockElements, ServiceTask: SignalTask }
  const [loaded] = await new Engine({ name: 'stock', source: STAGE_1, elements }).getDefinitions()
  if (loaded === undefined) throw new Error('There is no definition')
  const source = loaded.environment.options['source'] as Parameters<typeof Context>[0]
  const make = () =>
    new Definition(
      Context(source, new Environment({ timers: inertOptions.timers, settings: { disableTrackState: true } })),
    )
  return {
    runCase() {
      const first = make()
      first.run()
      let text = JSON.stringify(first.getState())
      let last = first
      let largest = 0
      for (const element of STAGE_1_ANSWERS) {
        largest = Math.max(largest, Buffer.byteLength(text))
        last = make()
        last.recover(JSON.parse(text) as ReturnType<typeof first.getState>)
        last.resume()
        const api = last.getPostponed().find(({ id }) => id === element)
        if (api === undefined) throw new Error(`Nothing waits at ${element}`)
        api.signal()
        text = JSON.stringify(last.getState())
        if (last.isRunning && element !== STAGE_1_ANSWERS.at(-1)) last.stop()
      }
      if (last.isRunning) throw new Error('The case did not end')
      return largest
    },
    keepWaiting() {
      const definition = make()
      definition.run()
      return definition
    },
  }
}
