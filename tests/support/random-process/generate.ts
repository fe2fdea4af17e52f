import type { Block, Bounded, EventBranch, Leaf, Sequence, SubProcess } from './block.ts'
import { makePrng, type Prng } from './prng.ts'

export interface Limits {
  /** Levels of blocks within blocks. */
  readonly depth: number
  /** Blocks of a sequence. */
  readonly blocks: number
  readonly branches: number
  /** Instances of a multi-instance activity, and rounds of a loop. */
  readonly repeats: number
}

export const LIMITS: Limits = { depth: 3, blocks: 4, branches: 3, repeats: 3 }

/** The process of a seed: the same for the same seed and limits. */
export function generate(seed: number, limits: Limits = LIMITS): Sequence {
  const prng = makePrng(seed)
  let made = 0
  return sequence(limits.depth, 1)

  function id(prefix: string): string {
    made += 1
    return `${prefix}${made}`
  }

  function sequence(depth: number, least = 0): Sequence {
    const length = Math.max(least, prng.below(limits.blocks + 1))
    return Array.from({ length }, () => block(depth))
  }

  function block(depth: number): Block {
    if (depth <= 1 || prng.chance(0.35)) return leaf()
    switch (prng.below(9)) {
      case 0: {
        const own = branches(depth)
        return { kind: 'xor', id: id('x'), branches: own, chosen: prng.below(own.length) }
      }
      case 1:
        return { kind: 'and', id: id('a'), branches: branches(depth) }
      case 2: {
        const own = branches(depth)
        return { kind: 'or', id: id('o'), branches: own, chosen: chosenOf(own.length - 1, prng) }
      }
      case 3: {
        const own = Array.from({ length: branchCount() }, (_, at) => eventBranch(depth, at === 0 ? 'timer' : 'message'))
        return { kind: 'events', id: id('e'), branches: own, chosen: prng.below(own.length) }
      }
      case 4:
        return subProcess(depth)
      case 5: {
        const body = prng.chance(0.5) ? leaf(['user', 'service']) : subProcess(depth)
        return { kind: 'multi', id: id('m'), sequential: prng.chance(0.5), count: prng.below(limits.repeats + 1), body }
      }
      case 6:
        return {
          kind: 'loop',
          id: id('l'),
          body: sequence(depth - 1),
          check: leaf(['user']),
          rounds: 1 + prng.below(limits.repeats),
        }
      default:
        return bounded(depth)
    }
  }

  function leaf(does: readonly Leaf['does'][] = ['user', 'user', 'service', 'timer', 'message', 'auto']): Leaf {
    const chosen = prng.pick(does)
    return { kind: 'leaf', id: id(chosen.slice(0, 2)), does: chosen }
  }

  function branches(depth: number): readonly Sequence[] {
    return Array.from({ length: branchCount() }, () => sequence(depth - 1))
  }

  function branchCount(): number {
    return 2 + prng.below(Math.max(1, limits.branches - 1))
  }

  function eventBranch(depth: number, does: Leaf['does']): EventBranch {
    return { event: leaf([does]), rest: sequence(depth - 1) }
  }

  function subProcess(depth: number): SubProcess {
    return { kind: 'sub', id: id('p'), body: sequence(depth - 1, 1) }
  }

  function bounded(depth: number): Bounded {
    const event = prng.chance(0.3) ? 'error' : 'timer'
    const interrupting = event === 'error' || prng.chance(0.5)
    const comes = prng.chance(0.6)
    const host =
      event === 'error' ? leaf(['service']) : prng.chance(0.5) ? leaf(['user', 'service']) : subProcess(depth)
    return { kind: 'bounded', id: id('b'), event, interrupting, comes, host: waiting(host), path: sequence(depth - 1) }
  }

  /** A sub-process that begins with work that waits: nothing in it is done before the event beside it can come. */
  function waiting(host: Leaf | SubProcess): Leaf | SubProcess {
    return host.kind === 'leaf' ? host : { ...host, body: [leaf(['user']), ...host.body] }
  }
}

function chosenOf(count: number, prng: Prng): readonly number[] {
  return Array.from({ length: count }, (_, at) => at).filter(() => prng.chance(0.6))
}
