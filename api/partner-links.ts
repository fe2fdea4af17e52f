import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { PartnerLinkClaim } from '../engine/index.ts'
import { ConfigError, type Config } from './config.ts'

/** Signs and reads the links by which partner bodies answer. */
export interface PartnerLinks {
  /** The token: what it is for, and an HMAC-SHA256 over that. */
  readonly sign: (claim: PartnerLinkClaim) => string
  /** What a token is for; undefined when we did not sign it. Takes as long for any text. */
  readonly read: (token: string) => PartnerLinkClaim | undefined
}

/** First part of what is signed, so that the key can never be made to sign something else. */
const PURPOSE = 'redress-partner-link-1'

export function makePartnerLinks(key: string): PartnerLinks {
  const macOf = (claim: string) => createHmac('sha256', key).update(`${PURPOSE}.${claim}`).digest()
  return {
    sign({ caseId, body, link, until }) {
      const claim = Buffer.from(JSON.stringify([caseId, body, link, until])).toString('base64url')
      return `${claim}.${macOf(claim).toString('base64url')}`
    },
    read(token) {
      const [claim = '', given = ''] = token.split('.', 2)
      const mac = Buffer.from(macOf(claim).toString('base64url'))
      const bytes = Buffer.alloc(mac.length)
      bytes.write(given, 'latin1')
      const signed = timingSafeEqual(bytes, mac) && token === `${claim}.${mac.toString()}`
      return signed ? claimIn(claim) : undefined
    },
  }
}

function claimIn(claim: string): PartnerLinkClaim {
  const [caseId = '', body = '', link = '', until = ''] = JSON.parse(
    Buffer.from(claim, 'base64url').toString(),
  ) as readonly string[]
  return { caseId, body, link, until }
}

/**
 * The key that links are signed with: `LINK_KEY`, or one made on the first start and kept beside the database's file.
 *
 * @throws ConfigError when it can be neither read nor made.
 */
export function readLinkKey({ linkKey, databaseFile }: Pick<Config, 'linkKey' | 'databaseFile'>): string {
  if (linkKey !== undefined) return linkKey
  const file = join(dirname(databaseFile), 'link.key')
  try {
    return kept(file) ?? made(file)
  } catch (error) {
    throw new ConfigError([`LINK_KEY: ${file} can be neither read nor made (${(error as Error).message}).`])
  }
}

function kept(file: string): string | undefined {
  try {
    const key = readFileSync(file, 'utf8').trim()
    if (key.length < 32) throw new RangeError('it holds no key')
    return key
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function made(file: string): string {
  mkdirSync(dirname(file), { recursive: true })
  const key = randomBytes(32).toString('hex')
  try {
    writeFileSync(file, `${key}\n`, { mode: 0o600, flag: 'wx' })
    return key
  } catch (error) {
    // Another process was quicker: its key is the one that counts.
    const other = (error as NodeJS.ErrnoException).code === 'EEXIST' ? kept(file) : undefined
    if (other === undefined) throw error
    return other
  }
}
