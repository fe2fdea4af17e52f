import type { LocalDate } from '../../engine/index.ts'
import { field, fieldList, shortDay, type Fields } from '../frame/index.ts'
import { dayOfFields, type FormError } from './day.ts'
import { ADJUSTMENTS, AREAS, AUTHORITIES, CHANNELS, isCode, PREFERENCES, RELATIONS, textOf, WHO } from './words.ts'

/*
 * A complaint taken down by an officer, one page after the other. What was answered travels with the form from page to
 * page: nothing of it stands in an address, a cookie or the session. Pure.
 */

export const STEPS = ['how', 'who', 'contact', 'points', 'check'] as const
export type Step = (typeof STEPS)[number]

export const STEP_TITLES: Readonly<Record<Step, string>> = {
  how: 'How did the complaint come in?',
  who: 'Who complains, and for whom?',
  contact: 'How can we reach them?',
  points: 'What is the complaint?',
  check: 'Check what you have taken down',
}

/** Points that one page takes. */
export const MOST_POINTS = 20

/** The fields of each page; all others travel along unseen. */
export const FIELDS: Readonly<Record<Step, readonly string[]>> = {
  how: ['channel', 'received-day', 'received-month', 'received-year', 'oral', 'area', 'about'],
  who: ['who', 'relation', 'authority', 'other-name'],
  contact: ['name', 'born-day', 'born-month', 'born-year', 'email', 'phone', 'address', 'preference', 'adjustments'],
  points: [
    'risk',
    'point-count',
    ...Array.from({ length: MOST_POINTS }, (_, n) => [`point-${n + 1}`, `wish-${n + 1}`]).flat(),
  ],
  check: [],
}

export const isAboutAnother = (body: Fields): boolean => ['someone-else', 'child-in-care'].includes(field(body, 'who'))

export function pointCount(body: Fields): number {
  const count = Number(field(body, 'point-count'))
  return Number.isInteger(count) && count >= 1 ? Math.min(count, MOST_POINTS) : 1
}

/** What is missing or wrong on one page. */
export function faultsOf(step: Step, body: Fields, today: LocalDate): readonly FormError[] {
  switch (step) {
    case 'how':
      return howFaults(body, today)
    case 'who':
      return whoFaults(body)
    case 'contact':
      return contactFaults(body, today)
    case 'points':
      return pointsOf(body).length > 0 ? [] : [{ href: '#point-1', text: 'Enter what the complaint is about' }]
    case 'check':
      return STEPS.filter((each) => each !== 'check').flatMap((each) => faultsOf(each, body, today))
  }
}

function howFaults(body: Fields, today: LocalDate): readonly FormError[] {
  const received = dayOfFields(body, 'received')
  return [
    ...(isCode(CHANNELS, field(body, 'channel')) ? [] : [{ href: '#channel', text: 'Select how it came in' }]),
    ...(received === 'none'
      ? [{ href: '#received-day', text: 'The day on which it came in must be a real day, such as 27 3 2026' }]
      : []),
    ...(typeof received === 'string' && received !== 'none' && received > today
      ? [{ href: '#received-day', text: 'The day on which it came in must be today or earlier' }]
      : []),
    ...(['yes', 'no'].includes(field(body, 'oral'))
      ? []
      : [{ href: '#oral', text: 'Select whether it was said or written' }]),
    ...(isCode(AREAS, field(body, 'area')) ? [] : [{ href: '#area', text: 'Select what service it is about' }]),
    ...(field(body, 'about').length > 200
      ? [{ href: '#about', text: 'The team or person must be 200 signs or fewer' }]
      : []),
  ]
}

function whoFaults(body: Fields): readonly FormError[] {
  if (!isCode(WHO, field(body, 'who'))) return [{ href: '#who', text: 'Select who complains' }]
  if (!isAboutAnother(body)) return []
  return [
    ...(field(body, 'other-name') === ''
      ? [{ href: '#other-name', text: 'Enter the name of the person it is about' }]
      : []),
    ...(isCode(RELATIONS, field(body, 'relation'))
      ? []
      : [{ href: '#relation', text: 'Select what they are to that person' }]),
    ...(isCode(AUTHORITIES, field(body, 'authority'))
      ? []
      : [{ href: '#authority', text: 'Select why they may speak for that person' }]),
  ]
}

function contactFaults(body: Fields, today: LocalDate): readonly FormError[] {
  const [email, phone, preference] = ['email', 'phone', 'preference'].map((name) => field(body, name))
  const born = dayOfFields(body, 'born')
  const address = addressOf(body)
  const reach = email !== '' || phone !== '' || address.length > 0
  return [
    ...(field(body, 'name') === '' ? [{ href: '#name', text: 'Enter the name of whoever complains' }] : []),
    ...(born === 'none' || (born !== undefined && born > today)
      ? [{ href: '#born-day', text: 'The day of birth must be a real day in the past' }]
      : []),
    ...(email === '' || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email ?? '')
      ? []
      : [{ href: '#email', text: 'Enter an email address in the right form, like name@example.org' }]),
    ...(phone === '' || /^\+?[0-9][0-9 ()-]{4,24}$/.test(phone ?? '')
      ? []
      : [{ href: '#phone', text: 'Enter a telephone number, like 01632 960100' }]),
    ...(address.length > 8 ? [{ href: '#address', text: 'The address must have 8 lines or fewer' }] : []),
    ...(reach ? [] : [{ href: '#email', text: 'Enter an email address, a telephone number or a postal address' }]),
    ...(isCode(PREFERENCES, preference ?? '')
      ? []
      : [{ href: '#preference', text: 'Select how they want to hear from us' }]),
    ...(preference === 'email' && email === ''
      ? [{ href: '#email', text: 'Enter the email address that they want to be written to' }]
      : []),
    ...(preference === 'telephone' && phone === ''
      ? [{ href: '#phone', text: 'Enter the number that they want to be called on' }]
      : []),
  ]
}

