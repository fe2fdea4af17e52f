import { usesOfForms } from '../form-edit/index.ts'
import type { ProcedureFile } from '../procedure-folder.ts'
import { jsonObject, SETTINGS, textAt } from '../procedure-settings.ts'
import { settingsOf } from './settings-shape.ts'
import type { VariableType } from './settings-operation.ts'
import { ownDiagrams, stepsOfRole, type OwnDiagram } from './uses-of-settings.ts'

/** What a procedure is, apart from its steps, forms and letters, with what goes by each part of it. */
export interface SettingsOutline {
  readonly id: string
  readonly title: string
  /** What its cases fall under; left out where the id of the procedure says so. */
  readonly law?: string
  /** The process at which a case begins. */
  readonly main: string
  readonly roles: readonly { readonly code: string; readonly title: string; readonly steps: readonly string[] }[]
  readonly startVariables: readonly {
    readonly name: string
    readonly type: VariableType
    readonly options: readonly string[]
    /** What decides by it. */
    readonly uses: readonly string[]
  }[]
  readonly legalBasis: readonly { readonly instrument: string; readonly url?: string }[]
  /** Procedures whose diagrams it calls. */
  readonly uses: readonly string[]
  readonly diagrams: readonly OwnDiagram[]
}

/** Undefined where `procedure.json` has faults that keep it from being read; the checks name them. */
export function outlineOfSettings(files: readonly ProcedureFile[]): SettingsOutline | undefined {
  const settings = settingsOf(files)
  const raw = jsonObject(files.find(({ path }) => path === SETTINGS)?.text ?? '')
  if (settings === undefined || raw === undefined) return undefined
  const { fields } = usesOfForms(files)('')
  const uses = raw['uses']
  return {
    id: textAt(raw, 'id'),
    title: settings.title,
    ...(settings.law !== undefined && { law: settings.law }),
    main: settings.main,
    roles: settings.roles.map(({ code, title }) => ({ code, title, steps: stepsOfRole(files, code) })),
    startVariables: Object.entries(settings.startVariables ?? {}).map(([name, { type, options = [] }]) => ({
      ...{ name, type, options },
      uses: fields[name] ?? [],
    })),
    legalBasis: settings.legalBasis ?? [],
    uses: Array.isArray(uses) ? uses.filter((each) => typeof each === 'string') : [],
    diagrams: ownDiagrams(files),
  }
}
