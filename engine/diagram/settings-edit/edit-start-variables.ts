import { usesOfForms } from '../form-edit/index.ts'
import { shapeOf } from '../form-edit/form-shape.ts'
import type { ProcedureFile } from '../procedure-folder.ts'
import type { SettingsOperation } from './settings-operation.ts'
import type { SettingsShape } from './settings-shape.ts'

type Operation = Extract<
  SettingsOperation,
  { readonly do: 'add-start-variable' | 'change-start-variable' | 'remove-start-variable' }
>

const NAME = /^[a-z][A-Za-z0-9]{0,39}$/
const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/

/** What cases have from their start. A name never changes: diagrams decide by it. */
export function editStartVariable(
  files: readonly ProcedureFile[],
  settings: SettingsShape,
  operation: Operation,
): { readonly what: string } | { readonly refused: string } {
  const variables = (settings.startVariables ??= {})
  const { name } = operation
  const known = Object.hasOwn(variables, name) ? variables[name] : undefined
  const { fields, options: compared } = usesOfForms(files)('')
  if (operation.do === 'add-start-variable') {
    if (known !== undefined) return { refused: `Cases have “${name}” from their start already.` }
    if (!NAME.test(name)) {
      return { refused: 'A name begins with a small letter and has letters and digits only, such as receivedOn.' }
    }
  } else if (known === undefined) return { refused: `Cases do not have “${name}” from their start any more.` }
  if (operation.do === 'remove-start-variable') {
    const uses = isAsked(files, name) ? [] : (fields[name] ?? [])
    if (uses.length > 0) {
      return { refused: `“${name}” cannot be removed. Let these go by something else first: ${uses.join(', ')}.` }
    }
    settings.startVariables = Object.fromEntries(Object.entries(variables).filter(([each]) => each !== name))
    return { what: `Start variable removed: ${name}` }
  }
  const options = [...new Set((operation.options ?? []).map((each) => each.trim()).filter((each) => each !== ''))]
  if (operation.type === 'option' && options.length === 0) return { refused: 'Say what it can be, one a line.' }
  const bad = options.find((each) => !CODE.test(each))
  if (bad !== undefined) {
    return { refused: `“${bad}” cannot be a code: use letters, digits and hyphens, such as in-person.` }
  }
  const lost = (known?.options ?? []).find((code) => !options.includes(code) && compared[`${name} ${code}`])
  if (lost !== undefined) {
    const uses = compared[`${name} ${lost}`]?.join(', ') ?? ''
    return { refused: `“${lost}” cannot be taken out. Let these go by something else first: ${uses}.` }
  }
  if (known !== undefined && known.type !== operation.type && fields[name] !== undefined) {
    return { refused: `“${name}” cannot become something else: these go by it as it is: ${fields[name].join(', ')}.` }
  }
  variables[name] = { type: operation.type, ...(operation.type === 'option' && { options }) }
  return { what: known === undefined ? `Start variable added: ${name}` : `Start variable changed: ${name}` }
}

/** A form asks it too, so that it is known without the start. */
function isAsked(files: readonly ProcedureFile[], name: string): boolean {
  return files.some(
    ({ path, text }) =>
      /(^|\/)forms\/[^/]+\.json$/.test(path) && shapeOf(text)?.['x-redress'].variables?.includes(name) === true,
  )
}
