import { INSTRUMENTS, NO_STATUTE, procedureNamed } from '../law/index.ts'
import type { VariableDescription } from './finding.ts'
import type { ProcedureFile, ProcedureRole } from './procedure-folder.ts'

/** The file that says what a procedure is: its name, who works in it, where a case begins. */
export const SETTINGS = 'procedure.json'

/** Types that a start variable may have. */
export const VARIABLE_TYPES = ['boolean', 'option', 'date', 'number', 'list'] as const

export type Report = (file: string, element: string, message: string, remedy: string) => void
export type Settings = Readonly<Record<string, unknown>>

export function readSettings(files: readonly ProcedureFile[], report: Report): Settings {
  const file = files.find(({ path }) => path === SETTINGS)
  if (!file) {
    report(
      SETTINGS,
      '/',
      'The folder has no procedure.json.',
      'Write one: id, title, version, legalBasis, main, roles.',
    )
    return {}
  }
  const settings = jsonObject(file.text)
  if (!settings) {
    report(SETTINGS, '/', 'The file is not a JSON object.', 'Correct it: id, title, version, legalBasis, main, roles.')
    return {}
  }
  for (const key of ['id', 'title', 'version', 'main']) {
    if (textAt(settings, key) === '') report(SETTINGS, `/${key}`, `It has no ${key}.`, `Add "${key}" with a text.`)
  }
  return settings
}

/** Ids of what a procedure may say that it falls under. */
export const LAWS: readonly string[] = [...INSTRUMENTS.map(({ id }) => id), NO_STATUTE]

/** What a procedure falls under, as people say it: by its law, or by its own id where it names none. */
export function lawInWords(law: string): string {
  return (
    INSTRUMENTS.find(({ id }) => id === (procedureNamed(law) ?? law))?.title ??
    'No law or code of its own: non-statutory'
  )
}

/** What the procedure falls under; undefined where the file does not say it, so that its id does. */
export function lawOf(settings: Settings, report: Report): string | undefined {
  const law = settings['law']
  if (law === undefined) return undefined
  if (typeof law === 'string' && LAWS.includes(law)) return law
  report(SETTINGS, '/law', 'The law that it falls under is none that is known.', `Name one of: ${LAWS.join(', ')}.`)
  return undefined
}

export function usesOf(value: unknown, used: readonly ProcedureFile[], report: Report): readonly string[] {
  const uses = (Array.isArray(value) ? value : []).filter((id) => typeof id === 'string')
  for (const id of uses) {
    if (used.some(({ path }) => path === `uses/${id}/${SETTINGS}`)) continue
    report(SETTINGS, '/uses', `It uses '${id}', and there is no such procedure beside it.`, 'Name the folder of one.')
  }
  return uses
}

/** Two procedures may have a role of the same code; the first title stands. */
export function withoutTwins(roles: readonly ProcedureRole[]): readonly ProcedureRole[] {
  return roles.filter(({ code }, index) => roles.findIndex((other) => other.code === code) === index)
}

export function rolesOf(value: unknown, report: Report): readonly ProcedureRole[] {
  const roles = (Array.isArray(value) ? value : []).flatMap((role: unknown) => {
    const [code, title] = isObject(role) ? [textAt(role, 'code'), textAt(role, 'title')] : ['', '']
    return code === '' || title === '' ? [] : [{ code, title }]
  })
  if (!Array.isArray(value) || roles.length < value.length) {
    report(
      SETTINGS,
      '/roles',
      'A role lacks its code or its title, or there are no roles.',
      'List them: [{ "code": …, "title": … }].',
    )
  }
  return roles
}

const TYPES: readonly unknown[] = VARIABLE_TYPES

export function startVariablesOf(value: unknown, report: Report): Readonly<Record<string, VariableDescription>> {
  if (value === undefined) return {}
  if (isObject(value) && Object.values(value).every((one) => isObject(one) && TYPES.includes(one['type']))) {
    return value as Readonly<Record<string, VariableDescription>>
  }
  report(SETTINGS, '/startVariables', 'A start variable has no type.', `Give each a type: ${TYPES.join(', ')}.`)
  return {}
}

export function jsonObject(text: string): Settings | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Settings {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function textAt(settings: Settings, key: string): string {
  const value = settings[key]
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : ''
}
