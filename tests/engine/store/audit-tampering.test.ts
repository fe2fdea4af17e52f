import { expect } from 'chai'
import { connect, type Connection } from '../../../engine/store/connection.ts'
import type { Sql } from '../../../engine/store/sql.ts'
import { checkApart, makeRowTally, type CheckedStretch } from '../../../engine/store/audit/check-stretch.ts'
import type { InStretches } from '../../../engine/store/audit/join-stretches.ts'
import { readTrail } from '../../../engine/store/audit/read-trail.ts'
import {
  AUDIT_KEEPER,
  KEY_INTRODUCED,
  verifyTrail,
  type Store,
  type VerifyOptions,
  type VerifyReport,
} from '../../../engine/store/index.ts'
import { TAMPERINGS, type Trail } from '../../support/audit-tampering.ts'
import { aKey, ORIGIN, writeTrail } from '../../support/audit-trail.ts'
import { makePrng } from '../../support/random-process/prng.ts'
import { seed } from '../../support/test-databases-thrown.ts'
import { forEachDatabase } from '../../support/test-databases.ts'

const ROWS = 110
const NO_ROWS: CheckedStretch = {
  tally: makeRowTally(),
  findings: [],
  findingCount: 0,
  hashes: new Uint8Array(),
  lastSeq: 0,
  cases: new Map(),
  needsWhole: false,
}
/** A sample, for every day. The long form takes a minute: `TAMPER_PLACES=100 npx mocha tests/engine/store/audit-tampering.test.ts`. */
const PLACES = Number(process.env['TAMPER_PLACES'] ?? '8')
const EVERY = 10

