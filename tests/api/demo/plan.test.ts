import { expect } from 'chai'
import { workingDaysFrom } from '../../../api/demo/days.ts'
import { planOf2020 } from '../../../api/demo/plan/year-2020-21.ts'
import type { PlannedComplaint, PlannedContact, PlannedFeedback } from '../../../api/demo/plan/planned.ts'
import { addDays } from '../../../engine/index.ts'

const { complaints, feedback, contacts } = planOf2020(1)

const inYear = ({ receivedOn }: { readonly receivedOn: string }) =>
  receivedOn >= '2020-04-01' && receivedOn <= '2021-03-31'
const ended = ({ ending }: PlannedComplaint) => ending.kind !== 'open' && ending.kind !== 'deferred'
const joint = ({ investigatedBy }: PlannedComplaint) => investigatedBy === 'nhs-and-council'
const internal = (each: PlannedComplaint) => each.investigatedBy === 'council' && ended(each)
const finding =
  (...outcomes: readonly string[]) =>
  ({ ending }: PlannedComplaint) =>
    'outcome' in ending && outcomes.includes(ending.outcome)
const upheld = finding('upheld', 'partly-upheld')
const notUpheld = finding('not-upheld')
const without = (each: PlannedComplaint) => ended(each) && !('outcome' in each.ending)

const adults = complaints.filter((each) => each.route === 'adult')
const adultsOfYear = adults.filter(inYear)
const children = complaints.filter((each) => each.route === 'children')
const others = complaints.filter((each) => each.route === 'other-children')

const pounds = (list: readonly PlannedContact[]) =>
  list.reduce((sum, { decision }) => sum + (decision?.settlement ?? 0), 0) / 100
const about = (area: string) => (each: { readonly area: string }) => each.area === area
const decision = (area: string, ...codes: readonly string[]) =>
  contacts.filter((each) => each.area === area && each.decision !== undefined && codes.includes(each.decision.code))
const compliments = (test: (each: PlannedFeedback) => boolean) =>
  feedback.filter((each) => each.feedback === 'compliment' && test(each)).length

