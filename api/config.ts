import { clamdAddress } from './clamd.ts'

import { signInConfig, type SignInConfig } from './config-sign-in.ts'

/** Settings of a running Redress, read once from the environment, checked as a whole, then handed down by value. */
export interface Config {
  readonly host: string
  readonly port: number
  /** `postgres://…`; undefined means the embedded SQLite file. */
  readonly databaseUrl: string | undefined
  /** The SQLite file. */
  readonly databaseFile: string
  /** Where the procedures' folders are. */
  readonly proceduresDir: string
  /** The council's own data, a JSON file. */
  readonly councilFile: string
  /** `smtp://…` or `smtps://…`; undefined: messages wait in the outbox. */
  readonly smtpUrl: string | undefined
  /** GOV.UK Notify in place of a mail server; `baseUrl` for trials. */
  readonly notify: { readonly apiKey: string; readonly templateId: string; readonly baseUrl?: string } | undefined
  /** Sender of every e-mail. */
  readonly mailFrom: string
  /** Where people reach this service; stands in e-mails. */
  readonly publicUrl: string
  /** Where clamd listens, `tcp://…` or `unix:/…`; undefined: documents are not looked at for viruses, and say so. */
  readonly clamdUrl: string | undefined
  readonly signIn: SignInConfig
  /** Signs the links by which partner bodies answer; undefined: one is made and kept beside the database's file. */
  readonly linkKey: string | undefined
  /** Holds the key that signs the audit trail; undefined: one is made and kept beside the database's file. */
  readonly auditKeyFile: string | undefined
  /** Where each signed checkpoint of the audit trail goes as a file; undefined: none does. */
  readonly auditFolder: string | undefined
  /** Path of the Chromium or Chrome that prints PDF; undefined: looked for in the usual places. */
  readonly pdfBrowser: string | undefined
  /** `system`, or `virtual`: a clock for demonstrations and trials that moves only when it is told to. */
  readonly clock: 'system' | 'virtual'
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  /** Seconds between two looks for work that has fallen due. */
  readonly pollSeconds: number
  /** MiB that must be free on its disk for anything to be written; undefined: 200, or 5 % of a small disk. 0: any will do. */
  readonly minFreeMb: number | undefined
  /** How many requests are answered at a time; others are told to come again. */
  readonly maxRequests: number
}

