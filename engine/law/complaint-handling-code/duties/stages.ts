import type { Fact } from '../../../case/fact.ts'
import type { DeadlineRule } from '../../deadline-rule.ts'
import { readByClocks } from '../../clock-reads.ts'
import type { CaseRecord } from '../../case-record.ts'
import type { Duty, Judgement } from '../../duty.ts'
import { inWords, isOver, judgeAnswerClock, leftFor, of, toldAbout, withoutStep } from '../../evidence.ts'
import { cannotTell, clocksOf, factsOf, firstOf, judgeClock, lastOf, met, notMet, notYetDue } from '../../judging.ts'
import { code, IN_FORCE } from '../source.ts'
import { stage1Acknowledgement, stage1Answer } from '../stage-1.ts'
import { stage2Acknowledgement, stage2Answer } from '../stage-2.ts'

export const CODE: readonly string[] = ['complaint-handling-code']
/** Cases from before follow the council's own policy. */
export const PERIODS = [{ from: IN_FORCE }] as const

export const stage1Acknowledged: Duty = {
  id: 'O01',
  title: 'At Stage 1 the complaint is acknowledged within five working days.',
  severity: 'guidance',
  citation: stage1Acknowledgement.citation,
  reading: `${stage1Acknowledgement.interpretation} Whatever counts from the acknowledgement stands on it.`,
  procedures: CODE,
  periods: PERIODS,
  reads: [...readByClocks(stage1Acknowledgement), 'corporate-1-answered'],
  clocks: [stage1Acknowledgement.id],
  judge: (record) => judgeAcknowledgement(record, stage1Acknowledgement, firstOf(record, 'corporate-1-answered')),
}

export const stage1Answered: Duty = {
  id: 'O02',
  title:
    'At Stage 1 the full response is sent within ten working days of the acknowledgement, or in the longer time that was told in them.',
  severity: 'guidance',
  citation: stage1Answer.citation,
  reading: stage1Answer.interpretation,
  procedures: CODE,
  periods: PERIODS,
  reads: [...readByClocks(stage1Answer), 'matter-signposted'],
  clocks: [stage1Answer.id],
  judge: (record) =>
    judgeAnswer(record, stage1Answer, {
      acknowledged: firstOf(record, 'corporate-1-acknowledged'),
      answered: firstOf(record, 'corporate-1-answered'),
    }),
}

export const stage1Extension: Duty = {
  id: 'O03',
  title: 'More time at Stage 1 is ten working days at most, and is told with the reason and the Ombudsman’s details.',
  severity: 'guidance',
  citation: code(
    '6.4–6.5',
    'An extension is no more than 10 working days without good reason; the reason is explained, and the Ombudsman’s details are given.',
    'verified',
  ),
  reading:
    'Ten working days after the ten, so twenty from the acknowledgement. “Without good reason” allows more in principle; a longer time is shown as broken, for a person to look at.',
  procedures: CODE,
  periods: PERIODS,
  reads: [...readByClocks(stage1Answer), 'notice-sent'],
  clocks: [stage1Answer.id],
  judge: (record) => factsOf(record, 'corporate-1-extended').map((fact) => judgeExtension(record, stage1Answer, fact)),
}

export const stage2: Duty = {
  id: 'O04',
  title: 'Stage 2 is acknowledged within five working days and answered within twenty of that, or twenty more.',
  severity: 'guidance',
  citation: { ...stage2Answer.citation, text: `${stage2Acknowledgement.citation.text} ${stage2Answer.citation.text}` },
  reading: `${stage2Answer.interpretation} The acknowledgement, the answer and an extension are judged apart. A request that was refused is judged by paragraph 2.4.`,
  procedures: CODE,
  periods: PERIODS,
  reads: [
    ...readByClocks(stage2Acknowledgement, stage2Answer),
    'notice-sent',
    'complaint-refused',
    'complaint-excluded',
    'matter-signposted',
  ],
  clocks: [stage2Acknowledgement.id, stage2Answer.id],
  judge(record) {
    const requested = lastOf(record, 'corporate-2-requested')
    const acknowledged = firstOf(record, 'corporate-2-acknowledged')
    const answered = firstOf(record, 'corporate-2-answered')
    const begun = acknowledged ?? answered
    if (requested === undefined) {
      return begun === undefined ? [] : [cannotTell('Stage 2 was begun, and no request for it is on record.', begun)]
    }
    const refused = factsOf(record, 'complaint-refused').some(({ on }) => on >= requested.on)
    if (refused && begun === undefined) return []
    return [
      ...judgeAcknowledgement(record, stage2Acknowledgement, answered).map((each) => of('acknowledgement', each)),
      ...judgeAnswer(record, stage2Answer, { acknowledged, answered }).map((each) => of('answer', each)),
      ...factsOf(record, 'corporate-2-extended').map((fact) =>
        of('extension', judgeExtension(record, stage2Answer, fact)),
      ),
    ]
  },
}

