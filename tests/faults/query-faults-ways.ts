import type { Database } from './experiment.ts'
import type { Line } from './query-faults-driver.ts'

/** What is done to a statement, and at which of a command's statements. */
export interface Way {
  readonly name: string
  /** Of the numbers of statements, from 1. */
  readonly at: (statements: readonly string[]) => readonly number[]
  /** Before the statement that is chosen; may throw. */
  readonly before?: (line: Line) => void
  /** After it. */
  readonly after?: (line: Line) => void
  /** So does the rollback that follows, where there is one. */
  readonly rollbackToo?: boolean
}

/** So many of a command's statements in the short form, where not all of them are tried. */
const SOME = 3

/** The last, and others spread over those before it. */
export function some(chosen: readonly number[]): readonly number[] {
  const step = chosen.length / SOME
  return chosen.length <= SOME
    ? chosen
    : Array.from({ length: SOME }, (_, n) => chosen[Math.ceil((n + 1) * step) - 1] ?? 1)
}

const every = (statements: readonly string[]) => statements.map((_, index) => index + 1)
const theCommits = (statements: readonly string[]) =>
  statements.flatMap((text, index) => (isCommit(text) ? [index + 1] : []))

const theAudits = (statements: readonly string[]) =>
  statements.flatMap((text, index) => (isAudit(text) ? [index + 1] : []))
export const AUDIT_REFUSED = 'its row of the trail refused'

export const WAYS: Readonly<Record<Database, readonly Way[]>> = {
  sqlite: [
    { name: 'refused', at: every, before: refuse('SQLITE_IOERR') },
    { name: 'refused with its rollback', at: theCommits, before: refuse('SQLITE_IOERR'), rollbackToo: true },
    { name: AUDIT_REFUSED, at: theAudits, before: refuse('SQLITE_IOERR') },
  ],
  postgres: [
    { name: 'cut', at: every, before: cut },
    { name: 'refused', at: theCommits, before: refuse('53100') },
    { name: 'answer to the commit lost', at: theCommits, after: cutAndTell },
    { name: AUDIT_REFUSED, at: theAudits, before: refuse('53100') },
  ],
}

export function isCommit(statement: string): boolean {
  return /^commit/i.test(statement)
}

export function isAudit(statement: string): boolean {
  return statement.startsWith('insert into audit (')
}

export function refuse(code: string): () => void {
  return () => {
    throw Object.assign(new Error(`${code}: put in by the experiment`), { code, errno: 10 })
  }
}

function cut(line: Line): void {
  line.cut()
}

function cutAndTell(line: Line): void {
  line.cut()
  throw new Error('Connection terminated unexpectedly')
}
