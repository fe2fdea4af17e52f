import type { Instant } from '../values/instant.ts'
import type { LocalDate } from '../values/local-date.ts'
import { visibleCases, type Visibility } from './case-access.ts'
import { factOf } from './facts.ts'
import type { Fact } from '../case/fact.ts'
import type { CaseRow, FactRow, InstanceRow, JsonObject } from './rows.ts'
import { marks, update, type Sql } from './sql.ts'
import { undamaged } from './state-hash.ts'
import { defineTable } from './table.ts'
import { CASES, FACTS, INSTANCES } from './tables.ts'
import type { UnitContext } from './unit-context.ts'

/*
 * Moves of cases, and what drafts would do to them. Over 300 lines: rows, tables, reads and writes of what belongs together.
 */

/** One time that running cases were moved to another version. */
export interface CaseMoveRow {
  readonly id: string
  readonly procedure: string
  readonly fromVersion: number
  readonly toVersion: number
  /** Which step becomes which, process by process. */
  readonly plan: JsonObject
  /** In the words of whoever moved them. */
  readonly reason: string
  readonly state: 'running' | 'done' | 'taken-back'
  readonly startedAt: Instant
  readonly startedBy: string
  readonly finishedAt: Instant | null
  readonly takenBackAt: Instant | null
  readonly takenBackBy: string | null
  readonly takenBackReason: string | null
}

/** What came of one case of it. */
export interface CaseMoveCaseRow {
  readonly moveId: string
  readonly caseId: string
  /** `touched`: it has changed since, so that it could not be taken back. */
  readonly status: 'waiting' | 'moved' | 'failed' | 'taken-back' | 'touched'
  /** The case's version right after it. */
  readonly caseVersion: number | null
  /** Its processes as they were, to take it back. */
  readonly before: JsonObject | null
  /** Failures, or what changed by it, with the time limits before and after. */
  readonly result: JsonObject
  readonly at: Instant | null
}

/** What a draft would do to running cases, worked out for one revision of it. */
export interface DraftEffectRow {
  readonly draftId: string
  readonly revision: number
  readonly asAt: LocalDate
  readonly state: 'running' | 'done' | 'failed'
  readonly aliveAt: Instant
  readonly summary: JsonObject
}

export interface DraftEffectCaseRow {
  readonly draftId: string
  readonly revision: number
  readonly caseId: string
  readonly version: number
  readonly effect: 'unaffected' | 'affected' | 'needs-mapping' | 'cannot-move'
  /** Late by the forecast on the draft's rules, and on those in force. */
  readonly lateThen: boolean
  readonly lateNow: boolean
  /** With a time limit that is late on the draft alone. */
  readonly becomesLate: boolean
  /** The nearest time limit that runs. */
  readonly dueNow: LocalDate | null
  readonly dueThen: LocalDate | null
  readonly detail: JsonObject
}

const MOVES = defineTable<CaseMoveRow>('case_moves', ['id'], {
  id: 'text',
  procedure: 'text',
  fromVersion: 'integer',
  toVersion: 'integer',
  plan: 'json',
  reason: 'text',
  state: 'text',
  startedAt: 'text',
  startedBy: 'text',
  finishedAt: 'text',
  takenBackAt: 'text',
  takenBackBy: 'text',
  takenBackReason: 'text',
})

const MOVE_CASES = defineTable<CaseMoveCaseRow>('case_move_cases', ['moveId', 'caseId'], {
  moveId: 'text',
  caseId: 'text',
  status: 'text',
  caseVersion: 'integer',
  before: 'json',
  result: 'json',
  at: 'text',
})

const EFFECTS = defineTable<DraftEffectRow>('draft_effects', ['draftId', 'revision'], {
  draftId: 'text',
  revision: 'integer',
  asAt: 'text',
  state: 'text',
  aliveAt: 'text',
  summary: 'json',
})

