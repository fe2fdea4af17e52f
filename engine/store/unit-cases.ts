import { randomBytes } from 'node:crypto'
import { hasWords } from '../case/search.ts'
import { ConflictError } from '../errors.ts'
import { initialsOf } from '../case/initials.ts'
import { sealOf } from './audit/fact-seal.ts'
import { factOf, factRow } from './facts.ts'
import { update } from './sql.ts'
import type { CaseRow, PersonRow } from './rows.ts'
import { CASES, FACTS, PEOPLE, SEALED_FACTS } from './tables.ts'
import type { FactSeal, Unit } from './unit.ts'
import type { UnitContext } from './unit-context.ts'

type CasePart = Pick<
  Unit,
  | 'lockCase'
  | 'insertCase'
  | 'updateCase'
  | 'nextCaseNumber'
  | 'people'
  | 'savePerson'
  | 'facts'
  | 'addFacts'
  | 'factSeals'
  | 'eraseFact'
>

/** A command's view of cases, their people and their facts. */
export function casePart(context: UnitContext): CasePart {
  const { now, sql, writes } = context
  /** Facts recorded so far, of cases that this command has seen. */
  const factCounts = new Map<string, number>()
  const versions = new Map<string, number>()
  const seals = new Map<string, FactSeal[]>()

  const seen = (row: CaseRow): CaseRow => {
    factCounts.set(row.id, row.factCount)
    versions.set(row.id, row.version)
    return row
  }
  const load = async (caseId: string): Promise<CaseRow | undefined> => {
    const [row] = await context.read(CASES, `where id = ?${context.forUpdate}`, [caseId])
    return row && seen(row)
  }

  /** Changes that wait to be written, one statement a case. */
  const changes = new Map<string, CaseChange>()
  const change = (caseId: string, part: Partial<CaseRow>, expectedVersion?: number): void => {
    const waiting = changes.get(caseId)
    changes.set(caseId, {
      part: { ...waiting?.part, ...part },
      expectedVersion: waiting?.expectedVersion ?? expectedVersion,
    })
    if (waiting !== undefined) return
    writes.statement(
      CASES,
      () => {
        const { part: whole = {}, expectedVersion: version } = changes.get(caseId) ?? {}
        changes.delete(caseId)
        return version === undefined
          ? update(CASES, whole, 'id = ?', [caseId], { returning: 'id' })
          : update(CASES, whole, 'id = ? and version = ?', [caseId, version], { returning: 'id' })
      },
      async (rows) => {
        if (rows.length === 0) throw overtaken(caseId, await lastActor(context, caseId))
      },
    )
  }

  return {
    lockCase: load,
    insertCase(row) {
      const whole: CaseRow = {
        closedAt: null,
        lastToldOn: null,
        stage: null,
        initials: null,
        adjustments: null,
        ...row,
        child: row.child ?? false,
        restricted: row.restricted ?? false,
        version: row.version ?? 1,
        status: row.status ?? 'open',
        createdAt: row.createdAt ?? now,
        factCount: 0,
      }
      writes.insert(CASES, seen(whole))
    },
    updateCase(row, expectedVersion) {
      const known = versions.get(row.id)
      if (known !== undefined && known !== expectedVersion) throw overtaken(row.id)
      versions.set(row.id, expectedVersion + 1)
      const factCount = factCounts.get(row.id)
      // What lists show of people is `savePerson`'s: a command that read the case before it must not put it back.
      const { initials: _initials, adjustments: _adjustments, ...own } = row
      const part = { ...own, version: expectedVersion + 1 }
      change(row.id, factCount === undefined ? part : { ...part, factCount }, expectedVersion)
    },
    async nextCaseNumber(year) {
      const rows = await sql.run(
        'insert into counters (name, value) values (?, 1) on conflict (name) do update set value = counters.value + 1 returning value',
        [`cases-${year}`],
      )
      return Number(rows[0]?.['value'])
    },

    people: (caseId) => context.read(PEOPLE, 'where case_id = ? order by id', [caseId]),
    savePerson(row) {
      writes.replace(PEOPLE, row)
      context.readAnew(row.caseId)
      if (row.role === 'complainant') change(row.caseId, shownOf(row))
    },
    async facts(caseId) {
      const rows = await context.read(FACTS, 'where case_id = ? order by n', [caseId])
      return rows.map(factOf)
    },
    async addFacts(caseId, facts, by) {
      if (facts.length === 0) return []
      const count = factCounts.get(caseId) ?? (await load(caseId))?.factCount
      if (count === undefined) throw new RangeError(`Facts for a case that does not exist: ${caseId}`)
      factCounts.set(caseId, count + facts.length)
      const rows = facts.map((fact, index) => factRow(caseId, count + index + 1, fact, by, now))
      const salts = randomBytes(32 * rows.length)
      const added = seals.get(caseId) ?? []
      for (const [index, row] of rows.entries()) {
        const salt = salts.subarray(32 * index, 32 * index + 32)
        writes.insert(SEALED_FACTS, { ...row, salt })
        added.push({ n: row.n, seal: sealOf(salt, { ...row, data: JSON.stringify(row.data) }) })
      }
      seals.set(caseId, added)
      if (facts.some(hasWords)) context.readAnew(caseId)
      change(caseId, { factCount: count + facts.length })
      return rows.map(factOf)
    },
    factSeals: (caseId) => seals.get(caseId) ?? [],
    eraseFact(caseId, n) {
      context.readAnew(caseId)
      writes.statement(FACTS, () =>
        update(SEALED_FACTS, { data: {}, erasedAt: now, salt: null }, 'case_id = ? and n = ?', [caseId, n]),
      )
    },
  }
}

interface CaseChange {
  readonly part: Partial<CaseRow>
  readonly expectedVersion: number | undefined
}

/** What lists show of the complainant. */
function shownOf({ data }: PersonRow): Pick<CaseRow, 'initials' | 'adjustments'> {
  const { name, adjustments } = data as { readonly name?: unknown; readonly adjustments?: unknown }
  const needs = Array.isArray(adjustments) ? adjustments.filter((need) => typeof need === 'string').sort() : []
  return {
    initials: typeof name === 'string' ? initialsOf(name) : null,
    adjustments: needs.length === 0 ? null : needs.join(' '),
  }
}

type Winner = { readonly by: string; readonly at: string } | undefined

function overtaken(caseId: string, winner?: Winner): ConflictError {
  return new ConflictError(`The case ${caseId} has been changed by somebody else`, winner)
}

async function lastActor({ sql }: UnitContext, caseId: string): Promise<Winner> {
  const [row] = await sql.run('select actor, at from audit where case_id = ? order by case_seq desc limit 1', [caseId])
  return row && { by: String(row['actor']), at: String(row['at']) }
}
