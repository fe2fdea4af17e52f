/* Over 300 lines: the six tables of drafts are written and read in one transaction, and stand beside one another. */

import type { Instant } from '../values/instant.ts'
import type { LocalDate } from '../values/local-date.ts'
import { visibleCases, type Visibility } from './case-access.ts'
import { update, type Sql } from './sql.ts'
import { defineTable, type Table } from './table.ts'
import type { UnitContext } from './unit-context.ts'

/** One text file of a procedure, by its path in the folder; a `.docx` is in base64. */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

/** All files that a version was made of. Never changed; the same version with other scenarios is kept once more. */
export interface ProcedureSourceRow {
  readonly procedure: string
  readonly version: number
  /** 1, 2, 3 … within the version; the last counts. */
  readonly n: number
  readonly files: readonly SourceFile[]
  readonly keptAt: Instant
  readonly keptBy: string
}

/** From which day a version counts. Never changed; of several for one day the last counts. */
export interface InForceRow {
  readonly procedure: string
  /** 1, 2, 3 … within the procedure. */
  readonly n: number
  readonly version: number
  readonly fromDay: LocalDate
  readonly publishedAt: Instant
  readonly publishedBy: string
}

/** What a second person was asked to approve, and said. */
export interface DraftApproval {
  readonly askedBy: string
  readonly askedAt: Instant
  /** Over all files and the law in use, hex. */
  readonly hash: string
  /** The version of the law in use. */
  readonly law: string
  readonly approvedBy?: string
  readonly approvedAt?: Instant
}

export interface ProcedureDraftRow {
  readonly id: string
  readonly procedure: string
  readonly title: string
  /** The version that it was made from, and which of its sources. */
  readonly basedOn: number
  readonly sourceN: number
  /** Grows by one with each save. */
  readonly revision: number
  readonly state: 'draft' | 'approval-asked' | 'approved' | 'published' | 'discarded'
  readonly lockHolder: string | null
  readonly lockUntil: Instant | null
  readonly approval: DraftApproval | null
  readonly publishedVersion: number | null
  readonly createdBy: string
  readonly createdAt: Instant
  readonly changedBy: string
  readonly changedAt: Instant
}

/** A file in which a draft differs from the version that it was made from. */
export interface DraftFileRow {
  readonly draftId: string
  readonly path: string
  /** Null: it is taken out. */
  readonly text: string | null
}

/** Something that somebody did with a draft. Never changed. */
export interface DraftActRow {
  readonly draftId: string
  /** 1, 2, 3 … within the draft. */
  readonly n: number
  readonly kind: string
  readonly at: Instant
  readonly actor: string
  readonly role: string
  /** What was changed, or a comment. */
  readonly words: string | null
  readonly revision: number
}

/** Pinned to a file of a procedure, and an element in it. Belongs to the procedure, so it outlives drafts and versions. */
export interface ProcedureCommentRow {
  readonly id: string
  readonly procedure: string
  /** The draft in which it was written. */
  readonly draftId: string | null
  readonly file: string
  readonly element: string | null
  /** The comment that it answers. */
  readonly answerTo: string | null
  readonly words: string
  readonly writtenBy: string
  readonly writtenAt: Instant
  /** Of a thread's first comment. */
  readonly resolvedBy: string | null
  readonly resolvedAt: Instant | null
}

export interface CasesOnVersion {
  readonly procedure: string
  readonly version: number
  readonly open: number
  readonly closed: number
}

export interface ProcedureDraftReads {
  /** Versions of which the files were kept, the first one first. */
  keptVersions(procedure: string): Promise<readonly number[]>
  /** The last that was kept of that version. */
  procedureSource(procedure: string, version: number, n?: number): Promise<ProcedureSourceRow | undefined>
  /** In the order of publishing; of one procedure, or of all. */
  inForce(procedure?: string): Promise<readonly InForceRow[]>
  procedureDraft(id: string): Promise<ProcedureDraftRow | undefined>
  /** The newest first. */
  procedureDrafts(procedure?: string): Promise<readonly ProcedureDraftRow[]>
  draftFiles(draftId: string): Promise<readonly DraftFileRow[]>
  /** In their order. */
  draftActs(draftId: string): Promise<readonly DraftActRow[]>
  /** Lines of all drafts of a procedure, the newest first. */
  draftActsOf(procedure: string): Promise<readonly DraftActRow[]>
  /** Cases on each version of each procedure. */
  casesByVersion(visibleTo?: Visibility): Promise<readonly CasesOnVersion[]>
  /** The oldest first. */
  procedureComments(procedure: string): Promise<readonly ProcedureCommentRow[]>
}

