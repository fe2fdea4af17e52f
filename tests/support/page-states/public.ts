import type { Act, PageState } from './state.ts'

const WINDOWS = { child: 'child', adult: 'adult', self: 'self', thanks: 'thankful' } as const

/** A page of the form, which is reached by an answer to the one before. */
const page = (who: keyof typeof WINDOWS, name: string, set: NonNullable<Act['set']>, ends: string): PageState => ({
  name: `${who}: ${name}`,
  as: WINDOWS[who],
  does: [{ set, press: 'Continue' }],
  ends: `/complain/${ends}`,
})

/** The whole form as a child fills it in, each page once with a fault. */
const CHILD: readonly PageState[] = [
  { name: 'child: kind', as: 'child', at: '/complain/kind' },
  { name: 'child: kind, not said', as: 'child', does: [{ press: 'Continue' }] },
  page('child', 'who for', { kind: 'complaint' }, 'who-for'),
  { name: 'child: who for, not said', as: 'child', does: [{ press: 'Continue' }] },
  page('child', 'team', { who: 'child' }, 'team'),
  page('child', 'what happened', { about: 'My social worker' }, 'what-happened'),
  { name: 'child: what happened, not said', as: 'child', does: [{ press: 'Continue' }] },
  page('child', 'danger', { what: 'My foster carer hits me and my visits were cancelled.' }, 'danger'),
  { name: 'child: when', as: 'child', does: [{ press: 'Go on with the form' }], ends: '/complain/when' },
  { name: 'child: when, not said', as: 'child', does: [{ press: 'Continue' }] },
  page('child', 'points', { when: 'now' }, 'points'),
  page('child', 'a second point', { more: 'yes', point: 'Nobody told me about my move.' }, 'points'),
  { name: 'child: points, not said', as: 'child', does: [{ press: 'Continue' }] },
  page('child', 'outcome wanted', { more: 'no' }, 'outcome-wanted'),
  page('child', 'name', { outcome: 'Say sorry, and let me see my sister.' }, 'name'),
  { name: 'child: name, not said', as: 'child', does: [{ press: 'Continue' }] },
  page('child', 'support', { name: 'Synthetic Child 9002' }, 'support'),
  page('child', 'contact', { adjustments: ['easy-read', 'interpreter'], language: 'Polish' }, 'contact'),
  { name: 'child: contact, not said', as: 'child', does: [{ press: 'Continue' }] },
  page('child', 'address', { prefers: 'email', email: 'synthetic.9002@people.example.org' }, 'address'),
  page('child', 'advocate', { paperAddress: '4 Example Street\nExampleton' }, 'advocate'),
  page('child', 'evidence', { advocate: 'yes', provider: 'speak-up' }, 'evidence'),
  { name: 'child: evidence, no file', as: 'child', does: [{ press: 'Add this file' }] },
  { name: 'child: saved', as: 'child', does: [{ press: 'Save and come back later' }], ends: '/complain/save' },
  { name: 'child: saved, no address', as: 'child', does: [{ press: 'Send the email' }] },
  { name: 'child: check', as: 'child', at: '/complain/check', ends: '/complain/check' },
  { name: 'child: sent', as: 'child', does: [{ press: 'Send' }], ends: '/complain/sent' },
  { name: 'child: about yourself', as: 'child', at: '/complain/equality', ends: '/complain/equality' },
  { name: 'child: about yourself, said', as: 'child', does: [{ press: 'Send my answers' }], ends: '/complain/sent' },
]

