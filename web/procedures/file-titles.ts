import type { ProcedureFile } from '../../engine/index.ts'
import { sentence } from '../cases/words.ts'
import { elementNames } from './element-names.ts'

/** What a file of a procedure is called: `Form: Answer the complaint`. */
export function fileTitle({ path, text }: ProcedureFile): string {
  const name = (path.split('/').at(-1) ?? path).replace(/\..*$/, '').replaceAll(/[-_]/g, ' ')
  if (path === 'procedure.json') return 'Settings of the procedure'
  if (path === 'usual-answers.json') return 'Usual answers of scenarios'
  if (path.endsWith('.scenarios.json')) return `Scenarios: ${sentence(name)}`
  if (path.startsWith('forms/')) return `Form: ${titleIn(text) ?? sentence(name)}`
  if (path.endsWith('.docx')) return `Word file of a letter: ${sentence(name)}`
  if (path.startsWith('letters/')) return `Letter: ${sentence(name)}`
  if (path.endsWith('.dmn')) return `Decision table: ${sentence(name)}`
  const id = /<(?:\w+:)?process\b[^<>]*?\sid="([^"]+)"/.exec(text)?.[1] ?? ''
  return `Diagram: ${elementNames(text).get(id) ?? sentence(name)}`
}

/** What the file at that path is called; the path where the draft has it no more. */
export function titlesIn({ files }: { readonly files: readonly ProcedureFile[] }): (path: string) => string {
  return (path) => {
    const file = files.find((each) => each.path === path)
    return file === undefined ? path : fileTitle(file)
  }
}

function titleIn(text: string): string | undefined {
  try {
    const { title } = JSON.parse(text) as { readonly title?: unknown }
    return typeof title === 'string' ? title : undefined
  } catch {
    return undefined
  }
}
