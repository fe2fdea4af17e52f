import { mustBeAllowed, type Actor } from '../../access/index.ts'
import { NotFoundError } from '../../errors.ts'
import { CHANGE_TYPES, CHANGES, type ChangeFilter, type ChangeKind, type ChangeType } from '../../store/changes.ts'
import type { AuditRow, ProcedureRow } from '../../store/rows.ts'
import { startOf, type Instant } from '../../values/instant.ts'
import { addDays, type LocalDate } from '../../values/local-date.ts'
import type { SettingsPart } from '../commands/note-settings.ts'
import { differencesIn, type Difference } from '../differences.ts'
import type { ProcedureFiles } from '../procedures.ts'
import type { Runtime } from '../runtime.ts'

/*
 * What was changed in how cases are dealt with, and by whom, from the audit trail: procedures with their diagrams, forms,
 * letters and decision tables; the council’s file, calendars, rules and rights; users, roles and keys.
 */

export type { ChangeKind }
export const CHANGE_KINDS = Object.keys(CHANGES) as readonly ChangeKind[]

export interface Change {
  /** Its number in the audit trail. */
  readonly seq: number
  readonly at: Instant
  readonly actor: string
  readonly role: string
  readonly kind: ChangeKind
  readonly type: ChangeType
  /** Of a procedure, and its version. */
  readonly procedure?: string
  readonly version?: number
  /** Of a draft of a procedure, and what was said of it. */
  readonly draft?: string
  readonly words?: string
  /** Of a version that was published: the first day on which it counts. */
  readonly from?: LocalDate
  /** Whose account it was. */
  readonly user?: string
  readonly roles?: readonly string[]
  /** Who asked for what a second person decided. */
  readonly askedBy?: string
  /** Of an account: what was changed of it. */
  readonly changed?: readonly string[]
  /** Of settings: which part, and what of it. */
  readonly settings?: {
    readonly part: SettingsPart
    /** They were noted for the first time. */
    readonly isFirst: boolean
    readonly added: readonly string[]
    readonly changed: readonly string[]
    readonly removed: readonly string[]
  }
  /** Of a machine’s clock: by how much it was set, forward, or (negative) back. */
  readonly clockBySeconds?: number
  /** Of a key: the role that it gives. */
  readonly keyRole?: string
}

/** One file of a procedure, against the version before. */
export interface ChangedFile {
  readonly kind: 'diagram' | 'form' | 'letter' | 'word-file' | 'decision-table' | 'settings'
  readonly id: string
  readonly name: string
  readonly change: 'added' | 'changed' | 'removed'
  /** At most 100; what of a diagram, form, letter or table is another. */
  readonly differences: readonly Difference[]
}

export interface ChangeDetail extends Change {
  /** There where a version of a procedure was deployed; of the first version every file is new. */
  readonly compared?: { readonly before?: number; readonly files: readonly ChangedFile[]; readonly unchanged: number }
}

export interface ChangesAsked {
  readonly kind?: ChangeKind
  /** Id of who did it. */
  readonly actor?: string
  /** First and last day. */
  readonly from?: LocalDate
  readonly to?: LocalDate
  /** At most 500; 25 when left out. */
  readonly limit?: number
  readonly offset?: number
}

const USUAL = 25
const MOST = 500

/** The newest first. That somebody looked is in the audit trail. */
export async function listChanges(
  runtime: Runtime,
  actor: Actor,
  { kind, actor: by, from, to, limit = USUAL, offset = 0 }: ChangesAsked,
): Promise<{ readonly changes: readonly Change[]; readonly total: number }> {
  mustBeAllowed(actor, 'read-compliance')
  const filter: ChangeFilter = {
    types: kind === undefined ? CHANGE_TYPES : CHANGES[kind],
    ...(by !== undefined && { actor: by }),
    ...(from !== undefined && { from: startOf(from) }),
    ...(to !== undefined && { before: startOf(addDays(to, 1)) }),
  }
  const page = { limit: Math.min(Math.max(1, limit), MOST), offset: Math.max(0, offset) }
  const { rows, total } = await runtime.store.read.changes(filter, page)
  await recordLook(runtime, actor, {
    ...(kind && { kind }),
    ...(by && { by }),
    ...(from && { from }),
    ...(to && { to }),
  })
  return { changes: rows.map(changeOf), total }
}

/** One change; of a deployment with what is another than in the version before. @throws NotFoundError */
export async function changeDetail(runtime: Runtime, actor: Actor, seq: number): Promise<ChangeDetail> {
  mustBeAllowed(actor, 'read-compliance')
  const row = await runtime.store.read.change(seq)
  if (row === undefined) throw new NotFoundError('change', String(seq))
  await recordLook(runtime, actor, { change: seq })
  const change = changeOf(row)
  if (change.type !== 'procedure-deployed' || change.procedure === undefined) return change
  const rows = (await runtime.store.read.procedures()).filter(({ id }) => id === change.procedure)
  const now = rows.find(({ version }) => version === change.version)
  if (now === undefined) return change
  const before = rows.findLast(({ version }) => version < now.version)
  return { ...change, compared: await compared(runtime, before, now) }
}

