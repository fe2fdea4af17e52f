import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { expect } from 'chai'
import {
  addPerson,
  approve,
  askForExport,
  declareConflict,
  listExports,
  localDate,
  MoreNeededError,
  NotFoundError,
  NotPermittedError,
  readExport,
  RefusedError,
  restrictCase,
  StepUpNeededError,
  SYNTHETIC,
  submitComplaint,
  takeExport,
  type Actor,
  type AskForExport,
  type Role,
} from '../../../../engine/index.ts'
import type { AuditRow } from '../../../../engine/store/index.ts'
import { CASE_STAFF, CHILDS_COMPLAINT } from '../../../support/journey.ts'
import { MANAGER, a, startRuntime, type TestRuntime } from '../../../support/runtime.ts'
import { walkOn } from '../../../support/runtime-walk.ts'
import { forEachDatabase } from '../../../support/test-databases.ts'
import { faultsBySchema } from '../../../support/xes-schema.ts'
import { readXes } from '../../../support/xes.ts'

/** In every name and text that anybody types. */
const CANARY = 'Zquirrel'
const HOSTILE = `=HYPERLINK("http://x") ]]> <!-- & ' " \ud83d\ude00 ${CANARY}`
const SELECTION = { by: 'received', from: localDate('2026-01-01'), to: localDate('2026-12-31') } as const

interface Ocel {
  readonly objectTypes: readonly { readonly name: string; readonly attributes: readonly { readonly name: string }[] }[]
  readonly eventTypes: readonly { readonly name: string; readonly attributes: readonly { readonly name: string }[] }[]
  readonly objects: readonly OcelItem[]
  readonly events: readonly OcelItem[]
}
interface OcelItem {
  readonly id: string
  readonly type: string
  readonly attributes: readonly { readonly name: string; readonly value: string | number }[]
  readonly relationships: readonly { readonly objectId: string; readonly qualifier: string }[]
}

