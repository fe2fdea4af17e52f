import { fileNameFor, newForm } from '../form-edit/index.ts'
import type { ProcedureFile } from '../procedure-folder.ts'
import { newDiagram } from './new-diagram.ts'
import type { SettingsEdit, SettingsOperation } from './settings-operation.ts'
import type { SettingsShape } from './settings-shape.ts'
import { idsIn, ownDiagrams } from './uses-of-settings.ts'

type Of<Do extends SettingsOperation['do']> = Extract<SettingsOperation, { readonly do: Do }>

/** A diagram that other diagrams can call: with its start, one task and its end. */
export async function addDiagram(
  files: readonly ProcedureFile[],
  { roles }: SettingsShape,
  { title, task, role, form, outcome, clause }: Of<'add-diagram'>,
): Promise<SettingsEdit> {
  const name = title.trim()
  if (name === '' || task.trim() === '') return { refused: 'A diagram needs a name, and its task too.' }
  const twin = ownDiagrams(files).find((each) => each.title === `“${name}”`)
  if (twin !== undefined) return { refused: `Another diagram is called ${twin.title} already.` }
  if (!roles.some(({ code }) => code === role)) return { refused: 'Choose a role of this procedure.' }
  if (form !== undefined && !formsIn(files).includes(form)) return { refused: 'Choose a form of this procedure.' }
  const taken = idsIn(files)
  const stems = files.flatMap(({ path }) => /([^/]+)\.bpmn$/.exec(path)?.[1] ?? [])
  const id = fileNameFor(name, [...taken, ...stems])
  const made = form === undefined ? fileNameFor(task, formsIn(files)) : undefined
  const first = { task: task.trim(), role, form: form ?? made ?? '', outcome: codeOf(outcome), clause: clause.trim() }
  const file = `${id}.bpmn`
  return {
    changes: [
      { path: file, text: await newDiagram({ id, title: name, ...first }, taken) },
      ...(made === undefined ? [] : [{ path: `forms/${made}.json`, text: newForm(made, first.task) }]),
    ],
    what: `Diagram added: ${name}`,
    file,
  }
}

/** Takes a diagram out, with its scenarios. */
export function removeDiagram(
  files: readonly ProcedureFile[],
  { main }: SettingsShape,
  { file }: Of<'remove-diagram'>,
): SettingsEdit {
  const diagram = ownDiagrams(files).find((each) => each.file === file)
  if (diagram === undefined) return { refused: 'The procedure does not have that diagram any more.' }
  const { title, processes, calledBy } = diagram
  if (processes.includes(main)) {
    return { refused: `Cases begin in ${title}. Let them begin in another diagram first.` }
  }
  if (calledBy.length > 0) {
    return { refused: `${title} cannot be removed. These steps call it; take them out first: ${calledBy.join(', ')}.` }
  }
  const scenarios = file.replace(/\.bpmn$/, '.scenarios.json')
  const gone = [file, scenarios].filter((path) => files.some((each) => each.path === path))
  return {
    changes: gone.map((path) => ({ path, text: null })),
    what: `Diagram removed: ${title.replaceAll(/[“”]/g, '')}`,
  }
}

/** Of this procedure and of those that it uses: an id stands once. */
function formsIn(files: readonly ProcedureFile[]): readonly string[] {
  return files.flatMap(({ path }) => /(?:^|\/)forms\/([^/]+)\.json$/.exec(path)?.[1] ?? [])
}

function codeOf(words: string): string {
  return fileNameFor(words.trim() === '' ? 'done' : words, [])
}
