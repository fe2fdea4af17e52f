import type { FactType } from '../../case/fact.ts'
import { NotFoundError, RefusedError } from '../../errors.ts'
import { deadlineRule } from '../../law/index.ts'
import { permitHold, permitRelease } from '../../law/permit.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { mustBeAllowed, type Actor } from '../../access/index.ts'
import type { CaseWork } from '../case-work.ts'
import { changeCase, type Changed } from '../change-case.ts'
import type { CommandOptions, Runtime } from '../runtime.ts'
import { tellOfDecision } from '../tell-of-decision.ts'

/** What may be asked of a clock. */
export interface ChangeClock {
  readonly caseId: string
  /** Id of the deadline rule. */
  readonly rule: string
  readonly ground: string
  readonly reason: string
}

export interface ExtendClock extends ChangeClock {
  /** The new last day. */
  readonly until: LocalDate
  /** Where the law asks for the complainant's agreement: whether they gave it. */
  readonly agreedByComplainant?: boolean
}

type Done = Promise<Changed<{ readonly rule: string; readonly fact: string }>>

/**
 * Extends a clock, as far as its law allows and no further, and tells the complainant in the same step.
 *
 * @throws RefusedError in the law's words: no extension there, a ground that is none, too late, beyond the ceiling.
 */
export async function extendClock(
  runtime: Runtime,
  actor: Actor,
  request: ExtendClock,
  options: CommandOptions = {},
): Done {
  return change(runtime, actor, request, 'clock-extended', options, async (work) => {
    const by = recordExtension(work, request)
    await tellOfDecision(work, by)
    return by
  })
}

/** Records that a clock is extended: the law's limits are asked as the fact is recorded, whichever door it comes in by. */
export function recordExtension(work: CaseWork, request: ExtendClock): FactType {
  const { rule, ground, reason, until, agreedByComplainant } = request
  const extension = deadlineRule(rule).extension
  if (extension === undefined) throw new RefusedError('no-extension', `Nothing in law extends ${rule}`)
  mustRun(work, request)
  const agreed = extension.needsAgreement ? { agreedByComplainant: agreedByComplainant === true } : {}
  work.record([{ type: extension.by, on: work.today, data: { ground, reason, until, ...agreed } }])
  return extension.by
}

/** Stops a clock, where its law knows a ground for that. */
export async function holdClock(
  runtime: Runtime,
  actor: Actor,
  request: ChangeClock,
  options: CommandOptions = {},
): Done {
  const { rule, ground, reason } = request
  return change(runtime, actor, request, 'clock-held', options, (work) => {
    mustPermit(permitHold(work.recordedFacts(), rule, { ground, reason }, work.today, work.context()))
    work.record([{ type: 'clock-held', on: work.today, data: { rule, ground, reason } }])
    return 'clock-held'
  })
}

/** Lets a held clock go on. */
export async function releaseClock(
  runtime: Runtime,
  actor: Actor,
  request: Pick<ChangeClock, 'caseId' | 'rule' | 'reason'>,
  options: CommandOptions = {},
): Done {
  const { rule, reason } = request
  return change(runtime, actor, request, 'clock-released', options, (work) => {
    mustPermit(permitRelease(work.recordedFacts(), rule, { reason }, work.today, work.context()))
    work.record([{ type: 'clock-released', on: work.today, data: { rule, reason } }])
    return 'clock-released'
  })
}

async function change(
  runtime: Runtime,
  actor: Actor,
  request: { readonly caseId: string; readonly rule: string; readonly reason: string },
  type: string,
  options: CommandOptions,
  act: (work: CaseWork) => FactType | Promise<FactType>,
): Done {
  mustBeAllowed(actor, 'change-clocks')
  if (request.reason.trim() === '') throw new RefusedError('no-reason', 'Say why')
  return changeCase(
    runtime,
    actor,
    request.caseId,
    { ...options, action: 'change-clocks', given: ['reason'], request: [type, request] },
    () => ({ type, body: { rule: request.rule }, payload: request.reason }),
    async (work) => {
      mustRun(work, request)
      const fact = await act(work)
      // The diagram may have something to do about it: tell the complainant, say.
      work.deliver(fact, {})
      return { rule: request.rule, fact }
    },
  )
}

function mustRun(work: CaseWork, { caseId, rule: asked }: Pick<ChangeClock, 'caseId' | 'rule'>): void {
  if (!work.clocks().some(({ rule }) => rule === asked)) {
    throw new NotFoundError(`clock in ${caseId} for the rule`, asked)
  }
}

function mustPermit(permission: { readonly kind: string; readonly reason?: string; readonly message?: string }): void {
  if (permission.kind !== 'refused') return
  throw new RefusedError(permission.reason ?? 'refused', permission.message ?? 'The law does not allow it')
}
