import { pino, type DestinationStream, type Logger } from 'pino'
import type { Config } from './config.ts'

/** Every event that may stand in the log. One line of JSON each; ids only, never a name, an address or a text. */
export const LOG_EVENTS = [
  'started',
  'stopping',
  'stopped',
  'request',
  'request-failed',
  'answer-differs',
  'procedure-deployed',
  'rules-tried',
  'rules-silent',
  'scheduler-failed',
  'clock-jumped',
  'clock-skewed',
  'clock-agrees',
  'clock-not-compared',
  'scan-failed',
  'checkpoint-failed',
  'cases-replayed',
  'replay-failed',
  'findings-swept',
  'sweep-failed',
  'answers-not-erased',
  'disk-full',
  'disk-has-room',
  'disk-not-looked-at',
  'mail-not-configured',
  'mail-attempted',
] as const

export type LogEvent = (typeof LOG_EVENTS)[number]

export type Log = Readonly<
  Record<
    'debug' | 'info' | 'warn' | 'error',
    (event: LogEvent, fields?: Readonly<Record<string, string | number | boolean | undefined>>) => void
  >
>

/** A log that writes JSON lines to standard output, or to where it is told. */
export function makeLog({ logLevel }: Pick<Config, 'logLevel'>, to: DestinationStream = pino.destination(1)): Log {
  const logger: Logger = pino({ level: logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime }, to)
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
