import type { JudgementView } from '../../engine/index.ts'
import { inWords, sentence } from '../cases/words.ts'
import { RESULT_TONES, RESULTS, subjectInWords } from './words.ts'

/** What a finding rests on, as pages show it: each fact leads to its place in what happened to the case. */
export function judgementViews(caseId: string, judgements: readonly JudgementView[]) {
  return judgements.map(({ result, because, subject, reading, due, doneOn, consented, facts }) => ({
    result: { text: RESULTS[result], tone: RESULT_TONES[result] },
    because,
    subject: [
      subject === undefined ? [] : subjectInWords(subject),
      reading === undefined ? [] : readingInWords(reading),
    ]
      .flat()
      .join(', '),
    due,
    doneOn,
    consented: consented === true,
    facts: facts.map(({ fact, type, on }) => ({
      n: numberOf(fact),
      text: sentence(inWords(type)),
      on,
      href: `/cases/${caseId}/timeline#fact-${numberOf(fact)}`,
    })),
  }))
}

function numberOf(fact: string): string {
  return fact.slice(fact.lastIndexOf('/') + 1)
}

function readingInWords(reading: string): string {
  return READINGS[reading] ?? inWords(reading)
}

const READINGS: Readonly<Record<string, string>> = {
  request: 'counted from the request',
  agreed: 'counted from the record that was agreed',
}