/** The environment is not fit to start with; every fault is named at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  constructor(faults: readonly string[]) {
    super(`The settings are wrong:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`)
  }
}

type Environment = Readonly<Record<string, string | undefined>>

/** @throws ConfigError naming every fault. */
export function readConfig(environment: Environment): Config {
  const faults: string[] = []
  const port = Number(environment['PORT'] ?? '3000')
  if (!Number.isInteger(port) || port < 0 || port > 65_535) faults.push('PORT must be a whole number from 0 to 65535.')

  const pollSeconds = Number(environment['POLL_SECONDS'] ?? '5')
  if (!(pollSeconds > 0 && pollSeconds <= 60)) faults.push('POLL_SECONDS must be more than 0 and at most 60.')

  const maxRequests = Number(environment['MAX_REQUESTS'] ?? '100')
  if (!Number.isInteger(maxRequests) || maxRequests < 1 || maxRequests > 10_000) {
    faults.push('MAX_REQUESTS must be a whole number from 1 to 10000.')
  }

  const minFree = environment['MIN_FREE_MB']
  if (minFree !== undefined && !/^\d{1,7}$/.test(minFree)) {
    faults.push('MIN_FREE_MB must be a whole number of MiB (leave it out for 200; 0 writes until nothing is left).')
  }

  const databaseUrl = environment['DATABASE_URL']
  if (databaseUrl !== undefined && !/^postgres(ql)?:\/\//.test(databaseUrl)) {
    faults.push('DATABASE_URL must begin with postgres:// (leave it out for the embedded SQLite database).')
  }
  const smtpUrl = environment['SMTP_URL']
  if (smtpUrl !== undefined && !/^smtps?:\/\//.test(smtpUrl))
    faults.push('SMTP_URL must begin with smtp:// or smtps://.')

  const clamdUrl = environment['CLAMD_URL']
  if (clamdUrl !== undefined && clamdAddress(clamdUrl) === undefined) {
    faults.push('CLAMD_URL must be tcp://host:port, or unix:/path of its socket (leave it out for no scanning).')
  }

  const notify = notifyOf(environment, faults)

  const linkKey = environment['LINK_KEY']
  if (linkKey !== undefined && linkKey.length < 32) faults.push('LINK_KEY must have at least 32 characters.')

  const clock = oneOf('REDRESS_CLOCK', environment['REDRESS_CLOCK'] ?? 'system', ['system', 'virtual'] as const, faults)
  const logLevel = oneOf(
    'LOG_LEVEL',
    environment['LOG_LEVEL'] ?? 'info',
    ['debug', 'info', 'warn', 'error', 'silent'] as const,
    faults,
  )
  const host = environment['HOST'] ?? '127.0.0.1'
  const publicUrl = environment['PUBLIC_URL'] ?? `http://${host}:${port}`
  const signIn = signInConfig(environment, publicUrl, faults)
  if (faults.length > 0) throw new ConfigError(faults)

  return Object.freeze({
    host,
    port,
    databaseUrl,
    databaseFile: environment['DATABASE_FILE'] ?? 'data/redress.sqlite',
    proceduresDir: environment['PROCEDURES_DIR'] ?? 'processes',
    councilFile: environment['COUNCIL_FILE'] ?? 'processes/councils/example-council.json',
    smtpUrl,
    notify,
    mailFrom: environment['MAIL_FROM'] ?? 'complaints@council.invalid',
    publicUrl,
    signIn,
    clamdUrl,
    linkKey,
    auditKeyFile: environment['AUDIT_KEY_FILE'],
    auditFolder: environment['AUDIT_FOLDER'],
    pdfBrowser: environment['PDF_BROWSER'],
    clock,
    logLevel,
    pollSeconds,
    minFreeMb: minFree === undefined ? undefined : Number(minFree),
    maxRequests,
  })
}

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'

/** Faults name the setting and never its value: one of them is a key. */
function notifyOf(environment: Environment, faults: string[]): Config['notify'] {
  const { NOTIFY_API_KEY: apiKey, NOTIFY_TEMPLATE_ID: templateId, NOTIFY_BASE_URL: baseUrl } = environment
  if (apiKey === undefined && templateId === undefined) return undefined
  if (!new RegExp(`^.+-${UUID}-${UUID}$`).test(apiKey ?? '')) {
    faults.push('NOTIFY_API_KEY must be a key of GOV.UK Notify: its name and two ids, joined with hyphens.')
  }
  if (!new RegExp(`^${UUID}$`).test(templateId ?? '')) {
    faults.push('NOTIFY_TEMPLATE_ID must be the id of a template of GOV.UK Notify with ((subject)) and ((body)).')
  }
  if (baseUrl !== undefined && !/^https:\/\/|^http:\/\/(127\.0\.0\.1|localhost)[:/]?/.test(baseUrl)) {
    faults.push('NOTIFY_BASE_URL must begin with https:// (leave it out for GOV.UK Notify itself).')
  }
  if (environment['SMTP_URL'] !== undefined) faults.push('SMTP_URL and NOTIFY_API_KEY: set one of the two.')
  return { apiKey: apiKey ?? '', templateId: templateId ?? '', ...(baseUrl !== undefined && { baseUrl }) }
}

function oneOf<const Values extends readonly string[]>(
  name: string,
  value: string,
  values: Values,
  faults: string[],
): Values[number] {
  const found = values.find((each) => each === value)
  if (found === undefined) faults.push(`${name} must be one of ${values.join(', ')}.`)
  return found ?? (values[0] as Values[number])
}
