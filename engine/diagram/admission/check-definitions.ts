import { childrenOf, idOf, isA, textOf, type ModdleElement } from '../moddle.ts'
import { processesOf } from '../parse.ts'
import { refusal, repeated, type Remark } from './remark.ts'

/** The file as a whole: which process runs, and names that must be one element's only. */
export function checkDefinitions(definitions: ModdleElement): readonly Remark[] {
  return [
    ...checkExecutable(definitions),
    ...checkNames(definitions, 'bpmn:Message', 'message'),
    ...checkNames(definitions, 'bpmn:Signal', 'signal'),
  ]
}

function checkExecutable(definitions: ModdleElement): readonly Remark[] {
  const processes = processesOf(definitions)
  const [first, ...more] = processes.filter((process) => process.get('isExecutable') === true)
  const owner = idOf(definitions) || '1:1'
  if (processes.length === 0) {
    return [
      refusal(owner, 'no-process', 'The file holds no process.', 'Draw a process, or name the file that holds it.'),
    ]
  }
  if (!first) {
    const message = 'No process of the file is marked as executable.'
    return [
      refusal(
        idOf(processes[0]) || owner,
        'no-executable-process',
        message,
        'Set isExecutable="true" on the process that runs.',
      ),
    ]
  }
  return more.map((process) => {
    const message = `The process ${idOf(process)} is marked as executable, and ${idOf(first)} is too.`
    const remedy =
      'Set isExecutable="true" on one process only; call the other with a call activity, or give it its own file.'
    return refusal(idOf(process), 'many-executable-processes', message, remedy)
  })
}

function checkNames(definitions: ModdleElement, type: string, kind: string): readonly Remark[] {
  const elements = childrenOf(definitions, 'rootElements').filter((element) => isA(element, type))
  return repeated(elements, (element) => textOf(element, 'name')).map((element) => {
    const message = `Another ${kind} has the name '${textOf(element, 'name') ?? ''}' too.`
    return refusal(idOf(element), 'duplicate-name', message, `Use one ${kind} element wherever that name is meant.`)
  })
}
