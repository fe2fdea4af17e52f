import { mustBeAllowed, type Actor } from '../../access/index.ts'
import { NotFoundError } from '../../errors.ts'
import type { CasesOnVersion, DraftActRow, InForceRow, ProcedureRow } from '../../store/index.ts'
import { dayOf, type Instant } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { countedFor } from '../access.ts'
import { inForceOn } from '../procedures.ts'
import { statusOf, type ProcedureView } from '../queries/procedures.ts'
import type { Runtime } from '../runtime.ts'
import type { DraftActKind } from './acts.ts'
import { NEW, viewOf, type DraftView } from './view.ts'

/** A procedure as the list of all shows it. */
export interface ProcedureLine {
  readonly procedure: string
  readonly title: string
  /** Undefined where none is, which no procedure that was deployed by this release is. */
  readonly inForce?: { readonly version: number; readonly since: LocalDate }
  /** A version that takes over on a later day. */
  readonly next?: { readonly version: number; readonly from: LocalDate }
  /** The newest version, where it has never been put in force. */
  readonly waiting?: number
  readonly openCases: number
  /** Drafts that are neither published nor discarded. */
  readonly drafts: readonly DraftView[]
}

export interface VersionLine {
  readonly version: number
  readonly title: string
  readonly hash: string
  readonly status: ProcedureView['status']
  /** Each day from which it was, or will be, in force. */
  readonly from: readonly LocalDate[]
  readonly madeBy: string
  readonly madeAt: Instant
  readonly publishedBy?: string
  readonly approvedBy?: string
  readonly openCases: number
  readonly closedCases: number
  /** Without its files no draft can be made from it. */
  readonly kept: boolean
}

/** Something that was done with a procedure. */
export interface HistoryLine {
  readonly at: Instant
  readonly actor: string
  readonly what: DraftActKind | 'version-made' | 'put-in-force'
  /** What was changed, or a comment. */
  readonly words?: string
  readonly draft?: string
  readonly version?: number
  readonly from?: LocalDate
}

export interface ProcedureOverview extends ProcedureLine {
  /** The newest first. */
  readonly versions: readonly VersionLine[]
  /** All of them, the newest first. */
  readonly allDrafts: readonly DraftView[]
  /** The newest first. */
  readonly history: readonly HistoryLine[]
}

/** Every procedure, in the order of their titles. */
export async function proceduresOverview(runtime: Runtime, actor: Actor): Promise<readonly ProcedureLine[]> {
  mustBeAllowed(actor, 'read-procedures')
  const { read } = runtime.store
  const [rows, days, cases, drafts] = await Promise.all([
    read.procedures(),
    read.inForce(),
    read.casesByVersion(countedFor(runtime, actor)),
    draftsOf(runtime),
  ])
  const begun = drafts.filter(({ basedOn, state }) => basedOn === NEW && state !== 'discarded')
  return [...new Set([...rows.map(({ id }) => id), ...begun.map(({ procedure }) => procedure)])]
    .map((id) => lineOf(runtime, id, { rows, days, cases, drafts }))
    .sort((a, b) => (a.title < b.title ? -1 : 1))
}