/** An adult for somebody else: the pages that a child does not see. */
const ADULT: readonly PageState[] = [
  { name: 'adult: kind', as: 'adult', at: '/complain/kind' },
  page('adult', 'who for', { kind: 'complaint' }, 'who-for'),
  page('adult', 'service', { who: 'someone-else' }, 'service'),
  { name: 'adult: service, not said', as: 'adult', does: [{ press: 'Continue' }] },
  page('adult', 'them', { area: 'adult' }, 'them'),
  { name: 'adult: them, not said', as: 'adult', does: [{ press: 'Continue' }] },
  page(
    'adult',
    'authority',
    { themName: 'Synthetic Person 9003', 'themBorn-day': '3', 'themBorn-month': '5', 'themBorn-year': '1941' },
    'authority',
  ),
  { name: 'adult: authority, not said', as: 'adult', does: [{ press: 'Continue' }] },
  page('adult', 'team', { relation: 'relative', authority: 'they-asked-me' }, 'team'),
  page('adult', 'nhs', { about: 'Example Homecare' }, 'nhs'),
  { name: 'adult: nhs, not said', as: 'adult', does: [{ press: 'Continue' }] },
  page('adult', 'what happened', { nhs: 'yes', nhsBody: 'example-hospitals' }, 'what-happened'),
  page('adult', 'when', { what: 'Carers came late every day.' }, 'when'),
  {
    name: 'adult: when, no such day',
    as: 'adult',
    does: [
      {
        set: { when: 'day', 'happenedOn-day': '31', 'happenedOn-month': '2', 'happenedOn-year': '2024' },
        press: 'Continue',
      },
    ],
  },
  page(
    'adult',
    'late',
    { when: 'day', 'happenedOn-day': '1', 'happenedOn-month': '2', 'happenedOn-year': '2024' },
    'late',
  ),
  page('adult', 'points', { whyLate: 'I was ill.' }, 'points'),
  page('adult', 'outcome wanted', { more: 'no' }, 'outcome-wanted'),
  page('adult', 'name', { outcome: 'Carers on time.' }, 'name'),
  page('adult', 'support', { name: 'Synthetic Person 9004' }, 'support'),
  page('adult', 'contact', { adjustments: 'none' }, 'contact'),
  page('adult', 'phone', { prefers: 'telephone', phone: '01632 960777' }, 'phone'),
  { name: 'adult: phone, not said', as: 'adult', does: [{ press: 'Continue' }] },
  page('adult', 'advocate', { times: 'after 4pm', messageSafe: 'no' }, 'advocate'),
  page('adult', 'evidence', { advocate: 'no' }, 'evidence'),
  page('adult', 'check', {}, 'check'),
]

/** Oneself, with a part that the NHS plays; and somebody who says thank you. */
const SHORT: readonly PageState[] = [
  { name: 'self: kind', as: 'self', at: '/complain/kind' },
  page('self', 'who for', { kind: 'complaint' }, 'who-for'),
  page('self', 'service', { who: 'self' }, 'service'),
  page('self', 'team', { area: 'adult' }, 'team'),
  page('self', 'nhs', { about: 'The ward' }, 'nhs'),
  page('self', 'consent', { nhs: 'yes', nhsBody: 'example-hospitals' }, 'consent'),
  { name: 'self: consent, not said', as: 'self', does: [{ press: 'Continue' }] },
  { name: 'thanks: kind', as: 'thankful', at: '/complain/kind' },
  page('thanks', 'service', { kind: 'compliment' }, 'service'),
  page('thanks', 'what happened', { area: 'adult' }, 'what-happened'),
  page('thanks', 'reply', { what: 'My carer is kind.' }, 'reply'),
  { name: 'thanks: after reply', as: 'thankful', does: [{ press: 'Continue' }] },
]

const OPEN: readonly PageState[] = [
  { name: 'home', as: 'visitor', at: '/' },
  { name: 'help', as: 'visitor', at: '/help' },
  { name: 'accessibility statement', as: 'visitor', at: '/accessibility-statement' },
  { name: 'privacy', as: 'visitor', at: '/privacy' },
  { name: 'cookies', as: 'visitor', at: '/cookies' },
  { name: 'no page there', as: 'visitor', at: '/nowhere' },
  { name: 'start', as: 'visitor', at: '/complain' },
  { name: 'come back', as: 'visitor', at: '/complain/return' },
  { name: 'come back, nothing said', as: 'visitor', does: [{ press: 'Open my form' }] },
  { name: 'signed out', as: 'visitor', at: '/signed-out' },
  { name: 'sign in', as: 'visitor', at: '/sign-in' },
  { name: 'sign in, nothing said', as: 'visitor', does: [{ press: 'Sign in' }] },
  {
    name: 'second step',
    as: 'visitor',
    at: '/sign-in',
    does: [{ set: { name: '{newcomer}', password: '{own password}' }, press: 'Sign in' }],
    ends: '/sign-in/code',
  },
  { name: 'second step, no code', as: 'visitor', does: [{ press: 'Continue' }] },
  { name: 'sign in, again', as: 'visitor', at: '/sign-in' },
  { name: 'sign in, wrong', as: 'visitor', does: [{ set: { name: 'nobody', password: 'wrong' }, press: 'Sign in' }] },
]

