import type { Block, Leaf, Sequence, SubProcess } from './block.ts'

/** What a process must do, told from its blocks alone. */
export interface Oracle {
  /** How often each wait is answered and each automatic task is done, in all. */
  readonly done: ReadonlyMap<string, number>
  /**
   * What comes before what: whenever `later` has begun `a` times and `earlier` has been done `b` times,
   * a × earlierTimes ≤ b × laterTimes. Holds for any number of runs side by side.
   */
  readonly orders: readonly Order[]
  /** Waits that may only be answered while none of these boundary events is armed; by wait. */
  readonly after: ReadonlyMap<string, readonly string[]>
  /** How a wait is answered; those that never are, because something else comes instead, are not in it. */
  readonly answers: ReadonlyMap<string, Answer>
}

export type Answer =
  | { readonly how: 'complete' | 'job' | 'fire' | 'message' | 'error' }
  /** The task that tells a loop to go round again, all but each `rounds`-th time. */
  | { readonly how: 'check'; readonly loop: string; readonly rounds: number }

export interface Order {
  readonly earlier: string
  readonly earlierTimes: number
  readonly later: string
  readonly laterTimes: number
}

/** In one run of a block: how often each thing is done; how often each begins; what it does outside the sequence. */
interface Runs {
  readonly done: Map<string, number>
  readonly begun: Map<string, number>
  /** Done in paths that end by themselves: only the scope around waits for them. */
  readonly aside: Map<string, number>
}

const ANSWERS = { user: 'complete', service: 'job', timer: 'fire', message: 'message' } as const

export function foresee(process: Sequence): Oracle {
  const orders: Order[] = []
  const after = new Map<string, readonly string[]>()
  const answers = new Map<string, Answer>()
  const all = sequence(process, [])
  return { done: sum([all.done, all.aside]), orders, after, answers }

  function sequence(blocks: Sequence, held: readonly string[]): Runs {
    const runs = blocks.map((block) => blockRuns(block, held))
    for (const [at, earlier] of runs.entries()) {
      for (const later of runs.slice(at + 1)) precede(earlier.done, later.begun)
    }
    return together(runs)
  }

  function precede(done: ReadonlyMap<string, number>, begun: ReadonlyMap<string, number>): void {
    for (const [earlier, earlierTimes] of done) {
      for (const [later, laterTimes] of begun) orders.push({ earlier, earlierTimes, later, laterTimes })
    }
  }

  function blockRuns(block: Block, held: readonly string[]): Runs {
    switch (block.kind) {
      case 'leaf':
      case 'sub':
        return activity(block, held)
      case 'xor':
        return sequence(block.branches[block.chosen] ?? [], held)
      case 'and':
        return together(block.branches.map((branch) => sequence(branch, held)))
      case 'or': {
        const chosen = block.chosen.length > 0 ? block.chosen : [block.branches.length - 1]
        return together(chosen.map((at) => sequence(block.branches[at] ?? [], held)))
      }
      case 'events': {
        const won = block.branches[block.chosen]
        return won ? sequence([won.event, ...won.rest], held) : none()
      }
      case 'multi':
        return times(activity(block.body, held), block.count)
      case 'loop': {
        const round = sequence([...block.body, block.check], held)
        answers.set(block.check.id, { how: 'check', loop: block.id, rounds: block.rounds })
        return times(round, block.rounds)
      }
      case 'bounded':
        return bounded(block, held)
    }
  }

  function activity(one: Leaf | SubProcess, held: readonly string[]): Runs {
    if (one.kind === 'sub') {
      const { done, begun, aside } = sequence(one.body, held)
      return { done: sum([done, aside]), begun, aside: new Map() }
    }
    if (one.does !== 'auto') answers.set(one.id, { how: ANSWERS[one.does] })
    after.set(one.id, held)
    const once = new Map([[one.id, 1]])
    return { done: once, begun: once, aside: new Map() }
  }

  function bounded(block: Block & { kind: 'bounded' }, held: readonly string[]): Runs {
    if (!block.comes) return activity(block.host, held)
    if (block.event === 'error') {
      answers.set(block.host.id, { how: 'error' })
      after.set(block.host.id, held)
      const once = new Map([[block.host.id, 1]])
      const path = sequence(block.path, held)
      precede(once, path.begun)
      return together([{ done: once, begun: once, aside: new Map() }, path])
    }
    answers.set(block.id, { how: 'fire' })
    after.set(block.id, held)
    const once = new Map([[block.id, 1]])
    const fired = { done: once, begun: once, aside: new Map<string, number>() }
    const path = sequence(block.path, held)
    precede(once, path.begun)
    if (block.interrupting) return together([fired, path])
    const host = activity(block.host, [...held, block.id])
    return together([
      { done: host.done, begun: host.begun, aside: new Map() },
      { done: new Map(), begun: once, aside: sum([once, path.done, path.aside]) },
      { done: new Map(), begun: path.begun, aside: new Map() },
    ])
  }
}

function none(): Runs {
  return { done: new Map(), begun: new Map(), aside: new Map() }
}

function together(runs: readonly Runs[]): Runs {
  return {
    done: sum(runs.map(({ done }) => done)),
    begun: sum(runs.map(({ begun }) => begun)),
    aside: sum(runs.map(({ aside }) => aside)),
  }
}

function times({ done, begun, aside }: Runs, count: number): Runs {
  const scaled = (one: ReadonlyMap<string, number>) =>
    new Map([...one].flatMap(([id, n]) => (count === 0 ? [] : [[id, n * count] as const])))
  return { done: scaled(done), begun: scaled(begun), aside: scaled(aside) }
}

function sum(maps: readonly ReadonlyMap<string, number>[]): Map<string, number> {
  const total = new Map<string, number>()
  for (const [id, count] of maps.flatMap((map) => [...map])) total.set(id, (total.get(id) ?? 0) + count)
  return total
}
