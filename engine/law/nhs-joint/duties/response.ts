import type { Fact } from '../../../case/fact.ts'
import type { CaseRecord } from '../../case-record.ts'
import type { Duty, Judgement } from '../../duty.ts'
import { missingFrom, inWords, withoutStep } from '../../evidence.ts'
import { cannotTell, factsOf, firstOf, lastOf, met, notApplicable, notMet } from '../../judging.ts'
import { IN_FORCE, regulation9 } from '../source.ts'

const ONLY_JOINT: readonly string[] = ['nhs-joint']
const PERIODS = [{ from: IN_FORCE }] as const
const ENDINGS = [
  'case-closed',
  'complaint-withdrawn',
  'complaint-refused',
  'complaint-excluded',
  'matter-signposted',
] as const

export const oneResponse: Duty = {
  id: 'N04',
  title: 'There is one response, and each body has signed off its part of it.',
  severity: 'duty',
  citation: regulation9(
    'reg. 9(2)(b)',
    'The bodies make sure that the complainant gets a co-ordinated response to the complaint.',
    'verified',
  ),
  reading:
    'Every body with which the draft was shared signs after the last draft that it was sent. Where another body leads, that one gathers the signatures, and the council signs its own part.',
  procedures: ONLY_JOINT,
  periods: PERIODS,
  reads: [
    'nhs-part-detected',
    'lead-agreed',
    'joint-draft-circulated',
    'part-signed-off',
    'joint-response-sent',
    'complaint-split',
    'consent-refused',
    'consent-withdrawn',
    ...ENDINGS,
  ],
  judge: (record) => {
    const sent = factsOf(record, 'joint-response-sent')
    const [first, second] = sent
    if (first === undefined) return [withoutResponse(record)]
    return [second === undefined ? judgeSignatures(record, first) : notMet('Two joint responses were sent.', ...sent)]
  },
}

function withoutResponse(record: CaseRecord): Judgement {
  const split = firstOf(record, 'complaint-split')
  if (split !== undefined) return notApplicable('The bodies answer separately.', split)
  const withheld = factsOf(record, 'consent-refused', 'consent-withdrawn').map(({ data }) => data.body)
  const found = factsOf(record, 'nhs-part-detected').map(({ data }) => data.body)
  if (found.length > 0 && found.every((body) => withheld.includes(body))) {
    return notApplicable('The complainant did not agree to sharing: our own part alone is answered.')
  }
  return withoutStep(record, ONLY_JOINT, 'joint response')
}

function judgeSignatures(record: CaseRecord, sent: Fact<'joint-response-sent'>): Judgement {
  const lead = lastOf(record, 'lead-agreed')
  if (lead === undefined) return cannotTell('A joint response was sent, and no lead is on record.', sent)
  const before = record.facts.slice(0, record.facts.indexOf(sent))
  const signed = lead.data.body === 'council' ? partsOf(before) : ownPart(before)
  const found = new Set(factsOf(record, 'nhs-part-detected').map(({ data }) => data.body))
  const unfounded = [...signed.keys()].find((body) => body !== 'council' && !found.has(body))
  if (signed.size === 0) return cannotTell('Nothing says which bodies had the draft.', sent)
  if (unfounded !== undefined) return cannotTell('A body had the draft whose part in it is not on record.', sent)
  const missing = [...signed.values()].filter((fact) => fact === undefined).length
  return missing === 0
    ? met('Each body had signed off its part when the response was sent.', lead, ...signed.values(), sent)
    : notMet(`${missing} of the bodies had not signed off their part when the response was sent.`, lead, sent)
}

type Signed = ReadonlyMap<string, Fact<'part-signed-off'> | undefined>

/** Each body that had the draft, with its signature under the last one. */
function partsOf(facts: readonly Fact[]): Signed {
  const signed = new Map<string, Fact<'part-signed-off'> | undefined>()
  for (const fact of facts) {
    if (fact.type === 'joint-draft-circulated') for (const body of fact.data.bodies) signed.set(body, undefined)
    if (fact.type === 'part-signed-off' && fact.data.body !== 'council') signed.set(fact.data.body, fact)
  }
  return signed
}

function ownPart(facts: readonly Fact[]): Signed {
  const own = facts.find((fact): fact is Fact<'part-signed-off'> => isOwnSignature(fact))
  return new Map([['council', own]])
}

function isOwnSignature(fact: Fact): boolean {
  return fact.type === 'part-signed-off' && fact.data.body === 'council'
}

export const bothOmbudsmen: Duty = {
  id: 'N06',
  title: 'The response names both Ombudsmen.',
  severity: 'duty',
  citation: {
    ...regulation9(
      'reg. 14(2)',
      'The response tells of the right to the Local Commissioner, and to the Health Service Commissioner where there is an NHS part.',
      'verified',
    ),
    url: 'https://www.legislation.gov.uk/uksi/2009/309/regulation/14',
  },
  reading:
    'By the codes of its contents. A letter of ours that names both, sent because the lead body’s answer did not, makes up for it. Where the complaint was split, each answer names its own Ombudsman.',
  procedures: ONLY_JOINT,
  periods: PERIODS,
  reads: [
    'joint-response-sent',
    'ombudsman-signposted',
    'complaint-split',
    'consent-refused',
    'consent-withdrawn',
    'nhs-part-detected',
    ...ENDINGS,
  ],
  judge(record) {
    const sent = factsOf(record, 'joint-response-sent')
    return sent.length === 0 ? [withoutResponse(record)] : sent.map((each) => judgeNames(record, each))
  },
}

function judgeNames(record: CaseRecord, sent: Fact<'joint-response-sent'>): Judgement {
  const besides = factsOf(record, 'ombudsman-signposted').filter(({ on }) => on >= sent.on)
  const said = [...sent.data.contents, ...besides.flatMap(({ data }) => data.contents)]
  const missing = missingFrom(said, ['ombudsman', 'health-ombudsman'])
  return missing.length === 0
    ? met('Both Ombudsmen are named.', sent, ...besides)
    : notMet(`The response does not name: ${inWords(missing)}.`, sent)
}
