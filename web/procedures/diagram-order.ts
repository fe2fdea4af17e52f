import type { ProcedureFile } from '../../engine/index.ts'

/**
 * The diagrams of a draft as one comes to them: first the one with which a case begins, then each that it calls, where it
 * calls it; those that none calls last. Those of other procedures that it uses have drafts of their own, and are left out.
 */
export function diagramsInOrder(files: readonly ProcedureFile[]): readonly ProcedureFile[] {
  const own = files.filter(({ path }) => path.endsWith('.bpmn') && !path.includes('/'))
  const fileOf = new Map(own.flatMap((file) => processesIn(file.text).map((process) => [process, file] as const)))
  const ordered = new Set<ProcedureFile>()
  const follow = (file: ProcedureFile | undefined) => {
    if (file === undefined || ordered.has(file)) return
    ordered.add(file)
    for (const process of all(CALLS, file.text)) follow(fileOf.get(process))
  }
  follow(fileOf.get(mainOf(files)))
  own.forEach(follow)
  return [...ordered]
}

/** Ids of the processes of a diagram, as it is written. */
export function processesIn(text: string): readonly string[] {
  return all(PROCESS, text)
}

const PROCESS = /<(?:\w+:)?process\b[^<>]*?\sid="([^"]+)"/g
const CALLS = /\scalledElement="([^"]+)"/g

function all(pattern: RegExp, text: string): readonly string[] {
  return [...text.matchAll(pattern)].map(([, found = '']) => found)
}

function mainOf(files: readonly ProcedureFile[]): string {
  const settings = files.find(({ path }) => path === 'procedure.json')?.text ?? ''
  return /"main"\s*:\s*"([^"]+)"/.exec(settings)?.[1] ?? ''
}
