import { DUTIES, type ProcedureFile } from '../../engine/index.ts'
import { inWords } from '../cases/index.ts'

/** What a scenario says that it covers: duties, situations, rows of a decision table; each as a person would say it. */
export function coversInWords(covers: readonly string[], files: readonly ProcedureFile[]): readonly string[] {
  return covers.map((each) => {
    const [kind = '', code = '', ...more] = each.split(' ')
    if (code === '' || more.length > 0) return each
    if (kind === 'channel') return `It comes this way: ${inWords(code).toLowerCase()}`
    return rowInWords(kind, code, files) ?? each
  })
}

/** The same with what each duty asks. */
export function coversInFull(covers: readonly string[], files: readonly ProcedureFile[]): readonly string[] {
  return coversInWords(covers, files).map((each) => {
    const duty = DUTIES.find(({ id }) => id === each)
    return duty === undefined ? each : `${duty.id}: ${duty.title}`
  })
}

/** `Row 3 of “Which procedure takes the complaint”`, as the table is shown. */
function rowInWords(table: string, row: string, files: readonly ProcedureFile[]): string | undefined {
  const text = files.find(({ path }) => path === `${table}.dmn`)?.text ?? ''
  const rows = [...text.matchAll(/<(?:\w+:)?rule\b[^>]*?\sid="([^"]+)"/g)].map(([, id]) => id)
  const name = /<(?:\w+:)?decision\b[^>]*?\sname="([^"<>&]+)"/.exec(text)?.[1] ?? inWords(table)
  return rows.includes(row) ? `Row ${rows.indexOf(row) + 1} of “${name}”` : undefined
}
