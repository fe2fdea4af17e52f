import type { Citation } from '../citation.ts'
import { CHECKED_ON } from './source.ts'

/** Why something that is held of a person is not given to them, or not whole. */
export const WITHHELD_FOR = [
  'third-party',
  'legal-privilege',
  'serious-harm',
  'regulator',
  'not-about-them',
  'cannot-be-opened',
] as const
export type WithheldFor = (typeof WITHHELD_FOR)[number]

/** The law behind each reason. Undefined: no exemption of law, but how the council reads and does it. */
export const WITHHELD_UNDER: Readonly<Record<WithheldFor, Citation | undefined>> = {
  'third-party': act(
    'Sch 2 para 16',
    'What would show who somebody else is need not be given; professional social-work staff who acted in their role are normally shown (para 17).',
  ),
  'legal-privilege': act('Sch 2 para 19', 'Legal advice, which is privileged, need not be given.'),
  'serious-harm': act('Sch 3 Pt 3', 'Social-work data need not be given where that could cause serious harm.'),
  regulator: act(
    'Sch 2 Pt 2',
    'Correspondence with the Ombudsman may be held back (regulators’ exemptions; LGA 1974 s.32 limits its use).',
  ),
  'not-about-them': undefined,
  'cannot-be-opened': undefined,
}

function act(provision: string, text: string): Citation {
  return {
    instrument: 'DPA 2018',
    provision,
    text,
    textIs: 'restatement',
    url: 'https://www.legislation.gov.uk/ukpga/2018/12/contents',
    checkedOn: CHECKED_ON,
    certainty: 'well-known',
  }
}
