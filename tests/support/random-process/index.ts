import { model, sketch, toXml } from '../model-builder.ts'
import type { ProcedureModel } from '../../../engine/diagram/procedure-model.ts'
import type { Variables } from '../../../engine/tokens/index.ts'
import type { Sequence } from './block.ts'
import { draw } from './draw.ts'
import { generate, LIMITS, type Limits } from './generate.ts'
import { foresee, type Oracle } from './oracle.ts'

export { coreExecutor } from './core-executor.ts'
export { drive, type Executor, type OpenWait } from './drive.ts'
export { LIMITS, type Limits } from './generate.ts'
export { makePrng, type Prng } from './prng.ts'

/** A random process, and what it must do. */
export interface RandomProcess {
  readonly seed: number
  readonly blocks: Sequence
  readonly xml: string
  readonly model: ProcedureModel
  /** To start with. */
  readonly variables: Variables
  readonly oracle: Oracle
  /** Ids of the tasks that do not wait and are counted. */
  readonly automatic: ReadonlySet<string>
}

/** The process of a seed. */
export function randomProcess(seed: number, limits: Limits = LIMITS): RandomProcess {
  const blocks = generate(seed, limits)
  const { text, variables } = draw(blocks)
  const oracle = foresee(blocks)
  return {
    seed,
    blocks,
    xml: toXml(sketch(text)),
    model: model(text),
    variables,
    oracle,
    automatic: new Set([...oracle.done.keys()].filter((id) => !oracle.answers.has(id))),
  }
}

/** Limits from the smallest up: what fails is sought again among smaller processes. */
const SMALLER: readonly Limits[] = [
  { depth: 2, blocks: 1, branches: 2, repeats: 2 },
  { depth: 2, blocks: 2, branches: 2, repeats: 2 },
  { depth: 3, blocks: 2, branches: 2, repeats: 2 },
  { depth: 3, blocks: 3, branches: 2, repeats: 2 },
]

/** The smallest process found on which `fails` tells a fault, to be printed; the given one when no smaller fails. */
export function smallest(
  failing: RandomProcess,
  fails: (process: RandomProcess) => string | undefined,
): { readonly process: RandomProcess; readonly fault: string } {
  for (const limits of SMALLER) {
    let best: { process: RandomProcess; fault: string } | undefined
    for (let seed = 1; seed <= 300; seed += 1) {
      const process = randomProcess(seed, limits)
      if (best && process.xml.length >= best.process.xml.length) continue
      const fault = fails(process)
      if (fault !== undefined) best = { process, fault }
    }
    if (best) return best
  }
  return { process: failing, fault: fails(failing) ?? 'fails no more' }
}
