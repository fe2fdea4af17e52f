import type { ServiceTaskHandler, TaskOutcome } from '../../engine/index.ts'
import { HANDLERS } from '../../handlers/index.ts'

export const ACTION = 'send-acknowledgement'
export const ELEMENT = 'svc_acknowledge'

const outcome = (part: object): object => ({ kind: 'completed', facts: [], messages: [], ...part })

/** What a broken handler does in place of its work; given what it should have answered. */
export const POISONS: Readonly<Record<string, (right: TaskOutcome) => unknown>> = {
  throws() {
    throw new TypeError('Broken')
  },
  'throws null'() {
    throw null as unknown as Error
  },
  rejects: () => Promise.reject(new Error('Broken later')),
  'never answers': () => new Promise(() => undefined),
  'answers with two outcomes': (right) => [right, right],
  'answers nothing': () => undefined,
  'answers 10 MB': (right) => ({ ...right, variables: { much: 'x'.repeat(10_000_000) } }),
  'answers 10 MB to a reader': (right) => {
    const messages = right.kind === 'completed' ? right.messages : []
    return outcome({ messages: messages.map((message) => ({ ...message, body: 'x'.repeat(10_000_000) })) })
  },
  'answers a prototype': (right) => ({ ...right, variables: JSON.parse('{"__proto__":{"poisoned":true}}') as object }),
  'answers a prototype deep down': (right) => ({
    ...right,
    facts: [{ type: 'x', data: { a: JSON.parse('{"constructor":{"prototype":{"poisoned":true}}}') as object } }],
  }),
  'answers a circle'(right) {
    const circle: Record<string, unknown> = { ...right }
    circle['variables'] = { circle }
    return circle
  },
  'ends the process': () => process.exit(1),
}

/** The real handler of one action, poisoned in those cases that it is told. */
export interface PoisonedHandler extends ServiceTaskHandler {
  readonly poisonOf: Map<string, string>
  /** How often it ran, by case. */
  readonly runs: Map<string, number>
}

export function poisonedHandler(): PoisonedHandler {
  const real = HANDLERS.find(({ name }) => name === ACTION)
  if (real === undefined) throw new RangeError(`There is no handler ${ACTION}`)
  const poisonOf = new Map<string, string>()
  const runs = new Map<string, number>()
  return {
    ...real,
    poisonOf,
    runs,
    run(task) {
      const { id } = task.caseState
      runs.set(id, (runs.get(id) ?? 0) + 1)
      const right = real.run(task)
      const poison = POISONS[poisonOf.get(id) ?? '']
      return poison === undefined ? right : (poison(right) as TaskOutcome)
    },
  }
}
