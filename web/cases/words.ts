import type { CaseStatus, PointOutcome, Stage } from '../../engine/index.ts'

/*
 * What codes are called on a page. A code of a newer release, or of a procedure of the council's own, is said as it
 * stands, its hyphens as spaces.
 */

const STAGES: Readonly<Record<Stage, string>> = {
  'stage-1': 'Stage 1',
  'stage-2': 'Stage 2',
  'stage-3': 'Stage 3',
  adult: 'Adult complaint',
  'public-health': 'Public health complaint',
  'corporate-1': 'Corporate Stage 1',
  'corporate-2': 'Corporate Stage 2',
  ombudsman: 'Ombudsman',
}

const OUTCOMES: Readonly<Record<PointOutcome, string>> = {
  upheld: 'Upheld',
  'partly-upheld': 'Partly upheld',
  'not-upheld': 'Not upheld',
  'no-finding': 'No finding',
  withdrawn: 'Withdrawn',
  'resolved-early': 'Resolved early',
  signposted: 'Signposted',
  excluded: 'Excluded',
  deferred: 'Deferred',
}

const STATUSES: Readonly<Record<CaseStatus, string>> = {
  'not-received': 'Not received',
  open: 'Open',
  deferred: 'Deferred',
  withdrawn: 'Withdrawn',
  refused: 'Refused',
  closed: 'Closed',
}

/** Codes whose words are not the code itself with spaces. */
const OTHERS: Readonly<Record<string, string>> = {
  bsl: 'British Sign Language',
  'telephone-only': 'Telephone only',
  'easy-read': 'Easy Read',
  'on-behalf': 'Somebody on their behalf',
  phone: 'Telephone',
  form: 'Online form',
  email: 'Email',
  'subject-of-complaint': 'Person complained about',
  'line-manager-of-subject': 'Line manager of the person complained about',
  'ombudsman-link-officer': 'Ombudsman link officer',
  'children-act': 'Children’s social care complaint',
  'adult-social-care': 'Adult social care complaint',
  'public-health': 'Public health complaint',
  'nhs-joint': 'Joint complaint with the NHS',
  corporate: 'Corporate complaint',
  lgsco: 'Local Government and Social Care Ombudsman',
  phso: 'Parliamentary and Health Service Ombudsman',
}

/** Each is asked with a code of its list and answers one that it does not know. */
export const stageInWords = (stage: string): string => lookUp(STAGES, stage)
export const outcomeInWords = (outcome: string): string => lookUp(OUTCOMES, outcome)
export const statusInWords = (status: string): string => lookUp(STATUSES, status)
export const inWords = (code: string): string => lookUp(OTHERS, code)

function lookUp(words: Readonly<Record<string, string>>, code: string): string {
  return Object.hasOwn(words, code) ? (words[code] ?? code) : sentence(code.replaceAll('-', ' '))
}

/** With a capital, as words begin that stand by themselves. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
