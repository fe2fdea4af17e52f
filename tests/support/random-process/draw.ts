import type { Variables } from '../../../engine/tokens/index.ts'
import type { Block, Bounded, Leaf, Sequence, SubProcess } from './block.ts'

/** A random process as a sketch (see model-builder.ts), and the variables that it starts with. */
export interface Drawing {
  readonly text: string
  readonly variables: Variables
}

const KINDS = { user: 'user', service: 'service', auto: 'task', timer: 'catch', message: 'catch' } as const

export function draw(process: Sequence): Drawing {
  const lines: string[] = []
  const variables: Record<string, number | boolean | readonly number[]> = {}
  scope('0', process)
  return { text: lines.join('\n'), variables }

  function scope(id: string, body: Sequence): void {
    lines.push(`start start${id}`, `end end${id}`)
    connect(sequence(body, `start${id}`), `end${id}`)
  }

  /** Draws the blocks one after the other and tells the last element. */
  function sequence(blocks: Sequence, from: string): string {
    return blocks.reduce((last, block) => drawBlock(block, last), from)
  }

  function connect(from: string, to: string, rest = ''): void {
    lines.push(`${from} -> ${to}${rest}`)
  }

  function drawBlock(block: Block, from: string): string {
    switch (block.kind) {
      case 'leaf':
        activity(block, '')
        connect(from, block.id)
        return block.id
      case 'sub':
        activity(block, '')
        connect(from, block.id)
        return block.id
      case 'xor':
        variables[block.id] = block.chosen
        return split('xor', block.id, block.branches, from, (at) =>
          at === block.branches.length - 1 ? ' default' : ` if ${block.id} = ${at}`,
        )
      case 'and':
        return split('and', block.id, block.branches, from, () => '')
      case 'or':
        for (const at of block.branches.keys()) variables[`${block.id}_${at}`] = block.chosen.includes(at)
        return split('or', block.id, block.branches, from, (at) =>
          at === block.branches.length - 1 ? ' default' : ` if ${block.id}_${at} = true`,
        )
      case 'events':
        lines.push(`events ${block.id}`, `xor ${block.id}j`)
        connect(from, block.id)
        for (const { event, rest } of block.branches) {
          activity(event, '')
          connect(block.id, event.id)
          connect(sequence(rest, event.id), `${block.id}j`)
        }
        return `${block.id}j`
      case 'multi':
        variables[block.id] = Array.from({ length: block.count }, (_, at) => at)
        activity(block.body, ` each=${block.id} as=${block.id}_item${block.sequential ? ' sequential' : ''}`)
        connect(from, block.body.id)
        return block.body.id
      case 'loop': {
        variables[block.id] = false
        lines.push(`xor ${block.id}`, `xor ${block.id}q`, `xor ${block.id}o`)
        connect(from, block.id)
        activity(block.check, '')
        connect(sequence(block.body, block.id), block.check.id)
        connect(block.check.id, `${block.id}q`)
        connect(`${block.id}q`, block.id, ` if ${block.id} = true`)
        connect(`${block.id}q`, `${block.id}o`, ' default')
        return `${block.id}o`
      }
      case 'bounded':
        return bounded(block, from)
    }
  }

  function split(
    kind: string,
    id: string,
    branches: readonly Sequence[],
    from: string,
    condition: (at: number) => string,
  ): string {
    lines.push(`${kind} ${id}`, `${kind} ${id}j`)
    connect(from, id)
    for (const [at, branch] of branches.entries()) {
      lines.push(`task ${id}b${at}`)
      connect(id, `${id}b${at}`, condition(at))
      connect(sequence(branch, `${id}b${at}`), `${id}j`)
    }
    return `${id}j`
  }

  function bounded({ id, event, interrupting, host, path }: Bounded, from: string): string {
    activity(host, '')
    connect(from, host.id)
    const how = event === 'error' ? 'error=E' : `timer=PT1H${interrupting ? '' : ' nonint'}`
    lines.push(`boundary ${id} on=${host.id} ${how}`)
    const last = sequence(path, id)
    if (!interrupting) {
      lines.push(`end ${id}e`)
      connect(last, `${id}e`)
      return host.id
    }
    lines.push(`xor ${id}j`)
    connect(host.id, `${id}j`)
    connect(last, `${id}j`)
    return `${id}j`
  }

  function activity(one: Leaf | SubProcess, attributes: string): void {
    if (one.kind === 'sub') {
      lines.push(`sub ${one.id}${attributes} {`)
      scope(one.id, one.body)
      lines.push('}')
    } else {
      const event = one.does === 'timer' ? ' timer=PT1H' : one.does === 'message' ? ` message=${one.id}` : ''
      lines.push(`${KINDS[one.does]} ${one.id}${event}${attributes}`)
    }
  }
}
