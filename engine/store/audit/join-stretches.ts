import { ZEROS } from './chain.ts'
import type { ChainEnd } from './check-rows.ts'
import {
  FIRST,
  LAST,
  type CaseCount,
  type CheckedStretch,
  type RowTally,
  type Stretch,
  type StretchOptions,
} from './check-stretch.ts'
import type { Findings } from './finding.ts'

/** How a trail is checked in stretches. */
export interface InStretches {
  /** Rows of a stretch. */
  readonly rows: number
  /** Checks each, and tells what it came to in the order asked. */
  readonly check: (stretches: readonly Stretch[], told: (stretch: CheckedStretch) => void) => Promise<void>
}

/** What a stretch says that cannot be checked apart; `CheckedStretch.needsWhole` tells why. */
export class WholeTrailNeededError extends Error {
  override readonly name = 'WholeTrailNeededError'
}

/**
 * Puts together what stretches came to that were checked apart.
 *
 * @param last - Number of the last row, as the trail says; the last stretch has no end, for rows that it does not tell of.
 * @throws WholeTrailNeededError where the trail has to be checked in one.
 */
export async function joinStretches(
  { rows, check }: InStretches,
  last: number,
  findings: Findings,
  tally: RowTally,
  { addLeaf, onPage }: Omit<StretchOptions, 'pageSize'>,
): Promise<{ readonly end: ChainEnd; readonly cases: ReadonlyMap<string, CaseCount> }> {
  const stretches: Stretch[] = []
  for (let from = 1; from === 1 || from <= last; from += rows) {
    stretches.push({ from: from === 1 ? FIRST : from, to: from + rows > last ? LAST : from + rows - 1 })
  }
  let end: ChainEnd = { seq: 0, hash: ZEROS }
  const cases = new Map<string, CaseCount>()
  const unfit: number[] = []
  await check(stretches, (checked) => {
    if (checked.needsWhole) unfit.push(checked.lastSeq)
    for (const key of Object.keys(checked.tally) as (keyof RowTally)[]) tally[key] += checked.tally[key]
    for (const finding of checked.findings) findings.add(finding)
    findings.countMore(checked.findingCount - checked.findings.length)
    const hashes = Buffer.from(checked.hashes.buffer, checked.hashes.byteOffset, checked.hashes.byteLength)
    for (let at = 0; at < hashes.length; at += 32) addLeaf?.(hashes.subarray(at, at + 32))
    for (const [caseId, { facts, changes }] of checked.cases) {
      const before = cases.get(caseId)
      cases.set(caseId, { facts: (before?.facts ?? 0) + facts, changes: (before?.changes ?? 0) + changes })
    }
    const hash = hashes.subarray(hashes.length - 32)
    if (hashes.length > 0) end = { seq: checked.lastSeq, hash }
    onPage?.(end.seq)
  })
  if (unfit.length > 0) {
    throw new WholeTrailNeededError(`The rows up to ${unfit[0]} cannot be checked apart from those before them`)
  }
  return { end, cases }
}