/** One procedure: its versions, its drafts, and who did what when. @throws NotFoundError */
export async function procedureOverview(runtime: Runtime, actor: Actor, id: string): Promise<ProcedureOverview> {
  mustBeAllowed(actor, 'read-procedures')
  const { read } = runtime.store
  const [all, days, cases, drafts, acts] = await Promise.all([
    read.procedures(),
    read.inForce(id),
    read.casesByVersion(countedFor(runtime, actor)),
    draftsOf(runtime, id),
    read.draftActsOf(id),
  ])
  const rows = all.filter((row) => row.id === id)
  if (rows.length === 0 && !drafts.some(({ basedOn }) => basedOn === NEW)) throw new NotFoundError('procedure', id)
  const today = dayOf(runtime.clock.now())
  const sources = await Promise.all(rows.map(({ version }) => read.procedureSource(id, version)))
  return {
    ...lineOf(runtime, id, { rows, days, cases, drafts }),
    versions: rows
      .map((row, index): VersionLine => {
        const own = days.filter(({ version }) => version === row.version)
        const counted = cases.find(({ procedure, version }) => procedure === id && version === row.version)
        const draft = drafts.find(({ publishedVersion }) => publishedVersion === row.version)
        const publishedBy = own.at(-1)?.publishedBy
        return {
          version: row.version,
          title: row.title,
          hash: row.hash,
          status: statusOf(row.version, days, today),
          from: own.map(({ fromDay }) => fromDay),
          madeBy: draft?.changedBy ?? row.deployedBy,
          madeAt: row.deployedAt,
          ...(publishedBy !== undefined && { publishedBy }),
          ...(draft?.approval?.approvedBy !== undefined && { approvedBy: draft.approval.approvedBy }),
          openCases: counted?.open ?? 0,
          closedCases: counted?.closed ?? 0,
          kept: sources[index] !== undefined,
        }
      })
      .toReversed(),
    allDrafts: drafts,
    history: historyOf(rows, days, acts),
  }
}

interface Known {
  readonly rows: readonly ProcedureRow[]
  readonly days: readonly InForceRow[]
  readonly cases: readonly CasesOnVersion[]
  readonly drafts: readonly DraftView[]
}

function lineOf({ clock }: Runtime, id: string, { rows, days, cases, drafts }: Known): ProcedureLine {
  const versions = rows.filter((row) => row.id === id)
  const own = days.filter(({ procedure }) => procedure === id)
  const today = dayOf(clock.now())
  const now = inForceOn(
    own.filter(({ fromDay }) => fromDay <= today),
    today,
  )
  const next = own.filter(({ fromDay }) => fromDay > today).toSorted((a, b) => (a.fromDay < b.fromDay ? -1 : 1))[0]
  const newest = versions.at(-1)
  const shown = versions.find(({ version }) => version === now?.version) ?? newest
  return {
    procedure: id,
    title: shown?.title ?? drafts.find(({ procedure }) => procedure === id)?.title ?? id,
    ...(now !== undefined && { inForce: { version: now.version, since: now.fromDay } }),
    ...(next !== undefined && { next: { version: next.version, from: next.fromDay } }),
    ...(newest !== undefined && !own.some(({ version }) => version === newest.version) && { waiting: newest.version }),
    openCases: cases.filter(({ procedure }) => procedure === id).reduce((sum, { open }) => sum + open, 0),
    drafts: drafts.filter(({ procedure, state }) => procedure === id && state !== 'published' && state !== 'discarded'),
  }
}

async function draftsOf({ store, clock }: Runtime, procedure?: string): Promise<readonly DraftView[]> {
  const rows = await store.read.procedureDrafts(procedure)
  return Promise.all(rows.map(async (row) => viewOf(row, await store.read.draftFiles(row.id), clock.now())))
}

function historyOf(
  rows: readonly ProcedureRow[],
  days: readonly InForceRow[],
  acts: readonly DraftActRow[],
): readonly HistoryLine[] {
  const lines: HistoryLine[] = [
    ...acts.map(({ at, actor, kind, words, draftId }) => ({
      ...{ at, actor, what: kind as DraftActKind, draft: draftId },
      ...(words !== null && { words }),
    })),
    ...rows.map(({ deployedAt, deployedBy, version }) => ({
      ...{ at: deployedAt, actor: deployedBy, what: 'version-made' as const, version },
    })),
    ...days.map(({ publishedAt, publishedBy, version, fromDay }) => ({
      ...{ at: publishedAt, actor: publishedBy, what: 'put-in-force' as const, version, from: fromDay },
    })),
  ]
  // Of one moment the later step of the list above comes first.
  return lines
    .map((line, order) => ({ line, order }))
    .sort((a, b) => newer(a, b))
    .map(({ line }) => line)
}

function newer(
  a: { readonly line: HistoryLine; readonly order: number },
  b: { readonly line: HistoryLine; readonly order: number },
): number {
  if (a.line.at !== b.line.at) return a.line.at < b.line.at ? 1 : -1
  return b.order - a.order
}
