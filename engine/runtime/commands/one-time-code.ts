import { randomBytes } from 'node:crypto'
import type { Person } from '../../case/person.ts'
import type { OneTimeCodeRow } from '../../store/sign-in.ts'
import type { Unit } from '../../store/unit.ts'
import { fromMillis, toMillis } from '../../values/instant.ts'
import { peopleOf } from '../messages.ts'
import type { Runtime } from '../runtime.ts'
import { codeOf, isSame, SECRET, secretOf } from '../secrets.ts'

/** How a complainant gets a code: to the address, or in the post, that the case has for them. */
export type CodeChannel = OneTimeCodeRow['channel']

/** Whose case a code has opened. */
export interface CodeHolder {
  readonly caseId: string
  /** Id among the people of the case. */
  readonly person: string
}

interface CodeRules {
  readonly minutes: number
  readonly tries: number
  /** How many codes of one reference are sent in how many minutes. */
  readonly most: number
  readonly within: number
}

const DAY = 24 * 60
const RULES: Readonly<Record<CodeChannel, CodeRules>> = {
  email: { minutes: 15, tries: 5, most: 5, within: 60 },
  letter: { minutes: 21 * DAY, tries: 10, most: 2, within: 14 * DAY },
}
/** Wrong codes for one reference after which all of them count as wrong for the rest of the day. */
const WRONG_A_DAY = 30

/**
 * Sends the complainant a code with which they can open their own case once: for 15 minutes by e-mail, for 21 days in a
 * letter from the print queue. The newest code of a channel is the only one that counts.
 *
 * Answers nothing, and does the same with the database, whether or not there is such a case, such an address, or a code too
 * many: who asks learns nothing of it. A code that reaches nobody opens nothing, and its message is taken back. Limits per address of the asker are the page's own.
 */
export async function sendCode(runtime: Runtime, reference: string, channel: CodeChannel): Promise<void> {
  secretOf(runtime, 'one-time-code')
  const asked = normalised(reference)
  const rules = RULES[channel]
  await runtime.store.command(async (unit) => {
    const { n } = await unit.countAttempt(`code-sent:${channel}:${asked}`, rules.within)
    const row = await unit.lockCase(asked)
    const people = [...(await peopleOf({ unit, row: { id: asked } })).values()]
    const person = people.find(({ role }) => role === 'complainant')
    const reached = n <= rules.most && person !== undefined && canBeReached(person, channel)
    unit.endCodes(n <= rules.most ? asked : '', channel)
    const code: OneTimeCodeRow = {
      id: randomBytes(12).toString('base64url'),
      reference: asked,
      person: reached ? person.id : null,
      channel,
      issuedAt: unit.now,
      expiresAt: fromMillis(toMillis(unit.now) + rules.minutes * 60_000),
      tries: 0,
      endedAt: null,
    }
    unit.saveCode(code)
    await queueCode(runtime, unit, code, reached ? person : NOBODY)
    unit.audit({
      ...(row !== undefined && { caseId: asked }),
      actor: 'complainant',
      role: 'complainant',
      type: 'code-asked-for',
      outcome: reached ? 'sent' : 'not-sent',
      body: { channel, code: code.id },
    })
  })
}

/**
 * Whose case the code opens; undefined when it is wrong, used, too old, or tried too often. Spaces and hyphens in it do
 * not count. After five wrong tries (by letter ten) a code is worth nothing.
 */
export async function checkCode(runtime: Runtime, reference: string, code: string): Promise<CodeHolder | undefined> {
  const asked = normalised(reference)
  const digits = code.replace(/[\s-]/g, '').slice(0, 20)
  return runtime.store.command(async (unit) => {
    const wrong = `code-wrong:${asked}`
    const before = await unit.attempts(wrong)
    const live = (await unit.liveCodes(asked)).filter(
      (row) => codeOf(runtime, row.id, row.channel).length === digits.length,
    )
    const found = live.find((row) => isSame(digits, codeOf(runtime, row.id, row.channel)))
    const opened = (before?.n ?? 0) < WRONG_A_DAY && found?.person != null ? found : undefined
    if (opened === undefined) {
      await unit.countAttempt(wrong, DAY)
      for (const row of live) unit.saveCode(triedOnce(row, unit))
    } else {
      unit.saveCode({ ...opened, endedAt: unit.now })
    }
    unit.audit({
      ...(opened !== undefined && { caseId: asked }),
      actor: opened?.person ?? 'complainant',
      role: 'complainant',
      type: 'code-tried',
      outcome: opened === undefined ? 'refused' : 'opened',
      body: opened === undefined ? {} : { code: opened.id },
    })
    return opened?.person == null ? undefined : { caseId: asked, person: opened.person }
  })
}

/** Small letters and stray spaces are nobody's fault. */
function normalised(reference: string): string {
  return reference.trim().toUpperCase().replace(/\s+/g, '').slice(0, 40)
}

function triedOnce(row: OneTimeCodeRow, { now }: Pick<Unit, 'now'>): OneTimeCodeRow {
  const tries = row.tries + 1
  return { ...row, tries, endedAt: tries >= RULES[row.channel].tries ? now : null }
}

function canBeReached({ email, address }: Person, channel: CodeChannel): boolean {
  return channel === 'email' ? email !== undefined : (address?.length ?? 0) > 0
}

/** Whoever a code goes to that reaches nobody. */
const NOBODY: Pick<Person, 'id' | 'email' | 'adjustments'> = { id: '', adjustments: [] }

/** An e-mail stands in no line behind the case's other messages: its code does not live that long. */
async function queueCode(
  { council }: Runtime,
  unit: Unit,
  { id, reference, channel }: OneTimeCodeRow,
  { id: person, email, adjustments }: Pick<Person, 'id' | 'email' | 'adjustments'>,
): Promise<void> {
  await unit.queueMessage({
    id: `code-${id}`,
    key: `code-${id}`,
    channel,
    caseId: channel === 'letter' && person !== '' ? reference : null,
    toAddress: channel === 'email' ? (email ?? null) : null,
    subject: `Reference ${reference}`,
    body: [
      'Hello,',
      `This is the code to look at your complaint ${reference}:`,
      SECRET,
      channel === 'email'
        ? 'It works once, in the next 15 minutes. Type it on the page where you asked for it.'
        : `It works once, in the next 21 days. ${council.portal === undefined ? 'Type it on our page for following a complaint' : `Go to ${council.portal} and type it there`}, with your reference ${reference}.`,
      'Keep it to yourself. We will never ask you for it on the telephone.',
      `If you did not ask for a code, you do not have to do anything. If you are worried, call us on ${council.complaintsTeam.phone}.`,
      `${council.complaintsTeam.name}\n${council.name}`,
    ].join('\n\n'),
    details: {
      to: { kind: 'person', person },
      contents: ['one-time-code'],
      adjustments,
      secret: { kind: channel === 'email' ? 'code-by-email' : 'code-by-letter', id },
    },
  })
  unit.dropIfToNobody(`code-${id}`)
}
