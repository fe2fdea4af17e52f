import { pino, type Logger } from 'pino'
import type { Config } from './config.ts'

/** Every event that may stand in the log. One line of JSON each; ids only, never a name, an address or a text. */
export type LogEvent =
  | 'started'
  | 'stopping'
  | 'stopped'
  | 'request'
  | 'request-failed'
  | 'procedure-deployed'
  | 'scheduler-failed'
  | 'mail-not-configured'
  | 'mail-attempted'

export type Log = Readonly<Record<'debug' | 'info' | 'warn' | 'error', (
    event: LogEvent,
    fields?: Readonly<Record<string, string | number | boolean | undefined>>,
  ) => void>>

/** A log that writes JSON lines to standard output. */
export function makeLog({ logLevel }: Pick<Config, 'logLevel'>): Log {
  const logger: Logger = pino({ level: logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime })
  return {
    debug: (event, fields) => {
      logger.debug({ event, ...fields })
    },
    info: (event, fields) => {
      logger.info({ event, ...fields })
    },
    warn: (event, fields) => {
      logger.warn({ event, ...fields })
    },
    error: (event, fields) => {
      logger.error({ event, ...fields })
    },
  }
}
