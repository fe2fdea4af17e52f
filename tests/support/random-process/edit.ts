import type { Block, Leaf, Sequence } from './block.ts'
import type { Prng } from './prng.ts'

/** A changed process, and what was done to it. */
export interface Edit {
  readonly blocks: Sequence
  readonly what: EditKind
  /** Ids that the old process has not. */
  readonly added: readonly string[]
  /** Old id to new id. */
  readonly renamed: ReadonlyMap<string, string>
}

export type EditKind =
  'nothing' | 'added' | 'fork-added' | 'part-added' | 'deleted' | 'renamed' | 'edge-added' | 'edge-deleted'

/**
 * Changes one place of a process, as its owner would: adds a step, a fork or a part, deletes one, renames one, puts a time
 * limit at the edge of a step or takes it away. `done` tells how often an element was answered: what would change the way
 * that a case has gone already is not changed. Half of the changes are where the case is (`at`).
 */
export function edit(blocks: Sequence, prng: Prng, done: (id: string) => number, at: ReadonlySet<string>): Edit {
  const none: Edit = { blocks, what: 'nothing', added: [], renamed: new Map() }
  const added: string[] = []
  const renamed = new Map<string, string>()
  const { all, near } = sequencesOf(blocks, at)
  const chosen = near.length > 0 && prng.chance(0.5) ? prng.pick(near) : prng.below(all)
  const kind = prng.pick([
    'added',
    'added',
    'fork-added',
    'part-added',
    'deleted',
    'renamed',
    'renamed',
    'edge-added',
    'edge-added',
    'edge-deleted',
  ] as const)
  const outcome = { isMade: false }
  let visited = -1
  const after = rewrite(blocks, (sequence) => {
    visited += 1
    return visited === chosen ? change(sequence) : sequence
  })
  return outcome.isMade ? { blocks: after, what: kind, added, renamed } : none

  function change(sequence: Sequence): Sequence {
    const stood = sequence.findIndex((each) => each.kind === 'leaf' && at.has(each.id))
    const place = stood >= 0 && prng.chance(0.7) ? stood : prng.below(sequence.length + 1)
    const block = sequence[Math.min(place, sequence.length - 1)]
    const put = (one: Block): Sequence => {
      outcome.isMade = true
      return [...sequence.slice(0, place), one, ...sequence.slice(place)]
    }
    const replace = (one: Block | undefined): Sequence => {
      outcome.isMade = true
      return sequence.flatMap((each) => (each === block ? (one ?? []) : each))
    }
    switch (kind) {
      case 'added':
        return put(fresh(['user', 'service', 'timer', 'message', 'auto']))
      case 'fork-added':
        return put({ kind: 'and', id: named('a'), branches: [[fresh(['user'])], [fresh(['user', 'service'])]] })
      case 'part-added':
        return put({ kind: 'sub', id: named('p'), body: [fresh(['user']), fresh(['auto'])] })
      case 'deleted':
        return block === undefined || sequence.length < 2 ? sequence : replace(undefined)
      case 'renamed': {
        if (block?.kind !== 'leaf' || block.does === 'auto') return sequence
        renamed.set(block.id, `${block.id}n`)
        return replace({ ...block, id: `${block.id}n` })
      }
      case 'edge-added': {
        if (block?.kind !== 'leaf' || (block.does !== 'user' && block.does !== 'service')) return sequence
        const comes = done(block.id) === 0 && prng.chance(0.7)
        const interrupting = prng.chance(0.5)
        const path = prng.chance(0.5) ? [fresh(['user'])] : []
        return replace({ kind: 'bounded', id: named('b'), event: 'timer', interrupting, comes, host: block, path })
      }
      case 'edge-deleted': {
        if (block?.kind !== 'bounded' || block.event !== 'timer' || done(block.id) > 0) return sequence
        return replace(block.host)
      }
    }
  }

  function named(prefix: string): string {
    const id = `${prefix}New${added.length + 1}`
    added.push(id)
    return id
  }

  function fresh(does: readonly Leaf['does'][]): Leaf {
    return { kind: 'leaf', id: named('s'), does: prng.pick(does) }
  }
}

/** How many there are, and the numbers of those in which the case is. */
function sequencesOf(
  blocks: Sequence,
  at: ReadonlySet<string>,
): { readonly all: number; readonly near: readonly number[] } {
  const near: number[] = []
  let all = 0
  rewrite(blocks, (sequence) => {
    if (sequence.some((each) => each.kind === 'leaf' && at.has(each.id))) near.push(all)
    all += 1
    return sequence
  })
  return { all, near }
}

/** Every sequence, the inner ones first; those of loops keep their check. */
function rewrite(blocks: Sequence, visit: (sequence: Sequence) => Sequence): Sequence {
  return visit(blocks.map(inner))

  function inner(block: Block): Block {
    switch (block.kind) {
      case 'leaf':
        return block
      case 'xor':
      case 'and':
      case 'or':
        return { ...block, branches: block.branches.map((branch) => rewrite(branch, visit)) }
      case 'events':
        return {
          ...block,
          branches: block.branches.map(({ event, rest }) => ({ event, rest: rewrite(rest, visit) })),
        }
      case 'sub':
        return { ...block, body: rewrite(block.body, visit) }
      case 'multi':
        return block.body.kind === 'leaf'
          ? block
          : { ...block, body: { ...block.body, body: rewrite(block.body.body, visit) } }
      case 'loop':
        return { ...block, body: rewrite(block.body, visit) }
      case 'bounded':
        return {
          ...block,
          host: block.host.kind === 'leaf' ? block.host : { ...block.host, body: rewrite(block.host.body, visit) },
          path: rewrite(block.path, visit),
        }
    }
  }
}
