/*
 * What auditors find in the cases that the shipped scenarios leave behind, read one by one: duties that were not kept, and
 * with a question mark those of which the record cannot tell. In every other scenario nothing is broken and nothing in
 * doubt. The reason stands beside each group.
 */
const SAT_TOO_LONG = 'the scenario is about its being late, or lets the days pass after its last step'
const UNREAD = 'the case begins in the middle: who complained of what was put on record nowhere'
const SAID_BOTH =
  'it was read as a children’s complaint and then sent elsewhere as none: the record says both, and a person must look'
const LAST_YEARS_CASE = 'the case is put there with the facts that the Ombudsman or the panel needs, and no others'

const GROUPS: readonly (readonly [because: string, Readonly<Record<string, string>>])[] = [
  [
    SAT_TOO_LONG,
    {
      'adult-social-care/extension-refused-after-expiry': 'A06',
      'adult-social-care/six-months-missed': 'A06',
      'adult-social-care/withdrawn-after-the-period': 'A06 A07',
      'adult-social-care/acknowledgement-late': 'A01 A03 G01',
      'children-act/no-answer-by-day-20-so-stage-2': 'C05 C07',
      'children-act/further-points-and-a-question-of-the-ombudsman': 'C05',
      'children-act/chair-and-papers-late': 'C23 C26',
      'children-act/costs-of-stage-2': 'C15',
      'children-act/acknowledged-late': 'C01 G01',
      'children-act/oral-complaint-statement-agreed-late': 'C12',
      'children-act/stage-1-late': 'C05 C07',
      'children-act/answered-before-the-reason-is-given': 'C05',
      'children-act/covid-stops-no-clock-of-ours': 'C05 C07',
      'children-act/stage-2-late-on-both-readings': 'C15 C16',
      // in time as counted from the agreed record, late as counted from the request
      'children-act/f1-children': 'C16',
      'children-act/panel-late': 'C25',
      'children-act/panel-report-late': 'C27 C28',
      'children-act/withdrawn-and-reopened': 'C05 C07 C08',
      'children-act/withdrawn-when-we-were-late': 'C05',
      'corporate/corporate-1-extended': 'O02',
      'corporate/corporate-1-late': 'O02',
      'corporate/corporate-acknowledged-late': 'O01',
      'intake/not-read': 'C01 C02 G01',
      'intake/corporate-to-children': 'C01 C02',
      'intake/sent-back-late-signposted': 'C01 C02 C05 C07 C08',
      'nhs-joint/six-months-missed': 'A06',
      'nhs-joint/acknowledgement-late': 'A01 G01',
      'ombudsman/late-with-everything': 'L01',
      'ombudsman/public-report': 'L02 L03',
      'ombudsman/report-not-laid': 'L03',
      'public-health/health-provider-notified': 'A12',
      'public-health/health-acknowledgement-late': 'G01',
    },
  ],
  [
    'what was promised was done after its day, or not at all, and nobody gave word of it',
    {
      'corporate/corporate-2-answered': 'O07',
      'corporate/corporate-2-extended': 'O04 O07',
      'corporate/corporate-2-date-stands': 'O07',
      'corporate/corporate-2-acknowledged-late': 'O04 O07',
    },
  ],
  [
    SAID_BOTH,
    {
      'children-act/belongs-to-corporate': 'G02?',
      'children-act/belongs-to-the-court': 'G02?',
      'children-act/classified-in-error': 'G02?',
      'intake/against-the-table': 'G02?',
    },
  ],
  [
    UNREAD,
    {
      'adult-social-care/triaged-before': 'G01?',
      'children-act/triaged-care-leaver': 'C03?',
      'children-act/triaged-parent': 'C03?',
      'corporate/corporate-at-stage-2': 'G01?',
    },
  ],
  [
    LAST_YEARS_CASE,
    {
      'learning/learning-nothing-promised': 'G01? O04? O05?',
      'learning/learning-actions-followed': 'G01? O01 O04? O05?',
      'learning/learning-closed': 'G01? M02 O02? O04? O05?',
      'learning/learning-none': 'G01? M02 O02? O04? O05?',
      'learning/learning-lateness': 'G01? M02 O01 O02? O04? O05?',
      'learning/learning-nobody-to-tell': 'G01? M02',
      'learning/learning-kept-long': 'G01? M02 O02? O04? O05?',
      'learning/learning-invoice-and-settlement': 'G01? O01',
      'ombudsman/closed-complaint': 'C03? M01? M02',
      'ombudsman/stage-directed': 'C01 C02 C03? C05 C07 C08 G01? G02?',
      'ombudsman/stage-directed-silently': 'C01 C02 C03? C05 C07 C08 G01? G02?',
      'ombudsman/sent-back-to-stage-2': 'C01 C02 C03? C05 C07 C08 G01? G02?',
      'ombudsman/what-the-decision-must-say': 'C03? D04 M01? M02',
    },
  ],
]

const BROKEN: ReadonlyMap<string, string> = new Map(GROUPS.flatMap(([, group]) => Object.entries(group)))

/** `C05 G02?`: what is found in the case that the scenario leaves behind; empty where all is well. */
export function brokenIn(procedure: string, scenario: string): string {
  return BROKEN.get(`${procedure}/${scenario}`) ?? ''
}

/** Scenarios that the table names. */
export const NAMED: readonly string[] = [...BROKEN.keys()]