function judgeAcknowledgement(
  record: CaseRecord,
  { id }: DeadlineRule,
  answered: Fact | undefined,
): readonly Judgement[] {
  return clocksOf(record, id).map((clock) =>
    clock.metBy === undefined && answered !== undefined
      ? cannotTell('An answer was sent, and the acknowledgement that it counts from is not on record.', answered)
      : judgeClock(clock),
  )
}

function judgeAnswer(
  record: CaseRecord,
  { id }: DeadlineRule,
  { acknowledged, answered }: { readonly acknowledged: Fact | undefined; readonly answered: Fact | undefined },
): readonly Judgement[] {
  if (acknowledged !== undefined) return clocksOf(record, id).map((clock) => judgeAnswerClock(record, clock))
  return [
    answered === undefined
      ? withoutStep(record, CODE, 'acknowledgement')
      : cannotTell('The answer counts from an acknowledgement that is not on record.', answered),
  ]
}

function judgeExtension(
  record: CaseRecord,
  { id }: DeadlineRule,
  fact: Fact<'corporate-1-extended'> | Fact<'corporate-2-extended'>,
): Judgement {
  const clock = clocksOf(record, id).findLast(({ startedOn }) => startedOn <= fact.on)
  if (clock?.ceiling === undefined) {
    return cannotTell('The time that was made longer counts from an acknowledgement that is not on record.', fact)
  }
  if (fact.data.until > clock.ceiling) {
    return { ...notMet('It was made longer than allowed.', fact), due: clock.ceiling, doneOn: fact.data.until }
  }
  if (fact.data.reason.trim() === '') return notMet('No reason is given for the longer time.', fact)
  return toldAbout(record, fact, {
    contents: ['reason', 'new-date', 'ombudsman'],
    what: 'of the longer time, with the reason and the Ombudsman’s details',
  })
}

export const anotherPerson: Duty = {
  id: 'O05',
  title: 'Stage 2 is decided by somebody other than Stage 1.',
  severity: 'guidance',
  citation: code('6.9 and after', 'Stage 2 is considered by a person who did not consider Stage 1.', 'verified'),
  reading: 'By who answered each stage. The rule is verified, the number of the paragraph is not.',
  procedures: CODE,
  periods: PERIODS,
  reads: ['corporate-1-answered', 'corporate-2-answered'],
  judge: (record) =>
    factsOf(record, 'corporate-2-answered').map((second) => {
      const first = factsOf(record, 'corporate-1-answered')
      if (first.length === 0) return cannotTell('Who answered Stage 1 is not on record.', second)
      return first.some(({ data }) => data.person === second.data.person)
        ? notMet('The same person answered both stages.', ...first, second)
        : met('Another person answered Stage 2.', ...first, second)
    }),
}

export const twoStages: Duty = {
  id: 'O06',
  title: 'There are two stages and no more.',
  severity: 'guidance',
  citation: code('5.2', 'No extra named stages, such as a “stage 0” or an informal stage.', 'verified'),
  reading:
    'By the stages that were opened while the complaint is handled under the Code. An early resolution that stops no clock is no stage.',
  procedures: CODE,
  periods: PERIODS,
  reads: [
    'stage-opened',
    'corporate-1-answered',
    'case-closed',
    'complaint-withdrawn',
    'complaint-refused',
    'complaint-excluded',
    'matter-signposted',
  ],
  judge(record) {
    const opened = stagesHere(record)
    const other = opened.find(({ data }) => !TWO.includes(data.stage))
    if (other !== undefined)
      return [notMet(`A stage besides the two was opened: ${inWords([other.data.stage])}.`, other)]
    const answered = firstOf(record, 'corporate-1-answered')
    if (opened.length > 0) return [met('No stage besides the two was opened.', ...opened)]
    if (answered !== undefined) return [cannotTell('Stage 1 was answered, and its opening is not on record.', answered)]
    return isOver(record, CODE) ? [] : [notYetDue('No stage has been opened yet.')]
  },
}

const TWO: readonly string[] = ['corporate-1', 'corporate-2']

/** Those opened since the complaint came to this procedure. What the Ombudsman does is no stage of the council. */
function stagesHere(record: CaseRecord): readonly Fact<'stage-opened'>[] {
  if (leftFor(record, CODE) !== undefined) return []
  const came = record.facts.findLastIndex(({ type }) => type === 'complaint-rerouted' || type === 'procedure-begun')
  return factsOf(record, 'stage-opened').filter(
    (fact) => record.facts.indexOf(fact) > came && fact.data.stage !== 'ombudsman',
  )
}
