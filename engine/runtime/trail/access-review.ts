import { maskedWords, mustBeAllowed, type Actor } from '../../access/index.ts'
import type { CaseTime, Restriction, TrailFilter } from '../../store/index.ts'
import { fromMillis, toMillis, type Instant } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { visibleTo } from '../access.ts'
import type { Runtime } from '../runtime.ts'
import { withoutUnseen } from './people.ts'
import { daysOf, pageOfTrail, type TrailLine, type TrailPage } from './search-trail.ts'

/** What is asked about access. */
export const ACCESS_KINDS = ['restricted', 'emergency', 'revealed', 'auditors', 'exports', 'refused', 'roles'] as const
export type AccessKind = (typeof ACCESS_KINDS)[number]

/** Rows that say that somebody was shown something of a case. */
const READINGS = ['case-viewed', 'document-opened', 'message-viewed', 'history-viewed', 'audit-bundle-taken'] as const

const TYPES: Readonly<Record<Exclude<AccessKind, 'restricted' | 'auditors'>, readonly string[]>> = {
  emergency: ['glass-broken'],
  revealed: ['identity-revealed'],
  exports: [
    'list-exported',
    'export-asked-for',
    'export-looked-at',
    'export-taken',
    'sample-exported',
    'audit-bundle-taken',
  ],
  refused: ['access-denied', 'sign-in-refused'],
  roles: [
    'roles-asked-for',
    'roles-granted',
    'roles-refused',
    'roles-taken',
    'user-created',
    'user-disabled',
    'user-enabled',
    'outsider-invited',
    'invitation-accepted',
    'invitation-revoked',
    'key-created',
    'key-revoked',
  ],
}

/** Types of rows that tell of access, and nothing of what a case is about. */
export const ABOUT_ACCESS: ReadonlySet<string> = new Set([
  ...READINGS,
  ...Object.values(TYPES).flat(),
  'reason-given',
  'access-denied',
])

export interface AccessAsked {
  readonly kind: AccessKind
  readonly actors?: readonly string[]
  /** First and last day, in London. */
  readonly from: LocalDate
  readonly to: LocalDate
  readonly before?: string
  readonly after?: string
  readonly limit?: number
}

export interface AccessLine extends TrailLine {
  /** Codes and ids that the row holds; references of cases that the reader may not know of are taken out. */
  readonly data: Readonly<Record<string, unknown>>
  /** Why, in the words of who did it, names as initials. Absent where none were given, or they are erased. */
  readonly reason?: string
  /** Of what was opened for a time: when that ended, or ends. */
  readonly until?: Instant
}

export interface AccessReview extends Omit<TrailPage, 'lines'> {
  readonly lines: readonly AccessLine[]
  /** How many rows of each kind there are in that time, by whomever. */
  readonly counts: Readonly<Record<AccessKind, number>>
}

/**
 * Who looked, who opened, who took away, who was refused: one kind, with how many there are of each. Restricted cases stand in it
 * by their reference, for nobody else would look after access to them; cases about the asker do not.
 *
 * That it was read is a row of the trail.
 */
export async function accessReview(runtime: Runtime, actor: Actor, asked: AccessAsked): Promise<AccessReview> {
  mustBeAllowed(actor, 'read-compliance')
  const { trail, read } = runtime.store
  const visibility = visibleTo(runtime, actor, 'read-history')
  const seen = visibility && { ...visibility, restrictedToo: true }
  const times = restrictedTimes(await trail.restrictions(), runtime.clock.now())
  const filterOf = (kind: AccessKind): TrailFilter => ({
    ...daysOf(asked),
    ...(seen !== undefined && { visibleTo: seen }),
    ...ofKind(kind, times),
  })
  const page = await pageOfTrail(runtime, filterOf(asked.kind), asked)
  const counted = await Promise.all(
    ACCESS_KINDS.map(async (kind) => [kind, await trail.count(filterOf(kind))] as const),
  )
  const rows = page.lines.map(({ seq }) => seq)
  const [words, bodies] = await Promise.all([trail.words(rows), trail.bodies(rows)])
  const names = new Map<string, readonly string[]>()
  for (const caseId of new Set(page.lines.flatMap((line) => (words.has(line.seq) ? (line.caseId ?? []) : [])))) {
    const people = await read.people(caseId)
    names.set(
      caseId,
      people.flatMap(({ data }) => (typeof data['name'] === 'string' ? [data['name']] : [])),
    )
  }
  const lines: AccessLine[] = []
  for (const line of page.lines) {
    const text = await withoutUnseen(bodies.get(line.seq) ?? '{}', (ids) => trail.seenOf(ids, seen))
    const { data = {} } = JSON.parse(text) as { readonly data?: Readonly<Record<string, unknown>> }
    const reason = WITH_REASON.has(line.type) ? words.get(line.seq) : undefined
    const until = data['until']
    lines.push({
      ...line,
      data,
      ...(reason !== undefined && { reason: maskedWords(reason, names.get(line.caseId ?? '') ?? []) }),
      ...(typeof until === 'string' && { until: until as Instant }),
    })
  }
  await runtime.store.command((unit) => {
    const { kind, from, to, actors } = asked
    const body = { kind, from, to, ...(actors && { people: [...actors] }), rows: lines.length }
    unit.audit({ actor: actor.id, role: actor.role, type: 'access-reviewed', body })
    return Promise.resolve()
  })
  return { ...page, lines, counts: Object.fromEntries(counted) as AccessReview['counts'] }
}

/** Rows whose words say why. */
const WITH_REASON = new Set([
  'glass-broken',
  'identity-revealed',
  'reason-given',
  'export-asked-for',
  'roles-asked-for',
])

function ofKind(kind: AccessKind, times: readonly CaseTime[]): Partial<TrailFilter> {
  if (kind === 'restricted') return { types: READINGS, during: times }
  return kind === 'auditors' ? { byAuditors: true } : { types: TYPES[kind] }
}

/** From each restriction to its lifting. */
function restrictedTimes(restrictions: readonly Restriction[], now: Instant): readonly CaseTime[] {
  const times: CaseTime[] = []
  const open = new Map<string, Instant>()
  for (const { caseId, restricted, at } of restrictions) {
    const since = open.get(caseId)
    if (restricted && since === undefined) open.set(caseId, at)
    if (!restricted && since !== undefined) {
      times.push({ caseId, from: since, until: at })
      open.delete(caseId)
    }
  }
  const later = fromMillis(toMillis(now) + 60_000)
  return [...times, ...[...open].map(([caseId, from]) => ({ caseId, from, until: later }))]
}
