import { advocateTie, tieInWords } from '../../../case/advocate.ts'
import type { Fact } from '../../../case/fact.ts'
import { dayInWords } from '../../../values/day-in-words.ts'
import { readByClocks } from '../../clock-reads.ts'
import type { CaseRecord } from '../../case-record.ts'
import type { Duty, Judgement } from '../../duty.ts'
import { inWords, missingFrom } from '../../evidence.ts'
import { cannotTell, clocksOf, factsOf, firstOf, lastOf, met, notApplicable, notMet, notYetDue } from '../../judging.ts'
import { acknowledgement } from '../receipt.ts'
import { ADVOCACY_IN_FORCE, advocacyAct, advocacyRegulations, regulation } from '../source.ts'
import { byClocks, CHILDRENS } from './parts.ts'
import { capital } from '../../../values/capital.ts'

export const C01: Duty = {
  ...CHILDRENS,
  id: 'C01',
  title: 'The complaint is acknowledged within the council’s own time limit.',
  severity: 'good-practice',
  citation: acknowledgement.citation,
  reading: acknowledgement.interpretation,
  reads: readByClocks(acknowledgement),
  clocks: [acknowledgement.id],
  judge: (record) => byClocks(record, acknowledgement),
}

export const C02: Duty = {
  ...CHILDRENS,
  id: 'C02',
  title: 'The complainant is told how the procedure works and offered help with it by the time of the acknowledgement.',
  severity: 'duty',
  citation: regulation(
    11,
    'reg. 11',
    'On receipt the authority gives information on the procedure and offers help to use it, or says where to get help.',
    'well-known',
  ),
  reading:
    '“On receipt” is read as by the day of the acknowledgement at the latest, on that day as well. The number of the regulation is unsure.',
  reads: [...readByClocks(acknowledgement), 'procedure-information-given'],
  clocks: [acknowledgement.id],
  judge(record) {
    const given = factsOf(record, 'procedure-information-given')
    return [byAcknowledgement(record, given, ['procedure', 'help'], 'the procedure and the help with it')]
  },
}

export const C03: Duty = {
  ...CHILDRENS,
  id: 'C03',
  title: 'A child or care leaver who complains is told of the right to an advocate by the time of the acknowledgement.',
  severity: 'statutory-limit',
  citation: advocacyAct(
    'The authority arranges advocacy for care leavers and for children who complain, and makes that known to them.',
  ),
  reading:
    'Owed to a child who complains and to a care leaver (P6); an adult who complains for a child has no such right. SI 2004/719 has the right told once the authority knows of the wish to complain: by the day of the acknowledgement at the latest.',
  periods: [{ from: ADVOCACY_IN_FORCE }],
  reads: [...readByClocks(acknowledgement), 'complaint-classified', 'complaint-triaged', 'advocacy-offered'],
  clocks: [acknowledgement.id],
  judge(record) {
    const said = lastOf(record, 'complaint-classified') ?? lastOf(record, 'complaint-triaged')
    if (record.state.received?.byChild !== true && (said === undefined || personIn(said) !== 'P6')) {
      return [said === undefined ? unclassified(record) : notApplicable('The complainant is an adult.', said)]
    }
    const offered = factsOf(record, 'advocacy-offered')
    return [byAcknowledgement(record, offered, ['advocacy-right'], 'the right to an advocate')]
  },
}

export const C04: Duty = {
  ...CHILDRENS,
  id: 'C04',
  title: 'No advocate has a tie to the complaint that stands in the way.',
  severity: 'duty',
  citation: advocacyRegulations(
    'An advocate is not the subject of the complaint or who may be, does not manage them or the service, does not control its resources, does not consider the complaint for the authority, and is not somebody whom the child objects to.',
  ),
  reading:
    'Read in the Welsh twins (SI 2004/1448, SI 2019/205), for England well known. Every advocate has declared that no such tie is there, the case shows none, and the last check of them found none.',
  periods: [{ from: ADVOCACY_IN_FORCE }],
  reads: [
    'advocate-appointed',
    'advocate-conflict-checked',
    'conflict-declared',
    'person-added',
    'investigating-officer-appointed',
    'independent-person-appointed',
    'adjudicating-officer-appointed',
    'panel-chair-appointed',
    'panel-appointed',
    'stage-1-answered',
    'complaint-adjudicated',
    'adult-response-sent',
    'public-health-response-sent',
    'corporate-1-answered',
    'corporate-2-answered',
  ],
  judge(record) {
    const appointed = factsOf(record, 'advocate-appointed')
    return appointed.map((fact, index) => ({
      ...advocate(record, fact),
      ...(appointed.length > 1 && { subject: `advocate ${index + 1}` }),
    }))
  },
}

