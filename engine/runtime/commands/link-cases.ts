import { mustBeAllowed, type Actor } from '../../access/index.ts'
import { standingFacts } from '../../case/evolve.ts'
import type { NewFact } from '../../case/fact.ts'
import type { FactData } from '../../case/fact-data.ts'
import { ConflictError, NotFoundError, RefusedError } from '../../errors.ts'
import { mustSee, sightOf } from '../access.ts'
import type { CaseWork } from '../case-work.ts'
import { changeCase, loadWork, tell, type Changed } from '../change-case.ts'
import { finish } from '../finish.ts'
import type { CaseChanged, CommandOptions, Runtime } from '../runtime.ts'

export interface LinkCases {
  readonly caseId: string
  /** Reference of the other case. */
  readonly other: string
  /** What the two are to each other. */
  readonly kind: FactData['case-linked']['kind']
}

export interface UndoLink extends LinkCases {
  /** Stands in both cases. */
  readonly reason: string
}

interface Linked {
  readonly other: string
  readonly kind: LinkCases['kind']
}

/**
 * Links two cases, on both sides at once. The asker must be allowed to record in both.
 *
 * @throws NotFoundError when either is not there, for this asker.
 * @throws RefusedError when they are linked so already, or are one case.
 */
export async function linkCases(
  runtime: Runtime,
  actor: Actor,
  request: LinkCases,
  options: CommandOptions = {},
): Promise<Changed<Linked>> {
  const { kind } = request
  return inBoth(runtime, actor, { ...request, type: 'case-linked' }, options, (work, other) => ({
    type: 'case-linked',
    on: work.today,
    data: { case: other, kind },
  }))
}

/**
 * Takes a link between two cases back, on both sides at once. Nothing is deleted: each case keeps the link, and the
 * correction that says why it was wrong.
 *
 * @throws NotFoundError when either is not there, for this asker.
 * @throws RefusedError when they are not linked so, or no reason is given.
 */
export async function undoLink(
  runtime: Runtime,
  actor: Actor,
  request: UndoLink,
  options: CommandOptions = {},
): Promise<Changed<Linked>> {
  const { kind } = request
  const reason = request.reason.trim()
  if (reason === '') throw new RefusedError('no-reason', 'Say why the link was wrong')
  return inBoth(runtime, actor, { ...request, type: 'link-undone' }, options, (work, other) => {
    const link = standingFacts(work.recordedFacts()).find(
      (fact) => fact.type === 'case-linked' && fact.data.case === other && fact.data.kind === kind,
    )
    if (link === undefined) throw new RefusedError('not-linked', `${other} is not linked with this case so`)
    return { type: 'fact-corrected', on: work.today, data: { fact: link.id, reason } }
  })
}

/** Records something in each of two cases about the other, in one transaction. */
async function inBoth(
  runtime: Runtime,
  actor: Actor,
  request: LinkCases & { readonly type: 'case-linked' | 'link-undone' },
  options: CommandOptions,
  factIn: (work: CaseWork, other: string) => NewFact,
): Promise<Changed<Linked>> {
  mustBeAllowed(actor, 'record-facts')
  const { caseId, other, kind, type } = request
  if (caseId === other) throw new RefusedError('same-case', 'A case is not linked with itself')
  const { expectedVersion, ...rest } = options
  // Always held in the same order, so that two people who link the same two cases do not wait for each other.
  const [first, second] = caseId < other ? [caseId, other] : [other, caseId]
  let alsoChanged: CaseChanged | undefined
  const changed = await changeCase<Linked>(
    runtime,
    actor,
    first,
    { ...rest, action: 'record-facts', request: [type, request] },
    () => ({ type, body: { with: second, kind } }),
    async (work) => {
      const row = await work.unit.lockCase(second)
      const seen = await sightOf(runtime, work.unit, actor, second)
      const sight = mustSee(actor, { caseId: second, action: 'record-facts' }, seen, work.now)
      if (row === undefined) throw new NotFoundError('case', second)
      const secondWork = await loadWork(runtime, work.unit, actor, row, sight)
      const asked = caseId === first ? work : secondWork
      if (expectedVersion !== undefined && asked.row.version !== expectedVersion) {
        throw new ConflictError(`${caseId} has changed: it is at version ${asked.row.version}, not ${expectedVersion}`)
      }
      work.record([factIn(work, second)])
      secondWork.record([factIn(secondWork, first)])
      alsoChanged = await finish(secondWork, { type, body: { with: first, kind } }, false)
      return { other, kind }
    },
  )
  tell(runtime, alsoChanged)
  return caseId === first ? changed : { ...changed, caseId, version: alsoChanged?.version ?? changed.version }
}
