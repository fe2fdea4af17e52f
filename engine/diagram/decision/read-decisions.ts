import type { Finding } from '../finding.ts'
import { readDecision } from './read-decision.ts'
import type { DecisionTable } from './table.ts'

/** Of the procedure itself, or of one that it uses. */
const DECISION = /^(?:uses\/[^/]+\/)?[^/]+\.dmn$/

/**
 * The decision tables among the files of a procedure's folder, each called by the name of its file.
 *
 * @param folder - put before each path in the findings
 */
export async function readDecisions(
  files: readonly { readonly path: string; readonly text: string }[],
  folder: string,
): Promise<{ readonly tables: readonly DecisionTable[]; readonly findings: readonly Finding[] }> {
  const tables = new Map<string, DecisionTable>()
  const findings: Finding[] = []
  for (const { path, text } of files.filter((file) => DECISION.test(file.path))) {
    const file = `${folder}${path}`
    const { table, findings: onTable } = await readDecision(text, { file })
    findings.push(...onTable)
    if (table === undefined) continue
    if (tables.has(table.name)) findings.push(twin(file, table.name))
    else tables.set(table.name, table)
  }
  return { tables: [...tables.values()], findings }
}

function twin(file: string, element: string): Finding {
  return {
    file,
    element,
    rule: 'admission/duplicate-id',
    level: 'error',
    message: `There is another decision table '${element}' in this procedure, or in one that it uses.`,
    remedy: 'Give one of the two another name.',
  }
}
