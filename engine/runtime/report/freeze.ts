import { RefusedError } from '../../errors.ts'
import type { Frozen, ReportContent } from '../../figures/index.ts'
import { mustBeAllowed, type Actor } from '../../access/index.ts'
import type { Runtime } from '../runtime.ts'
import type { ReportAsked } from './asked.ts'
import { draftReport, sealed } from './content.ts'

/** Prints a frozen report as two files that stand alone: with everything, and with small numbers left out. */
export type PrintReport = (
  content: ReportContent,
  frozen: Frozen,
) => Promise<{ readonly internalHtml: string; readonly publicHtml: string }>

/** Some sums of the report do not come out, so it cannot be frozen. */
export class SumsDifferError extends RefusedError {
  /** Which, a sentence each. */
  readonly mismatches: readonly string[]
  constructor(mismatches: readonly string[]) {
    super(
      'sums-differ',
      `The report cannot be frozen: ${mismatches.length === 1 ? 'a sum does' : `${mismatches.length} sums do`} not come out. ${mismatches.join(' ')}`,
    )
    this.mismatches = mismatches
  }
}

/**
 * Freezes a report as it now is: figures, words and pages, under the hash of what it says. Asked again for what says the
 * same, it answers with the one that is there.
 *
 * @throws SumsDifferError when its sums do not come out: the try stands in the audit trail.
 */
export async function freezeReport(
  runtime: Runtime,
  actor: Actor,
  asked: ReportAsked,
  print: PrintReport,
): Promise<Frozen> {
  mustBeAllowed(actor, 'write-report')
  const content = await draftReport(runtime, actor, asked)
  const { kind, days, mismatches } = content
  const ofReport = { kind, from: days.period.from, to: days.period.to, asAt: days.writtenOn }
  if (mismatches.length > 0) {
    await runtime.store.command((unit) => {
      const body = { ...ofReport, mismatches }
      unit.audit({ actor: actor.id, role: actor.role, type: 'report-not-frozen', outcome: 'refused', body })
      return Promise.resolve()
    })
    throw new SumsDifferError(mismatches)
  }
  const { id, text } = sealed(content)
  const known = await runtime.store.read.reportSnapshot(id)
  if (known !== undefined) return { id, frozenAt: known.frozenAt, frozenBy: known.frozenBy }
  const frozenAt = runtime.clock.now()
  const [user] = await runtime.store.read.usersNamed([actor.id])
  const frozen: Frozen = { id, frozenAt, frozenBy: user?.name ?? actor.id }
  const pages = await print(content, frozen)
  await runtime.store.command((unit) => {
    unit.addReportSnapshot({
      id,
      kind,
      fromDay: days.period.from,
      toDay: days.period.to,
      asAt: days.writtenOn,
      content: text,
      ...pages,
      frozenAt,
      frozenBy: frozen.frozenBy,
    })
    unit.audit({ actor: actor.id, role: actor.role, type: 'report-frozen', body: { ...ofReport, snapshot: id } })
    return Promise.resolve()
  })
  return frozen
}
