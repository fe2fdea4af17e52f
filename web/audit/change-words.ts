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

export const KIND_WORDS: Readonly<Record<ChangeKind, string>> = {
  procedures: 'Procedures, forms and letters',
  settings: 'Council’s file, calendar and rules',
  users: 'Users and roles',
  keys: 'Keys for programs',
}

interface Names {
  readonly nameOf: (user: string) => string
  readonly titleOf: (procedure: string) => string
}

/** One change, in a sentence. */
export function changeInWords(change: Change, { nameOf, titleOf }: Names): string {
  const { type, procedure = '', version = 0, user = '', roles = [], askedBy, settings, keyRole = '' } = change
  const named = `${titleOf(procedure)}, version ${version}`
  const list = roles.map((role) => inWords(role).toLowerCase()).join(', ')
  const who = nameOf(user)
  switch (type) {
    case 'procedure-deployed':
      return `${named}: brought in`
    case 'procedure-activated':
      return `${named}: put in force`
    case 'settings-changed':
      return settings === undefined ? 'Settings' : settingsInWords(settings)
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