function advocate(record: CaseRecord, fact: Fact<'advocate-appointed'>): Judgement {
  const { person, declaredIndependent } = fact.data
  if (!declaredIndependent) return notMet('The advocate had not declared that no tie stands in the way.', fact)
  const tie = advocateTie(record.state, person)
  if (tie !== undefined) return notMet(`The advocate ${tieInWords(tie)}.`, fact)
  const check = factsOf(record, 'advocate-conflict-checked').findLast(({ data }) => data.person === person)
  return check?.data.clear === false
    ? notMet('The last check of the advocate found something that stands in the way.', fact, check)
    : met('The advocate declared that no tie stands in the way, and the case shows none.', fact, check)
}

type Telling = Fact<'procedure-information-given' | 'advocacy-offered'>

/** Whether all of it was told by the day of the acknowledgement; while there is none, by the last day for it. */
function byAcknowledgement(
  record: CaseRecord,
  told: readonly Telling[],
  codes: readonly string[],
  what: string,
): Judgement {
  const acknowledged = firstOf(record, 'acknowledgement-sent')
  if (acknowledged === undefined) return unacknowledged(record, told, what)
  const inTime = told.filter(({ on }) => on <= acknowledged.on)
  const [first] = told
  if (first === undefined) {
    return notMet(
      `The complaint was acknowledged on ${dayInWords(acknowledged.on)}; nothing shows that the complainant was told of ${what}.`,
      acknowledged,
    )
  }
  if (inTime.length === 0) {
    return notMet(
      `The complainant was told of ${what} on ${dayInWords(first.on)}, after the acknowledgement of ${dayInWords(acknowledged.on)}.`,
      acknowledged,
      first,
    )
  }
  const missing = missingFrom(
    inTime.flatMap(({ data }) => data.contents),
    codes,
  )
  return missing.length === 0
    ? {
        ...met(`Told on ${dayInWords(first.on)}, by the acknowledgement.`, acknowledged, ...inTime),
        doneOn: first.on,
      }
    : notMet(`What the complainant was told does not say: ${inWords(missing)}.`, acknowledged, ...inTime)
}

function unacknowledged(record: CaseRecord, told: readonly Telling[], what: string): Judgement {
  const clock = clocksOf(record, acknowledgement.id)[0]
  switch (clock?.status) {
    case 'running':
    case 'held':
      return {
        ...notYetDue(`${capital(what)}: to be told by the acknowledgement, which is not out yet.`),
        due: clock.due,
      }
    case 'breached':
      return told.length === 0
        ? { ...notMet(`Nothing shows that the complainant was told of ${what}.`), due: clock.due }
        : cannotTell('Nothing says when the complaint was acknowledged.', ...told)
    case undefined:
    case 'unknown':
      return cannotTell('Nothing says when the complaint was to be acknowledged.', ...told)
    default:
      return notApplicable('The complaint ended before it was to be acknowledged.')
  }
}

/** Nobody has said yet whether an adult is a care leaver. */
function unclassified(record: CaseRecord): Judgement {
  const isEarly = clocksOf(record, acknowledgement.id).some(({ status }) => status === 'running')
  return isEarly
    ? notYetDue('Nobody has said yet whether the complainant is a care leaver.')
    : cannotTell('Nothing says whether the complainant is a care leaver.')
}

function personIn({ data }: Fact<'complaint-classified'> | Fact<'complaint-triaged'>): string {
  return 'personCode' in data ? data.personCode : data.person
}
