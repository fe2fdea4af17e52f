import { inWords } from './in-words.ts'
import type { PublishedReport, Reported } from './reported.ts'

const count = (section: string, figure: string, value: number, reading?: string): Reported => ({
  section,
  figure,
  value,
  printed: String(value),
  ...(reading !== undefined && { reading }),
})
const percent = (section: string, figure: string, value: number, reading?: string): Reported => ({
  ...count(section, figure, value, reading),
  printed: `${value} %`,
})
const pounds = (section: string, figure: string, pence: number, reading?: string): Reported => ({
  ...count(section, figure, pence, reading),
  printed: inWords(pence, 'pence'),
})
const words = (section: string, printed: string, reading: string): Reported => ({
  section,
  figure: undefined,
  value: undefined,
  printed,
  reading,
})

const STAGES =
  'The report’s three shares make 102 %. 243 of 416 is 58 %; the 14 that remain are 3 %, and it does not say which they are.'

/**
 * Lancashire's Statutory Social Care Annual Report 2020-21, figure by figure. Where it contradicts itself the reading is
 * given that makes its sums come out (domain.md 7.2).
 */
export const REPORT_2020_21: PublishedReport = {
  year: '2020-21',
  title: 'Statutory Social Care Annual Report, 1 April 2020 to 31 March 2021',
  figures: [
    words(
      'Intro i',
      '23 authorities in the regional group',
      'How many councils meet in a group is in no case; it is for the words of the report.',
    ),
    words(
      '1.1',
      'just under 1 % of active cases',
      'No case here says how many people receive social care; that number is the council’s to give.',
    ),
    count('1.1', 'statutory.received', 646),
    count('1.1, 2.1', 'adult.received', 420),
    count('1.1', 'adult.joint-received', 14),
    count('1.1', 'children.received', 226),
    count(
      '3.1, 3.3',
      'children.closed',
      205,
      'Called the “overall total” in 3.1 and “closed” in 3.3: 226 were received, 205 of them closed with an outcome when the report was written. 420 + 226 = 646 only with 226; 416 + 205 = 621 only with 205.',
    ),
    count('1.1', 'other-children.received', 229),
    count('1.1, 3.7', 'other-children.inclusion', 139),
    percent('1.1', 'other-children.inclusion-share', 61),
    count('1.1', 'compliments.received', 703),
    count('1.1, 3.8', 'compliments.children', 87),
    percent(
      '1.2',
      'feedback.complaints-share',
      53,
      'Only with the complaints outside of the statutory procedures, and with some 30 comments on services for children, which the report does not print.',
    ),
    count('1.2', 'statutory.closed', 621),
    count(
      '1.1, 1.3',
      'ombudsman.contacts',
      99,
      'Received, as 1.1 has it: 44 and 55. In 1.3 the same 99 are “final decisions”, of which there were 87. For the year before 62 and 74 are 136, not 142.',
    ),
    pounds('1.3', 'settlements.agreed', 1_970_000),
    percent('1.2', 'statutory.not-upheld-share', 16),
    percent('1.2', 'statutory.upheld-share', 36),
    percent('1.2', 'statutory.without-finding-share', 48),
    pounds('1.2', 'adult.costs', 0),
    pounds(
      '1.2, 3.1',
      'children.costs',
      729_703,
      '1.2 gives it for 2020-21, 3.1 for 2019-20: 1.2 compares it with the year before, so the year in 3.1 is taken for a slip.',
    ),
    count('2.1', 'compliments.adult', 616),
    count('2.1', 'comments.adult', 43),
    percent('2.2', 'adult.resolved-early-share', 38),
    { ...percent('2.2', 'adult.investigated-share', 59, STAGES), read: 58 },
    { ...percent('2.2', 'adult.otherwise-share', 5, STAGES), read: 3 },
    count('2.2', 'adult.closed', 416),
    count('2.2', 'adult.closed-without-finding', 185),
    count('2.2', 'adult.closed-upheld', 149),
    count('2.2', 'adult.closed-not-upheld', 82),
    count('2.2', 'adult.investigations', 243),
    count('2.2', 'adult.investigations-upheld', 139),
    count('2.2', 'adult.investigations-without-finding', 26),
    count('2.2', 'adult.investigations-not-upheld', 78),
    percent('2.2', 'adult.investigations-upheld-share', 57),
    count('2.2', 'adult.over-6-months', 70),
    percent('2.2', 'adult.over-6-months-share', 29, 'Of the 243 investigations, which the report does not say.'),
    count('2.3', 'adult.support-planning', 100),
    percent('2.3', 'adult.support-planning-share', 24),
    count('2.5', 'compliments.adult-here', 469),
    count('2.5', 'compliments.adult-elsewhere', 147),
    percent('2.5', 'compliments.equipment-share', 29, 'Of the 469 that were categorised.'),
    words(
      '2.5',
      'decreased: safeguarding, rehabilitation and reablement',
      'The report prints no number for either year, so there is none to compare with.',
    ),
    count(
      '2.6',
      'adult.joint-closed',
      14,
      'Closed in the year, whenever received: 14 received, 14 closed and 10 open can only be with 10 from the year before.',
    ),
    count('2.6', 'adult.joint-closed-not-upheld', 1),
    count('2.6', 'adult.joint-closed-partly-upheld', 13),
    count('2.6', 'adult.joint-open', 10),
    count('2.7', 'ombudsman.adult-contacts', 44),
    count('2.7', 'ombudsman.adult-decisions', 39),
    count('2.7', 'ombudsman.adult-not-upheld', 4),
    count('2.7', 'ombudsman.adult-closed-after-enquiries', 24, 'Printed as “not investigated”, 62 % of 39.'),
    count('2.7', 'ombudsman.adult-upheld', 11),
    count('2.7', 'ombudsman.adult-finding-changed', 6),
    percent('2.7', 'ombudsman.adult-adjusted-upheld-share', 15),
    pounds('2.7', 'ombudsman.adult-settlements', 1_785_000),
    count('2.7', 'ombudsman.adult-public-reports', 0),
    count('3.1', 'children.by-children', 30),
    percent(
      '3.2',
      'children.resolved-early-share',
      52,
      'Resolved early alone; the 55 % of 3.3 also count the withdrawn and signposted.',
    ),
    count('3.2', 'children.stage-2', 2),
    count('3.2', 'children.settled-at-stage-2', 0),
    count('3.2', 'children.panels', 2),
    percent('3.3', 'children.closed-not-upheld-share', 9),
    percent('3.3', 'children.closed-upheld-or-partly-share', 36),
    percent('3.3', 'children.closed-without-finding-share', 55),
    count('3.3', 'children.over-20-working-days', 140),
    percent(
      '3.3',
      'children.over-20-working-days-share',
      68,
      'The report says “of those received”; 140 of 226 would be 62 %. It is 140 of the 205 closed.',
    ),
    percent('3.4', 'children.social-work-practice-share', 66),
    count('3.8', 'compliments.children-social-care', 51),
    count(
      '3.9',
      'ombudsman.children-contacts',
      55,
      '44 and 55 are the 99 that 1.3 calls “final decisions”: they are enquiries. Decisions are 39 and 48.',
    ),
    count('3.9', 'ombudsman.children-decisions', 48),
    count('3.9', 'ombudsman.children-referred-back', 12),
    count('3.9', 'ombudsman.children-upheld', 9),
    count('3.9', 'ombudsman.children-finding-changed', 5),
    percent('3.9', 'ombudsman.children-adjusted-upheld-share', 10),
    pounds('3.9', 'ombudsman.children-settlements', 185_000),
  ],
}
