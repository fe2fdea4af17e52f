import type { ReplayReport, VerifyReport } from '../../../engine/index.ts'

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

/** What came of playing cases again, in lines for a person. */
export function replayInWords(report: ReplayReport): readonly string[] {
  const { cases, lines, played, deviating, deviations, failed, run } = report
  const more = deviating - deviations.length
  return [
    deviating === 0
      ? `CONFORMING: the record of ${cases === 1 ? 'the case leads' : 'every case leads'} to where it stands.`
      : `DEVIATING: the record of ${deviating} of ${cases} ${cases === 1 ? 'case' : 'cases'} does not lead to where it stands.`,
    `run ${run}: ${played} of ${lines} steps of ${cases} ${cases === 1 ? 'case' : 'cases'} are as the diagrams allow (fitness ${share(report.fitness)})`,
    ...deviations.flatMap(({ caseId, fitness, deviation }) => [
      `- ${caseId}, ${deviation.step === undefined ? 'after its last step' : `step ${deviation.step}`}${
        deviation.seq === undefined ? '' : ` (row ${deviation.seq})`
      }${deviation.place === undefined ? '' : `, at ${deviation.place}`}, fitness ${share(fitness)}`,
      `    expected: ${deviation.expected}`,
      `    found: ${deviation.found}`,
    ]),
    ...(more > 0 ? [`… and ${more} more`] : []),
    ...failed.map(({ caseId, why }) => `! ${caseId} could not be played: ${why}`),
  ]
}

/** To four places, and never rounded up to 1. */
function share(fitness: number): string {
  return (Math.floor(fitness * 10_000) / 10_000).toFixed(4)
}
