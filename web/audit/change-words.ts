import {
  DUTIES,
  DEADLINE_RULES,
  isRight,
  rightNamed,
  type Change,
  type ChangeKind,
  type SettingsPart,
} from '../../engine/index.ts'
import { inWords, sentence } from '../cases/words.ts'
import { shortDay } from '../frame/index.ts'

export const KIND_WORDS: Readonly<Record<ChangeKind, string>> = {
  procedures: 'Procedures, forms and letters',
  settings: 'Council’s file, calendar, rules and clock',
  users: 'Users and roles',
  keys: 'Keys for programs',
}

interface Names {
  readonly nameOf: (user: string) => string
  readonly titleOf: (procedure: string) => string
}

/** One change, in a sentence. */
export function changeInWords(change: Change, { nameOf, titleOf }: Names): string {
  const {
    type,
    procedure = '',
    version = 0,
    words,
    from,
    user = '',
    roles = [],
    askedBy,
    settings,
    keyRole = '',
    clockBySeconds = 0,
  } = change
  const named = `${titleOf(procedure)}, version ${version}`
  const list = roles.map((role) => inWords(role).toLowerCase()).join(', ')
  const who = nameOf(user)
  switch (type) {
    case 'procedure-deployed':
      return `${named}: brought in`
    case 'procedure-activated':
      return `${named}: put in force`
    case 'procedure-published':
      return `${named}: published${from === undefined ? '' : `, to count from ${shortDay(from)}`}`
    case 'procedure-draft-opened':
    case 'procedure-roll-back-drafted':
    case 'procedure-draft-saved':
    case 'procedure-draft-brought-up-to-date':
    case 'procedure-approval-asked':
    case 'procedure-approved':
    case 'procedure-sent-back':
    case 'procedure-approval-taken-back':
    case 'procedure-approval-lapsed':
    case 'procedure-draft-discarded':
      return `${titleOf(procedure)}: ${DRAFT_WORDS[type]}${words === undefined ? '' : ` (${words})`}`
    case 'settings-changed':
      return settings === undefined ? 'Settings' : settingsInWords(settings)
    case 'clock-jumped':
      return clockInWords(clockBySeconds)
    case 'user-created':
      return `Account made for ${who}`
    case 'user-changed':
      return `Account of ${who} changed`
    case 'user-disabled':
      return `${who} may sign in no more`
    case 'user-enabled':
      return `${who} may sign in again`
    case 'roles-asked-for':
      return `Asked that ${who} be given: ${list}`
    case 'roles-granted':
      return `${who} was given: ${list}${askedBy === undefined ? '' : `; ${nameOf(askedBy)} had asked for it`}`
    case 'roles-refused':
      return `${who} was refused: ${list}${askedBy === undefined ? '' : `; ${nameOf(askedBy)} had asked for it`}`
    case 'roles-taken':
      return `Taken away from ${who}: ${list}`
    case 'password-set':
      return `Password of ${who} set anew`
    case 'key-created':
      return `Key made for a program, as ${inWords(keyRole).toLowerCase()}`
    case 'key-revoked':
      return 'Key of a program taken back'
  }
}

const DRAFT_WORDS = {
  'procedure-draft-opened': 'a draft was opened',
  'procedure-roll-back-drafted': 'a draft was opened to roll back',
  'procedure-draft-saved': 'a draft was changed',
  'procedure-draft-brought-up-to-date': 'a draft was brought up to date',
  'procedure-approval-asked': 'approval of a draft was asked for',
  'procedure-approved': 'a draft was approved',
  'procedure-sent-back': 'a draft was sent back',
  'procedure-approval-taken-back': 'a draft was taken back to be changed',
  'procedure-approval-lapsed': 'the approval of a draft lapsed',
  'procedure-draft-discarded': 'a draft was discarded',
} as const

const UNITS = [
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
] as const

function clockInWords(bySeconds: number): string {
  const seconds = Math.abs(bySeconds)
  const [length, unit] = UNITS.find(([each]) => seconds >= each) ?? [1, 'second']
  const count = Math.round(seconds / length)
  const many = `${count.toLocaleString('en-GB')} ${unit}${count === 1 ? '' : 's'}`
  return `Clock of a machine set ${bySeconds < 0 ? 'back' : 'forward'} by ${many}`
}

const PARTS: Readonly<Record<SettingsPart, string>> = {
  council: 'The council’s file',
  calendar: 'The calendar of bank holidays',
  'deadline-rules': 'Time limits of law, guidance and code',
  duties: 'Duties that are checked',
  rights: 'What roles may do',
}

function settingsInWords({ part, isFirst, added, changed, removed }: NonNullable<Change['settings']>): string {
  if (isFirst) return `${PARTS[part]}: noted for the first time`
  const counts = [
    added.length === 0 ? [] : `${added.length} new`,
    changed.length === 0 ? [] : `${changed.length} changed`,
    removed.length === 0 ? [] : `${removed.length} no longer there`,
  ].flat()
  return `${PARTS[part]}: ${counts.join(', ')}`
}

/** What changed of a part of the settings, as people call it. */
export function namesInWords(part: SettingsPart, names: readonly string[]): readonly string[] {
  return names.map((name) => {
    switch (part) {
      case 'duties':
        return [name, DUTIES.find(({ id }) => id === name)?.title ?? []].flat().join(': ')
      case 'deadline-rules':
        return sentence(DEADLINE_RULES.find(({ id }) => id === name)?.title ?? name)
      case 'rights':
        return isRight(name) ? rightNamed(name).title : name
      case 'council':
      case 'calendar':
        return COUNCIL_PARTS[name] ?? sentence(name.replace(/([A-Z])/g, ' $1').toLowerCase())
    }
  })
}

const COUNCIL_PARTS: Readonly<Record<string, string>> = {
  closureDays: 'Days on which the council is shut',
  targets: 'The council’s own targets',
  roleTeams: 'Which team takes what a role is asked',
  casePrefix: 'Beginning of references',
  signatories: 'Who signs responses to adults',
  partners: 'Bodies that complaints are shared with',
}
