import { createHash } from 'node:crypto'
import type { Actor } from '../../access/index.ts'
import { InvalidVariablesError, NotFoundError, NotPermittedError, RefusedError } from '../../errors.ts'
import { hasRole, rowOf } from '../../access/index.ts'
import type {
  AccessDecisionRow,
  AccessRequestCaseRow,
  AccessRequestRow,
  MarkedPlace,
} from '../../store/access-requests.ts'
import type { Unit } from '../../store/unit.ts'
import { canDo, mustSee, recordingDenials, recordReading, sightOf } from '../access.ts'
import type { Runtime } from '../runtime.ts'
import { mustGiveReason } from '../commands/open-access.ts'
import { WITHHELD_FOR, type WithheldFor } from '../../law/data-protection/index.ts'
import { heldItems, type HeldItem, type ItemProposal } from './items.ts'
import { ACTION, BECAUSE, requestFor, viewOf, wrongStatus, type AccessRequestView } from './requests.ts'

/* Over 300 lines: deciding, preparing and signing share what they read and how they act. */

/** An item as whoever answers goes through it. */
export interface ItemView extends Omit<HeldItem, 'privileged'> {
  /** Legal advice; its words come only to those who may read it. */
  readonly privileged: boolean
  /** What was decided; absent where nothing was, or where the item has changed since. */
  readonly decision?: ItemProposal & { readonly by: string }
}

export interface ItemsPage {
  readonly items: readonly ItemView[]
  readonly total: number
  /** Of all, those of which nothing is decided yet. */
  readonly undecided: number
}

/** What is decided of one item. */
export interface DecideItem {
  readonly item: string
  readonly verdict: ItemProposal['verdict']
  /** What is taken out, where it is redacted. */
  readonly marks?: readonly MarkedPlace[]
  /** Why, where it is not given whole. */
  readonly reason?: WithheldFor
  /** Id of the document that is given in place of one. */
  readonly copy?: string
  /** A file out of which nothing can be taken is given whole: whoever decides has opened it and read it. */
  readonly read?: boolean
}

export const ITEMS_PAGE = 20

/**
 * What is held of the person, one page of it, with what is proposed and what was decided. That it was read stands in the
 * trail of each case.
 *
 * @throws NotFoundError when there is no such request, or none for this actor.
 */
export async function accessItems(
  runtime: Runtime,
  actor: Actor,
  id: string,
  { page = 1, undecided = false }: { readonly page?: number; readonly undecided?: boolean } = {},
): Promise<ItemsPage> {
  const { cases } = await requestFor(runtime, actor, id)
  for (const { caseId } of cases) {
    const reading = { body: { part: 'access-request', request: id } }
    await recordReading(runtime, actor, { caseId, action: ACTION, given: BECAUSE }, reading)
  }
  const all = await decidedItems(runtime, id, cases)
  const shown = undecided ? all.filter(({ decision }) => decision === undefined) : all
  const items = await withoutOthersAdvice(runtime, actor, shown.slice(ITEMS_PAGE * (page - 1), ITEMS_PAGE * page))
  return { items, total: shown.length, undecided: all.filter(({ decision }) => decision === undefined).length }
}

/** One of them. @throws NotFoundError when there is none, or none for this actor. */
export async function accessItem(runtime: Runtime, actor: Actor, id: string, item: string): Promise<ItemView> {
  const { cases } = await requestFor(runtime, actor, id)
  const found = (await decidedItems(runtime, id, cases)).find((each) => each.item === item)
  if (found === undefined) throw new NotFoundError('item', item)
  const reading = { body: { part: 'access-request', request: id } }
  await recordReading(runtime, actor, { caseId: found.caseId, action: ACTION, given: BECAUSE }, reading)
  const [shown] = await withoutOthersAdvice(runtime, actor, [found])
  if (shown === undefined) throw new NotFoundError('item', item)
  return shown
}

async function withoutOthersAdvice(
  runtime: Runtime,
  actor: Actor,
  items: readonly ItemView[],
): Promise<readonly ItemView[]> {
  const may = new Map<string, boolean>()
  for (const { caseId, privileged } of items) {
    if (privileged && !may.has(caseId)) {
      may.set(caseId, (await canDo(runtime, actor, 'read-privileged', caseId)).kind === 'allow')
    }
  }
  return items.map((each) =>
    each.privileged && may.get(each.caseId) !== true ? { ...each, parts: [], hits: [] } : each,
  )
}

/** Every item of the request's cases, in a fixed order. */
export async function decidedItems(
  runtime: Runtime,
  id: string,
  cases: readonly AccessRequestCaseRow[],
): Promise<readonly ItemView[]> {
  const decisions = new Map((await runtime.store.read.accessDecisions(id)).map((row) => [row.item, row]))
  const items: ItemView[] = []
  for (const { caseId, person } of cases) {
    for (const each of await heldItems(runtime, caseId, person)) {
      const row = decisions.get(each.item)
      const decision = row?.textHash === each.textHash ? decisionOf(row) : undefined
      items.push({ ...each, ...(decision !== undefined && { decision }) })
    }
  }
  return items
}

