import type { Fact } from '../../../case/fact.ts'
import { dayInWords } from '../../../values/day-in-words.ts'
import type { CaseRead, CaseRecord } from '../../case-record.ts'
import type { Clock } from '../../clock.ts'
import { readByClocks } from '../../clock-reads.ts'
import type { Duty, Judgement } from '../../duty.ts'
import { missingFrom, of } from '../../evidence.ts'
import { cannotTell, clocksOf, factsOf, judgeClock, met, notApplicable, notMet } from '../../judging.ts'
import { accessAnswer } from '../access.ts'
import { article, CHECKED_ON, IN_FORCE } from '../source.ts'

const PERIODS = [{ from: IN_FORCE }] as const

export const needToKnow: Duty = {
  id: 'D01',
  title: 'Only people who have to do with the case look at what it says.',
  severity: 'duty',
  citation: article(
    5,
    'art. 5(1)(f)',
    'Personal data is kept secure, also against being seen by those who have no need to.',
    'well-known',
  ),
  reading:
    'From the audit trail: everybody who looked holds or held a part in the case, deals with every case by their role, or looked by a right that the trail names. Without the trail nothing can be told.',
  periods: PERIODS,
  reads: [
    'person-added',
    'advocate-appointed',
    'investigating-officer-appointed',
    'independent-person-appointed',
    'adjudicating-officer-appointed',
    'panel-chair-appointed',
    'panel-appointed',
    'access-restricted',
  ],
  judge: (record) => [judgeReads(record)],
}

/** Who deals with every case, or checks it; and the programs of the service. */
const EVERY_CASE: readonly string[] = ['complaints-manager', 'auditor', 'intake', 'system']

function judgeReads(record: CaseRecord): Judgement {
  const { reads } = record
  if (reads === undefined) return cannotTell('The audit trail was not read, so nothing tells who looked at the case.')
  if (reads.length === 0) return notApplicable('Nobody has looked at the case.')
  const parts = partsIn(record)
  const others = reads.filter((read) => !mayLook(read, parts))
  const [first] = others
  if (first === undefined) return met('Everybody who looked has to do with the case.', ...parts.values())
  return notMet(
    `${others.length === 1 ? 'Somebody' : `${others.length} times somebody`} looked at the case who has no part in it, first on ${dayInWords(first.on)} as ${first.role.replaceAll('-', ' ')}.`,
  )
}

function mayLook({ by, role, on, right }: CaseRead, parts: ReadonlyMap<string, Fact>): boolean {
  const part = parts.get(by)
  return EVERY_CASE.includes(role) || right !== undefined || (part !== undefined && part.on <= on)
}

/** Whoever has or had a part in the case, with the first fact that gave it. Facts of a day count for the whole day. */
function partsIn(record: CaseRecord): ReadonlyMap<string, Fact> {
  const parts = new Map<string, Fact>()
  const add = (person: string, fact: Fact): void => {
    if (!parts.has(person)) parts.set(person, fact)
  }
  for (const fact of record.facts) {
    switch (fact.type) {
      case 'person-added':
      case 'advocate-appointed':
      case 'investigating-officer-appointed':
      case 'independent-person-appointed':
      case 'adjudicating-officer-appointed':
      case 'panel-chair-appointed':
        add(fact.data.person, fact)
        break
      case 'panel-appointed':
        for (const { person } of fact.data.members) add(person, fact)
        break
      case 'access-restricted':
        for (const person of fact.data.people ?? []) add(person, fact)
        break
      default:
    }
  }
  return parts
}

export const redactedFirst: Duty = {
  id: 'D02',
  title:
    'What concerns third parties is taken out of papers before the panel, a provider or the complainant gets them.',
  severity: 'statutory-limit',
  citation: {
    instrument: 'Data Protection Act 2018',
    provision: 'Sch. 2–3',
    text: 'Third parties’ data is not disclosed with a person’s own, but for professionals in their role; unredacted originals are kept.',
    textIs: 'restatement',
    url: 'https://www.legislation.gov.uk/ukpga/2018/12/contents',
    checkedOn: CHECKED_ON,
    certainty: 'well-known',
  },
  reading: 'What goes to an Ombudsman, who may ask for everything, is left out (LGA 1974 s.29).',
  periods: PERIODS,
  reads: ['disclosed', 'panel-papers-sent', 'access-answered'],
  judge: (record) =>
    factsOf(record, 'disclosed', 'panel-papers-sent', 'access-answered').map((fact) =>
      of(
        fact.type === 'disclosed' ? fact.data.to : fact.type,
        isToOmbudsman(fact) ? notApplicable('The Ombudsman gets the papers as they are.', fact) : judgeRedaction(fact),
      ),
    ),
}

type Disclosure = Fact<'disclosed'> | Fact<'panel-papers-sent'> | Fact<'access-answered'>

const OMBUDSMEN: readonly string[] = ['ombudsman', 'lgsco', 'phso', 'health-ombudsman']

function isToOmbudsman(fact: Disclosure): boolean {
  return fact.type === 'disclosed' && OMBUDSMEN.includes(fact.data.to)
}

function judgeRedaction(fact: Disclosure): Judgement {
  return fact.data.redacted
    ? met('What concerns third parties had been taken out.', fact)
    : notMet('The papers went out with what concerns third parties in them.', fact)
}

export const accessInTime: Duty = {
  id: 'D03',
  title:
    'A request for personal data is answered within a month, or two more where it is complex and the person was told.',
  severity: 'statutory-limit',
  citation: accessAnswer.citation,
  reading: `${accessAnswer.interpretation} An extension of which the person was not told in the month helps nothing.`,
  periods: PERIODS,
  reads: [...readByClocks(accessAnswer), 'notice-sent'],
  clocks: [accessAnswer.id],
  judge(record) {
    const clocks = clocksOf(record, accessAnswer.id)
    const [answer] = factsOf(record, 'access-answered')
    if (clocks.length === 0 && answer !== undefined) {
      return [cannotTell('The request that was answered is not on record.', answer)]
    }
    return clocks.map((clock) => untold(record, clock) ?? judgeClock(clock))
  },
}

/** The extension on which the clock stands, where nothing told the person of it. */
function untold(record: CaseRecord, clock: Clock): Judgement | undefined {
  const extension = record.facts.find(({ id }) => id === clock.extendedBy)
  if (extension === undefined || extension.on === record.today) return undefined
  const told = factsOf(record, 'notice-sent').some(
    ({ on, data }) => on >= extension.on && missingFrom(data.contents, ['reason', 'new-date']).length === 0,
  )
  return told ? undefined : notMet('More time was taken, and nothing shows that the person was told.', extension)
}
