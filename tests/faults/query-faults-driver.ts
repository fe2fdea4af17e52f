import { AsyncLocalStorage } from 'node:async_hooks'
import { Server } from 'node:http'
import pg from 'pg'
import sqlite3 from 'sqlite3'

/*
 * Faults and barriers between Redress and its database, put in from outside: the two drivers are wrapped, once a process,
 * and what is asked of them within `tapped` passes the tap, whoever asks and over whichever connection. Everything else
 * goes straight through.
 */

/** The connection over which a statement goes. */
export interface Line {
  /** Cuts it, as a network does. On SQLite, where there is none, it does nothing. */
  cut(): void
}

export interface Tap {
  /** Before the statement is sent. What it throws the statement throws; it may also wait. */
  readonly before?: (statement: string, line: Line) => void | Promise<void>
  /** When the database has done it, before whoever asked hears of it. What it throws is heard in place of the answer. */
  readonly after?: (statement: string, line: Line) => void | Promise<void>
}

const TAPS = new AsyncLocalStorage<Tap>()
let ofRequests: Tap | undefined

/** Does the work with the tap at each of its statements. */
export function tapped<T>(tap: Tap, work: () => Promise<T>): Promise<T> {
  return TAPS.run(tap, work)
}

/** Puts the tap at each statement of each HTTP request that this process answers from now on; undefined takes it away. */
export function tapRequests(tap: Tap | undefined): void {
  ofRequests = tap
}

type Callback = (error: unknown, ...rest: readonly unknown[]) => void
type Method = (this: object, ...given: unknown[]) => unknown

wrapSqlite(sqlite3.Database.prototype, (_, given) => String(given[0]))
wrapSqlite(sqlite3.Statement.prototype, (statement) => String((statement as { sql?: unknown }).sql))
wrapPostgresql()
wrapServer()

function wrapSqlite(prototype: object, textOf: (of: object, given: readonly unknown[]) => string): void {
  const methods = prototype as Record<'all' | 'run' | 'get', Method>
  for (const name of ['all', 'run', 'get'] as const) {
    const original = methods[name]
    methods[name] = function (this: object, ...given) {
      const tap = TAPS.getStore()
      const done = given.at(-1)
      if (tap === undefined || typeof done !== 'function') return original.apply(this, given)
      const line = { cut: () => undefined }
      const text = textOf(this, given)
      const heard = done as Callback
      // What the driver calls of its own is this statement still.
      const send = () => TAPS.exit(() => original.apply(this, [...given.slice(0, -1), answered]))
      const fail = (error: unknown) => {
        heard.call(this, error)
      }
      const answered: Callback = function (this: unknown, error, ...rest) {
        const tell = () => {
          heard.call(this, error, ...rest)
        }
        if (error === null || error === undefined) passing(() => TAPS.exit(() => tap.after?.(text, line)), tell, fail)
        else tell()
      }
      passing(() => TAPS.exit(() => tap.before?.(text, line)), send, fail)
      return this
    }
  }
}

interface PgClient {
  readonly connection: { readonly stream: { destroy(): void } }
}

function wrapPostgresql(): void {
  const prototype = pg.Client.prototype as unknown as { query: Method }
  const original = prototype.query
  prototype.query = function (this: object, ...given) {
    const tap = TAPS.getStore()
    if (tap === undefined) return original.apply(this, given)
    const [asked] = given
    const text = typeof asked === 'string' ? asked : String((asked as { text?: unknown }).text)
    const line = {
      cut: () => {
        ;(this as PgClient).connection.stream.destroy()
      },
    }
    const done = given.at(-1)
    const whole = async (): Promise<unknown> => {
      await TAPS.exit(() => tap.before?.(text, line))
      const withoutCallback = typeof done === 'function' ? given.slice(0, -1) : given
      const result: unknown = await TAPS.exit(() => original.apply(this, withoutCallback))
      await TAPS.exit(() => tap.after?.(text, line))
      return result
    }
    if (typeof done !== 'function') return whole()
    const heard = done as Callback
    whole().then(
      (result) => {
        heard(null, result)
      },
      (error: unknown) => {
        heard(error)
      },
    )
    return undefined
  }
}

/** Each request is answered within the tap of requests, where there is one. */
function wrapServer(): void {
  const prototype = Server.prototype as unknown as { emit: Method }
  const original = prototype.emit
  prototype.emit = function (this: object, ...given) {
    if (ofRequests === undefined || given[0] !== 'request') return original.apply(this, given)
    return TAPS.run(ofRequests, () => original.apply(this, given))
  }
}

/** Goes on at once where nothing is waited for, so that statements keep their order. */
function passing(gate: () => void | Promise<void>, onward: () => unknown, fail: (error: unknown) => void): void {
  let waiting: void | Promise<void>
  try {
    waiting = gate()
  } catch (error) {
    queueMicrotask(() => {
      fail(error)
    })
    return
  }
  if (waiting === undefined) onward()
  else waiting.then(onward, fail)
}
