import { randomUUID } from 'node:crypto'
import { mustBeAllowed, type Actor, type Need } from '../../access/index.ts'
import { InvalidVariablesError, NoLawForDateError, NotFoundError, RefusedError } from '../../errors.ts'
import { standingFacts } from '../../case/evolve.ts'
import { deadlineRule, dueOn } from '../../law/index.ts'
import type { AccessRequestCaseRow, AccessRequestRow } from '../../store/access-requests.ts'
import type { PageRequest } from '../../store/page.ts'
import type { Unit } from '../../store/unit.ts'
import { dayInWords } from '../../values/day-in-words.ts'
import { dayOf, type Instant } from '../../values/instant.ts'
import { isLocalDate, type LocalDate } from '../../values/local-date.ts'
import { Denial, mayLookAt, mustSee, recordingDenials, sightOf } from '../access.ts'
import type { CaseWork } from '../case-work.ts'
import { loadWork, tell, withProcedures } from '../change-case.ts'
import { finish } from '../finish.ts'
import type { CaseChanged, Runtime } from '../runtime.ts'
import type { UncheckedFact } from '../form.ts'

/* Over 300 lines: a request is recorded, read and ended on the same few questions. */

/** Somebody asks for what is held about them. */
export interface RecordAccessRequest {
  readonly receivedOn: LocalDate
  /** Who asks for the person, and on what that rests. Left out where they ask themselves. */
  readonly authority?: string
  /** How it was checked who asks. */
  readonly identity: string
  /** The cases in which they stand, and as whom: the id of the person in each. */
  readonly cases: readonly { readonly caseId: string; readonly person: string }[]
}

/** A request, without anything that is held. */
export interface AccessRequestView {
  /** `AR-2026-1`. */
  readonly request: string
  readonly receivedOn: LocalDate
  readonly askedBy: AccessRequestRow['askedBy']
  readonly status: AccessRequestRow['status']
  /** The last day for the answer, and under which rule of law; absent where no rule was in force. */
  readonly due?: { readonly on: LocalDate; readonly rule: string; readonly latest: LocalDate }
  readonly cases: readonly { readonly caseId: string; readonly person: string }[]
  readonly recordedBy: string
  readonly recordedAt: Instant
  readonly preparedBy?: string
  readonly signedBy?: string
  readonly signedAt?: Instant
  readonly endedAt?: Instant
  readonly version: number
}

/** What is brought to every case of a request: the request itself is the reason. */
export const BECAUSE: readonly Need[] = ['reason']
export const ACTION = 'answer-access-request'
export const RULE = 'data-protection.access-answer'

/**
 * Puts on record that somebody asks for what is held about them, in every case in which they stand. Each of these is kept
 * until the answer is given, and its record says that they asked: from that day the time limit runs.
 *
 * @throws NotFoundError when a case is not there for this actor, or has no such person.
 * @throws RefusedError when they asked in one of the cases before, and that request has no end yet.
 */
export async function recordAccessRequest(
  runtime: Runtime,
  actor: Actor,
  asked: RecordAccessRequest,
): Promise<AccessRequestView> {
  mustBeAllowed(actor, ACTION)
  mustBeWhole(asked, dayOf(runtime.clock.now()))
  const { receivedOn, authority = '', identity, cases } = asked
  const made = await inCases(
    runtime,
    actor,
    cases.map(({ caseId }) => caseId),
    async (unit, works) => {
      const id = `AR-${receivedOn.slice(0, 4)}-${await unit.nextAccessRequestNumber(Number(receivedOn.slice(0, 4)))}`
      const rows: AccessRequestCaseRow[] = []
      for (const work of works) {
        const { row } = work
        const person = cases.find(({ caseId }) => caseId === row.id)?.person ?? ''
        if (!(await unit.people(row.id)).some((each) => each.id === person)) throw new NotFoundError('person', person)
        if ((await unit.retention(row.id))?.disposedAt != null) throw new NotFoundError('case', row.id)
        const open = await unit.openAccessRequest(row.id, person)
        if (open !== undefined) throw askedAlready(open, row.id)
        const hold = `hold-${randomUUID()}`
        const placed = { id: hold, caseId: row.id, kind: 'access-request', placedAt: unit.now, placedBy: actor.id }
        unit.placeHold({ ...placed, endedAt: null, endedBy: null })
        const fact = `${row.id}/${work.recordedFacts().length + 1}`
        work.record([{ type: 'access-requested', on: receivedOn, data: {} }])
        rows.push({ requestId: id, caseId: row.id, person, hold, fact })
      }
      const row: AccessRequestRow = {
        id,
        receivedOn,
        askedBy: authority.trim() === '' ? 'self' : 'other',
        authority: authority.trim(),
        identity,
        status: 'open',
        recordedBy: actor.id,
        recordedAt: unit.now,
        preparedBy: null,
        preparedAt: null,
        contentHash: null,
        signedBy: null,
        signedAt: null,
        endedBy: null,
        endedAt: null,
        version: 1,
      }
      unit.addAccessRequest(row, rows)
      const body = (each: CaseWork) => ({
        request: id,
        person: rows.find(({ caseId }) => caseId === each.row.id)?.person ?? '',
        hold: rows.find(({ caseId }) => caseId === each.row.id)?.hold ?? '',
        askedBy: row.askedBy,
      })
      return { result: { row, rows }, record: (each) => ({ type: 'access-request-recorded', body: body(each) }) }
    },
  )
  return viewOf(made.row, made.rows)
}

