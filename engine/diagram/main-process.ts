import { childrenOf, idOf, isA, textOf, type ModdleElement } from './moddle.ts'

/** Which process of a file runs. */
export interface MainProcess {
  /** Absent when none may run. */
  readonly main?: ModdleElement
  /** Others that would run with the same right, so that it cannot be said which is meant. */
  readonly rivals: readonly ModdleElement[]
  /** Whether none is marked as executable, and the one that holds steps was taken. */
  readonly isGuessed: boolean
}

/**
 * The process that is marked as executable.
 *
 * Drawing tools leave the mark out, or write "false" unless told otherwise, and mark what is called as well. So in plain
 * BPMN an unmarked process runs where no other could be meant, and a process that another one calls is no rival of its
 * caller.
 */
export function mainProcessOf(definitions: ModdleElement, plain: boolean): MainProcess {
  const processes = processesOf(definitions)
  const marked = processes.filter((process) => process.get('isExecutable') === true)
  if (!plain) return { ...chosen(marked), isGuessed: false }
  const isGuessed = marked.length === 0
  const possible = isGuessed ? processes.filter((process) => childrenOf(process, 'flowElements').length > 0) : marked
  const uncalled = possible.filter((process) => !possible.some((other) => other !== process && calls(other, process)))
  return { ...chosen(uncalled.length > 0 ? uncalled : possible), isGuessed }
}

export function processesOf(definitions: ModdleElement): readonly ModdleElement[] {
  return childrenOf(definitions, 'rootElements').filter((element) => isA(element, 'bpmn:Process'))
}

function chosen([main, ...rivals]: readonly ModdleElement[]): Omit<MainProcess, 'isGuessed'> {
  return main ? { main, rivals } : { rivals }
}

function calls(caller: ModdleElement, called: ModdleElement): boolean {
  const containers = [caller]
  for (const container of containers) {
    for (const element of childrenOf(container, 'flowElements')) {
      if (isA(element, 'bpmn:CallActivity') && textOf(element, 'calledElement') === idOf(called)) return true
      if (isA(element, 'bpmn:SubProcess')) containers.push(element)
    }
  }
  return false
}
