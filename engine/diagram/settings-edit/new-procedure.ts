import { capital } from '../../values/capital.ts'
import { INSTRUMENTS } from '../../law/index.ts'
import { fileNameFor, formText, newForm } from '../form-edit/index.ts'
import type { ProcedureFile } from '../procedure-folder.ts'
import { jsonObject, SETTINGS } from '../procedure-settings.ts'
import { newDiagram } from './new-diagram.ts'
import type { FirstTask } from './settings-operation.ts'

export interface NewProcedure {
  readonly id: string
  readonly title: string
  /** The body of rules that its cases fall under. */
  readonly law: string
}

/**
 * The files of a procedure that begins with one diagram: start, one task, end. One scenario goes through it.
 *
 * @param today - On which that scenario begins.
 */
export async function newProcedure(
  { id, title, law }: NewProcedure,
  { task, role, outcome, clause }: FirstTask,
  today: string,
): Promise<readonly ProcedureFile[]> {
  const form = fileNameFor(task, [])
  const first = { task, role, form, outcome: fileNameFor(outcome, []), clause }
  const settings = {
    ...{ id, title, version: '1', law, legalBasis: basisOf(law), main: id },
    roles: [{ code: role, title: capital(role.replaceAll('-', ' ')) }],
    startVariables: START,
  }
  const step = `task_${id.replaceAll('-', '_')}`
  const scenario = {
    ...{ id: 'first', title: `${capital(task)}, and it ends`, at: `${today}T09:00` },
    steps: [
      { expect: { tasks: { [step]: null }, only: true, status: 'open' } },
      { complete: step, expect: { noTasks: [step], status: 'closed', procedure: id } },
    ],
  }
  return [
    { path: SETTINGS, text: formText(settings) },
    { path: `${id}.bpmn`, text: await newDiagram({ id, title, ...first }) },
    { path: `${id}.scenarios.json`, text: formText({ scenarios: [scenario] }) },
    { path: `forms/${form}.json`, text: newForm(form, task) },
    { path: 'usual-answers.json', text: formText({ forms: { [form]: {} } }) },
  ]
}

/** What a complaint says of itself when it comes in. */
const START = {
  channel: { type: 'option', options: ['form', 'email', 'letter', 'phone', 'in-person', 'on-behalf'] },
  oral: { type: 'boolean' },
  byChild: { type: 'boolean' },
  receivedOn: { type: 'date' },
}

/** As the body of rules cites itself. */
function basisOf(law: string): readonly object[] {
  const instrument = INSTRUMENTS.find(({ id }) => id === law)
  const citation = (instrument?.deadlines[0] ?? instrument?.duties[0])?.citation
  return citation === undefined ? [] : [{ instrument: citation.instrument, url: citation.url }]
}

/**
 * The files of a procedure as those of another one, under its own name. Ids of its diagrams stay, so that what is known
 * of a step is known of its copy.
 *
 * @throws RangeError where the original cannot be read
 */
export function copyOfProcedure(
  files: readonly ProcedureFile[],
  { id, title, law }: NewProcedure,
): readonly ProcedureFile[] {
  const settings = jsonObject(files.find(({ path }) => path === SETTINGS)?.text ?? '')
  if (settings === undefined) throw new RangeError('Only a procedure that can be read can be copied')
  const was = String(settings['id'])
  return files.map(({ path, text }) => {
    if (path === SETTINGS) return { path, text: formText({ ...settings, id, title, version: '1', law }) }
    if (path.includes('/') || !path.endsWith('.scenarios.json')) return { path, text }
    return { path, text: text.replaceAll(new RegExp(`("procedure":\\s*)"${was}"`, 'g'), `$1"${id}"`) }
  })
}