function decisionOf({ verdict, marks, reason, copy, decidedBy }: AccessDecisionRow): ItemView['decision'] {
  return {
    verdict,
    marks,
    ...(reason !== null && { reason: reason as WithheldFor }),
    ...(copy !== null && { copy }),
    by: decidedBy,
  }
}

/**
 * Decides of items what is given of them. What was decided before of an item is replaced; the trail keeps both.
 *
 * @throws RefusedError when the request is not open any more.
 * @throws InvalidVariablesError with every fault in what was decided.
 */
export async function decideItems(
  runtime: Runtime,
  actor: Actor,
  id: string,
  decided: readonly DecideItem[],
): Promise<{ readonly decided: number; readonly undecided: number }> {
  const { cases } = await requestFor(runtime, actor, id)
  const items = new Map((await decidedItems(runtime, id, cases)).map((each) => [each.item, each]))
  const faults = decided.flatMap((each, n) =>
    faultsOf(items.get(each.item), each).map((message) => ({ at: `/items/${n}`, message })),
  )
  if (faults.length > 0 || decided.length === 0) throw new InvalidVariablesError('What was decided', faults)
  await command(runtime, actor, id, cases, ['open'], (unit) => {
    for (const { item, verdict, marks = [], reason, copy } of decided) {
      const held = items.get(item)
      if (held === undefined) continue
      unit.saveAccessDecision({
        requestId: id,
        item,
        caseId: held.caseId,
        textHash: held.textHash,
        verdict,
        marks: verdict === 'redact' ? marks.map(({ part, from, to }) => ({ part, from, to })) : [],
        reason: verdict === 'include' ? null : (reason ?? 'third-party'),
        copy: verdict === 'copy' ? (copy ?? null) : null,
        decidedBy: actor.id,
        decidedAt: unit.now,
      })
    }
    return (caseId) => {
      const own = decided.filter(({ item }) => items.get(item)?.caseId === caseId)
      return own.length === 0
        ? undefined
        : {
            type: 'access-items-decided',
            body: {
              items: own.map(({ item, verdict, reason, marks = [], read }) => ({
                item,
                verdict,
                marks: marks.length,
                ...(reason !== undefined && { reason }),
                ...(read === true && { read }),
              })),
            },
          }
    }
  })
  const left = [...items.values()].filter(
    ({ item, decision }) => decision === undefined && !decided.some((each) => each.item === item),
  )
  return { decided: decided.length, undecided: left.length }
}

function faultsOf(
  held: HeldItem | undefined,
  { verdict, marks = [], reason, copy, read }: DecideItem,
): readonly string[] {
  if (held === undefined) return ['is no item of this request']
  const isOut = marks.some(({ part, from, to }) => {
    const text = held.parts[part]?.text
    return text === undefined || from < 0 || to <= from || to > text.length
  })
  return [
    ...(verdict === 'redact' && marks.length === 0 ? ['must say what is taken out'] : []),
    ...(verdict === 'redact' && isOut ? ['names a place that is not there'] : []),
    ...(verdict === 'redact' && held.document?.isText === false
      ? ['is a file: add a copy with words blacked out']
      : []),
    ...(verdict === 'include' && held.document?.isText === false && read !== true
      ? [
          'is a file out of which nothing can be taken here: say that you have read it, or add a copy with words blacked out',
        ]
      : []),
    ...(verdict === 'withhold' && (reason === undefined || !WITHHELD_FOR.includes(reason))
      ? ['must say why it is withheld']
      : []),
    ...(verdict === 'copy' && (copy === undefined || held.document?.copies.includes(copy) !== true)
      ? ['names a copy that is not there']
      : []),
  ]
}

/** Decides of every item of which nothing is decided as it is proposed; those that only a person can judge stay. */
export async function acceptProposals(
  runtime: Runtime,
  actor: Actor,
  id: string,
  only?: readonly string[],
): Promise<{ readonly decided: number; readonly undecided: number }> {
  const { cases } = await requestFor(runtime, actor, id)
  const items = await decidedItems(runtime, id, cases)
  const open = items.filter(
    ({ decision, item }) => decision === undefined && (only === undefined || only.includes(item)),
  )
  const proposed = open.flatMap(({ item, proposal }) => (proposal === undefined ? [] : [{ item, ...proposal }]))
  if (proposed.length === 0)
    return { decided: 0, undecided: items.filter(({ decision }) => decision === undefined).length }
  return decideItems(runtime, actor, id, proposed)
}