/** Each figure of domain.md 7.1 that the plan decides, with its reading of 7.2. */
const SUMS: readonly (readonly [figure: string, planned: number, printed: number])[] = [
  ['S03 adults received', adultsOfYear.length, 420],
  ['S04 of which joint', adultsOfYear.filter(joint).length, 14],
  ['S05 children received', children.length, 226],
  ['S06 children closed', children.filter(ended).length, 205],
  ['S07 others received', others.length, 229],
  ['S08 Inclusion', others.filter(({ service }) => service === 'inclusion').length, 139],
  ['S10 compliments', compliments(() => true), 703],
  ['S11 children’s compliments', compliments(about('children')), 87],
  ['S12 adults’ compliments', compliments(about('adult')), 616],
  [
    'S19 costs in pence',
    children.reduce((sum, { ending }) => sum + ('costs' in ending ? ending.costs : 0), 0),
    729_703,
  ],
  ['S21 adults’ comments', feedback.filter((each) => each.feedback === 'comment' && each.area === 'adult').length, 43],
  ['S22 before an investigation', adultsOfYear.filter(({ investigatedBy }) => investigatedBy === 'nobody').length, 159],
  ['S25 adults closed', adultsOfYear.filter(ended).length, 416],
  ['S25 without a finding', adultsOfYear.filter(without).length, 185],
  ['S25 upheld or partly', adultsOfYear.filter(upheld).length, 149],
  ['S25 not upheld', adultsOfYear.filter(notUpheld).length, 82],
  ['S26 internal investigations', adultsOfYear.filter(internal).length, 243],
  ['S26 upheld or partly', adultsOfYear.filter(internal).filter(upheld).length, 139],
  ['S26 without a finding', adultsOfYear.filter(internal).filter(without).length, 26],
  ['S26 not upheld', adultsOfYear.filter(internal).filter(notUpheld).length, 78],
  ['S27 over 6 months', adultsOfYear.filter(internal).filter(overSixMonths).length, 70],
  ['S28 support planning', adultsOfYear.filter(({ service }) => service === 'support-planning').length, 100],
  ['S29 elsewhere', compliments(({ captured }) => captured === 'elsewhere'), 147],
  ['S32 joint closed', adults.filter(joint).filter(ended).length, 14],
  ['S32 joint not upheld', adults.filter(joint).filter(notUpheld).length, 1],
  ['S33 joint open', adults.filter(joint).filter(({ ending }) => ending.kind === 'open').length, 10],
  ['S34 adults’ enquiries', contacts.filter(about('adult')).length, 44],
  ['S35 not upheld', decision('adult', 'not-upheld').length, 4],
  ['S35 not investigated', decision('adult', 'closed-after-initial-enquiries').length, 24],
  ['S36 upheld', decision('adult', 'upheld').length, 11],
  ['S36 finding changed', decision('adult', 'upheld').filter((each) => each.decision?.changedFinding).length, 6],
  ['S37 adults’ settlements in pounds', pounds(contacts.filter(about('adult'))), 17_850],
  ['S39 by children', children.filter(({ byChild }) => byChild).length, 30],
  ['S40 resolved early', children.filter(({ ending }) => ending.kind === 'resolved-early').length, 107],
  ['S41 to a panel', children.filter(({ ending }) => ending.kind === 'to-panel').length, 2],
  ['S42 not upheld', children.filter(notUpheld).length, 19],
  ['S42 upheld or partly', children.filter(upheld).length, 73],
  ['S43 over 20 working days', children.filter(ended).filter(overTwentyDays).length, 140],
  ['S44 social work practice', children.filter(({ service }) => service === 'social-work-practice').length, 149],
  ['S45 without Inclusion', compliments((each) => each.area === 'children' && each.service !== 'inclusion'), 51],
  ['S46 children’s enquiries', contacts.filter(about('children')).length, 55],
  ['S47 not upheld or closed', decision('children', 'not-upheld', 'closed-after-initial-enquiries').length, 27],
  ['S47 referred back', decision('children', 'referred-back').length, 12],
  ['S48 upheld', decision('children', 'upheld').length, 9],
  ['S48 upheld already', decision('children', 'upheld').filter((each) => !each.decision?.changedFinding).length, 4],
  ['S49 children’s settlements in pounds', pounds(contacts.filter(about('children'))), 1_850],
]

/** More than six months, by days that are too few for any month to matter. */
function overSixMonths({ receivedOn, settleOn }: PlannedComplaint): boolean {
  return settleOn > addDays(receivedOn, 184)
}

function overTwentyDays({ receivedOn, settleOn }: PlannedComplaint): boolean {
  return workingDaysFrom(receivedOn, settleOn) > 20
}

describe('the plan of the synthetic year 2020-21', () => {
  for (const [figure, planned, printed] of SUMS) {
    it(`${figure}: ${printed}`, () => {
      expect(planned).to.equal(printed)
    })
  }

  it('has the same counts for any seed, on other days', () => {
    const other = planOf2020(2)
    expect(other.complaints.map(({ key }) => key)).to.deep.equal(complaints.map(({ key }) => key))
    expect(other.complaints.map(({ receivedOn }) => receivedOn)).not.to.deep.equal(
      complaints.map(({ receivedOn }) => receivedOn),
    )
  })

  it('is the same for the same seed', () => {
    expect(planOf2020(1)).to.deep.equal({ complaints, feedback, contacts })
  })

  it('has keys and numbers of their own', () => {
    const all = [...complaints, ...feedback, ...contacts]
    expect(new Set(all.map(({ key }) => key)).size).to.equal(all.length)
    expect(new Set(all.map(({ number }) => number)).size).to.equal(all.length)
  })

  it('keeps at least one case of each kind in a small plan', () => {
    const kinds = (plan: ReturnType<typeof planOf2020>) =>
      new Set([...plan.complaints, ...plan.feedback, ...plan.contacts].map(({ key }) => key.replace(/-\d+$/, '')))
    expect(kinds(planOf2020(1, 0.01))).to.deep.equal(kinds(planOf2020(1)))
  })
})