const TRACKED: readonly PageState[] = [
  { name: 'track', as: 'complainant', at: '/track' },
  { name: 'track, no reference', as: 'complainant', does: [{ press: 'Send me a code' }] },
  {
    name: 'track, code',
    as: 'complainant',
    does: [{ set: { reference: '{stage2}' }, press: 'I have a code' }],
    ends: '/track/code',
  },
  { name: 'track, no code', as: 'complainant', does: [{ press: 'Open my complaint' }] },
  { name: 'track, wrong code', as: 'complainant', does: [{ set: { code: '00000000' }, press: 'Open my complaint' }] },
  {
    name: 'own case',
    as: 'complainant',
    does: [{ set: { code: '{code}' }, press: 'Open my complaint' }],
    ends: '/track/case',
  },
  { name: 'own contact', as: 'complainant', at: '/track/contact' },
  { name: 'own file', as: 'complainant', at: '/track/file' },
  { name: 'own file, none', as: 'complainant', does: [{ press: 'Add' }] },
  ...['add', 'message', 'advocate', 'withdraw'].map((path): PageState => ({
    name: `own ${path}`,
    as: 'complainant',
    at: `/track/${path}`,
  })),
  {
    name: 'own letter',
    as: 'complainant',
    at: '/track/case',
    does: [{ follow: 'We have your complaint' }],
    ends: '/track/letters',
  },
  { name: 'own message, empty', as: 'complainant', at: '/track/message', does: [{ press: 'Send' }] },
  { name: 'own advocate, asked for', as: 'complainant', at: '/track/contact', does: [{ press: 'Save' }] },
]

/** Somebody who follows the case of that name with its code. */
const follow = (who: 'answered' | 'recorded'): readonly PageState[] => [
  {
    name: `${who}: code`,
    as: who,
    at: '/track',
    does: [{ set: { reference: `{${who}}` }, press: 'I have a code' }],
    ends: '/track/code',
  },
  {
    name: `${who}: own case`,
    as: who,
    does: [{ set: { code: `{code of ${who}}` }, press: 'Open my complaint' }],
    ends: '/track/case',
  },
]
const own = (who: 'answered' | 'recorded', path: string): PageState => ({
  name: `${who}: own ${path}`,
  as: who,
  at: `/track/${path}`,
  ends: `/track/${path}`,
})

/** What a child can ask for only while the case waits for it. */
const WAITING: readonly PageState[] = [
  ...follow('answered'),
  own('answered', 'settled'),
  own('answered', 'next-stage'),
  { name: 'answered: own next-stage, nothing said', as: 'answered', does: [{ press: 'Ask for it' }] },
  { name: 'answered: own statement, not now', as: 'answered', at: '/track/statement', ends: '/track/case' },
  ...follow('recorded'),
  own('recorded', 'statement'),
  { name: 'recorded: own statement, not said', as: 'recorded', does: [{ press: 'Send' }] },
]

const OUTSIDE: readonly PageState[] = [
  { name: 'partner', as: 'partner', at: '/partner/{partner}' },
  { name: 'partner, nothing said', as: 'partner', does: [{ press: 'Send' }] },
  {
    name: 'partner, sent',
    as: 'partner',
    does: [{ set: { text: 'The plan was sent two days late.' }, press: 'Send' }],
  },
  { name: 'partner, sent before', as: 'partner', at: '/partner/{partner}' },
  { name: 'partner, no such link', as: 'partner', at: '/partner/none' },
  { name: 'invitation', as: 'invited', at: '/invitation/{invitation}' },
  { name: 'invitation, nothing said', as: 'invited', does: [{ press: 'Accept' }] },
  { name: 'invitation, not there', as: 'invited', at: '/invitation/none' },
]

export const PUBLIC_STATES: readonly PageState[] = [
  ...OPEN,
  ...CHILD,
  ...ADULT,
  ...SHORT,
  ...TRACKED,
  ...WAITING,
  ...OUTSIDE,
]
