import type { Fact } from '../case/fact.ts'
import { dayInWords } from '../values/day-in-words.ts'
import type { CaseRecord } from './case-record.ts'
import type { Judgement } from './duty.ts'
import { met, notMet } from './judging.ts'

type Said = Fact<'consent-asked'> | Fact<'consent-given'> | Fact<'consent-refused'> | Fact<'consent-withdrawn'>

/** Whether consent to tell the body stood when something went to it: all who had been asked had said yes. */
export function bodyMayBeTold({ facts }: CaseRecord, sharing: Fact, body: string): Judgement {
  const last = new Map<string, Said>()
  for (const fact of facts.slice(0, facts.indexOf(sharing))) {
    if (isAboutConsent(fact) && fact.data.body === body) last.set(fact.data.person, fact)
  }
  const said = [...last.values()]
  if (said.length > 0 && said.every(({ type }) => type === 'consent-given')) {
    return met(`Consent stood on ${dayInWords(sharing.on)}.`, ...said, sharing)
  }
  return notMet(`It was shared on ${dayInWords(sharing.on)}, and consent did not stand.`, ...said, sharing)
}

function isAboutConsent(fact: Fact): fact is Said {
  return (
    fact.type === 'consent-asked' ||
    fact.type === 'consent-given' ||
    fact.type === 'consent-refused' ||
    fact.type === 'consent-withdrawn'
  )
}
