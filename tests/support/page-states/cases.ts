import type { PageState } from './state.ts'

const TABS = [
  '',
  '/clock',
  '/actions',
  '/points',
  '/people',
  '/timeline',
  '/documents',
  '/letters',
  '/procedure',
  '/learning',
  '/links',
  '/close',
  '/partners',
  '/ombudsman',
  '/costs',
  '/print',
] as const

/** Every tab of a case with much in it, and of one with nearly nothing. */
const EVERY_TAB = (['stage2', 'new'] as const).flatMap((kind) =>
  TABS.map((tab): PageState => ({ name: `${kind}${tab}`, as: 'manager', at: `/cases/{${kind}}${tab}` })),
)

/** The first page of cases of every kind. */
const FIRST_PAGES = (
  [
    'panel',
    'adult',
    'joint',
    'corporate',
    'ombudsman',
    'held',
    'deferred',
    'learning',
    'late',
    'stuck',
    'restricted',
    'closed',
  ] as const
).map((kind): PageState => ({ name: `${kind}, now`, as: 'manager', at: `/cases/{${kind}}` }))

const ACTIONS = [
  'record-consent',
  'add-person',
  'record-contact',
  'record-note',
  'link',
  'freeze',
  'cancel',
  'message%3Acomplaint-withdrawn',
  'message%3Asafeguarding-raised',
  'message%3Adeferral-decided',
  'message%3Aombudsman-asked',
  'message%3Areroute-asked',
  'message%3Apoints-added',
  'message%3Acost-incurred',
  'message%3Aofficer-left',
] as const

/** What can be done about a case besides its tasks: the form, and the form after it was sent with nothing in it. */
const ACTION_PAGES = ACTIONS.flatMap((action): readonly PageState[] => [
  { name: `action ${action}`, as: 'manager', at: `/cases/{stage2}/actions/${action}`, ends: '/cases' },
  { name: `action ${action}, sent empty`, as: 'manager', does: [{ press: 'Confirm' }] },
])

export const CASE_STATES: readonly PageState[] = [
  ...EVERY_TAB,
  ...FIRST_PAGES,
  { name: 'stage 2 as its investigator', as: 'investigator', at: '/cases/{stage2}' },
  { name: 'people as its investigator', as: 'investigator', at: '/cases/{stage2}/people' },
  { name: 'one person opened', as: 'manager', at: '/cases/{stage2}/people?person=p1' },
  { name: 'timeline, narrowed', as: 'manager', at: '/cases/{stage2}/timeline?kind=letter' },
  { name: 'time limits, held', as: 'manager', at: '/cases/{held}/clock' },
  { name: 'time limits, late', as: 'manager', at: '/cases/{late}/clock' },
  { name: 'time limits, adult', as: 'manager', at: '/cases/{adult}/clock' },
  { name: 'actions, closed', as: 'manager', at: '/cases/{closed}/actions' },
  { name: 'partners of a joint case', as: 'manager', at: '/cases/{joint}/partners' },
  { name: 'the Ombudsman’s page', as: 'manager', at: '/cases/{ombudsman}/ombudsman' },
  { name: 'procedure, panel', as: 'manager', at: '/cases/{panel}/procedure' },
  { name: 'more time', as: 'manager', at: '/cases/{stage2}/clock/extend/children-act.stage-2-answer' },
  { name: 'more time, not said', as: 'manager', does: [{ press: 'Continue' }] },
  {
    name: 'more time, looked at once more',
    as: 'manager',
    does: [
      {
        set: {
          ground: 'complex',
          reason: 'Two homes must be visited.',
          'until-day': '1',
          'until-month': '4',
          'until-year': '2026',
        },
        press: 'Continue',
      },
    ],
  },
  ...ACTION_PAGES,
  { name: 'a document added', as: 'manager', at: '/cases/{stage2}/documents/new' },
  { name: 'a document added, not chosen', as: 'manager', does: [{ press: 'Add' }] },
  { name: 'one document', as: 'manager', at: '/cases/{stage2}/documents/{document}' },
  { name: 'a document withdrawn', as: 'manager', at: '/cases/{stage2}/documents/{document}/withdraw' },
  { name: 'a document withdrawn, no reason', as: 'manager', does: [{ press: 'Withdraw' }] },
  { name: 'one letter', as: 'manager', at: '/cases/{stage2}/letters/{letter}' },
  { name: 'a letter on paper', as: 'manager', at: '/letters/{print}/print' },
  { name: 'a letter came back', as: 'manager', at: '/cases/{stage2}/letters/{letter}/returned' },
  { name: 'a letter came back, no reason', as: 'manager', does: [{ press: 'Record' }] },
]
