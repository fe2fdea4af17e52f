import type { Fact } from '../../../case/fact.ts'
import type { CaseRecord } from '../../case-record.ts'
import { readByClocks } from '../../clock-reads.ts'
import type { Duty, Judgement } from '../../duty.ts'
import { inWords, judgeAnswerClock, leftFor, missingFrom, withoutStep } from '../../evidence.ts'
import { cannotTell, clocksOf, factsOf, firstOf, judgeClock, met, notApplicable, notMet } from '../../judging.ts'
import { missedNotice, response } from '../response.ts'
import { IN_FORCE, regulation } from '../source.ts'
import { ADULT } from './owed-in.ts'

const PERIODS = [{ from: IN_FORCE }] as const
const ENDINGS = [
  'case-closed',
  'complaint-withdrawn',
  'complaint-refused',
  'complaint-excluded',
  'matter-signposted',
] as const
const CONTENTS = regulation(
  14,
  'reg. 14(2)',
  'The response is a report of how the complaint was considered and what was concluded, with any remedial action that is needed and whether it was taken or is proposed, and tells of the right to the Local Commissioner, and to the Health Service Commissioner where there is an NHS part; it is signed by the responsible person.',
  'verified',
)

export const responseInTime: Duty = {
  id: 'A06',
  title: 'The response is sent within six months, or in a longer time that was agreed before they were over.',
  severity: 'statutory-limit',
  citation: response.citation,
  reading: response.interpretation,
  procedures: ADULT,
  periods: PERIODS,
  reads: [...readByClocks(response), 'response-signed'],
  clocks: [response.id],
  judge: (record) =>
    clocksOf(record, response.id).map((clock) => {
      const signed = firstOf(record, 'response-signed')
      const isClosed = record.state.closed !== undefined && clock.metBy === undefined
      return isClosed && signed !== undefined && leftFor(record, ADULT) === undefined
        ? cannotTell('A response was signed and the case closed, but no response is on record as sent.', signed)
        : judgeAnswerClock(record, clock)
    }),
}

export const missedNotified: Duty = {
  id: 'A07',
  title: 'Where the six months pass without a response, the complainant is told so in writing, with the reason.',
  severity: 'statutory-limit',
  citation: missedNotice.citation,
  reading: `${missedNotice.interpretation} A notice without a reason is none.`,
  procedures: ADULT,
  periods: PERIODS,
  reads: readByClocks(response, missedNotice),
  clocks: [response.id, missedNotice.id],
  judge: (record) =>
    clocksOf(record, missedNotice.id).map((clock) => {
      const notice = record.facts.find(({ id }) => id === clock.metBy)
      return notice?.type === 'adult-period-missed-notified' && notice.data.reason.trim() === ''
        ? notMet('The notice gives no reason.', notice)
        : judgeClock(clock)
    }),
}

export const responseContents: Duty = {
  id: 'A08',
  title: 'The response says how it was considered, what was concluded, what is put right and who can be turned to.',
  severity: 'duty',
  citation: CONTENTS,
  reading:
    'By the codes of its contents. A letter that names the Ombudsman besides, sent because the lead body’s answer did not, makes up for that alone. The Health Service Commissioner is to be named where the complaint was answered together with an NHS body.',
  procedures: ADULT,
  periods: PERIODS,
  reads: ['adult-response-sent', 'joint-response-sent', 'ombudsman-signposted', ...ENDINGS],
  judge: (record) => eachResponse(record, (sent) => judgeContents(record, sent)),
}

const NEEDED = [
  ['how-considered', 'how'],
  'conclusions',
  ['remedial-action', 'remedial'],
  'action-status',
  'ombudsman',
] as const

function judgeContents(record: CaseRecord, sent: Response): Judgement {
  const joint = factsOf(record, 'joint-response-sent').some(({ on }) => on === sent.on)
  const besides = factsOf(record, 'ombudsman-signposted').filter(({ on }) => on >= sent.on)
  const said = [...sent.data.contents, ...besides.flatMap(({ data }) => data.contents)]
  const missing = missingFrom(said, joint ? [...NEEDED, 'health-ombudsman'] : NEEDED)
  return missing.length === 0
    ? met('The response says all that it must.', sent)
    : notMet(`The response does not say: ${inWords(missing)}.`, sent)
}

