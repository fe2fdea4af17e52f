import type { Adjustment, IntakeFields, IntakePerson, LocalDate } from '../../engine/index.ts'
import { many, one, type Answers } from './question.ts'
import { isForSomebodyElse } from './questions/who.ts'

/** The answers of the pages as the fields that the intake takes, from here and from other front ends. */
export function fieldsOf(answers: Answers): IntakeFields {
  const kind = one(answers, 'kind') as IntakeFields['kind']
  const who = kind === 'complaint' ? (one(answers, 'who') as IntakeFields['who']) : 'self'
  const area = areaOf(answers)
  const person = personOf(answers)
  const complaint = kind === 'complaint'
  return {
    kind,
    channel: 'form',
    who,
    area,
    ...text(answers, 'about', 'about'),
    ...(person !== undefined && { person }),
    ...(isForSomebodyElse(answers) && { onBehalfOf: themOf(answers) }),
    points: [one(answers, 'what'), ...(complaint ? many(answers, 'points') : [])].map((words) => ({
      text: words,
      desiredOutcome: complaint ? one(answers, 'outcome') : '',
    })),
    ...(complaint && besides(answers)),
  }
}

/** What it is about; a child, and whoever writes about a child in care, is not asked. */
export function areaOf(answers: Answers): IntakeFields['area'] {
  const who = one(answers, 'who')
  if (who === 'child' || who === 'child-in-care') return 'children'
  return (one(answers, 'area') || 'unsure') as IntakeFields['area']
}

function besides(answers: Answers): Partial<IntakeFields> {
  const when = one(answers, 'when')
  const nhs = one(answers, 'nhs')
  const advocate = one(answers, 'advocate')
  const consent = one(answers, 'nhsConsent')
  return {
    ...(when === 'day' && { happenedOn: one(answers, 'happenedOn') as LocalDate }),
    ...(when === 'now' && { stillHappening: true }),
    ...text(answers, 'whyLate', 'whyLate'),
    ...(nhs !== '' && {
      nhs: {
        part: nhs === 'yes',
        ...text(answers, 'nhsBody', 'body'),
        ...(consent !== '' && { consent: consent === 'yes' }),
      },
    }),
    ...(advocate !== '' && { advocate: { wanted: advocate === 'yes', ...text(answers, 'provider', 'provider') } }),
    ...(one(answers, 'riskNow') !== '' && { riskNow: one(answers, 'riskNow') === 'yes' }),
    ...text(answers, 'times', 'contactTimes'),
    ...(one(answers, 'messageSafe') !== '' && { safeToLeaveMessage: one(answers, 'messageSafe') === 'yes' }),
    ...needsOf(answers),
  }
}

/** A language without a code stands among the needs, so that it is not lost. */
function needsOf(answers: Answers): Pick<IntakeFields, 'needs'> {
  const language = one(answers, 'language')
  const spoken = language !== '' && languageCode(language) === undefined ? `Interpreter: ${language}` : ''
  const needs = [spoken, one(answers, 'needs')].filter((each) => each !== '').join('\n')
  return needs === '' ? {} : { needs }
}

function personOf(answers: Answers): IntakePerson | undefined {
  const name = one(answers, 'name')
  if (name === '') return undefined
  const chosen = many(answers, 'adjustments')
  const adjustments = chosen.filter((code): code is Adjustment => code !== 'none' && code !== 'other')
  const prefers = adjustments.includes('telephone-only') ? 'telephone' : one(answers, 'prefers')
  const address = lines(one(answers, 'address') || one(answers, 'paperAddress'))
  const language = languageCode(one(answers, 'language'))
  return {
    name,
    ...text(answers, 'email', 'email'),
    ...text(answers, 'phone', 'phone'),
    ...(address.length > 0 && { address }),
    contactPreference: prefers === 'letter' || prefers === 'telephone' ? prefers : 'email',
    adjustments,
    ...(language !== undefined && { language }),
  }
}

function themOf(answers: Answers): NonNullable<IntakeFields['onBehalfOf']> {
  const address = lines(one(answers, 'themAddress'))
  const born = one(answers, 'themBorn')
  return {
    name: one(answers, 'themName'),
    ...(born !== '' && { dateOfBirth: born as LocalDate }),
    ...(address.length > 0 && { address }),
    relation: one(answers, 'relation') as NonNullable<IntakeFields['onBehalfOf']>['relation'],
    authority: one(answers, 'authority') as NonNullable<IntakeFields['onBehalfOf']>['authority'],
  }
}

function text<Name extends string>(answers: Answers, from: string, to: Name): Readonly<Partial<Record<Name, string>>> {
  const value = one(answers, from)
  return (value === '' ? {} : { [to]: value }) as Readonly<Partial<Record<Name, string>>>
}

function lines(address: string): readonly string[] {
  return address
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

const LANGUAGES = [
  'ar',
  'bn',
  'zh',
  'cs',
  'nl',
  'fa',
  'fr',
  'de',
  'el',
  'gu',
  'hi',
  'hu',
  'it',
  'ja',
  'ko',
  'ku',
  'lv',
  'lt',
]
const MORE_LANGUAGES = [
  'ml',
  'ne',
  'ps',
  'pl',
  'pt',
  'pa',
  'ro',
  'ru',
  'sk',
  'so',
  'es',
  'sw',
  'ta',
  'th',
  'ti',
  'tr',
  'uk',
  'ur',
  'vi',
  'cy',
  'yo',
]
const NAMES = new Intl.DisplayNames(['en-GB'], { type: 'language' })
const CODES: ReadonlyMap<string, string> = new Map(
  [...LANGUAGES, ...MORE_LANGUAGES].map((code) => [(NAMES.of(code) ?? code).toLowerCase(), code]),
)

/** The code of a language by its English name; undefined for one that we do not know, which the needs then say. */
function languageCode(name: string): string | undefined {
  return CODES.get(name.trim().toLowerCase())
}