function askedAlready({ id, receivedOn }: AccessRequestRow, caseId: string): RefusedError {
  return new RefusedError(
    'asked-already',
    `This person asked in ${caseId} on ${dayInWords(receivedOn)}, and ${id} has no end yet: answer that one, or end it first`,
  )
}

function mustBeWhole({ receivedOn, identity, authority, cases }: RecordAccessRequest, today: LocalDate): void {
  const ids = cases.map(({ caseId }) => caseId)
  const faults = [
    ...(isLocalDate(receivedOn) && receivedOn <= today
      ? []
      : [{ at: '/receivedOn', message: 'must be a day that has come' }]),
    ...(isSaid(identity) ? [] : [{ at: '/identity', message: 'must say how it was checked who asks' }]),
    ...(authority === undefined || authority.length <= 2_000 ? [] : [{ at: '/authority', message: 'is too long' }]),
    ...(ids.length > 0 && ids.length <= MOST_CASES && new Set(ids).size === ids.length
      ? []
      : [{ at: '/cases', message: `must name 1 to ${MOST_CASES} cases, each once` }]),
  ]
  if (faults.length > 0) throw new InvalidVariablesError('The request', faults)
}

const MOST_CASES = 20

function isSaid(text: string): boolean {
  return text.trim() !== '' && text.length <= 2_000
}

interface InCases<Result> {
  readonly result: Result
  readonly record: (work: CaseWork) => Parameters<typeof finish>[1]
}

/** Does something in several cases at once, all or none, held in one order. */
export async function inCases<Result>(
  runtime: Runtime,
  actor: Actor,
  caseIds: readonly string[],
  act: (unit: Unit, works: readonly CaseWork[]) => Promise<InCases<Result>>,
): Promise<Result> {
  let events: CaseChanged[] = []
  const result = await recordingDenials(runtime, actor, ACTION, () =>
    withProcedures(runtime, async (unit) => {
      events = []
      const works: CaseWork[] = []
      for (const caseId of caseIds.toSorted()) {
        const row = await unit.lockCase(caseId)
        const seen = await sightOf(runtime, unit, actor, caseId)
        const sight = mustSee(actor, { caseId, action: ACTION, given: BECAUSE }, seen, unit.now)
        if (row === undefined) throw new NotFoundError('case', caseId)
        works.push(await loadWork(runtime, unit, actor, row, sight))
      }
      const done = await act(unit, works)
      for (const work of works) events.push(await finish(work, done.record(work), false))
      return done.result
    }),
  )
  for (const event of events) tell(runtime, event)
  return result
}

/** Requests whose cases the actor may all see, those received last first. */
export async function listAccessRequests(
  runtime: Runtime,
  actor: Actor,
  page: PageRequest = {},
): Promise<{ readonly requests: readonly AccessRequestView[]; readonly next?: string }> {
  mustBeAllowed(actor, ACTION)
  const { rows, next } = await runtime.store.read.accessRequests(page)
  const requests: AccessRequestView[] = []
  for (const row of rows) {
    const cases = await runtime.store.read.accessRequestCases(row.id)
    if (await seesAll(runtime, actor, cases)) requests.push(viewOf(row, cases))
  }
  return { requests, ...(next !== undefined && { next }) }
}

async function seesAll(runtime: Runtime, actor: Actor, cases: readonly AccessRequestCaseRow[]): Promise<boolean> {
  const now = runtime.clock.now()
  for (const { caseId } of cases) {
    try {
      mustSee(
        actor,
        { caseId, action: ACTION, given: BECAUSE },
        await sightOf(runtime, runtime.store.read, actor, caseId),
        now,
      )
    } catch (error) {
      if (!(error instanceof Denial)) throw error
      return false
    }
  }
  return true
}

/**
 * A request, for whoever may answer it in each of its cases: a restricted one is seen by those alone who are named in it.
 *
 * @throws NotFoundError when there is none, or none for this actor.
 */
export async function requestFor(
  runtime: Runtime,
  actor: Actor,
  id: string,
): Promise<{ readonly row: AccessRequestRow; readonly cases: readonly AccessRequestCaseRow[] }> {
  mustBeAllowed(actor, ACTION)
  const [row, cases] = await Promise.all([
    runtime.store.read.accessRequest(id),
    runtime.store.read.accessRequestCases(id),
  ])
  if (row === undefined) throw new NotFoundError('request', id)
  for (const { caseId } of cases) {
    await mayLookAt(runtime, actor, { caseId, action: ACTION, given: BECAUSE, named: ['request', id] })
  }
  return { row, cases }
}

