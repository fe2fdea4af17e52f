import type { DocumentRow } from './rows.ts'
import { update } from './sql.ts'
import { DOCUMENT_CONTENTS, DOCUMENTS } from './tables.ts'
import type { Unit } from './unit.ts'
import type { UnitContext } from './unit-context.ts'

type DocumentPart = Pick<Unit, 'documents' | 'addDocument' | 'updateDocument'>

/** A command's view of the documents of cases. */
export function documentPart({ writes, read }: UnitContext): DocumentPart {
  return {
    documents: async (caseId) => inOrderOfComing(await read(DOCUMENTS, 'where case_id = ?', [caseId])),
    addDocument(row, content) {
      writes.insert(DOCUMENTS, row)
      writes.insert(DOCUMENT_CONTENTS, { caseId: row.caseId, id: row.id, content })
    },
    updateDocument(caseId, id, change) {
      writes.statement(DOCUMENTS, () => update(DOCUMENTS, change, 'case_id = ? and id = ?', [caseId, id]))
    },
  }
}

/** `d2` before `d10`. */
export function inOrderOfComing(rows: readonly DocumentRow[]): readonly DocumentRow[] {
  return rows.toSorted((one, other) => Number(one.id.slice(1)) - Number(other.id.slice(1)))
}