/** Puts the answer before a second person. @throws RefusedError while something is undecided. */
export async function prepareAnswer(runtime: Runtime, actor: Actor, id: string): Promise<AccessRequestView> {
  const { cases } = await requestFor(runtime, actor, id)
  const items = await decidedItems(runtime, id, cases)
  const open = items.filter(({ decision }) => decision === undefined).length
  if (open > 0) throw new RefusedError('undecided', `Nothing is decided yet of ${open} of ${items.length} items`)
  const contentHash = hashOf(items)
  return command(runtime, actor, id, cases, ['open'], (unit) => {
    unit.updateAccessRequest(id, { status: 'prepared', preparedBy: actor.id, preparedAt: unit.now, contentHash })
    return () => ({ type: 'access-answer-prepared', body: { items: items.length, contentHash } })
  })
}

/** Over what is held and what was decided of it; hex. */
export function hashOf(items: readonly ItemView[]): string {
  const lines = items.map(({ item, textHash, decision }) => [
    item,
    textHash,
    decision === undefined ? null : [decision.verdict, decision.marks, decision.reason ?? '', decision.copy ?? ''],
  ])
  return createHash('sha256').update(JSON.stringify(lines), 'utf8').digest('hex')
}

/**
 * A second person signs the answer as it was prepared: not whoever decided anything of it.
 *
 * @throws NotPermittedError when they decided of it themselves, or are no second person for that.
 * @throws RefusedError when something has changed since: it goes back to whoever prepares it.
 */
export async function signAnswer(runtime: Runtime, actor: Actor, id: string): Promise<AccessRequestView> {
  const { row, cases } = await requestFor(runtime, actor, id)
  if (!rowOf(ACTION).approvedBy.some((role) => hasRole(actor, role))) {
    throw new NotPermittedError('Your role cannot be the second person for that')
  }
  const decisions = await runtime.store.read.accessDecisions(id)
  if (row.preparedBy === actor.id || decisions.some(({ decidedBy }) => decidedBy === actor.id)) {
    throw new NotPermittedError('You prepared it: a second person must sign')
  }
  const items = await decidedItems(runtime, id, cases)
  if (row.status === 'prepared' && row.contentHash !== hashOf(items)) {
    throw changedSince()
  }
  return command(runtime, actor, id, cases, ['prepared'], (unit, locked) => {
    // sent back and prepared anew meanwhile: what was looked at is not what would be signed
    if (locked.contentHash !== row.contentHash || locked.preparedBy === actor.id) throw changedSince()
    unit.updateAccessRequest(id, { status: 'signed', signedBy: actor.id, signedAt: unit.now })
    return () => ({
      type: 'access-answer-signed',
      body: { preparedBy: row.preparedBy ?? '', contentHash: row.contentHash ?? '' },
    })
  })
}

function changedSince(): RefusedError {
  return new RefusedError(
    'changed-since',
    'What is held has changed since it was prepared: send it back, and look at it again',
  )
}

/** Sends it back to whoever prepares it, with the reason; files that were made of it go. */
export async function sendAnswerBack(
  runtime: Runtime,
  actor: Actor,
  id: string,
  reason: string,
): Promise<AccessRequestView> {
  mustGiveReason(reason)
  const { cases } = await requestFor(runtime, actor, id)
  return command(runtime, actor, id, cases, ['prepared', 'signed'], async (unit) => {
    unit.updateAccessRequest(id, {
      status: 'open',
      preparedBy: null,
      preparedAt: null,
      contentHash: null,
      signedBy: null,
      signedAt: null,
    })
    await unit.eraseAccessFiles({ requestId: id })
    return () => ({ type: 'access-answer-sent-back', body: {}, payload: reason })
  })
}

interface Entry {
  readonly type: string
  readonly body: Readonly<Record<string, unknown>>
  readonly payload?: string
}

/** One act on a request, in one transaction, with a row in the trail of each of its cases. */
export async function command(
  runtime: Runtime,
  actor: Actor,
  id: string,
  cases: readonly AccessRequestCaseRow[],
  from: readonly AccessRequestRow['status'][],
  act: (
    unit: Unit,
    row: AccessRequestRow,
  ) => Promise<(caseId: string) => Entry | undefined> | ((caseId: string) => Entry | undefined),
): Promise<AccessRequestView> {
  await recordingDenials(runtime, actor, ACTION, () =>
    runtime.store.command(async (unit) => {
      const row = await unit.lockAccessRequest(id)
      if (row === undefined) throw new NotFoundError('request', id)
      for (const { caseId } of cases) {
        mustSee(
          actor,
          { caseId, action: ACTION, given: BECAUSE },
          await sightOf(runtime, unit, actor, caseId),
          unit.now,
        )
      }
      if (!from.includes(row.status)) throw wrongStatus(row.status)
      const entryOf = await act(unit, row)
      for (const { caseId } of cases) {
        const entry = entryOf(caseId)
        if (entry === undefined) continue
        const { type, body, payload } = entry
        unit.audit({
          caseId,
          actor: actor.id,
          role: actor.role,
          type,
          body: { request: id, ...body },
          ...(payload !== undefined && { payload }),
        })
      }
    }),
  )
  const row = await runtime.store.read.accessRequest(id)
  if (row === undefined) throw new NotFoundError('request', id)
  return viewOf(row, cases)
}