export interface ProcedureDraftWrites {
  procedureSource(procedure: string, version: number, n?: number): Promise<ProcedureSourceRow | undefined>
  /** Kept as the last of its version, unless the last is the same. @returns its number. */
  keepSource(row: Omit<ProcedureSourceRow, 'n' | 'keptAt'>): Promise<number>
  inForce(procedure: string): Promise<readonly InForceRow[]>
  /** Of two at once the second waits, and gets the next number. */
  putInForce(row: Omit<InForceRow, 'n' | 'publishedAt'>): Promise<void>
  /** Held until the end of the command, as a case is. */
  lockProcedureDraft(id: string): Promise<ProcedureDraftRow | undefined>
  addProcedureDraft(row: ProcedureDraftRow): void
  changeProcedureDraft(id: string, change: Partial<Omit<ProcedureDraftRow, 'id' | 'procedure'>>): void
  draftFiles(draftId: string): Promise<readonly DraftFileRow[]>
  saveDraftFile(row: DraftFileRow): void
  /** The file is as in the version again. */
  dropDraftFile(draftId: string, path: string): void
  draftActs(draftId: string): Promise<readonly DraftActRow[]>
  /** The draft must be held. */
  addDraftAct(row: Omit<DraftActRow, 'n' | 'at'>): Promise<void>
  procedureComment(id: string): Promise<ProcedureCommentRow | undefined>
  addProcedureComment(row: ProcedureCommentRow): void
  setCommentResolved(id: string, resolvedBy: string | null): void
}

const SOURCES = defineTable<ProcedureSourceRow>('procedure_sources', ['procedure', 'version', 'n'], {
  procedure: 'text',
  version: 'integer',
  n: 'integer',
  files: 'json',
  keptAt: 'text',
  keptBy: 'text',
})
const IN_FORCE = defineTable<InForceRow>('procedure_in_force', ['procedure', 'n'], {
  procedure: 'text',
  n: 'integer',
  version: 'integer',
  fromDay: 'text',
  publishedAt: 'text',
  publishedBy: 'text',
})
const DRAFTS = defineTable<ProcedureDraftRow>('procedure_drafts', ['id'], {
  id: 'text',
  procedure: 'text',
  title: 'text',
  basedOn: 'integer',
  sourceN: 'integer',
  revision: 'integer',
  state: 'text',
  lockHolder: 'text',
  lockUntil: 'text',
  approval: 'json',
  publishedVersion: 'integer',
  createdBy: 'text',
  createdAt: 'text',
  changedBy: 'text',
  changedAt: 'text',
})
const FILES = defineTable<DraftFileRow>('procedure_draft_files', ['draftId', 'path'], {
  draftId: 'text',
  path: 'text',
  text: 'text',
})
const ACTS = defineTable<DraftActRow>('procedure_draft_acts', ['draftId', 'n'], {
  draftId: 'text',
  n: 'integer',
  kind: 'text',
  at: 'text',
  actor: 'text',
  role: 'text',
  words: 'text',
  revision: 'integer',
})
const COMMENTS = defineTable<ProcedureCommentRow>('procedure_comments', ['id'], {
  id: 'text',
  procedure: 'text',
  draftId: 'text',
  file: 'text',
  element: 'text',
  answerTo: 'text',
  words: 'text',
  writtenBy: 'text',
  writtenAt: 'text',
  resolvedBy: 'text',
  resolvedAt: 'text',
})

type Read = <Row>(table: Table<Row>, rest: string, bindings: readonly unknown[]) => Promise<readonly Row[]>

