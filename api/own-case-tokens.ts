import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { toMillis, type CodeHolder, type Instant, type Runtime } from '../engine/index.ts'

/** How long somebody who gave their code follows their case through another front end, before they give another. */
export const TOKEN_MINUTES = 30

/** Signs and reads what stands for a one-time code that was given: one person of one case, for half an hour. */
export interface OwnCaseTokens {
  readonly sign: (holder: CodeHolder) => { readonly token: string; readonly untilMs: number }
  /** Whose it is; undefined when we did not sign it, or its time is over. */
  readonly read: (token: string) => CodeHolder | undefined
}

const PREFIX = 'oc_'
/** Signs of an HMAC-SHA256 in base64url. */
const MAC_LENGTH = 43

export function makeOwnCaseTokens({ secretFor, clock }: Pick<Runtime, 'secretFor' | 'clock'>): OwnCaseTokens {
  const key = secretFor?.('own-case-token') ?? randomBytes(32)
  const macOf = (claim: string) => createHmac('sha256', key).update(claim).digest('base64url')
  return {
    sign({ caseId, person }) {
      const untilMs = toMillis(clock.now()) + TOKEN_MINUTES * 60_000
      const claim = Buffer.from(JSON.stringify([caseId, person, untilMs])).toString('base64url')
      return { token: `${PREFIX}${claim}${macOf(claim)}`, untilMs }
    },
    read(token) {
      const claim = token.slice(PREFIX.length, -MAC_LENGTH)
      const mac = macOf(claim)
      const given = Buffer.alloc(MAC_LENGTH)
      given.write(token.slice(-MAC_LENGTH), 'latin1')
      if (!timingSafeEqual(given, Buffer.from(mac)) || token !== `${PREFIX}${claim}${mac}`) return undefined
      const [caseId, person, untilMs] = JSON.parse(Buffer.from(claim, 'base64url').toString()) as [
        string,
        string,
        number,
      ]
      return isOver(clock.now(), untilMs) ? undefined : { caseId, person }
    },
  }
}

function isOver(now: Instant, untilMs: number): boolean {
  return toMillis(now) >= untilMs
}
