import type { Variables } from '../../../engine/tokens/index.ts'
import type { Answer, Oracle } from './oracle.ts'
import type { Prng } from './prng.ts'

/** Whatever runs a process: our token core, or another engine. */
export interface Executor {
  readonly start: (variables: Variables) => void
  /** What waits now; `key` tells the instances of a loop apart. */
  readonly open: () => readonly OpenWait[]
  /** `complete` carries variables; the error of `error` is `E`. */
  readonly answer: (wait: OpenWait, how: Exclude<Answer['how'], 'check'>, variables: Variables) => void
  /** What has begun to wait, and which automatic tasks were done, since it was last asked. */
  readonly news: () => readonly { readonly what: 'begun' | 'done'; readonly element: string }[]
  readonly hasEnded: () => boolean
}

export interface OpenWait {
  readonly id: string
  readonly element: string
  readonly key: string
}

/** Answers; more mean that the process does not end. */
const MOST_ANSWERS = 5_000

/** Answers what waits, in random order, and compares with the oracle. What went wrong, or undefined. */
export function drive(oracle: Oracle, variables: Variables, executor: Executor, prng: Prng): string | undefined {
  const begun = new Map<string, number>()
  const done = new Map<string, number>()
  const rounds = new Map<string, number>()
  executor.start(variables)
  for (let answered = 0; answered <= MOST_ANSWERS; answered += 1) {
    for (const { what, element } of executor.news()) {
      count(begun, element)
      if (what === 'done') count(done, element)
      const broken = brokenOrder(oracle, begun, done, element)
      if (broken !== undefined) return broken
    }
    if (executor.hasEnded()) return difference(oracle.done, done)
    const open = executor.open()
    const armed = new Set(open.map(({ element }) => element))
    const possible = open.filter(
      ({ element }) => oracle.answers.has(element) && !oracle.after.get(element)?.some((event) => armed.has(event)),
    )
    if (possible.length === 0) return `stands still at: ${open.map(({ id }) => id).join(' ')}`
    const wait = prng.pick(possible)
    count(done, wait.element)
    reply(wait)
  }
  return 'does not end'

  function reply(wait: OpenWait): void {
    const answer = oracle.answers.get(wait.element)
    if (answer?.how === 'check') {
      const key = `${wait.element} ${wait.key}`
      count(rounds, key)
      const again = (rounds.get(key) ?? 0) % answer.rounds !== 0
      executor.answer(wait, 'complete', { [answer.loop]: again })
    } else if (answer) {
      executor.answer(wait, answer.how, {})
    }
  }
}

function count(counts: Map<string, number>, element: string): void {
  counts.set(element, (counts.get(element) ?? 0) + 1)
}

function brokenOrder(
  { orders }: Oracle,
  begun: ReadonlyMap<string, number>,
  done: ReadonlyMap<string, number>,
  element: string,
): string | undefined {
  for (const { earlier, earlierTimes, later, laterTimes } of orders) {
    if (later !== element) continue
    if ((begun.get(later) ?? 0) * earlierTimes > (done.get(earlier) ?? 0) * laterTimes) {
      return `${later} begins before ${earlier} is done`
    }
  }
  return undefined
}

function difference(expected: ReadonlyMap<string, number>, done: ReadonlyMap<string, number>): string | undefined {
  for (const element of new Set([...expected.keys(), ...done.keys()])) {
    const [wanted, was] = [expected.get(element) ?? 0, done.get(element) ?? 0]
    if (wanted !== was) return `${element} was done ${was} times, not ${wanted}`
  }
  return undefined
}
