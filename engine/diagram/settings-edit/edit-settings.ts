import type { ProcedureFile } from '../procedure-folder.ts'
import { lawInWords, LAWS, SETTINGS } from '../procedure-settings.ts'
import { addDiagram, removeDiagram } from './edit-diagrams.ts'
import { editStartVariable } from './edit-start-variables.ts'
import type { SettingsEdit, SettingsOperation } from './settings-operation.ts'
import { faultsOfSettings, settingsOf, settingsText, type SettingsShape } from './settings-shape.ts'
import { ownDiagrams, stepsOfRole } from './uses-of-settings.ts'

/** What was done, or why it cannot be. */
type Done = { readonly what: string } | { readonly refused: string }
type Of<Do extends SettingsOperation['do']> = Extract<SettingsOperation, { readonly do: Do }>

/**
 * Does one thing to what a procedure is. What is left can be read, and names nothing that is not there, or it is refused;
 * whether it is right by the rules is for the checks to say.
 *
 * @param rolesHeld - Codes of the roles that people can hold: a step of any other would wait for nobody.
 */
export async function editSettings(
  files: readonly ProcedureFile[],
  operation: SettingsOperation,
  rolesHeld: readonly string[],
): Promise<SettingsEdit> {
  const settings = settingsOf(files)
  if (settings === undefined) {
    return {
      refused: 'What the procedure is cannot be read. See what the checks say of procedure.json, and mend that.',
    }
  }
  if (operation.do === 'add-diagram') return addDiagram(files, settings, operation)
  if (operation.do === 'remove-diagram') return removeDiagram(files, settings, operation)
  const done = apply({ files, settings, rolesHeld }, operation)
  if ('refused' in done) return done
  const text = settingsText(settings)
  const after = files.map((file) => (file.path === SETTINGS ? { ...file, text } : file))
  const [fault] = faultsOfSettings(after)
  return fault === undefined ? { changes: [{ path: SETTINGS, text }], what: done.what } : { refused: fault }
}

interface Editing {
  readonly files: readonly ProcedureFile[]
  readonly settings: SettingsShape
  readonly rolesHeld: readonly string[]
}

function apply(
  editing: Editing,
  operation: Exclude<SettingsOperation, Of<'add-diagram'> | Of<'remove-diagram'>>,
): Done {
  const { files, settings } = editing
  switch (operation.do) {
    case 'rename': {
      const title = operation.title.trim()
      if (title === '') return { refused: 'A procedure needs a title.' }
      const what = `Title: “${settings.title}” → “${title}”`
      settings.title = title
      return { what }
    }
    case 'set-law': {
      if (!LAWS.includes(operation.law)) return { refused: 'Choose a law or code that is known, or none.' }
      settings.law = operation.law
      return { what: `Falls under: ${lawInWords(operation.law)}` }
    }
    case 'set-main': {
      const begun = ownDiagrams(files).find(({ processes }) => processes.includes(operation.process))
      if (begun === undefined) return { refused: 'Choose a diagram of this procedure in which cases begin.' }
      settings.main = operation.process
      return { what: `Cases begin in ${begun.title}` }
    }
    case 'add-role':
    case 'rename-role':
    case 'remove-role':
      return editRole(editing, operation)
    case 'add-start-variable':
    case 'change-start-variable':
    case 'remove-start-variable':
      return editStartVariable(files, settings, operation)
    case 'add-legal-basis':
    case 'change-legal-basis':
    case 'remove-legal-basis':
      return editLegalBasis(settings, operation)
  }
}

function editRole(
  { files, settings, rolesHeld }: Editing,
  operation: Of<'add-role'> | Of<'rename-role'> | Of<'remove-role'>,
): Done {
  const { roles } = settings
  const code = operation.role
  const known = roles.find((each) => each.code === code)
  if (operation.do === 'add-role') {
    if (known !== undefined) return { refused: `The procedure has that role already: “${known.title}”.` }
    if (!rolesHeld.includes(code)) return { refused: 'Choose a role that people can hold.' }
  } else if (known === undefined) return { refused: 'The procedure does not have that role any more.' }
  if (operation.do === 'remove-role') {
    const steps = stepsOfRole(files, code)
    const title = known?.title ?? code
    if (steps.length > 0) {
      return { refused: `“${title}” cannot be removed. Give these steps to another role first: ${steps.join(', ')}.` }
    }
    settings.roles = roles.filter((each) => each !== known)
    return { what: `Role removed: ${title}` }
  }
  const title = operation.title.trim()
  if (title === '') return { refused: 'A role needs a title.' }
  const twin = roles.find((each) => each !== known && each.title.toLowerCase() === title.toLowerCase())
  if (twin !== undefined) return { refused: `Another role is called “${twin.title}” already.` }
  if (known === undefined) {
    roles.push({ code, title })
    return { what: `Role added: ${title}` }
  }
  const what = `Role “${known.title}” → “${title}”`
  known.title = title
  return { what }
}

function editLegalBasis(
  settings: SettingsShape,
  operation: Of<'add-legal-basis'> | Of<'change-legal-basis'> | Of<'remove-legal-basis'>,
): Done {
  const all = (settings.legalBasis ??= [])
  if (operation.do === 'remove-legal-basis') {
    const [removed] = all.splice(operation.index, 1)
    return removed === undefined ? { refused: GONE } : { what: `Legal basis removed: ${removed.instrument}` }
  }
  const instrument = operation.instrument.trim()
  const url = operation.url?.trim() ?? ''
  if (instrument === '') return { refused: 'Say which law it is, with its number or section.' }
  if (url !== '' && !/^https:\/\/[^\s"<>]+$/.test(url)) return { refused: 'The address must begin with https://.' }
  const entry = { instrument, ...(url !== '' && { url }) }
  const index = operation.do === 'change-legal-basis' ? operation.index : all.length
  if (all.some((each, place) => place !== index && each.instrument === instrument)) {
    return { refused: 'The procedure names that law already.' }
  }
  if (operation.do === 'add-legal-basis') {
    all.push(entry)
    return { what: `Legal basis added: ${instrument}` }
  }
  const before = all[index]
  if (before === undefined) return { refused: GONE }
  all[index] = entry
  return { what: `Legal basis: ${before.instrument} → ${instrument}` }
}

const GONE = 'The procedure does not name that law any more.'