/** Its words, for whoever may answer it. */
export async function readAccessRequest(
  runtime: Runtime,
  actor: Actor,
  id: string,
): Promise<
  AccessRequestView & { readonly authority: string; readonly identity: string; readonly extendedTo?: LocalDate }
> {
  const { row, cases } = await requestFor(runtime, actor, id)
  const { authority, identity } = row
  const extendedTo = await extendedIn(runtime, cases)
  return { ...viewOf(row, cases), authority, identity, ...(extendedTo !== undefined && { extendedTo }) }
}

/** The day to which the time for the answer was extended: the earliest of its cases, and none while one of them lacks it. */
async function extendedIn({ store }: Runtime, cases: readonly AccessRequestCaseRow[]): Promise<LocalDate | undefined> {
  const days: LocalDate[] = []
  for (const { caseId, fact } of cases) {
    const standing = standingFacts(await store.read.facts(caseId))
    const asked = standing.findIndex(({ id }) => id === fact)
    const until = standing.slice(asked).findLast(({ type }) => type === 'access-extended')
    if (asked === -1 || until?.type !== 'access-extended') return undefined
    days.push(until.data.until)
  }
  return days.toSorted()[0]
}

export function viewOf(row: AccessRequestRow, cases: readonly AccessRequestCaseRow[]): AccessRequestView {
  const { id, receivedOn, askedBy, status, recordedBy, recordedAt, version } = row
  const due = dueOf(receivedOn)
  return {
    request: id,
    receivedOn,
    askedBy,
    status,
    ...(due !== undefined && { due }),
    cases: cases.map(({ caseId, person }) => ({ caseId, person })),
    recordedBy,
    recordedAt,
    ...(row.preparedBy !== null && { preparedBy: row.preparedBy }),
    ...(row.signedBy !== null && { signedBy: row.signedBy }),
    ...(row.signedAt !== null && { signedAt: row.signedAt }),
    ...(row.endedAt !== null && { endedAt: row.endedAt }),
    version,
  }
}

/** By the law of that day; `latest` where it is complex and the person is told. */
function dueOf(receivedOn: LocalDate): AccessRequestView['due'] {
  const rule = deadlineRule(RULE)
  try {
    return { on: dueOn(rule, receivedOn), latest: dueOn(rule, receivedOn, { extended: true }), rule: RULE }
  } catch (error) {
    if (!(error instanceof NoLawForDateError)) throw error
    return undefined
  }
}

/** Ends a request that is not answered: it was taken back, or was not theirs. What the cases say of it is taken back. */
export async function endAccessRequest(
  runtime: Runtime,
  actor: Actor,
  id: string,
  reason: string,
): Promise<AccessRequestView> {
  if (!isSaid(reason)) {
    throw new InvalidVariablesError('The reason', [{ at: '/reason', message: 'must say why, in at most 2,000 signs' }])
  }
  return endIn(runtime, actor, id, { from: ['open', 'prepared', 'signed'], to: 'ended', reason }, (fact, on) => ({
    type: 'fact-corrected',
    on,
    data: { fact, reason },
  }))
}

/** Records something in each case, ends what kept it, and the request with it. */
export async function endIn(
  runtime: Runtime,
  actor: Actor,
  id: string,
  {
    from,
    to,
    reason,
  }: { readonly from: readonly string[]; readonly to: 'ended' | 'answered'; readonly reason?: string },
  factOf: (fact: string, today: LocalDate) => UncheckedFact,
): Promise<AccessRequestView> {
  const { cases } = await requestFor(runtime, actor, id)
  return inCases(
    runtime,
    actor,
    cases.map(({ caseId }) => caseId),
    async (unit, works) => {
      const row = await unit.lockAccessRequest(id)
      if (row === undefined || !from.includes(row.status)) throw wrongStatus(row?.status)
      for (const work of works) {
        const own = cases.find(({ caseId }) => caseId === work.row.id)
        if (own === undefined) continue
        work.record([factOf(own.fact, work.today)])
        unit.endHold(own.hold, actor.id)
      }
      const part = { status: to, endedBy: actor.id, endedAt: unit.now } as const
      unit.updateAccessRequest(id, part)
      if (to === 'ended') await unit.eraseAccessFiles({ requestId: id })
      return {
        result: viewOf({ ...row, ...part, version: row.version + 1 }, cases),
        record: () => ({
          type: `access-request-${to}`,
          body: { request: id },
          ...(reason !== undefined && { payload: reason }),
        }),
      }
    },
  )
}

export function wrongStatus(status: string | undefined): RefusedError {
  return new RefusedError('wrong-state', `The request is ${status ?? 'not there'}, so that cannot be done to it now`)
}
