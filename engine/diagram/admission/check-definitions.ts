import { childrenOf, idOf, isA, textOf, type ModdleElement } from '../moddle.ts'
import { mainProcessOf, processesOf } from '../main-process.ts'
import { caution, refusal, repeated, type Remark } from './remark.ts'

/** The file as a whole: which process runs, and names that must be one element's only. */
export function checkDefinitions(definitions: ModdleElement, plain: boolean): readonly Remark[] {
  return [
    ...checkExecutable(definitions, plain),
    ...checkNames(definitions, 'bpmn:Message', 'message'),
    ...checkNames(definitions, 'bpmn:Signal', 'signal'),
  ]
}

const MARK = 'Set isExecutable="true" on the process that runs.'

function checkExecutable(definitions: ModdleElement, plain: boolean): readonly Remark[] {
  const [first] = processesOf(definitions)
  const owner = idOf(definitions) || '1:1'
  if (!first) {
    return [
      refusal(owner, 'no-process', 'The file holds no process.', 'Draw a process, or name the file that holds it.'),
    ]
  }
  const { main, rivals, isGuessed } = mainProcessOf(definitions, plain)
  if (!main) {
    const message = 'No process of the file is marked as executable.'
    return [refusal(idOf(first) || owner, 'no-executable-process', message, MARK)]
  }
  if (isGuessed && rivals.length > 0) {
    const names = [main, ...rivals].map(idOf).join(', ')
    const message = `None of these processes is marked as executable: ${names}. It cannot be said which one runs.`
    return [refusal(idOf(main) || owner, 'no-executable-process', message, MARK)]
  }
  if (isGuessed) {
    const message = 'The process is not marked as executable; it runs because no other is there.'
    return [caution(idOf(main) || owner, 'no-executable-process', message, MARK)]
  }
  return rivals.map((process) => {
    const message = `The process ${idOf(process)} is marked as executable, and ${idOf(main)} is too.`
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
