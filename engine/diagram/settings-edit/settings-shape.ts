import { formText } from '../form-edit/form-json.ts'
import type { ProcedureFile } from '../procedure-folder.ts'
import {
  jsonObject,
  lawOf,
  readSettings,
  rolesOf,
  SETTINGS,
  startVariablesOf,
  usesOf,
  type Report,
} from '../procedure-settings.ts'
import type { VariableType } from './settings-operation.ts'

/** `procedure.json` as it is changed. What is not named here stays as it is. */
export interface SettingsShape {
  title: string
  main: string
  law?: string
  roles: { code: string; title: string }[]
  startVariables?: Record<string, { type: VariableType; options?: string[] }>
  legalBasis?: LegalBasis[]
}

interface LegalBasis {
  instrument: string
  url?: string
}

/** A copy that may be changed; undefined where the file has faults that keep it from being read. */
export function settingsOf(files: readonly ProcedureFile[]): SettingsShape | undefined {
  const text = files.find(({ path }) => path === SETTINGS)?.text
  if (text === undefined || faultsOfSettings(files).length > 0) return undefined
  const settings = jsonObject(text) as unknown as SettingsShape & { readonly legalBasis?: unknown }
  const basis: unknown = settings.legalBasis
  if (basis !== undefined && !(Array.isArray(basis) && basis.every(isLegalBasis))) return undefined
  return settings
}

/** The text of the file: always the same for the same settings. */
export function settingsText(settings: SettingsShape): string {
  return formText(settings)
}

/** What reading the file before publishing says against it, in sentences. */
export function faultsOfSettings(files: readonly ProcedureFile[]): readonly string[] {
  const faults: string[] = []
  const report: Report = (file, _element, message) => {
    if (file === SETTINGS) faults.push(message)
  }
  const settings = readSettings(files, report)
  lawOf(settings, report)
  rolesOf(settings['roles'], report)
  startVariablesOf(settings['startVariables'], report)
  usesOf(settings['uses'], files, report)
  return faults
}

function isLegalBasis(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && typeof (value as { instrument?: unknown }).instrument === 'string'
  )
}
