import type { FactType } from '../../case/fact.ts'
import { NotFoundError, RefusedError } from '../../errors.ts'
import { deadlineRule } from '../../law/index.ts'
import { permitHold, permitRelease } from '../../law/permit.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { mustBeAllowed, type Actor } from '../../access/index.ts'
import type { CaseWork } from '../case-work.ts'
import { changeCase, type Changed } from '../change-case.ts'
import type { CommandOptions, Runtime } from '../runtime.ts'

/** What may be asked of a clock. */
export interface ChangeClock {
  readonly caseId: string
  /** Id of the deadline rule. */
  readonly rule: string
  readonly ground: string
  readonly reason: string
}

type Done = Promise<Changed<{ readonly rule: string; readonly fact: string }>>

/**
 * Extends a clock, as far as its law allows and no further.
 *
 * @throws RefusedError in the law's words: no extension there, a ground that is none, too late, beyond the ceiling.
 */
export async function extendClock(
  runtime: Runtime,
  actor: Actor,
  request: ChangeClock & { readonly until: LocalDate },
  options: CommandOptions = {},
): Done {
  const { rule, ground, reason, until } = request
  return change(runtime, actor, request, 'clock-extended', options, (work) => {
    const extension = deadlineRule(rule).extension
    if (extension === undefined) throw new RefusedError('no-extension', `Nothing in law extends ${rule}`)
    // The law's limits are asked when the fact is recorded, whichever door it comes in by.
    work.record([{ type: extension.by, on: work.today, data: { ground, reason, until } }])
    return extension.by
  })
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
  act: (work: CaseWork) => FactType,
): Done {
  mustBeAllowed(actor, 'change-clocks')
  if (request.reason.trim() === '') throw new RefusedError('no-reason', 'Say why')
  return changeCase(
    runtime,
    actor,
    request.caseId,
    { ...options, request: [type, request] },
    () => ({ type, body: { rule: request.rule }, payload: request.reason }),
    (work) => {
      if (!work.clocks().some(({ rule }) => rule === request.rule)) {
        throw new NotFoundError(`clock in ${request.caseId} for the rule`, request.rule)
      }
      const fact = act(work)
      // The diagram may have something to do about it: tell the complainant, say.
      work.deliver(fact, {})
      return { rule: request.rule, fact }
    },
  )
}

function mustPermit(permission: { readonly kind: string; readonly reason?: string; readonly message?: string }): void {
  if (permission.kind !== 'refused') return
  throw new RefusedError(permission.reason ?? 'refused', permission.message ?? 'The law does not allow it')
}