describe('an event log that leaves the service', () => {
  forEachDatabase((database) => {
    let test: TestRuntime
    let cases: readonly string[]
    const now = () => test.clock.now()
    const fresh = (role: Role, id: string = role): Actor => ({ id, role, steppedUpAt: now() })
    const auditor = () => fresh('auditor')

    before(async function () {
      this.timeout(60_000)
      test = await startRuntime(database)
      const ids: string[] = []
      for (const byChild of [true, false, true]) {
        const people = [{ ...CHILDS_COMPLAINT.people[0], name: `${CANARY} Reed`, email: `${CANARY}@example.org` }]
        const points = ['P1', 'P2'].map(() => ({ text: HOSTILE, desiredOutcome: `@${CANARY}` }))
        const { caseId } = await submitComplaint(test.runtime, a('intake', `intake-${CANARY}`), {
          ...CHILDS_COMPLAINT,
          byChild,
          people,
          points,
        })
        for (const person of CASE_STAFF) await addPerson(test.runtime, MANAGER, caseId, person)
        ids.push(caseId)
      }
      const [first = '', , third = ''] = ids
      await walkOn(test, first)
      await restrictCase(test.runtime, MANAGER, { caseId: third, reason: HOSTILE, people: [] })
      cases = ids
    })

    const take = async (asked: Partial<AskForExport> = {}, actor = auditor()): Promise<string> => {
      const { export: id } = await askForExport(test.runtime, actor, {
        format: 'xes',
        selection: SELECTION,
        reason: 'The yearly audit',
        ...asked,
      })
      return contents(id, actor)
    }
    const contents = async (id: string, actor = auditor()): Promise<string> => {
      let all = ''
      for await (const piece of (await takeExport(test.runtime, actor, id)).pieces) all += piece
      return all
    }
    /** Rows of the trail of the cases that the auditor may see. */
    const rowsInTrail = async () => (await allRows(test)).filter(({ caseId }) => caseId !== null && caseId !== cases[2])

    it('is XES by the standard, an event for each row of the trail', async () => {
      const rows = await rowsInTrail()
      const text = await take()
      const { faults, log, traces } = readXes(text)
      expect(faults).to.deep.equal([])
      expect(log).to.include({ 'redress:named': 'false', 'redress:first-day': '2026-01-01' })
      expect(traces.map(({ events }) => events.length).sort((x, y) => y - x)).to.deep.equal(
        cases.slice(0, 2).map((id) => rows.filter(({ caseId }) => caseId === id).length),
      )
      const events = traces.flatMap((trace) => trace.events)
      expect(events.map((event) => event['time:timestamp']).sort()).to.deep.equal(rows.map(({ at }) => at).sort())
      const answered = events.find((event) => event['redress:step'] === 'task_answer_stage_1')
      expect(answered).to.include({
        'concept:name': 'Answer the complaint',
        'lifecycle:transition': 'complete',
        'redress:command': 'task-completed',
        'redress:procedure': 'children-act',
        'redress:version': '1',
      })
      expect(answered?.['redress:clause']).to.match(/reg/)
      expect(new Set(events.map((event) => event['identity:id'])).size).to.equal(rows.length)
    })

    it('is of the form that the schema of XES asks for, and would not be with a word put elsewhere', async () => {
      const text = await take()
      const late = text.replace('</log>', '<classifier name="Late" keys="concept:name"/></log>')
      const faults = await faultsBySchema({ 'export.xes': text, 'late.xes': late })
      expect(faults.filter((fault) => !fault.startsWith('late.xes:'))).to.deep.equal([])
      expect(faults).to.have.length(1)
    })

    it('describes each of its own keys', async () => {
      const text = readFileSync('engine/runtime/export/redress.xesext', 'utf8')
      const described = new Set([...text.matchAll(/<\w+ key="([\w-]+)"/g)].map(([, key]) => key))
      const used = new Set([...(await take()).matchAll(/key="redress:([\w-]+)"/g)].map(([, key]) => key))
      expect([...used].filter((key) => !described.has(key))).to.deep.equal([])
    })

    it('is read by Python’s XML library as well, with as many events', async function () {
      const count = 'import sys,xml.etree.ElementTree as e;print(len(e.parse(sys.stdin).findall(".//{*}event")))'
      const told = execFileSync('python3', ['-c', count], { input: await take() })
      expect(Number(told.toString())).to.equal((await rowsInTrail()).length)
    })

    it('is OCEL 2.0 by its schema, in which whatever is named is there', async () => {
      const ocel = JSON.parse(await take({ format: 'ocel' })) as Ocel
      const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true })
      addFormats.default(ajv)
      const fits = ajv.compile(
        JSON.parse(readFileSync('tests/fixtures/exports/ocel-2.0.schema.json', 'utf8')) as object,
      )
      expect(fits(ocel), JSON.stringify(fits.errors?.slice(0, 3))).to.equal(true)
      expect(ocel.events).to.have.length((await rowsInTrail()).length)
      const ids = new Set(ocel.objects.map(({ id }) => id))
      expect(ids.size).to.equal(ocel.objects.length)
      expect(new Set(ocel.events.map(({ id }) => id)).size).to.equal(ocel.events.length)
      const attributes = (types: Ocel['eventTypes']) =>
        new Map(types.map((type) => [type.name, new Set(type.attributes.map(({ name }) => name))]))
      const known = { objects: attributes(ocel.objectTypes), events: attributes(ocel.eventTypes) }
      for (const kind of ['objects', 'events'] as const) {
        for (const { id, type, relationships, attributes: own } of ocel[kind]) {
          expect(
            relationships.filter(({ objectId }) => !ids.has(objectId)),
            id,
          ).to.deep.equal([])
          expect(
            own.filter(({ name }) => known[kind].get(type)?.has(name) !== true),
            `${type} ${id}`,
          ).to.deep.equal([])
        }
      }
      const types = new Set(ocel.objects.map(({ type }) => type))
      expect([...types].sort()).to.deep.equal(['case', 'letter', 'person', 'point', 'task'])
      const decided = ocel.objects.find(({ type, attributes: own }) => type === 'point' && own.length > 0)
      expect(decided?.attributes).to.have.length(1)
    })

    it('is CSV and JSON lines with a line for each event', async () => {
      const rows = (await rowsInTrail()).length
      const csv = await take({ format: 'csv' })
      expect(csv.startsWith('\ufeffcase,')).to.equal(true)
      expect(csv.trimEnd().split('\r\n')).to.have.length(rows + 1)
      const lines = (await take({ format: 'jsonl' })).trimEnd().split('\n')
      expect(lines.map((line) => JSON.parse(line) as object)).to.have.length(rows)
    })

    for (const format of ['xes', 'ocel', 'csv', 'jsonl', 'dates'] as const) {
      it(`names nobody and no case as ${format}`, async () => {
        const text = await take({ format })
        expect(text).not.to.contain(CANARY)
        for (const secret of [...cases, 'jordan', 'HYPERLINK', 'io1', 'Moira']) expect(text).not.to.contain(secret)
        for (const word of text.match(/"(p1|m1|ao1|intake-[^"]*)"/g) ?? []) expect.fail(word)
      })
    }

    it('has pseudonyms of its own, unless those of an earlier one are asked for', async () => {
      const traceOf = (text: string) => readXes(text).traces[0]?.attributes['concept:name']
      const asked = { format: 'xes', selection: SELECTION, reason: 'Twice' } as const
      const first = await askForExport(test.runtime, auditor(), asked)
      const one = await contents(first.export)
      expect(traceOf(await take())).not.to.equal(traceOf(one))
      const again = await askForExport(test.runtime, auditor(), { ...asked, samePseudonymsAs: first.export })
      expect(traceOf(await contents(again.export))).to.equal(traceOf(one))
    })

    it('is the same, byte for byte, whenever it is taken again', async () => {
      const { export: id } = await askForExport(test.runtime, auditor(), {
        format: 'jsonl',
        selection: SELECTION,
        reason: 'Twice',
      })
      const first = await contents(id)
      await test.moveTo('2026-02-03T10:00:00.000Z')
      await walkOn(test, cases[1] ?? '', (step) => step === 'task_answer_stage_1')
      expect(await contents(id)).to.equal(first)
      const { takings } = await readExport(test.runtime, auditor(), id)
      const sha256 = createHash('sha256').update(first).digest('hex')
      expect(takings.map((taking) => taking.sha256)).to.deep.equal([sha256, sha256])
    })

    it('leaves why, what and how much in the trail', async () => {
      await take({ reason: 'Because of the audit' })
      const last = (await allRows(test)).slice(-3)
      expect(last.map(({ type }) => type)).to.deep.equal(['export-asked-for', 'export-begun', 'export-taken'])
      expect((await test.store.read.auditPayload(last[0]?.seq ?? 0))?.payload).to.equal('Because of the audit')
      expect(last[2]?.body).to.match(/"events":\d+.*"sha256":"[0-9a-f]{64}"/)
    })

    it('says in the trail that it was broken off', async () => {
      const { export: id } = await askForExport(test.runtime, auditor(), {
        format: 'xes',
        selection: SELECTION,
        reason: 'Half',
      })
      for await (const piece of (await takeExport(test.runtime, auditor(), id)).pieces) if (piece !== '') break
      expect((await allRows(test)).at(-1)?.type).to.equal('export-broken-off')
      expect((await readExport(test.runtime, auditor(), id)).takings).to.deep.equal([])
    })

    const chosen = [
      { by: 'received', from: '2026-02-02', to: '2026-02-02', traces: 2 },
      { by: 'received', from: '2026-02-03', to: '2026-12-31', traces: 0 },
      { by: 'closed', from: '2026-01-01', to: '2026-12-31', traces: 1 },
      { by: 'happened', from: '2026-02-03', to: '2026-02-03', traces: 1 },
      { by: 'received', from: '2026-01-01', to: '2026-12-31', procedure: 'children-act', traces: 2 },
    ] as const
    for (const { traces, from, to, ...selection } of chosen) {
      it(`has ${traces} cases ${selection.by} from ${from} to ${to}`, async () => {
        const days = { from: localDate(from), to: localDate(to) }
        expect(readXes(await take({ selection: { ...selection, ...days } })).traces).to.have.length(traces)
      })
    }

    it('leaves out a case that is closed to whoever takes it', async () => {
      await declareConflict(test.runtime, a('auditor', 'tied'), { caseId: cases[1] ?? '', reason: 'A neighbour' })
      expect(readXes(await take({}, fresh('auditor', 'tied'))).traces).to.have.length(1)
    })

    const refused: readonly [string, Role, Partial<AskForExport>, new (...args: never) => Error][] = [
      ['an auditor without a reason', 'auditor', {}, MoreNeededError],
      ['a process owner of real cases', 'process-owner', { reason: 'x' }, RefusedError],
      ['a caseworker', 'caseworker', { reason: 'x' }, NotPermittedError],
      [
        'a procedure that is not there',
        'auditor',
        { reason: 'x', selection: { ...SELECTION, procedure: 'no' } },
        NotFoundError,
      ],
      [
        'the pseudonyms of an export that is not there',
        'auditor',
        { reason: 'x', samePseudonymsAs: 'export-0' },
        NotFoundError,
      ],
    ]
    for (const [what, role, asked, kind] of refused) {
      it(`refuses ${what}`, async () => {
        const error = await askForExport(test.runtime, fresh(role), {
          format: 'xes',
          selection: SELECTION,
          ...asked,
        }).then(
          () => undefined,
          (thrown: unknown) => thrown,
        )
        expect(error).to.be.instanceOf(kind)
      })
    }

    it('wants a fresh proof of who asks', async () => {
      const asked = askForExport(test.runtime, a('auditor'), { format: 'xes', selection: SELECTION, reason: 'x' })
      expect(await asked.catch((error: unknown) => error)).to.be.instanceOf(StepUpNeededError)
    })

    const byTwo = [
      { who: 'complaints-manager', named: false },
      { who: 'auditor', named: true },
    ] as const
    for (const { who, named } of byTwo) {
      it(`waits for a second person when asked for by the ${who}${named ? ' with references' : ''}`, async () => {
        const actor = fresh(who, `${who}-1`)
        const { export: id, status } = await askForExport(test.runtime, actor, {
          format: 'jsonl',
          selection: SELECTION,
          named,
          reason: 'For the panel',
        })
        expect(status).to.equal('waiting')
        expect(await takeExport(test.runtime, actor, id).catch((error: unknown) => error)).to.be.instanceOf(
          RefusedError,
        )
        const { approval } = (await test.store.read.export(id)) ?? {}
        await approve(test.runtime, a('monitoring-officer', 'second'), approval ?? '')
        const text = await contents(id, actor)
        expect(text.includes(cases[0] ?? '')).to.equal(named)
        expect(text).not.to.contain('Jordan')
        const other = await takeExport(test.runtime, fresh(who, 'another'), id).catch((error: unknown) => error)
        expect(other).to.be.instanceOf(NotPermittedError)
      })
    }

    it('gives a process owner made-up cases, and shows them no export but their own', async () => {
      await test.store.command((unit) => {
        unit.saveSetting({ name: SYNTHETIC, value: 'a trial' })
        return Promise.resolve()
      })
      const owner = fresh('process-owner')
      const { export: id } = await askForExport(test.runtime, owner, { format: 'csv', selection: SELECTION })
      expect(await contents(id, owner)).to.contain('task-completed')
      const { exports } = await listExports(test.runtime, owner)
      expect(exports.map((each) => each.export)).to.deep.equal([id])
    })
  })
})

/** The whole trail, in its order. */
async function allRows({ store }: TestRuntime): Promise<readonly AuditRow[]> {
  const rows: AuditRow[] = []
  let after: string | undefined
  do {
    const page = await store.read.history({ limit: 500, ...(after !== undefined && { after }) })
    rows.push(...page.rows)
    after = page.next
  } while (after !== undefined)
  return rows
}
