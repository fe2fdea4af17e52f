import * as stock from 'bpmn-elements'
import { expect } from 'chai'
import { hostStep, prepare, redressElements } from '../../../../engine/runtime/host/index.ts'
import { endOf, isStuck, step, waits, type Stimulus, type TokenState } from '../../../../engine/tokens/index.ts'
import { instant } from '../../../../engine/values/instant.ts'
import { drive, makePrng, randomProcess, type RandomProcess } from '../../../support/random-process/index.ts'
import { engineExecutor } from './engine-executor.ts'

const NOW = instant('2026-04-01T08:00:00Z')
const SEEDS = 100
/** bpmn-engine's own elements, with service tasks that wait for their work as ours do. */
const STOCK = { ...stock, ServiceTask: stock.SignalTask }

/** Instances of a loop have ids of their own in bpmn-engine and are left to the tests of the core. */
const withoutLoopInstances = (process: RandomProcess) => !JSON.stringify(process.blocks).includes('"kind":"multi"')

async function faultOf(process: RandomProcess, elements: object): Promise<string | undefined> {
  const executor = await engineExecutor(process, elements)
  return drive(process.oracle, process.variables, executor, makePrng(process.seed))
}

describe('random processes in bpmn-engine', function () {
  this.timeout(120_000)

  it('run without a fault with redressElements: those of 100 seeds', async () => {
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const process = randomProcess(seed)
      if (!withoutLoopInstances(process)) continue
      expect(await faultOf(process, redressElements), `seed ${seed}\n${process.xml}`).to.equal(undefined)
    }
  })

  it("are the yardstick: bpmn-engine's own elements begin a step too early, and stand still, within the same seeds", async () => {
    const unseen = new Set(['begins before', 'stands still'])
    for (let seed = 1; seed <= SEEDS && unseen.size > 0; seed += 1) {
      const process = randomProcess(seed)
      if (!withoutLoopInstances(process)) continue
      const fault = await faultOf(process, STOCK).catch((error: unknown) => String(error))
      for (const kind of unseen) if (fault?.includes(kind) === true) unseen.delete(kind)
    }
    expect([...unseen]).to.deep.equal([])
  })

  it('go through hostStep as through the core alone, saved as text before each step: 60 processes', () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const process = randomProcess(seed)
      expect(() => {
        walk(process)
      }, `seed ${seed}\n${process.xml}`).not.to.throw()
    }
  })
})

/** Answers whatever waits, in random order, by both; a hundred answers at most. */
function walk({ seed, model, variables }: RandomProcess): void {
  const prng = makePrng(seed)
  const main = { ...model, id: model.id }
  const hosted = prepare({ id: 'd', main, others: new Map(), semanticHash: `seed-${seed}`, layoutHash: '' })
  let state = both(null, { type: 'start', variables })
  for (let answers = 0; answers < 100 && endOf(state) === null && !isStuck(state); answers += 1) {
    const wait = prng.pick(waits(state))
    state = both(state, answerTo(wait))
  }

  function both(saved: TokenState | null, stimulus: Stimulus): TokenState {
    const text = saved === null ? null : (JSON.parse(JSON.stringify(saved)) as TokenState)
    const result = hostStep(hosted, text, stimulus, NOW)
    const initial = { version: 1 as const, process: model.id, next: 1, variables: {}, held: [], endEvents: [] }
    expect(result).to.deep.equal(step(model, saved ?? initial, stimulus, NOW))
    return result.kind === 'stepped' ? result.state : (saved ?? initial)
  }
}

function answerTo(wait: ReturnType<typeof waits>[number]): Stimulus {
  switch (wait.kind) {
    case 'user':
      return { type: 'complete', wait: wait.id, variables: { done: true } }
    case 'job':
      return { type: 'job-done', wait: wait.id }
    case 'message':
      return { type: 'message', message: wait.message, wait: wait.id }
    case 'signal':
      return { type: 'signal', signal: wait.signal }
    case 'timer':
    case 'deadline':
      return { type: 'fire', wait: wait.id }
    case 'condition':
      return { type: 'set', variables: {} }
    case 'child':
      return { type: 'child-ended', wait: wait.id }
    case 'incident':
      return { type: 'retry', wait: wait.id }
  }
}