export function procedureDraftReads(sql: Sql): ProcedureDraftReads {
  const read: Read = async (table, rest, bindings) =>
    (await sql.run(`select ${table.list} from ${table.name} ${rest}`, bindings)).map(table.decode)
  return {
    async keptVersions(procedure) {
      const rows = await sql.run(
        'select distinct version from procedure_sources where procedure = ? order by version',
        [procedure],
      )
      return rows.map(({ version }) => Number(version))
    },
    procedureSource: (...key) => sourceOf(read, ...key),
    inForce: (procedure) =>
      procedure === undefined
        ? read(IN_FORCE, 'order by procedure, n', [])
        : read(IN_FORCE, 'where procedure = ? order by n', [procedure]),
    procedureDraft: async (id) => (await read(DRAFTS, 'where id = ?', [id]))[0],
    procedureDrafts: (procedure) =>
      procedure === undefined
        ? read(DRAFTS, 'order by created_at desc, id', [])
        : read(DRAFTS, 'where procedure = ? order by created_at desc, id', [procedure]),
    draftFiles: (draftId) => read(FILES, 'where draft_id = ? order by path', [draftId]),
    draftActs: (draftId) => read(ACTS, 'where draft_id = ? order by n', [draftId]),
    draftActsOf: (procedure) =>
      read(ACTS, 'where draft_id in (select id from procedure_drafts where procedure = ?) order by at desc, n desc', [
        procedure,
      ]),
    async casesByVersion(visibleTo) {
      const visible = visibleTo === undefined ? undefined : visibleCases('cases.id', visibleTo)
      const rows = await sql.run(
        `select procedure, procedure_version, sum(case when status = 'closed' then 0 else 1 end) as open,
           sum(case when status = 'closed' then 1 else 0 end) as closed
         from cases${visible === undefined ? '' : ` where ${visible.text}`} group by procedure, procedure_version`,
        visible?.bindings ?? [],
      )
      return rows.map((row) => ({
        procedure: row['procedure'] as string,
        version: Number(row['procedure_version']),
        open: Number(row['open']),
        closed: Number(row['closed']),
      }))
    },
    procedureComments: (procedure) => read(COMMENTS, 'where procedure = ? order by written_at, id', [procedure]),
  }
}

async function sourceOf(
  read: Read,
  procedure: string,
  version: number,
  n?: number,
): Promise<ProcedureSourceRow | undefined> {
  const which = n === undefined ? 'order by n desc limit 1' : 'and n = ?'
  const bindings = n === undefined ? [procedure, version] : [procedure, version, n]
  return (await read(SOURCES, `where procedure = ? and version = ? ${which}`, bindings))[0]
}

/** A command's view of drafts of procedures, and of what versions were made of. */
export function procedureDraftPart({ now, sql, read, writes, forUpdate }: UnitContext): ProcedureDraftWrites {
  return {
    procedureSource: (...key) => sourceOf(read, ...key),
    async keepSource(row) {
      const last = await sourceOf(read, row.procedure, row.version)
      if (last !== undefined && JSON.stringify(last.files) === JSON.stringify(row.files)) return last.n
      const n = (last?.n ?? 0) + 1
      writes.insert(SOURCES, { ...row, n, keptAt: now })
      return n
    },
    inForce: (procedure) => read(IN_FORCE, 'where procedure = ? order by n', [procedure]),
    async putInForce(row) {
      // The versions of the procedure are held, so that two at once do not get the same number.
      await sql.run(`select version from procedures where id = ?${forUpdate}`, [row.procedure])
      const earlier = await read(IN_FORCE, 'where procedure = ?', [row.procedure])
      writes.insert(IN_FORCE, { ...row, n: earlier.length + 1, publishedAt: now })
    },
    async lockProcedureDraft(id) {
      return (await read(DRAFTS, `where id = ?${forUpdate}`, [id]))[0]
    },
    addProcedureDraft(row) {
      writes.insert(DRAFTS, row)
    },
    changeProcedureDraft(id, change) {
      writes.statement(DRAFTS, () => update(DRAFTS, change, 'id = ?', [id]))
    },
    draftFiles: (draftId) => read(FILES, 'where draft_id = ? order by path', [draftId]),
    saveDraftFile(row) {
      writes.replace(FILES, row)
    },
    dropDraftFile(draftId, path) {
      writes.statement(FILES, () => ({
        text: `delete from ${FILES.name} where draft_id = ? and path = ?`,
        bindings: [draftId, path],
      }))
    },
    draftActs: (draftId) => read(ACTS, 'where draft_id = ? order by n', [draftId]),
    async addDraftAct(row) {
      const earlier = await read(ACTS, 'where draft_id = ?', [row.draftId])
      writes.insert(ACTS, { ...row, n: earlier.length + 1, at: now })
    },
    async procedureComment(id) {
      return (await read(COMMENTS, 'where id = ?', [id]))[0]
    },
    addProcedureComment(row) {
      writes.insert(COMMENTS, row)
    },
    setCommentResolved(id, resolvedBy) {
      const part = { resolvedBy, resolvedAt: resolvedBy === null ? null : now }
      writes.statement(COMMENTS, () => update(COMMENTS, part, 'id = ?', [id]))
    },
  }
}
