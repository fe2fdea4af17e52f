import { InvalidVariablesError } from '../../errors.ts'
import { boxesOf, reportDocument, type NarrativeBox, type ReportKind } from '../../figures/index.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { mustBeAllowed, type Actor } from '../../access/index.ts'
import type { Runtime } from '../runtime.ts'
import { emptyContent } from './empty-content.ts'

/** Words for one box of a report, until it is frozen. */
export interface WriteNarrative {
  readonly kind: ReportKind
  readonly from: LocalDate
  readonly to: LocalDate
  /** `adult.timeliness`. */
  readonly box: string
  /** Empty: the box is emptied. */
  readonly text: string
}

export const LONGEST_WORDS = 5000

/** The box of that id in a report of that kind; undefined where there is none. */
export function reportBox(
  { kind, from, to }: Pick<WriteNarrative, 'kind' | 'from' | 'to'>,
  box: string,
): NarrativeBox | undefined {
  return boxesOf(reportDocument(emptyContent(kind, from, to), 'internal')).find(({ id }) => id === box)
}

/**
 * Writes the words of a box. Those before them stay on record, and so does who wrote which. What is frozen keeps the words
 * that it had.
 *
 * @throws InvalidVariablesError for a box that the report does not have, or more text than belongs there.
 */
export async function writeNarrative(runtime: Runtime, actor: Actor, asked: WriteNarrative): Promise<void> {
  mustBeAllowed(actor, 'write-report')
  const { kind, from, to, box } = asked
  const text = asked.text.replaceAll('\r\n', '\n').trim().normalize('NFC')
  const known = reportBox(asked, box) !== undefined
  const faults = [
    ...(known ? [] : [{ at: '/box', message: 'is no box of that report' }]),
    ...(text.length > LONGEST_WORDS
      ? [{ at: '/text', message: `must have ${LONGEST_WORDS} characters or fewer` }]
      : []),
  ]
  if (faults.length > 0) throw new InvalidVariablesError('The words of the report', faults)
  await runtime.store.command(async (unit) => {
    await unit.addReportNarrative({ kind, fromDay: from, toDay: to, box, text, writtenBy: actor.id })
    const body = { kind, from, to, box, characters: text.length }
    unit.audit({ actor: actor.id, role: actor.role, type: 'report-words-written', body })
  })
}
