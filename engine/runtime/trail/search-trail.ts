import { mustBeAllowed, type Actor } from '../../access/index.ts'
import type { TrailFilter, TrailPlace } from '../../store/index.ts'
import { cursor, placeOf } from '../../store/page.ts'
import type { AuditRow } from '../../store/rows.ts'
import { startOf, type Instant } from '../../values/instant.ts'
import { addDays, type LocalDate } from '../../values/local-date.ts'
import { onlyVisible, recordReading } from '../access.ts'
import type { Runtime } from '../runtime.ts'
import { staffNames } from './people.ts'

/** Which rows of the audit trail somebody looks for. */
export interface TrailAsked {
  readonly caseId?: string
  /** Ids of those who acted: at most ten. */
  readonly actors?: readonly string[]
  readonly types?: readonly string[]
  /** First and last day, in London. */
  readonly from?: LocalDate
  readonly to?: LocalDate
  /** The `older` or the `newer` of another page. */
  readonly before?: string
  readonly after?: string
  /** Rows; 25 when left out, at most 20,000. */
  readonly limit?: number
}

/** A row of the audit trail as a list shows it: codes and ids. */
export interface TrailLine {
  readonly seq: number
  readonly at: Instant
  readonly actor: string
  readonly role: string
  readonly type: string
  readonly caseId?: string
  /** Its number among the rows of its case. */
  readonly caseSeq?: number
  readonly element?: string
  readonly outcome?: string
  /** SHA-256 of the row and all before it, hex. */
  readonly hash: string
}

export interface TrailPage {
  /** The newest first. */
  readonly lines: readonly TrailLine[]
  /** Give it as `after` for those that are newer; absent on the first page. */
  readonly newer?: string
  /** Give it as `before` for those that are older; absent on the last page. */
  readonly older?: string
  /** Names of the council's people among them, by id. */
  readonly names: Readonly<Record<string, string>>
}

const MOST = 20_000
const USUAL = 25

/**
 * One page of the audit trail. That it was looked through is itself a row: of the case, where one was asked for.
 *
 * Rows of cases that the asker may not see are left out, as everywhere.
 *
 * @throws NotFoundError when a case is asked for that is not there, or not for this asker.
 */
export async function searchTrail(runtime: Runtime, actor: Actor, asked: TrailAsked): Promise<TrailPage> {
  mustBeAllowed(actor, 'read-history')
  const { caseId, actors, types, from, to } = asked
  const page = await pageOfTrail(runtime, { ...daysOf(asked), ...onlyVisible(runtime, actor, 'read-history') }, asked)
  if (caseId !== undefined) {
    const reading = { type: 'history-viewed', body: { part: 'trail' } }
    await recordReading(runtime, actor, { caseId, action: 'read-history' }, reading)
    return page
  }
  await runtime.store.command((unit) => {
    const by = { ...(actors && { people: [...actors] }), ...(types && { types: [...types] }) }
    const body = { ...by, ...(from && { from }), ...(to && { to }), rows: page.lines.length }
    unit.audit({ actor: actor.id, role: actor.role, type: 'trail-searched', body })
    return Promise.resolve()
  })
  return page
}

/** What was asked for, as the store takes it. */
export function daysOf({ caseId, actors, types, from, to }: TrailAsked): TrailFilter {
  return {
    ...(caseId !== undefined && { caseId }),
    ...(actors !== undefined && { actors: actors.slice(0, 10) }),
    ...(types !== undefined && { types }),
    ...(from !== undefined && { from: startOf(from) }),
    ...(to !== undefined && { until: startOf(addDays(to, 1)) }),
  }
}

/** @param request - Which page, and how long. */
export async function pageOfTrail(
  runtime: Runtime,
  filter: TrailFilter,
  { before, after, limit = USUAL }: Pick<TrailAsked, 'before' | 'after' | 'limit'>,
): Promise<TrailPage> {
  const size = Math.min(Math.max(1, limit), MOST)
  const isBack = after !== undefined
  const rows = await runtime.store.trail.lines(filter, {
    limit: size + 1,
    ...(before !== undefined && !isBack && { before: placeIn(before) }),
    ...(isBack && { after: placeIn(after) }),
  })
  const hasMore = rows.length > size
  // Towards newer ones it is the newest that is one too many.
  const shown = !hasMore ? rows : isBack ? rows.slice(1) : rows.slice(0, size)
  const [first] = shown
  const last = shown.at(-1)
  const hasNewer = isBack ? hasMore : before !== undefined
  const hasOlder = isBack || hasMore
  return {
    lines: shown.map(trailLine),
    ...(hasNewer && first !== undefined && { newer: cursor([first.at, first.seq]) }),
    ...(hasOlder && last !== undefined && { older: cursor([last.at, last.seq]) }),
    names: Object.fromEntries(
      await staffNames(
        runtime,
        shown.map(({ actor }) => actor),
      ),
    ),
  }
}

/** @throws InvalidValueError when it is not one of ours. */
function placeIn(text: string): TrailPlace {
  const [at, seq] = placeOf(text, 2)
  return { at: String(at) as Instant, seq: Number(seq) }
}

export function trailLine({
  seq,
  at,
  actor,
  role,
  type,
  caseId,
  caseSeq,
  element,
  outcome,
  hash,
}: AuditRow): TrailLine {
  return {
    seq,
    at,
    actor,
    role,
    type,
    ...(caseId !== null && { caseId }),
    ...(caseSeq !== null && { caseSeq }),
    ...(element !== null && { element }),
    ...(outcome !== null && { outcome }),
    hash: hash.toString('hex'),
  }
}

/** What a search can be narrowed to: everybody of the council, and every type of row that there is. */
export async function trailChoices(
  runtime: Runtime,
  actor: Actor,
): Promise<{
  readonly people: readonly { readonly id: string; readonly name: string }[]
  readonly types: readonly string[]
}> {
  mustBeAllowed(actor, 'read-history')
  const [users, types] = await Promise.all([runtime.store.read.users(), runtime.store.trail.types()])
  const people = users.filter(({ caseId }) => caseId === null).map(({ id, name }) => ({ id, name }))
  return { people, types }
}
