import type { Fact } from '../../../case/fact.ts'
import { dayInWords } from '../../../values/day-in-words.ts'
import type { CaseRecord } from '../../case-record.ts'
import type { Duty, Judgement } from '../../duty.ts'
import { missingFrom } from '../../evidence.ts'
import { cannotTell, factsOf, firstOf, met, notApplicable, notMet, notYetDue } from '../../judging.ts'
import { procedureNamed } from '../../procedures.ts'
import { guidance, practice, regulation } from '../source.ts'
import { CHILDRENS } from './parts.ts'

const CORPORATE = 'complaint-handling-code'

/** The only reason for which a complaint whose stage was opened still goes to the corporate procedure. */
const IN_ERROR = 'classified-in-error'

const UPHELD: readonly string[] = ['upheld', 'partly-upheld']

export const C30: Duty = {
  ...CHILDRENS,
  id: 'C30',
  title: 'A complaint goes to the Ombudsman without a panel only where all six conditions hold.',
  severity: 'statutory-limit',
  citation: guidance(
    'annex on early referral',
    'Only where the report is robust, the adjudication complete, all significant complaints upheld, the action plan clear, most desired outcomes agreed, and the complainant agrees.',
  ),
  reading:
    'That the conditions exist was read, their text was not. A council’s belief that it did nothing wrong is none of them (Ombudsman 21 007 738): where nothing was upheld at Stage 2 there is no early referral.',
  reads: ['early-referral-decided', 'ombudsman-signposted', 'stage-2-answered', 'complaint-adjudicated'],
  judge: referrals,
}

export const C31: Duty = {
  ...CHILDRENS,
  id: 'C31',
  title: 'A withdrawal is confirmed in writing.',
  severity: 'duty',
  citation: regulation(
    7,
    'reg. 7',
    'A complaint may be withdrawn at any time, by word of mouth or in writing; the authority writes to confirm it.',
    'well-known',
  ),
  reading: 'No number of days is set: it is owed until the case is closed. The number of the regulation is unsure.',
  reads: ['complaint-withdrawn', 'withdrawal-confirmed', 'case-closed', 'case-reopened'],
  judge: withdrawals,
}

export const C32: Duty = {
  ...CHILDRENS,
  id: 'C32',
  title:
    'Once a stage has begun, the complaint is not moved to the corporate procedure but for an error of classification.',
  severity: 'duty',
  citation: practice(
    'putting a statutory complaint through the corporate procedure',
    'The Ombudsman finds fault with councils that put a statutory complaint through the corporate procedure (Redbridge 24 010 962, Staffordshire 25 010 090).',
    'verified',
  ),
  reading: `After the opening of a stage only the reason “${IN_ERROR.replaceAll('-', ' ')}” lets a complaint leave. A way through intake counts as well where the corporate procedure is what comes of it.`,
  reads: ['stage-opened'],
  judge: substitutions,
}

function referrals(record: CaseRecord): readonly Judgement[] {
  const referred = factsOf(record, 'early-referral-decided').filter(({ data }) => data.outcome === 'refer')
  const told = factsOf(record, 'ombudsman-signposted').find(({ data }) => data.contents.includes('early-referral'))
  if (referred.length === 0) {
    return told === undefined
      ? []
      : [cannotTell('The complainant was told of an early referral that nothing says was decided.', told)]
  }
  return referred.map((decision) => referral(record, decision))
}

function referral(record: CaseRecord, decision: Fact<'early-referral-decided'>): Judgement {
  const missing = Object.entries(decision.data).filter(([, value]) => value === false)
  if (missing.length > 0) return notMet(`Referred although ${missing.length} of the six conditions failed.`, decision)
  const adjudication = factsOf(record, 'complaint-adjudicated').findLast(({ on }) => on <= decision.on)
  const answer = factsOf(record, 'stage-2-answered').find(({ on }) => on <= decision.on)
  if (adjudication !== undefined && !adjudication.data.points.some(({ outcome }) => UPHELD.includes(outcome))) {
    return notMet('Referred although nothing was upheld at Stage 2.', adjudication, decision)
  }
  if (adjudication === undefined || answer === undefined) {
    return cannotTell('Referred early; the end of Stage 2 is not on record.', adjudication, answer, decision)
  }
  return { ...met('All six conditions were decided to hold.', adjudication, answer, decision), doneOn: decision.on }
}

