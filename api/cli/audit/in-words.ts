import type { VerifyReport } from '../../../engine/index.ts'

const VERDICTS: Readonly<Record<VerifyReport['verdict'], string>> = {
  intact: 'INTACT: everything is as it was written and signed.',
  tampered: 'ALTERED: something is not as it was written.',
  incomplete: 'NOTHING WRONG FOUND, but this is not the whole proof.',
}

/** What came of verifying, in lines for a person. */
export function reportInWords(report: VerifyReport): readonly string[] {
  const { rows, cases, payloads, erasedPayloads, facts, erasedFacts, unsealedFacts, checkpoints, witnesses } = report
  return [
    VERDICTS[report.verdict],
    `${rows} rows, the last ${report.lastRow.seq} (${report.lastRow.hash.slice(0, 16)}…), of ${cases} cases`,
    `${payloads} words of persons agree, ${erasedPayloads} are erased; ${facts} facts agree, ${erasedFacts} are erased${
      unsealedFacts > 0 ? `, ${unsealedFacts} older ones by day, kind and author only` : ''
    }`,
    `${checkpoints} checkpoints in it, ${witnesses} from outside`,
    ...report.findings.map(({ kind, seq, until, caseId, expected, actual, sentence }) => {
      const place = `${seq}${until === undefined ? '' : `–${until}`}${caseId === undefined ? '' : ` ${caseId}`}`
      const both = expected === undefined ? '' : ` (expected ${expected}, found ${actual ?? 'nothing'})`
      return `- [${kind}] ${place}: ${sentence}${both}`
    }),
    ...(report.moreFindings > 0 ? [`… and ${report.moreFindings} more`] : []),
    ...report.remarks,
  ]
}
