import type { Fact } from '../../../case/fact.ts'
import type { CaseRecord } from '../../case-record.ts'
import { bodyMayBeTold } from '../../consent-before.ts'
import type { Duty, Judgement } from '../../duty.ts'
import { of } from '../../evidence.ts'
import { factsOf, met, notMet } from '../../judging.ts'
import { IN_FORCE, regulation } from '../source.ts'
import { ADULT } from './owed-in.ts'

export const commissionedCare: Duty = {
  id: 'A11',
  title:
    'A complaint about care that others give for us is not turned away, and goes to the provider only with consent.',
  severity: 'duty',
  citation: regulation(
    6,
    'regs 6(1A), 11',
    'Functions that others discharge under arrangements with the council are within the Regulations; before a complaint is sent on to a provider of adult social care, the complainant is asked for consent.',
    'verified',
  ),
  reading:
    'Commissioned care by the code with which the complaint was sorted, or by a provider that was asked. Turned away: excluded, refused as not eligible, or sent to somebody else because it is about a provider. The consent must stand when anything goes to the provider; that it is asked for (reg. 11) is well known, not read again.',
  procedures: ADULT,
  periods: [{ from: IN_FORCE }],
  reads: [
    'complaint-triaged',
    'provider-notified',
    'disclosed',
    'consent-asked',
    'consent-given',
    'consent-refused',
    'consent-withdrawn',
    'complaint-refused',
    'complaint-excluded',
    'matter-signposted',
  ],
  judge(record) {
    const sorted = factsOf(record, 'complaint-triaged', 'complaint-classified').find(isCommissioned)
    const shared = factsOf(record, 'provider-notified', 'disclosed').filter((fact) => isToProvider(record, fact))
    const [flag] = [...(sorted === undefined ? [] : [sorted]), ...shared]
    if (flag === undefined) return []
    return [inScope(record, flag), ...shared.map((fact) => of(toOf(fact), bodyMayBeTold(record, fact, toOf(fact))))]
  },
}

type Sharing = Fact<'provider-notified'> | Fact<'disclosed'>

function isCommissioned(fact: Fact<'complaint-triaged'> | Fact<'complaint-classified'>): boolean {
  const code = fact.type === 'complaint-triaged' ? fact.data.function : fact.data.functionCode
  return code === 'adult-commissioned'
}

function toOf(fact: Sharing): string {
  return fact.type === 'provider-notified' ? fact.data.body : fact.data.to
}

function isToProvider({ council, facts }: CaseRecord, fact: Sharing): boolean {
  if (fact.type === 'provider-notified') return true
  return (
    council?.partners?.[fact.data.to]?.kind === 'care-provider' ||
    facts.some((other) => other.type === 'provider-notified' && other.data.body === fact.data.to)
  )
}

function inScope(record: CaseRecord, flag: Fact): Judgement {
  const away = factsOf(record, 'complaint-refused', 'complaint-excluded', 'matter-signposted').find(
    (fact) => fact.type === 'matter-signposted' || PROVIDERS.includes(fact.data.ground),
  )
  return away === undefined
    ? met('Care that others give for us was treated as ours to answer for.', flag)
    : notMet('A complaint about care that others give for us was turned away.', flag, away)
}

/** Grounds that would leave out a complaint for being about a provider; those of reg. 8(1) are about other things. */
const PROVIDERS: readonly string[] = ['not-eligible', 'not-ours', 'provider', 'commissioned-care']
