import {
  DUTIES,
  listProcedures,
  NO_TEAM,
  type PaperStanding,
  type PaperView,
  type Runtime,
  type SampleRule,
  type SampleView,
  type Spread,
  type Strata,
} from '../../engine/index.ts'
import { inWords, outcomeInWords, stageInWords } from '../cases/words.ts'
import { shortDay } from '../frame/index.ts'
import { quarterNamed } from './period.ts'
import { RESULTS, RESULT_TONES } from './words.ts'

/*
 * What samples and their papers are called and shown as on a page.
 */

export const SAMPLES = '/audit/samples'

export const STRATA: Readonly<Record<Strata, string>> = {
  none: 'No groups',
  procedure: 'By procedure',
  team: 'By team',
  quarter: 'By the quarter in which the case came in',
}

export const SPREADS: Readonly<Record<Spread, string>> = {
  proportional: 'In proportion: each group by its size, and at least one case of each',
  each: 'The same number of each group',
  all: 'Every case of each group',
}

export const TEST_RESULTS = {
  tick: 'In order',
  exception: 'Exception',
  'not-applicable': 'Not applicable',
} as const

export const STANDINGS: Readonly<Record<PaperStanding, { readonly text: string; readonly tag: string }>> = {
  'not-begun': { text: 'Not begun', tag: 'grey' },
  draft: { text: 'Draft', tag: 'yellow' },
  signed: { text: 'Signed off', tag: 'blue' },
  reviewed: { text: 'Reviewed', tag: 'green' },
}

/** What is looked at where nobody says otherwise. Duties are judged beside it, and need no test here. */
export const USUAL_TESTS: readonly string[] = [
  'The days on record agree with the papers on the file.',
  'Each point of the complaint was answered.',
  'The reasons for each finding are on the file.',
  'Letters went to the right person, in the form that they need.',
  'What was promised was done, and there is evidence of it.',
]

/** A working paper as its pages show it. */
export function paperFace(paper: PaperView) {
  const name = (id: string | undefined) => (id === undefined ? '' : nameIn(paper.names, id))
  return {
    ...paper,
    procedure: inWords(paper.procedure),
    standing: STANDINGS[paper.paper],
    savedBy: name(paper.savedBy),
    signedBy: name(paper.signedBy),
    reviewedBy: name(paper.reviewedBy),
    addenda: paper.addenda.map((each) => ({ ...each, writtenBy: name(each.writtenBy) })),
    tests: paper.sample.tests.map((text, index) => {
      const { result, note = '' } = paper.tests[index] ?? {}
      return { text, note, code: result, result: result === undefined ? '' : TEST_RESULTS[result] }
    }),
    duties: (paper.findings?.duties ?? []).map((each) => ({
      ...each,
      words: RESULTS[each.result],
      tone: RESULT_TONES[each.result],
      isOpen: each.result === 'not-met' || each.result === 'cannot-tell',
    })),
  }
}

export function paperAddress(sample: string, caseId: string): string {
  return `${SAMPLES}/${sample}/cases/${caseId}`
}

export function nameIn(names: SampleView['names'], id: string): string {
  return names.find((each) => each.id === id)?.name ?? id
}

/** What a group is called. */
export async function groupWords(runtime: Runtime, strata: Strata): Promise<(stratum: string) => string> {
  const { teams } = runtime.council
  const titles = new Map((await listProcedures(runtime)).map(({ procedure, title }) => [procedure, title]))
  return (stratum) => {
    switch (strata) {
      case 'none':
        return 'All cases'
      case 'procedure':
        return titles.get(stratum) ?? inWords(stratum)
      case 'team':
        return stratum === NO_TEAM ? 'No team' : (teams[stratum]?.name ?? inWords(stratum))
      case 'quarter':
        return quarterNamed(stratum).text
    }
  }
}

/** `C05: Stage 1 is answered within 10 working days …`. */
export function dutyInWords(id: string): string {
  return `${id}: ${DUTIES.find((duty) => duty.id === id)?.title ?? 'a duty that is no longer judged'}`
}

/** What narrows a population, a line each; none where every case belongs to it. */
export async function ruleInWords(
  runtime: Runtime,
  rule: SampleRule,
): Promise<readonly { readonly key: string; readonly value: string }[]> {
  const titles = new Map((await listProcedures(runtime)).map(({ procedure, title }) => [procedure, title]))
  const { teams } = runtime.council
  const list = <Code extends string>(key: string, codes: readonly Code[] | undefined, words: (code: Code) => string) =>
    codes === undefined ? [] : [{ key, value: codes.map(words).join(', or ') }]
  const days = (key: string, from: SampleRule['receivedFrom'], to: SampleRule['receivedTo']) => {
    const parts = [from === undefined ? [] : `from ${shortDay(from)}`, to === undefined ? [] : `to ${shortDay(to)}`]
    return parts.flat().length === 0 ? [] : [{ key, value: parts.flat().join(' ') }]
  }
  return [
    ...list('Procedure', rule.procedures, (code) => titles.get(code) ?? inWords(code)),
    ...list('Status', rule.statuses, (code) => (code === 'incident' ? 'Stopped' : inWords(code))),
    ...list('Furthest stage', rule.stages, stageInWords),
    ...list('Outcome', rule.outcomes, outcomeInWords),
    ...list('Team', rule.teams, (code) => teams[code]?.name ?? code),
    ...days('Received', rule.receivedFrom, rule.receivedTo),
    ...days('Closed', rule.closedFrom, rule.closedTo),
    ...list('Duty', rule.duty === undefined ? undefined : [rule.duty], dutyInWords),
    ...list('Found of that duty', rule.dutyResults, (result) => RESULTS[result]),
  ]
}