function withdrawals(record: CaseRecord): readonly Judgement[] {
  const withdrawn = factsOf(record, 'complaint-withdrawn')
  const confirmations = factsOf(record, 'withdrawal-confirmed')
  if (withdrawn.length === 0) {
    return confirmations.length === 0
      ? []
      : [cannotTell('A withdrawal was confirmed that is not on record.', ...confirmations)]
  }
  return withdrawn.map((fact, index) => {
    const next = withdrawn[index + 1]
    return confirmed(record, fact, (other) => other.on >= fact.on && (next === undefined || other.on <= next.on))
  })
}

function confirmed(record: CaseRecord, fact: Fact, belongs: (other: Fact) => boolean): Judgement {
  const confirmation = factsOf(record, 'withdrawal-confirmed').find(belongs)
  if (confirmation !== undefined) {
    const because = `Withdrawn on ${dayInWords(fact.on)}, confirmed on ${dayInWords(confirmation.on)}.`
    return missingFrom(confirmation.data.contents, ['withdrawal']).length === 0
      ? { ...met(because, fact, confirmation), doneOn: confirmation.on }
      : notMet('What was sent does not confirm the withdrawal.', fact, confirmation)
  }
  const over = factsOf(record, 'case-closed', 'case-reopened').find(belongs)
  return over === undefined
    ? notYetDue('The withdrawal is to be confirmed.', fact)
    : notMet(`Nothing shows that the withdrawal of ${dayInWords(fact.on)} was confirmed.`, fact, over)
}

/** Each way out of this procedure that ended in the corporate one. */
function substitutions(record: CaseRecord): readonly Judgement[] {
  const moves = factsOf(record, 'complaint-rerouted').filter(
    ({ data }) => procedureNamed(data.from) === 'children-act' && endsInCorporate(record, data.to),
  )
  if (moves.length > 0) return moves.map((move) => moved(record, move))
  const begun = factsOf(record, 'procedure-begun').find(
    ({ data }) => procedureNamed(data.from) === 'children-act' && isCorporate(data.procedure),
  )
  return begun === undefined
    ? reclassified(record)
    : [cannotTell('The case is in the corporate procedure, and nothing says how it came there.', begun)]
}

function moved(record: CaseRecord, move: Fact<'complaint-rerouted'>): Judgement {
  const opening = openingBefore(record, move)
  if (opening === undefined) return notApplicable('Moved before any stage was opened.', move)
  return move.data.reasonCode === IN_ERROR
    ? met('Moved because it had been classified in error.', opening, move)
    : notMet(`Moved to the corporate procedure after a stage was opened on ${dayInWords(opening.on)}.`, opening, move)
}

/** Called corporate after having been called a children's complaint, without ever having been moved. */
function reclassified(record: CaseRecord): readonly Judgement[] {
  const classified = factsOf(record, 'complaint-classified')
  const first = classified.findIndex(({ data }) => procedureNamed(data.procedure) === 'children-act')
  const change = first === -1 ? undefined : classified.slice(first).find(({ data }) => isCorporate(data.procedure))
  const opening = change && openingBefore(record, change)
  return change === undefined || opening === undefined
    ? []
    : [notMet('Called corporate after a stage had begun, and nothing says why.', opening, change)]
}

function endsInCorporate(record: CaseRecord, to: string): boolean {
  if (isCorporate(to)) return true
  const last = factsOf(record, 'complaint-classified').at(-1)
  return to === 'intake' && last !== undefined && isCorporate(last.data.procedure)
}

function isCorporate(name: string): boolean {
  return procedureNamed(name) === CORPORATE
}

function openingBefore(record: CaseRecord, { on }: Fact): Fact | undefined {
  const opening = firstOf(record, 'stage-opened')
  return opening !== undefined && opening.on <= on ? opening : undefined
}