const EFFECT_CASES = defineTable<DraftEffectCaseRow>('draft_effect_cases', ['draftId', 'revision', 'caseId'], {
  draftId: 'text',
  revision: 'integer',
  caseId: 'text',
  version: 'integer',
  effect: 'text',
  lateThen: 'flag',
  lateNow: 'flag',
  becomesLate: 'flag',
  dueNow: 'text',
  dueThen: 'text',
  detail: 'json',
})

/** A running case with all that moving it in thought needs. */
export interface RunningCase {
  readonly row: CaseRow
  readonly instances: readonly InstanceRow[]
  readonly facts: readonly Fact[]
}

/** A page of rows, and how many there are in all. */
export interface CountedPage<Row> {
  readonly rows: readonly Row[]
  readonly total: number
}

export interface MoveCasesAsked {
  readonly status?: CaseMoveCaseRow['status']
  readonly visibleTo?: Visibility
  readonly offset: number
  readonly limit: number
}

export interface EffectCasesAsked {
  readonly effect?: DraftEffectCaseRow['effect']
  /** Only those that would become late. */
  readonly becomesLate?: boolean
  readonly visibleTo?: Visibility
  readonly offset: number
  readonly limit: number
}

export interface CaseMoveReads {
  caseMove(id: string): Promise<CaseMoveRow | undefined>
  /** The newest first. */
  caseMoves(procedure: string): Promise<readonly CaseMoveRow[]>
  caseMoveCases(moveId: string, asked: MoveCasesAsked): Promise<CountedPage<CaseMoveCaseRow>>
  /** Cases of a move by what came of them. */
  caseMoveCounts(
    moveId: string,
    visibleTo?: Visibility,
  ): Promise<Readonly<Partial<Record<CaseMoveCaseRow['status'], number>>>>
  /** References of open cases on a version, the first first. */
  openCasesOn(
    procedure: string,
    version: number | undefined,
    asked: { readonly visibleTo?: Visibility; readonly after: string; readonly limit: number },
  ): Promise<readonly string[]>
  /** How many open cases there are on each version. */
  openCaseVersions(
    procedure: string,
    visibleTo?: Visibility,
  ): Promise<readonly { readonly version: number; readonly cases: number }[]>
  /** Those of these cases that are open. @throws StateDamagedError when a state is not the one that was saved. */
  runningCases(caseIds: readonly string[]): Promise<readonly RunningCase[]>
  draftEffect(draftId: string, revision: number): Promise<DraftEffectRow | undefined>
  draftEffectCases(draftId: string, revision: number, asked: EffectCasesAsked): Promise<CountedPage<DraftEffectCaseRow>>
  /** Done tasks of a procedure, the newest first, at most so many: what a step took so far. */
  doneTasksOf(
    procedure: string,
    most: number,
  ): Promise<readonly { readonly element: string; readonly createdAt: Instant; readonly completedAt: Instant }[]>
  /** Open tasks of these cases: where each is, and since when. */
  openStepsOf(caseIds: readonly string[]): Promise<readonly OpenStep[]>
}

export interface OpenStep {
  readonly caseId: string
  readonly instanceId: string
  readonly waitId: string
  readonly element: string
  readonly name: string
  readonly createdAt: Instant
}

export interface CaseMoveWrites {
  saveCaseMove(row: CaseMoveRow): void
  changeCaseMove(id: string, change: Partial<CaseMoveRow>): void
  saveCaseMoveCase(row: CaseMoveCaseRow): void
  caseMoveCase(moveId: string, caseId: string): Promise<CaseMoveCaseRow | undefined>
  /** Held until the end of the command. */
  lockCaseMove(id: string): Promise<CaseMoveRow | undefined>
  saveDraftEffect(row: DraftEffectRow): void
  saveDraftEffectCase(row: DraftEffectCaseRow): void
  /** Of other revisions of the draft. */
  dropOlderEffects(draftId: string, revision: number): void
}