async function recordLook({ store }: Runtime, actor: Actor, body: Readonly<Record<string, unknown>>): Promise<void> {
  await store.command((unit) => {
    unit.audit({ actor: actor.id, role: actor.role, type: 'changes-viewed', body })
    return Promise.resolve()
  })
}

interface Said {
  readonly procedure?: string
  readonly version?: number
  readonly draft?: string
  readonly words?: string
  readonly from?: LocalDate
  readonly user?: string
  readonly roles?: readonly string[]
  readonly askedBy?: string
  readonly changed?: readonly string[]
  readonly part?: SettingsPart
  readonly isFirst?: boolean
  readonly added?: readonly string[]
  readonly removed?: readonly string[]
  readonly for?: string
  readonly bySeconds?: number
}

function changeOf({ seq, at, actor, role, type, body }: AuditRow): Change {
  const said = (JSON.parse(body) as { readonly data?: Said }).data ?? {}
  const { procedure, version, user, roles, askedBy, changed, part, isFirst = false, added = [], removed = [] } = said
  const kind = CHANGE_KINDS.find((each) => CHANGES[each].some((known) => known === type)) ?? 'settings'
  return {
    seq,
    at,
    actor,
    role,
    kind,
    type: type as ChangeType,
    ...(procedure !== undefined && { procedure }),
    ...(version !== undefined && { version }),
    ...(said.draft !== undefined && { draft: said.draft }),
    ...(said.words !== undefined && { words: said.words }),
    ...(said.from !== undefined && { from: said.from }),
    ...(user !== undefined && { user }),
    ...(roles !== undefined && { roles }),
    ...(askedBy !== undefined && { askedBy }),
    ...(kind === 'users' && changed !== undefined && { changed }),
    ...(part !== undefined && { settings: { part, isFirst, added, changed: changed ?? [], removed } }),
    ...(said.bySeconds !== undefined && { clockBySeconds: said.bySeconds }),
    ...(said.for !== undefined && { keyRole: said.for }),
  }
}

type Parts = ReadonlyMap<
  string,
  { readonly kind: ChangedFile['kind']; readonly id: string; readonly name: string; readonly is: unknown }
>

async function compared(
  runtime: Runtime,
  before: ProcedureRow | undefined,
  now: ProcedureRow,
): Promise<NonNullable<ChangeDetail['compared']>> {
  const [old, parts] = await Promise.all([
    before === undefined ? (new Map() as Parts) : partsOf(runtime, before),
    partsOf(runtime, now),
  ])
  const files: ChangedFile[] = []
  for (const [key, part] of parts) {
    const was = old.get(key)
    const { kind, id, name, is } = part
    if (was === undefined) files.push({ kind, id, name, change: 'added', differences: [] })
    else {
      const differences = differencesIn(was.is, is)
      if (differences.length > 0) files.push({ kind, id, name, change: 'changed', differences })
    }
  }
  for (const [key, { kind, id, name }] of old) {
    if (!parts.has(key)) files.push({ kind, id, name, change: 'removed', differences: [] })
  }
  return {
    ...(before !== undefined && { before: before.version }),
    files,
    unchanged: parts.size - files.filter(({ change }) => change !== 'removed').length,
  }
}

/** Everything that a version is made of, each part as plain data. */
async function partsOf(runtime: Runtime, { id: procedure, version, title, files }: ProcedureRow): Promise<Parts> {
  const {
    forms,
    decisions = {},
    letters = {},
    wordFiles = {},
    main,
    roles,
    startVariables,
    legalBasis,
    law,
    processes,
  } = files as unknown as ProcedureFiles
  const loaded = await runtime.procedures.load(procedure, version)
  const parts: [string, { kind: ChangedFile['kind']; id: string; name: string; is: unknown }][] = []
  const add = (kind: ChangedFile['kind'], id: string, name: string | undefined, is: unknown) => {
    parts.push([`${kind} ${id}`, { kind, id, name: name === undefined || name === '' ? id : name, is }])
  }
  for (const [id, hash] of Object.entries(processes)) {
    const model = loaded.processes.get(id)?.model
    const { name, documentation } = model ?? {}
    const nodes = Object.fromEntries(model?.nodes ?? [])
    const flows = Object.fromEntries(model?.flows ?? [])
    // The hash tells of what is drawn elsewhere and means the same.
    add('diagram', id, name, { name, documentation, nodes, flows, drawing: hash })
  }
  for (const [id, form] of Object.entries(forms)) add('form', id, titleIn(form), form)
  for (const [id, letter] of Object.entries(letters)) add('letter', id, titleIn(letter), letter)
  for (const [id, file] of Object.entries(wordFiles)) add('word-file', id, undefined, file)
  for (const [id, table] of Object.entries(decisions)) add('decision-table', id, titleIn(table), table)
  add('settings', 'procedure', title, {
    title,
    main,
    roles,
    startVariables,
    legalBasis,
    ...(law !== undefined && { law }),
  })
  return new Map(parts)
}

function titleIn(part: object): string | undefined {
  const { title } = part as { readonly title?: unknown }
  return typeof title === 'string' ? title : undefined
}
