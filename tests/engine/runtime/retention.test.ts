import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import {
  approve,
  addDocument,
  disposalCertificate,
  endHold,
  holdFile,
  localDate,
  proposeDisposal,
  reviewList,
  submitComplaint,
  auditVerified,
  type FactType,
} from '../../../engine/index.ts'
import { isSettled } from '../../../engine/runtime/retention/keep-retention.ts'
import { CHILDS_COMPLAINT } from '../../support/journey.ts'
import { a, MANAGER, startRuntime, type TestRuntime } from '../../support/runtime.ts'
import { complete, openTasks, say, walkOn } from '../../support/runtime-walk.ts'
import { aCase, aMessage } from '../../support/test-databases-rows.ts'
import { forEachDatabase } from '../../support/test-databases.ts'
import { thrownBy } from '../../support/test-databases-thrown.ts'

/* A case is there to its last day, and no longer: by two people, all of it, with a certificate, and the trail still holds. */

const OFFICER = a('monitoring-officer', 'mo1')
const CANARY = 'Zqcanary'
const SEED = 20261123

describe('how long a case is kept', () => {
  forEachDatabase((database) => {
    describe('and how it is disposed of', function () {
      this.timeout(180_000)
      let test: TestRuntime
      let caseId: string
      before(async () => {
        test = await startRuntime(database, { now: '2026-03-02T10:00:00.000Z' })
        const people = CHILDS_COMPLAINT.people.map((person) => ({ ...person, name: `${CANARY} ${person.name}` }))
        const points = CHILDS_COMPLAINT.points.map((point) => ({ ...point, text: `${CANARY}: ${point.text}` }))
        ;({ caseId } = await submitComplaint(test.runtime, MANAGER, { ...CHILDS_COMPLAINT, people, points }))
        await addDocument(test.runtime, MANAGER, caseId, {
          kind: 'evidence',
          title: `${CANARY} at school`,
          fileName: `${CANARY}.txt`,
          content: Buffer.from(`${CANARY} wrote this.`),
        })
        await walkOn(test, caseId, (step) => step === 'stage-2-requested')
        const withdrawn = { withdrawnOn: test.today(), channel: 'phone', ownWish: true }
        await say(test, caseId, 'complaint-withdrawn', withdrawn)
        const [task] = await openTasks(test, caseId)
        const decided = { reviewInternally: false, reason: `${CANARY} took it back.` }
        await complete(test, caseId, task?.element ?? '', decided)
        await test.settle()
      })

      const dispose = async (id: string) => {
        const { approval } = await proposeDisposal(test.runtime, MANAGER, { caseId: id, reason: 'Its time is over.' })
        await approve(test.runtime, OFFICER, approval)
      }
      const due = async () => (await reviewList(test.runtime, MANAGER)).cases.map((each) => each.caseId)
      /** Tables in which the words stand, with how often. */
      const found = async (words: string) => {
        const { knex } = test.store
        const tables: unknown = await knex.raw(
          database.dialect === 'sqlite'
            ? `select name from sqlite_master where type = 'table'`
            : `select tablename as name from pg_tables where schemaname = current_schema()`,
        )
        const names = (Array.isArray(tables) ? tables : (tables as { rows: unknown[] }).rows) as { name: string }[]
        const hits: string[] = []
        for (const { name } of names) {
          if (/^(sqlite_|case_text)/.test(name)) continue
          const rows = await knex(name).select('*')
          const text = rows.map((row) =>
            Object.values(row as object)
              .map((value: unknown) => (Buffer.isBuffer(value) ? value.toString('utf8') : JSON.stringify(value)))
              .join(' '),
          )
          const n = text.filter((each) => each.includes(words)).length
          if (n > 0) hits.push(`${name} ${n}`)
        }
        return hits
      }

      it('takes what was said of how long only where it was said since the case was opened', () => {
        const settled = (...types: FactType[]) => isSettled(types.map((type) => ({ type })))
        expect(settled()).to.equal(false)
        expect(settled('retention-set')).to.equal(true)
        // Closed, and opened again: what was said of the first closing does not count for the second.
        expect(settled('retention-set', 'case-closed', 'stage-2-requested')).to.equal(false)
        expect(settled('retention-set', 'case-closed', 'stage-2-requested', 'retention-set')).to.equal(true)
      })

      it('keeps an open case, and one whose time is not over', async () => {
        const row = await test.store.read.case(caseId)
        expect(row?.status).to.equal('closed')
        const retention = await test.store.read.retentionOf(caseId)
        expect(retention?.rule).to.be.oneOf(['child-to-25', 'complaint-6-years'])
        expect(await thrownBy(proposeDisposal(test.runtime, MANAGER, { caseId, reason: 'Away.' }))).to.include({
          reason: 'too-early',
        })
        const open = await submitComplaint(test.runtime, MANAGER, CHILDS_COMPLAINT)
        const early = proposeDisposal(test.runtime, MANAGER, { caseId: open.caseId, reason: 'Away.' })
        expect(await thrownBy(early)).to.include({ reason: 'not-closed' })
        expect(await found(CANARY)).to.not.deep.equal([])
      })

      it('holds a case beyond its time until the hold ends, and leaves nothing of it then', async () => {
        const { keepUntil = '' } = (await test.store.read.retentionOf(caseId)) ?? {}
        await test.moveTo(`${keepUntil}T12:00:00.000Z`)
        expect(await due()).to.not.include(caseId)
        const hold = await holdFile(test.runtime, MANAGER, { caseId, kind: 'litigation', reason: 'A claim was made.' })
        await test.moveTo(new Date(Date.parse(`${keepUntil}T12:00:00Z`) + 86_400_000).toISOString())
        expect(await due()).to.include(caseId)
        expect(await thrownBy(dispose(caseId))).to.include({ reason: 'held' })
        await test.store.command((unit) => {
          const days = { fromOn: test.today(), untilOn: test.today(), givenAt: unit.now }
          const by = { givenBy: MANAGER.id, approvedBy: OFFICER.id, revokedAt: null, revokedBy: null }
          unit.addWaiver({ id: 'w1', caseId, rule: 'C05', reason: `${CANARY} agreed.`, ...days, ...by })
          return Promise.resolve()
        })
        await endHold(test.runtime, MANAGER, { caseId, hold: hold.id, reason: 'The claim was settled.' })
        const { approval } = await proposeDisposal(test.runtime, MANAGER, { caseId, reason: `${CANARY}: over.` })
        expect(await thrownBy(approve(test.runtime, MANAGER, approval))).to.include({ code: 'NOT_PERMITTED' })
        await approve(test.runtime, OFFICER, approval)
        expect(await found(CANARY)).to.deep.equal([])
        if ('file' in database.config) {
          // Not on the pages that are free again either, once the log has been taken over.
          await test.store.knex.raw('pragma wal_checkpoint(truncate)')
          const bytes = readFileSync(database.config.file).toString('latin1').toLowerCase()
          expect(bytes.split(CANARY.toLowerCase()).length - 1).to.equal(0)
        }
        expect(await due()).to.not.include(caseId)
        const certificate = await disposalCertificate(test.runtime, a('auditor', 'au1'), caseId)
        expect(certificate).to.include({ approvedBy: 'mo1', proposedBy: MANAGER.id, procedure: 'children-act' })
        expect(certificate.takenOut['people']).to.equal(CHILDS_COMPLAINT.people.length)
        expect(certificate.takenOut['document_contents']).to.be.greaterThan(0)
        expect(await thrownBy(dispose(caseId))).to.include({ reason: 'disposed-already' })
      })

      it('leaves an audit trail that verifies', async () => {
        const report = await auditVerified(test.runtime, MANAGER, {})
        expect(report.findings).to.deep.equal([])
      })

      it(`disposes each of many cases on its day over 80 years, and none that is held (seed ${SEED})`, async () => {
        const many = database.dialect === 'sqlite' ? 1_000 : 100
        let state = SEED
        const random = (below: number) => {
          state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
          return Math.floor((state / 2_147_483_648) * below)
        }
        const first = Date.parse('2060-01-01T00:00:00Z')
        const wanted = new Map<string, { keepUntil: string; held: boolean }>()
        await test.store.command((unit) => {
          for (let n = 0; n < many; n += 1) {
            const id = `SC-2059-${String(10_000 + n)}`
            const keepUntil = new Date(first + random(80 * 365) * 86_400_000).toISOString().slice(0, 10)
            unit.insertCase(aCase(id, { status: 'closed', closedAt: unit.now } as object))
            unit.savePerson({ caseId: id, id: 'p1', role: 'complainant', data: { name: `${CANARY} ${id}` } })
            unit.keepCaseUntil({ caseId: id, rule: 'complaint-6-years', keepUntil: localDate(keepUntil) })
            wanted.set(id, { keepUntil, held: random(20) === 0 })
          }
          return Promise.resolve()
        })
        for (const [id, { held }] of wanted) {
          if (held) await holdFile(test.runtime, MANAGER, { caseId: id, kind: 'inquiry', reason: 'A moratorium.' })
          await test.store.command(async (unit) => {
            await unit.queueMessage(aMessage(id, `${id}-1`, { body: `${CANARY} asked.` }))
          })
        }
        const days = [...new Set([...wanted.values()].map(({ keepUntil }) => keepUntil))].toSorted()
        for (const day of days) {
          test.clock.set(new Date(Date.parse(`${day}T12:00:00Z`)).toISOString() as Parameters<typeof test.clock.set>[0])
          for (const id of await due()) if (wanted.get(id)?.held === false) throw new Error(`${id} is due on ${day}`)
          const next = new Date(Date.parse(`${day}T12:00:00Z`) + 86_400_000).toISOString()
          test.clock.set(next as Parameters<typeof test.clock.set>[0])
          const over = [...wanted].filter(([, { keepUntil, held }]) => keepUntil === day && !held).map(([id]) => id)
          for (const id of over) await dispose(id)
        }
        const heldCases = [...wanted].filter(([, { held }]) => held).map(([id]) => id)
        expect(heldCases).to.not.deep.equal([])
        const left = await test.store.knex('people').select('case_id').where('case_id', 'like', 'SC-2059-%')
        expect(left.map((row: { case_id: string }) => row.case_id).toSorted()).to.deep.equal(heldCases.toSorted())
        const hits = await found(CANARY)
        expect(hits).to.deep.equal([`people ${heldCases.length}`, `outbox ${heldCases.length}`].toSorted().reverse())
      })
    })
  })
})