export function caseMovePart({ read, writes, forUpdate }: UnitContext): CaseMoveWrites {
  return {
    saveCaseMove(row) {
      writes.replace(MOVES, row)
    },
    changeCaseMove(id, change) {
      writes.statement(MOVES, () => update(MOVES, change, 'id = ?', [id]))
    },
    saveCaseMoveCase(row) {
      writes.replace(MOVE_CASES, row)
    },
    async caseMoveCase(moveId, caseId) {
      const [row] = await read(MOVE_CASES, `where move_id = ? and case_id = ?${forUpdate}`, [moveId, caseId])
      return row
    },
    async lockCaseMove(id) {
      return (await read(MOVES, `where id = ?${forUpdate}`, [id]))[0]
    },
    saveDraftEffect(row) {
      writes.replace(EFFECTS, row)
    },
    saveDraftEffectCase(row) {
      writes.replace(EFFECT_CASES, row)
    },
    dropOlderEffects(draftId, revision) {
      const drop = (name: string) => {
        const text = `delete from ${name} where draft_id = ? and revision <> ?`
        writes.statement({ name }, () => ({ text, bindings: [draftId, revision] }))
      }
      drop('draft_effect_cases')
      drop('draft_effects')
    },
  }
}

export function caseMoveReads(sql: Sql): CaseMoveReads {
  const page = async <Row>(
    table: { readonly name: string; readonly list: string; readonly decode: (row: Record<string, unknown>) => Row },
    where: readonly { readonly text: string; readonly bindings: readonly unknown[] }[],
    { offset, limit }: { readonly offset: number; readonly limit: number },
  ): Promise<CountedPage<Row>> => {
    const text = where.map((each) => `(${each.text})`).join(' and ')
    const bindings = where.flatMap((each) => each.bindings)
    const [rows, counted] = await Promise.all([
      sql.run(`select ${table.list} from ${table.name} where ${text} order by case_id limit ? offset ?`, [
        ...bindings,
        Math.trunc(limit),
        Math.trunc(offset),
      ]),
      sql.run(`select count(*) as n from ${table.name} where ${text}`, bindings),
    ])
    return { rows: rows.map(table.decode), total: Number(counted[0]?.['n'] ?? 0) }
  }
  const seen = (column: string, visibility: Visibility | undefined) =>
    visibility === undefined ? [] : [visibleCases(column, visibility)]
  return {
    async caseMove(id) {
      const [row] = await sql.run(`select ${MOVES.list} from case_moves where id = ?`, [id])
      return row && MOVES.decode(row)
    },
    async caseMoves(procedure) {
      const rows = await sql.run(
        `select ${MOVES.list} from case_moves where procedure = ? order by started_at desc, id limit 200`,
        [procedure],
      )
      return rows.map(MOVES.decode)
    },
    caseMoveCases: (moveId, asked) =>
      page(
        MOVE_CASES,
        [
          { text: 'move_id = ?', bindings: [moveId] },
          ...(asked.status === undefined ? [] : [{ text: 'status = ?', bindings: [asked.status] }]),
          ...seen('case_move_cases.case_id', asked.visibleTo),
        ],
        asked,
      ),
    async caseMoveCounts(moveId, visibleTo) {
      const [visible] = seen('case_move_cases.case_id', visibleTo)
      const rows = await sql.run(
        `select status, count(*) as n from case_move_cases where move_id = ?${
          visible === undefined ? '' : ` and (${visible.text})`
        } group by status`,
        [moveId, ...(visible?.bindings ?? [])],
      )
      return Object.fromEntries(rows.map((row) => [String(row['status']), Number(row['n'])]))
    },
    async openCasesOn(procedure, version, { visibleTo, after, limit }) {
      const [visible] = seen('cases.id', visibleTo)
      const rows = await sql.run(
        `select id from cases where procedure = ? and status <> 'closed' and id > ?${
          version === undefined ? '' : ' and procedure_version = ?'
        }${visible === undefined ? '' : ` and (${visible.text})`} order by id limit ?`,
        [
          procedure,
          after,
          ...(version === undefined ? [] : [version]),
          ...(visible?.bindings ?? []),
          Math.trunc(limit),
        ],
      )
      return rows.map(({ id }) => String(id))
    },
    async openCaseVersions(procedure, visibleTo) {
      const [visible] = seen('cases.id', visibleTo)
      const rows = await sql.run(
        `select procedure_version as version, count(*) as n from cases where procedure = ? and status <> 'closed'${
          visible === undefined ? '' : ` and (${visible.text})`
        } group by procedure_version order by procedure_version`,
        [procedure, ...(visible?.bindings ?? [])],
      )
      return rows.map((row) => ({ version: Number(row['version']), cases: Number(row['n']) }))
    },
    async runningCases(caseIds) {
      if (caseIds.length === 0) return []
      const ids = marks(caseIds.length)
      const [cases, instances, facts] = await Promise.all([
        sql.run(`select ${CASES.list} from cases where id in (${ids}) and status <> 'closed' order by id`, caseIds),
        sql.run(`select ${INSTANCES.list} from instances where case_id in (${ids}) and ended = 0`, caseIds),
        sql.run(`select ${FACTS.list} from facts where case_id in (${ids}) order by case_id, n`, caseIds),
      ])
      const instancesOf = grouped(instances.map(INSTANCES.decode).map(undamaged))
      const factsOf = grouped<FactRow>(facts.map(FACTS.decode))
      return cases.map(CASES.decode).map((row) => ({
        row,
        instances: instancesOf.get(row.id) ?? [],
        facts: (factsOf.get(row.id) ?? []).map(factOf),
      }))
    },
    async draftEffect(draftId, revision) {
      const [row] = await sql.run(`select ${EFFECTS.list} from draft_effects where draft_id = ? and revision = ?`, [
        draftId,
        revision,
      ])
      return row && EFFECTS.decode(row)
    },
    draftEffectCases: (draftId, revision, asked) =>
      page(
        EFFECT_CASES,
        [
          { text: 'draft_id = ? and revision = ?', bindings: [draftId, revision] },
          ...(asked.effect === undefined ? [] : [{ text: 'effect = ?', bindings: [asked.effect] }]),
          ...(asked.becomesLate === true ? [{ text: 'becomes_late = 1', bindings: [] }] : []),
          ...seen('draft_effect_cases.case_id', asked.visibleTo),
        ],
        asked,
      ),
    async doneTasksOf(procedure, most) {
      const rows = await sql.run(
        `select t.element, t.created_at, t.completed_at from tasks t join cases c on c.id = t.case_id
          where c.procedure = ? and t.status = 'done' order by t.completed_at desc limit ?`,
        [procedure, Math.trunc(most)],
      )
      return rows.map((row) => ({
        element: String(row['element']),
        createdAt: String(row['created_at']) as Instant,
        completedAt: String(row['completed_at']) as Instant,
      }))
    },
    async openStepsOf(caseIds) {
      if (caseIds.length === 0) return []
      const rows = await sql.run(
        `select case_id, instance_id, wait_id, element, name, created_at from tasks
          where status = 'open' and case_id in (${marks(caseIds.length)}) order by case_id, created_at, id`,
        caseIds,
      )
      return rows.map((row) => ({
        caseId: String(row['case_id']),
        instanceId: String(row['instance_id']),
        waitId: String(row['wait_id']),
        element: String(row['element']),
        name: String(row['name']),
        createdAt: String(row['created_at']) as Instant,
      }))
    },
  }
}

function grouped<Row extends { readonly caseId: string }>(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const found = new Map<string, Row[]>()
  for (const row of rows) {
    const own = found.get(row.caseId)
    if (own === undefined) found.set(row.caseId, [row])
    else own.push(row)
  }
  return found
}