describe('tampering with the audit trail', () => {
  const start = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31))

  forEachDatabase((database) => {
    let store: Store
    let trail: Trail
    let witnesses: readonly { readonly heldBy: string; readonly note: string }[]
    const key = aKey()

    before(async function () {
      this.timeout(60_000)
      store = await database.open()
      await writeTrail(store, start, ROWS - 1)
      await seed(store, (unit) => {
        unit.audit({ actor: AUDIT_KEEPER, role: 'system', type: KEY_INTRODUCED, body: { key: key.text } })
      })
      await store.audit.noteKey(key)
      const signed = await store.audit.sign(key, ORIGIN, EVERY)
      witnesses = signed.map(({ note, size }) => ({ heldBy: `the folder, ${size}`, note }))
      const rows = await store.read.history({ limit: 500 })
      trail = { rows: rows.rows, checkpoints: signed.map(({ size }) => size) }
      const connection = await connect(store.knex, store.dialect)
      // As somebody who owns the database can.
      if (store.dialect === 'sqlite') {
        for (const { name } of await connection.run(`select name from sqlite_master where type = 'trigger'`)) {
          await connection.run(`drop trigger ${String(name)}`)
        }
      } else {
        for (const table of ['audit', 'audit_payload', 'audit_checkpoints', 'facts']) {
          await connection.run(`alter table ${table} disable trigger user`)
        }
      }
      await connection.release()
    })
    /** In one, and in short stretches that know nothing of one another: both find the same. */
    const verify = async (sql: Sql, options: VerifyOptions = {}) => {
      const reader = await readTrail(sql)
      const report = await verifyTrail(reader, { keys: [key], witnesses, ...options })
      const inStretches: InStretches = {
        rows: 17,
        async check(stretches, told) {
          for (const stretch of stretches) told(await checkApart(reader, stretch))
        },
      }
      const apart = await verifyTrail(reader, { keys: [key], witnesses, ...options, inStretches })
      // A page of rows is looked at before the facts of it: only the order of what is found may differ.
      const inOrder = ({ findings }: VerifyReport) => findings.map((finding) => JSON.stringify(finding)).toSorted()
      expect({ ...apart, findings: inOrder(apart) }).to.deep.equal({ ...report, findings: inOrder(report) })
      return report
    }
    /** Does that, and takes it back. */
    const undone = async <T>(work: (connection: Connection) => Promise<T>): Promise<T> => {
      const connection = await connect(store.knex, store.dialect)
      await connection.run('begin')
      try {
        return await work(connection)
      } finally {
        await connection.run('rollback')
        await connection.release()
      }
    }

    it('finds nothing where nothing was altered', async () => {
      const report = await undone(verify)
      expect(report.findings).to.deep.equal([])
      expect(report).to.deep.include({ verdict: 'intact', rows: ROWS, witnessedTo: ROWS, unsealedFacts: 0 })
      expect(report.facts).to.be.greaterThan(20)
      expect(report.payloads).to.be.greaterThan(10)
      expect(report.checkpoints).to.equal(ROWS / EVERY)
      const caseId = trail.rows.find((row) => row.caseId !== null)?.caseId ?? ''
      expect((await undone((sql) => verify(sql, { caseId }))).verdict).to.equal('intact')
    })

    it('is verified in one where a row of an older release does not number its facts', async () => {
      const inStretches: InStretches = {
        rows: 17,
        check(stretches, told) {
          for (const { to } of stretches) told({ ...NO_ROWS, lastSeq: to, needsWhole: true })
          return Promise.resolve()
        },
      }
      expect((await undone((sql) => verify(sql, { inStretches }))).verdict).to.equal('intact')
    })

    it('says so of a hash that is longer, or shorter, than any hash', async () => {
      for (const cut of [`hash || ${store.dialect === 'sqlite' ? `x'00'` : `'\\x00'`}`, 'substr(hash, 2)']) {
        // 17: the last of a stretch.
        for (const seq of [17, 20, ROWS]) {
          const value = store.dialect === 'sqlite' ? `cast(${cut} as blob)` : cut
          const { findings } = await undone(async (connection) => {
            await connection.run(`update audit set hash = ${value} where seq = ${seq}`)
            return verify(connection)
          })
          expect(findings.some((each) => each.kind === 'row-altered' && each.seq === seq)).to.equal(true)
        }
      }
    })

    const elsewhere: readonly { readonly what: string; readonly kind: string; readonly sql: string }[] = [
      {
        what: 'what a fact says',
        kind: 'fact-altered',
        sql: `update facts set data = '{"kind":"internal","text":"x"}' where n = 2`,
      },
      { what: 'the day of a fact', kind: 'fact-altered', sql: `update facts set on_day = '2026-03-01' where n = 2` },
      { what: 'who recorded a fact', kind: 'fact-altered', sql: `update facts set recorded_by = 'x' where n = 2` },
      { what: 'a fact that is gone', kind: 'fact-missing', sql: 'delete from facts where n = 2' },
      {
        what: 'a fact put in',
        kind: 'fact-unrecorded',
        sql: 'insert into facts (case_id, n, type, on_day, data, recorded_at, recorded_by, role) select case_id, 999, type, on_day, data, recorded_at, recorded_by, role from facts where n = 2',
      },
      {
        what: 'a fact erased by halves',
        kind: 'fact-altered',
        sql: `update facts set erased_at = '2026-03-02' where n = 2`,
      },
      {
        what: 'who completed a task',
        kind: 'task-altered',
        sql: `update tasks set completed_by = 'x' where status = 'done'`,
      },
      { what: 'a completed task that is gone', kind: 'task-missing', sql: `delete from tasks where status = 'done'` },
      {
        what: 'a task opened again',
        kind: 'task-altered',
        sql: `update tasks set status = 'open' where status = 'done'`,
      },
      {
        what: 'a task put in',
        kind: 'task-unrecorded',
        sql: `insert into tasks (id, case_id, instance_id, wait_id, element, name, role, status, created_at, version, sort_on) select id || 'x', case_id, instance_id, wait_id || 'x', element, name, role, status, created_at, version, sort_on from tasks where status = 'open'`,
      },
      { what: 'a case set back', kind: 'case-altered', sql: 'update cases set version = 1' },
      { what: 'what a case counts', kind: 'case-altered', sql: 'update cases set fact_count = fact_count - 1' },
      {
        what: 'a case put in',
        kind: 'case-unrecorded',
        sql: `insert into cases (id, procedure, procedure_version, version, status, received_on, state, created_at, fact_count) select 'X' || id, procedure, procedure_version, version, status, received_on, state, created_at, 0 from cases`,
      },
    ]
    for (const { what, kind, sql } of elsewhere) {
      it(`finds ${what}`, async () => {
        const { findings } = await undone(async (connection) => {
          await connection.run(sql)
          return verify(connection)
        })
        const found = findings.find((finding) => finding.kind === kind)
        expect(found, JSON.stringify(findings.slice(0, 3))).not.to.equal(undefined)
        expect(found?.caseId).to.match(/^X?T/)
        expect([...new Set(findings.map((finding) => finding.kind))]).to.have.length.at.most(2)
      })
    }

    it('holds when the words of a person, and what facts say, are erased', async () => {
      const report = await undone(async (connection) => {
        await connection.run('delete from audit_payload')
        await connection.run(`update facts set data = '{}', salt = null, erased_at = '2046-01-01T00:00:00.000Z'`)
        return verify(connection)
      })
      expect(report.findings).to.deep.equal([])
      expect(report.verdict).to.equal('intact')
      expect(report.payloads).to.equal(0)
      expect(report.erasedPayloads).to.be.greaterThan(10)
      expect(report.erasedFacts).to.equal(report.facts)
    })

    it('says that it cannot know of the end without a note from outside, and takes up anywhere', async () => {
      const alone = await undone((sql) => verify(sql, { witnesses: [] }))
      expect(alone.verdict).to.equal('incomplete')
      expect(alone.remarks.join()).to.contain('cannot be excluded')
      const late = await undone((sql) => verify(sql, { since: 50 }))
      expect(late).to.deep.include({ verdict: 'intact', rows: ROWS - 49 })
      const stranger = await undone((sql) => verify(sql, { keys: [aKey(8)] }))
      expect(stranger.findings[0]?.kind).to.equal('checkpoint-key-unknown')
    })

    for (const { what, places, alter, named = (k: number) => [k] } of TAMPERINGS) {
      it(`finds and locates it: ${what} (${PLACES} places, seed ${start})`, async function () {
        this.timeout(60_000)
        const prng = makePrng(start)
        const possible = places(trail)
        for (let n = 0; n < PLACES; n += 1) {
          const k = possible[Math.floor((n * possible.length) / PLACES)] ?? 1
          const { verdict, findings } = await undone(async (connection) => {
            await alter(connection, k, prng, trail)
            return verify(connection)
          })
          const seen = JSON.stringify(findings.slice(0, 5), null, 1)
          expect(verdict, `place ${k}, seed ${start}`).to.equal('tampered')
          const isNamed = findings.some(({ seq, until = seq }) =>
            named(k, trail).some((one) => seq <= one && one <= until),
          )
          expect(isNamed, `place ${k}, seed ${start}: ${seen}`).to.equal(true)
          for (const { sentence } of findings) expect(sentence).to.match(/^[A-Z].*\.$/u)
          // Nobody is told that more was rewritten than lies between two checkpoints.
          for (const { kind, seq, until = seq } of findings) {
            if (/rewritten|twice/.test(kind)) expect(until - seq).to.be.lessThan(EVERY)
          }
        }
      })
    }
  })
})
