import type { Council } from '../case/council.ts'
import type { WordFileReader } from '../diagram/letter-template.ts'
import type { ServiceTaskHandler } from '../handler.ts'
import type { Clock, Scanner } from '../ports.ts'
import type { Store } from '../store/index.ts'
import type { PublishCondition } from './drafts/conditions.ts'
import type { ProcedureCache } from './procedures.ts'

/** What every command needs; made once when the service starts, handed to each command. */
export interface Runtime {
  readonly store: Store
  readonly clock: Clock
  readonly council: Council
  /** By name. */
  readonly handlers: ReadonlyMap<string, ServiceTaskHandler>
  readonly procedures: ProcedureCache
  /** Reads the Word files that letters have of their own; without it they are not looked at. */
  readonly readWordFile?: WordFileReader
  /** Without it documents are never looked at for viruses, and that is said of each. */
  readonly scanner?: Scanner
  /**
   * A secret for that purpose, which only who holds the council's key can work out; the same each time. Without it nobody
   * is sent a code, a link or an invitation.
   */
  readonly secretFor?: (purpose: string) => Buffer
  /** What must be so besides, before a draft of a procedure is approved and published. */
  readonly publishConditions?: readonly PublishCondition[]
  /** Told after the commit, never inside it. */
  readonly publish: (event: CaseChanged) => void
}

/** What changed, for those who look on; ids only. */
export interface CaseChanged {
  readonly caseId: string
  readonly version: number
  readonly command: string
  readonly tasksOpened: readonly string[]
  readonly tasksClosed: readonly string[]
}

/** How a command may be asked for. */
export interface CommandOptions {
  /** The same key with the same request is carried out once; the first answer is given again. */
  readonly idempotencyKey?: string
  /** The case's version that the asker has seen; when it has moved on, a ConflictError. */
  readonly expectedVersion?: number
}