function addressOf(body: Fields): readonly string[] {
  return field(body, 'address')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

export function pointsOf(body: Fields): readonly { readonly text: string; readonly desiredOutcome: string }[] {
  return Array.from({ length: pointCount(body) }, (_, n) => ({
    text: field(body, `point-${n + 1}`),
    desiredOutcome: field(body, `wish-${n + 1}`),
  })).filter(({ text }) => text !== '')
}

/** The complaint as intake takes it, once no page has a fault. */
export function intakeFields(body: Fields): object {
  const received = dayOfFields(body, 'received')
  const born = dayOfFields(body, 'born')
  const [name, email, phone, about] = ['name', 'email', 'phone', 'about'].map((each) => field(body, each))
  const address = addressOf(body)
  return {
    kind: 'complaint',
    channel: field(body, 'channel'),
    oral: field(body, 'oral') === 'yes',
    ...(received !== undefined && { receivedOn: received }),
    who: field(body, 'who'),
    area: field(body, 'area'),
    ...(about !== '' && { about }),
    person: {
      name,
      ...(email !== '' && { email }),
      ...(phone !== '' && { phone }),
      ...(address.length > 0 && { address }),
      ...(born !== undefined && { dateOfBirth: born }),
      contactPreference: field(body, 'preference'),
      adjustments: fieldList(body, 'adjustments').filter((each) => isCode(ADJUSTMENTS, each)),
    },
    ...(isAboutAnother(body) && {
      onBehalfOf: {
        name: field(body, 'other-name'),
        relation: field(body, 'relation'),
        authority: field(body, 'authority'),
      },
    }),
    points: pointsOf(body),
    ...(field(body, 'risk') === 'yes' && { riskNow: true }),
  }
}

/** By what the same complaint may be there already: a name with a postcode. */
export function searchable(body: Fields): { readonly name: string; readonly postcode: string } | undefined {
  const postcode = /\b([A-Z]{1,2}[0-9][A-Z0-9]?) ?([0-9][A-Z]{2})\b/.exec(addressOf(body).join('\n').toUpperCase())
  const name = field(body, 'name')
  return postcode === null || name === '' ? undefined : { name, postcode: `${postcode[1] ?? ''} ${postcode[2] ?? ''}` }
}

/** For the page on which everything is checked. */
export function summaryOf(body: Fields): readonly {
  readonly step: Step
  readonly title: string
  readonly rows: readonly { readonly key: string; readonly value: string }[]
}[] {
  const received = dayOfFields(body, 'received')
  const born = dayOfFields(body, 'born')
  const row = (key: string, value: string) => ({ key, value: value === '' ? 'Not given' : value })
  const adjustments = fieldList(body, 'adjustments').map((each) => textOf(ADJUSTMENTS, each))
  return [
    {
      step: 'how',
      title: 'How it came in',
      rows: [
        row('Came by', textOf(CHANNELS, field(body, 'channel'))),
        row('Came in on', received === undefined ? 'Today' : received === 'none' ? '' : shortDay(received)),
        row('Said or written', field(body, 'oral') === 'yes' ? 'Said' : 'Written'),
        row('Service', textOf(AREAS, field(body, 'area'))),
        row('Team or person', field(body, 'about')),
      ],
    },
    {
      step: 'who',
      title: 'Who complains',
      rows: [
        row('Who', textOf(WHO, field(body, 'who'))),
        ...(isAboutAnother(body)
          ? [
              row('About', field(body, 'other-name')),
              row('They are', textOf(RELATIONS, field(body, 'relation'))),
              row('May speak for them by', textOf(AUTHORITIES, field(body, 'authority'))),
            ]
          : []),
      ],
    },
    {
      step: 'contact',
      title: 'How to reach them',
      rows: [
        row('Name', field(body, 'name')),
        row('Born on', born === undefined || born === 'none' ? '' : shortDay(born)),
        row('Email', field(body, 'email')),
        row('Telephone', field(body, 'phone')),
        row('Address', addressOf(body).join(', ')),
        row('Wants to hear by', textOf(PREFERENCES, field(body, 'preference'))),
        row('Needs', adjustments.length === 0 ? 'Nothing special' : adjustments.join(', ')),
      ],
    },
    {
      step: 'points',
      title: 'The complaint',
      rows: [
        ...pointsOf(body).flatMap(({ text, desiredOutcome }, n) => [
          row(`Point ${n + 1}`, text),
          row(`What should happen ${n + 1}`, desiredOutcome),
        ]),
        row('Somebody at risk now', field(body, 'risk') === 'yes' ? 'Yes: safeguarding is told at once' : 'No'),
      ],
    },
  ]
}
