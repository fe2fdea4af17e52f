import type { Prng } from '../support/random-process/prng.ts'
import { pause } from './two-nodes-process.ts'

/**
 * What a client asked for, and what it was told: `ok` is an acknowledgement, `fail` a refusal, and of `unknown` nobody
 * can say whether it was done (the line broke), so that either is right.
 */
export interface Op {
  readonly kind: 'submit' | 'claim' | 'complete'
  /** The name of the key it came with. */
  readonly who: string
  /** Of a complaint the complainant's address, else the id of the task. */
  readonly about: string
  outcome: 'invoked' | 'ok' | 'fail' | 'unknown'
  /** How often it was asked for, each time with the same key. */
  attempts: number
  /** It was asked for again though it had been done: the answer to that was lost on its way. */
  doneBefore?: boolean
  caseId?: string
  status?: number
  /** What became of it where it was neither done nor refused; a fault of the server begins with its status. */
  said?: string
}

export interface Clients {
  readonly history: readonly Op[]
  /** How many answers there were to whatever was asked. */
  answers(): number
  /** They work until they are told to stop; then what is under way comes to its end. */
  start(count: number): void
  stop(): Promise<void>
  /** Does every task that is open. @returns how many were done. */
  doAllTasks(): Promise<number>
  call(
    who: string,
    method: string,
    path: string,
    body?: object,
  ): Promise<{ readonly status: number; readonly body: unknown }>
}

export interface ClientsConfig {
  readonly prng: Prng
  /** Names and secrets of keys of complaints managers. */
  readonly keys: ReadonlyMap<string, string>
  /** Where a server listens just now. */
  readonly url: () => string | undefined
  /** No more complaints than this. */
  readonly cases: number
}

interface Answered {
  readonly status: number
  readonly body: unknown
}

/** Of the answers, those that are lost on their way: the client knows no more than if the server had died. */
const LOST = 0.2
/** Of the requests of which a client does not know the end, those that it asks for again. */
const ASKED_AGAIN = 0.75
const PAUSE_MS = 30
const ANSWER_MS = 30_000
const PREFERRED = { contactPreference: 'email', adjustments: [] }

export function makeClients({ prng, keys, url, cases }: ClientsConfig): Clients {
  const history: Op[] = []
  const names = [...keys.keys()]
  let stopped = false
  let answers = 0
  let running: readonly Promise<void>[] = []

  /** @throws TypeError where the line breaks; `NotAsked` where nobody listened. */
  const send = async (who: string, method: string, path: string, body?: object, key?: string): Promise<Answered> => {
    const base = url()
    if (base === undefined) throw new NotAsked()
    try {
      const response = await fetch(`${base}/api/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${keys.get(who) ?? ''}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(key !== undefined && { 'idempotency-key': key }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(ANSWER_MS),
      })
      const answered = { status: response.status, body: await response.json() }
      answers += 1
      return answered
    } catch (error) {
      if (codeOf(error) === 'ECONNREFUSED') throw new NotAsked()
      throw error
    }
  }

  const ask = async (op: Op, path: string, body: object): Promise<void> => {
    const key = `storm-${history.length}-${op.kind}`
    history.push(op)
    let unheard = false
    for (;;) {
      try {
        const { status, body: said } = await send(op.who, 'POST', path, body, key)
        op.doneBefore = unheard
        unheard ||= status < 300
        if (prng.chance(LOST)) throw new Error('The answer was lost')
        op.attempts += 1
        op.status = status
        // Of a fault of the server nobody knows what it had done.
        op.outcome = status < 300 ? 'ok' : status < 500 ? 'fail' : 'unknown'
        if (status >= 500) op.said = `${status} ${JSON.stringify(said)}`
        if (status < 300) op.caseId = (said as { readonly caseId: string }).caseId
      } catch (error) {
        if (error instanceof NotAsked) {
          if (stopped && op.outcome === 'unknown') return
          await pause(PAUSE_MS)
          continue
        }
        op.attempts += 1
        op.outcome = 'unknown'
        op.said ??= `${String(codeOf(error))} ${String(error)}`
      }
      if (op.outcome !== 'unknown' || !prng.chance(ASKED_AGAIN)) return
    }
  }

  const submit = (who: string): Promise<void> => {
    const about = `c${history.length}@example.org`
    const person = { role: 'complainant', name: 'Jordan Reed', email: about, ...PREFERRED }
    const points = [{ text: 'My visits were cancelled.', desiredOutcome: 'An apology.' }]
    const complaint = { procedure: 'storm', channel: 'form', oral: false, byChild: false, people: [person], points }
    return ask({ kind: 'submit', who, about, outcome: 'invoked', attempts: 0 }, '/cases', complaint)
  }

  const complete = (who: string, about: string): Promise<void> =>
    ask({ kind: 'complete', who, about, outcome: 'invoked', attempts: 0 }, `/tasks/${about}/completion`, {
      answers: { ready: true },
    })

  const claim = (who: string, about: string): Promise<void> =>
    ask({ kind: 'claim', who, about, outcome: 'invoked', attempts: 0 }, `/tasks/${about}/claim`, {})

  const openTasks = async (who: string): Promise<readonly string[]> => {
    const { body } = await send(who, 'GET', '/tasks?limit=100')
    return ((body as { readonly tasks?: readonly { readonly taskId: string }[] }).tasks ?? []).map(
      ({ taskId }) => taskId,
    )
  }

  const act = async (who: string): Promise<void> => {
    const begun = history.filter(({ kind }) => kind === 'submit').length
    if (begun < cases && prng.chance(0.5)) return submit(who)
    const tasks = await openTasks(who)
    if (tasks.length === 0) return
    const task = prng.pick(tasks)
    return prng.chance(0.3) ? claim(who, task) : complete(who, task)
  }

  const work = async (who: string): Promise<void> => {
    while (!stopped) {
      await act(who).catch(() => undefined)
      await pause(prng.below(PAUSE_MS))
    }
  }

  return {
    history,
    answers: () => answers,
    start(count) {
      running = Array.from({ length: count }, (_, n) => work(names[n % names.length] ?? ''))
    },
    async stop() {
      stopped = true
      await Promise.all(running)
    },
    async doAllTasks() {
      const tasks = await openTasks(names[0] ?? '')
      for (const task of tasks) await complete(names[0] ?? '', task)
      return tasks.length
    },
    call: send,
  }
}

/** Nobody listened: nothing was asked for. */
class NotAsked extends Error {
  override readonly name = 'NotAsked'
}

function codeOf(error: unknown): unknown {
  const cause = error instanceof Error ? error.cause : undefined
  return typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined
}
