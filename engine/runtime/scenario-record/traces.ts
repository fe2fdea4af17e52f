import type { OutboxRow } from '../../store/rows.ts'
import { dayOf } from '../../values/instant.ts'
import { clocks } from '../../law/clocks.ts'
import { lawContext } from '../case-work.ts'
import type { Runtime } from '../runtime.ts'
import { linesOf } from './lines.ts'

/** What a case leaves behind, without anything that names a person; each list in a fixed order. */
export interface CaseTraces {
  /**
   * Type and day of each fact, without those of sending: when a mail server takes a message, or somebody goes to the post,
   * is no part of the procedure, and at play everything goes at once.
   */
  readonly facts: readonly string[]
  /** Each letter and message by what it can be called, and the day on which it was written. */
  readonly letters: readonly string[]
  /** Element, how it ended, and due day of each task. */
  readonly tasks: readonly string[]
  /** Rule and due day of each time limit; without the day where it runs from something before the case began. */
  readonly clocks: readonly string[]
  readonly status: string
  readonly outcome: string
}

/** Lines of the trail by which a message goes out that was written before. */
const SENDING: ReadonlySet<string> = new Set(['message-sent', 'letter-printed'])

/** For comparing a case with another that should have gone the same way. Undefined when there is no such case. */
export async function caseTraces(runtime: Runtime, caseId: string): Promise<CaseTraces | undefined> {
  const { read } = runtime.store
  const row = await read.case(caseId)
  if (row === undefined) return undefined
  const [lines, letters, tasks, procedure] = await Promise.all([
    linesOf(runtime, caseId),
    allMessages(runtime, caseId),
    Promise.all((['done', 'cancelled', 'open'] as const).map((status) => read.tasks({ caseId, status, limit: 500 }))),
    runtime.procedures.load(row.procedure, row.procedureVersion),
  ])
  const last = dayOf(row.closedAt ?? runtime.clock.now())
  const ledger = clocks(
    lines.flatMap(({ facts }) => facts),
    last,
    lawContext(runtime, procedure),
  )
  const written = lines.filter(({ type }) => !SENDING.has(type)).flatMap(({ facts }) => facts)
  return {
    facts: written.map(({ type, on }) => `${type} ${on}`).sort(),
    letters: letters.map((letter) => `${letterNames(letter)[0] ?? ''} ${dayOf(letter.createdAt)}`).sort(),
    tasks: tasks
      .flatMap(({ rows }) => rows)
      .map(({ element, status, dueOn }) => `${element} ${status} ${dueOn ?? 'no day'}`)
      .sort(),
    clocks: ledger
      .map(({ rule, due, startedOn, status }) => {
        const day = startedOn < row.receivedOn ? 'from before' : (due ?? 'no day')
        return `${rule} ${day} ${status}`
      })
      .sort(),
    status: row.status,
    outcome: typeof row.state['outcome'] === 'string' ? row.state['outcome'] : '',
  }
}

/** What a letter can be called: its own id where it has one, the action that wrote it, and the kind of notice that it is. */
export function letterNames({ key, details }: Pick<OutboxRow, 'key' | 'details'>): readonly string[] {
  const [, action = ''] = key.split(':')
  const { letter } = details
  return typeof letter === 'string' ? [letter, action] : [action]
}

/** Letters, e-mails and notes of a case, the oldest first. */
export async function allMessages({ store }: Runtime, caseId: string): Promise<readonly OutboxRow[]> {
  const rows: OutboxRow[] = []
  let after: string | undefined
  do {
    const page = await store.read.outbox({ caseId, limit: 500, ...(after !== undefined && { after }) })
    rows.push(...page.rows)
    after = page.next
  } while (after !== undefined)
  return rows
}
