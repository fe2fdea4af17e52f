/**
 * What the engine throws. Codes are stable and are shown to clients of the API.
 *
 * What a diagram or the law provides for is not an error and is never thrown: it is a value (`Finding[]`, `Refusal`).
 */
export type ErrorCode =
  | 'INVALID_VALUE'
  | 'INVALID_VARIABLES'
  | 'NOT_FOUND'
  | 'NO_LAW_FOR_DATE'
  | 'CONFLICT'
  | 'REFUSED'
  | 'NOT_PERMITTED'
  | 'DIAGRAM_REFUSED'
  | 'STORE_NEWER'
  | 'STATE_DAMAGED'
  | 'STORE_UNAVAILABLE'
  | 'GONE'
  | 'MORE_NEEDED'
  | 'STEP_UP_NEEDED'

export abstract class EngineError extends Error {
  abstract readonly code: ErrorCode
  override get name(): string {
    return this.constructor.name
  }
}

/** A text from outside is not the kind of value it should be. */
export class InvalidValueError extends EngineError {
  readonly code = 'INVALID_VALUE'
  constructor(kind: string, text: string) {
    super(`Not a ${kind}: '${text}'`)
  }
}

/** One fault in data from outside: where it is (JSON pointer), and what to do about it. */
export interface Fault {
  readonly at: string
  readonly message: string
}

/** A form, a message or a handler's parameters do not fit their schema. Every fault is listed. */
export class InvalidVariablesError extends EngineError {
  readonly code = 'INVALID_VARIABLES'
  readonly faults: readonly Fault[]
  constructor(what: string, faults: readonly Fault[]) {
    super(`${what}: ${faults.map(({ at, message }) => `${at || '/'} ${message}`).join('; ')}`)
    this.faults = faults
  }
}

/** There is no case, task, procedure … with that id. */
export class NotFoundError extends EngineError {
  readonly code = 'NOT_FOUND'
  constructor(kind: string, id: string) {
    super(`There is no ${kind} ${id}`)
  }
}

/** A rule or a calendar was asked about a day it says nothing of. We do not guess. */
export class NoLawForDateError extends EngineError {
  readonly code = 'NO_LAW_FOR_DATE'
}

/** Somebody else changed the thing first. Says who and when, so that the loser can look and try again. */
export class ConflictError extends EngineError {
  readonly code = 'CONFLICT'
  readonly winner: { readonly by: string; readonly at: string } | undefined
  constructor(message: string, winner?: { readonly by: string; readonly at: string }) {
    super(message)
    this.winner = winner
  }
}

/** The law, the procedure or the state of the case does not allow what was asked. */
export class RefusedError extends EngineError {
  readonly code = 'REFUSED'
  /** The refusal's own stable word, such as `extension-beyond-ceiling`. */
  readonly reason: string
  constructor(reason: string, message: string) {
    super(message)
    this.reason = reason
  }
}

/** What was sent to somebody outside, a link say, counts no longer: its time is over, or what it was for. */
export class GoneError extends EngineError {
  readonly code = 'GONE'
}

/** The person who asks may not do that. */
export class NotPermittedError extends EngineError {
  readonly code = 'NOT_PERMITTED'
}

/** It may be done, once more is given: a reason on record, a second person's yes. */
export class MoreNeededError extends EngineError {
  readonly code = 'MORE_NEEDED'
  readonly needs: readonly string[]
  constructor(message: string, needs: readonly string[]) {
    super(message)
    this.needs = needs
  }
}

/** It may be done by somebody who proves once more, now, who they are. */
export class StepUpNeededError extends EngineError {
  readonly code = 'STEP_UP_NEEDED'
}

/** A saved state does not carry the hash that was stored with it. The case becomes an incident; others go on. */
export class StateDamagedError extends EngineError {
  readonly code = 'STATE_DAMAGED'
}

/** The database was written by a newer release than this one. */
export class StoreNewerError extends EngineError {
  readonly code = 'STORE_NEWER'
}

/** The database refuses to work now (disk full, connection lost); nothing was half-written. */
export class StoreUnavailableError extends EngineError {
  readonly code = 'STORE_UNAVAILABLE'
}