export const responseSigned: Duty = {
  id: 'A09',
  title: 'The response is signed by the responsible person or a delegate.',
  severity: 'duty',
  citation: { ...CONTENTS, provision: 'regs 4, 14(2)' },
  reading:
    'The signatory is one of those whom the council has named. Where another body leads and answers for all, its own responsible person signs.',
  procedures: ADULT,
  periods: PERIODS,
  reads: ['adult-response-sent', ...ENDINGS, 'joint-response-sent'],
  judge(record) {
    const own = factsOf(record, 'adult-response-sent')
    const lead = firstOf(record, 'joint-response-sent')
    if (own.length === 0 && lead !== undefined) {
      return [notApplicable('The body that leads answered and signed for all.', lead)]
    }
    return eachOf(record, own, (sent) => judgeSignatory(record, sent))
  },
}

function judgeSignatory({ council }: CaseRecord, sent: Fact<'adult-response-sent'>): Judgement {
  const { signatories } = council ?? {}
  if (signatories === undefined) return cannotTell('Nothing says who may sign for the council.', sent)
  return signatories.some(({ id }) => id === sent.data.signatory)
    ? met('The responsible person or a delegate signed it.', sent)
    : notMet('Whoever signed it is neither the responsible person nor a delegate.', sent)
}

export const singleStage: Duty = {
  id: 'A10',
  title: 'Nobody has to go through a second stage before they can go to the Ombudsman.',
  severity: 'guidance',
  citation: {
    ...regulation(
      14,
      'regs 13, 14',
      'The Regulations know a single stage; a council’s own steps stand inside it, and the response gives the right to the Local Commissioner.',
      'verified',
    ),
    instrument: 'SI 2009/309 and LGSCO guide on adult social care complaints',
  },
  reading:
    'Broken where a second or third stage is opened while the complaint is handled under these Regulations, or the response does not name the Ombudsman. A further look that the complainant asks for after the response is none.',
  procedures: ADULT,
  periods: PERIODS,
  reads: ['stage-opened', 'adult-response-sent', 'joint-response-sent', 'ombudsman-signposted', ...ENDINGS],
  judge(record) {
    const second = secondStageIn(record)
    if (second !== undefined) return [notMet(`${inWords([second.data.stage])} was opened.`, second)]
    return eachResponse(record, (sent) => {
      const besides = factsOf(record, 'ombudsman-signposted').filter(({ on }) => on >= sent.on)
      const named = [sent, ...besides].find(({ data }) => data.contents.includes('ombudsman'))
      return named === undefined
        ? notMet('The response does not name the Ombudsman.', sent)
        : met('The response gives the right to the Ombudsman, and no further stage was opened.', sent, named)
    })
  },
}

const SECOND: readonly string[] = ['stage-2', 'stage-3', 'corporate-2']

/** Such a stage that was opened after the adults' own, without the complaint having left for a procedure that has it. */
function secondStageIn(record: CaseRecord): Fact<'stage-opened'> | undefined {
  let isHere = false
  for (const fact of record.facts) {
    if (fact.type === 'complaint-rerouted' || fact.type === 'procedure-begun') isHere = false
    if (fact.type !== 'stage-opened') continue
    if (fact.data.stage === 'adult') isHere = true
    if (isHere && SECOND.includes(fact.data.stage)) return fact
  }
  return undefined
}

type Response = Fact<'adult-response-sent'> | Fact<'joint-response-sent'>

function eachResponse(record: CaseRecord, judge: (sent: Response) => Judgement): readonly Judgement[] {
  return eachOf(record, factsOf(record, 'adult-response-sent', 'joint-response-sent'), judge)
}

function eachOf<Sent extends Response>(
  record: CaseRecord,
  sent: readonly Sent[],
  judge: (sent: Sent) => Judgement,
): readonly Judgement[] {
  return sent.length === 0 ? [withoutStep(record, ADULT, 'response')] : sent.map(judge)
}
