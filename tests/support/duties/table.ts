import { expect } from 'chai'
import { dutyNamed, judgeDuty, type CaseRead, type Council, type DutyResult } from '../../../engine/index.ts'
import type { Told } from '../../engine/law/facts.ts'
import { factsTold, KEPT_CASES, recordOf } from './index.ts'

/** One way in which a duty can stand in a case. */
export interface Row {
  readonly is: DutyResult
  readonly name: string
  readonly told: readonly Told[]
  /** After everything, where it is left out. */
  readonly today?: string
  readonly procedure?: string
  readonly council?: Pick<Council, 'signatories' | 'partners'>
  readonly reads?: readonly CaseRead[]
  /** Of each judgement in order, what is to be seen of it; left out: only the result is looked at. */
  readonly judged?: readonly object[]
}

/**
 * The duty against its table; the cases in which it is kept come from `KEPT_CASES`. Each way of standing must be in it,
 * but those named in `never`, which cannot be.
 *
 * @param usual - The procedure of rows that name none.
 */
export function judgedBy(
  id: string,
  rows: readonly Row[],
  never: readonly DutyResult[] = [],
  usual = 'children-act',
): void {
  const duty = dutyNamed(id)
  describe(`${id} ${duty.title}`, () => {
    const kept = KEPT_CASES.filter((each) => each.duty === id).map((each) => ({ ...each, is: 'met' as const }))
    for (const { is, name, told, today = '2026-07-01', procedure = usual, council, reads, judged } of [
      ...kept.map((each): Row => each),
      ...rows,
    ]) {
      it(`${is}: ${name}`, () => {
        const finding = judgeDuty(
          duty,
          recordOf({ procedure, today, ...(council && { council }), ...(reads && { reads }) }, factsTold({ told })),
        )
        expect(finding.result, JSON.stringify(finding.judgements)).to.equal(is)
        if (judged === undefined) return
        expect(finding.judgements).to.have.lengthOf(judged.length)
        for (const [index, each] of judged.entries()) expect(finding.judgements[index]).to.deep.include(each)
      })
    }
    it('is shown in every way in which it can stand', () => {
      const shown = new Set(['met', ...rows.map(({ is }) => is)])
      const all: readonly DutyResult[] = ['met', 'not-met', 'not-yet-due', 'not-applicable', 'cannot-tell']
      expect(all.filter((each) => !shown.has(each))).to.deep.equal(never)
    })
  })
}
