import { dayOf, fromMillis, toMillis } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { mustBeAllowed, type Actor } from '../../access/index.ts'
import { changeCase } from '../change-case.ts'
import { expectedDates, type ExpectedDates } from '../intake/expected-dates.ts'
import { checkIntakeFields, type IntakeFields } from '../intake/fields.ts'
import { expectedProcedure, intakeOf } from '../intake/intake-of.ts'
import type { CommandOptions, Runtime } from '../runtime.ts'
import { noteWish } from '../own/own-requests.ts'
import { takeMessage } from '../take-message.ts'
import { openCase } from './open-case.ts'
import { submitComplaint } from './submit-complaint.ts'

/** What whoever hands something in is told at once. */
export interface IntakeReceipt {
  readonly reference: string
  readonly kind: IntakeFields['kind']
  readonly receivedOn: LocalDate
  /** Where it is likely to go; left out where nobody can tell before it is read, and for what is no complaint. */
  readonly expectedProcedure?: string
  /** By when whoever complains hears from the council, by the law of that procedure. */
  readonly dates: ExpectedDates
}

/** Days for which the wish for an advocate waits for a procedure that provides one. */
const ADVOCATE_WAITS_DAYS = 366
const DAY_MS = 86_400_000

/**
 * Takes in what somebody hands in: by the public form, or by another front end with the same fields.
 *
 * Whoever says that somebody is at risk now has the safeguarding team alerted at once. A wish for an advocate waits
 * until the complaint is in a procedure that provides one.
 *
 * @throws InvalidVariablesError with every fault.
 */
export async function submitIntake(
  runtime: Runtime,
  actor: Actor,
  given: unknown,
  options: CommandOptions = {},
): Promise<IntakeReceipt> {
  mustBeAllowed(actor, 'submit-complaint')
  const fields = checkIntakeFields(given)
  const intake = intakeOf(fields)
  const receivedOn = fields.receivedOn ?? dayOf(runtime.clock.now())
  if (intake.kind === 'feedback') {
    const { caseId } = await openCase(runtime, actor, intake.opening, options)
    return { reference: caseId, kind: fields.kind, receivedOn, dates: {} }
  }
  const { caseId } = await submitComplaint(runtime, actor, intake.submission, options)
  const procedure = expectedProcedure(fields)
  await followUp(runtime, actor, caseId, { ...intake, hasStep: procedure === 'children-act' }, options)
  return {
    reference: caseId,
    kind: fields.kind,
    receivedOn,
    ...(procedure !== undefined && { expectedProcedure: procedure }),
    dates: expectedDates(procedure, receivedOn),
  }
}

interface Wishes {
  readonly advocate?: { readonly provider?: string }
  readonly riskNow: boolean
  /** Whether the procedure to which it is likely to go has a step for an advocate. */
  readonly hasStep: boolean
}

async function followUp(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
  { advocate, riskNow, hasStep }: Wishes,
  { idempotencyKey }: CommandOptions,
): Promise<void> {
  if (advocate === undefined && !riskNow) return
  const once = idempotencyKey === undefined ? {} : { idempotencyKey: `${idempotencyKey}.beside` }
  await changeCase(
    runtime,
    actor,
    caseId,
    { ...once, action: 'submit-complaint', request: ['submit-intake', { advocate, riskNow }] },
    () => ({ type: 'wishes-noted', body: { advocate: advocate !== undefined, riskNow } }),
    async (work) => {
      if (riskNow) takeMessage(work, 'safeguarding-raised', { reason: SAID_AT_RISK })
      if (advocate !== undefined) {
        if (!hasStep) await noteWish(work)
        await work.unit.inboxAdd({
          id: `${caseId}.advocate-wanted`,
          caseId,
          name: 'advocate-wanted',
          data: { answers: { wantedOn: work.today, ...advocate } },
          dedupeKey: `${caseId} advocate-wanted`,
          expiresAt: fromMillis(toMillis(work.now) + ADVOCATE_WAITS_DAYS * DAY_MS),
        })
      }
      return {}
    },
  )
}

const SAID_AT_RISK = 'Whoever complains says that somebody is at risk now. Read the complaint at once.'
