import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { openStore, type Store } from '../../../engine/index.ts'
import { commitmentTo, hashOf, leafOf, ZEROS, type AuditRow } from '../../../engine/store/index.ts'
import { CHILDS_COMPLAINT } from '../../support/journey.ts'
import { prepareDatabase, startServer, type Keys, type ServerProcess } from '../../support/server-process.ts'
import type { TestService } from '../../support/service.ts'
import { fixedClock } from '../../support/test-databases-clock.ts'
import { submitExample, walk } from '../../support/walk.ts'

const START = '2026-02-02T09:00:00.000Z'
const ROLES = [
  'intake',
  'complaints-manager',
  'investigating-officer',
  'independent-person',
  'adjudicating-officer',
  'system-admin',
  'auditor',
] as const

/** What a client was told, by the key under which it asked. */
type Told = Map<string, string>

describe('a server that is killed', function () {
  this.timeout(300_000)
  let folder: string
  let file: string
  let keys: Keys
  let server: ServerProcess | undefined

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'redress-kill-'))
    file = join(folder, 'redress.sqlite')
    keys = await prepareDatabase(file, START, ROLES)
  })
  after(async () => {
    await server?.kill()
    rmSync(folder, { recursive: true, force: true })
  })

  it('in the middle of Stage 2, and of requests, loses nothing that it acknowledged; the case goes on to its end', async () => {
    const told: Told = new Map()
    server = await startServer(file, keys)
    const caseId = await submitExample(asService(server))
    await walk(asService(server), caseId, (step) => step === 'task_investigate')
    const before = await viewOf(server, caseId)

    await killWhileAsked(server, told, 'a', 12)
    server = await startServer(file, keys)
    await allAreThere(server, told)
    expect(await viewOf(server, caseId)).to.deep.equal(before)

    // Once more, while the case itself is being worked on.
    const working = walk(asService(server), caseId, (step) => step === 'task_adjudicate').catch(() => undefined)
    await killWhileAsked(server, told, 'b', 25)
    await working
    server = await startServer(file, keys)
    await allAreThere(server, told)
    await walk(asService(server), caseId, (step) => step === 'task_adjudicate')

    // 65 working days from Monday 2 February 2026 end on Thursday 7 May.
    expect(await limitFired(server, caseId)).to.equal(false)
    await server.moveTo('2026-05-07T22:59:59.999Z')
    expect(await limitFired(server, caseId)).to.equal(false)
    await server.moveTo('2026-05-07T23:00:00.000Z')
    expect(await limitFired(server, caseId)).to.equal(true)
    const tasks = await server.call('complaints-manager', 'GET', `/api/v1/tasks?caseId=${caseId}`)
    expect((tasks.body as { tasks: { element: string }[] }).tasks.map(({ element }) => element)).to.include(
      'task_adjudicate',
    )

    // Whoever never heard asks again under the same key: there is one case for each key.
    for (const prefix of ['a', 'b'])
      await Promise.all(Array.from({ length: 30 }, (_, n) => ask(server, told, `${prefix}-${n}`)))
    await server.stop()
    server = undefined
    const store = await openStore({ file, clock: fixedClock(START) })
    try {
      const { rows } = await store.read.cases({ limit: 200 })
      expect(rows).to.have.lengthOf(61)
      expect(new Set(told.values()).size).to.equal(60)
      expect(rows.map(({ id }) => id)).to.include.members([...told.values()])
      await chainMustHold(store)
    } finally {
      await store.close()
    }
  })
})

function asService(server: ServerProcess): TestService {
  return server as unknown as TestService
}

async function viewOf(server: ServerProcess, caseId: string): Promise<unknown> {
  const facts = await server.call('complaints-manager', 'GET', `/api/v1/cases/${caseId}/facts`)
  const tasks = await server.call('complaints-manager', 'GET', `/api/v1/tasks?caseId=${caseId}`)
  expect([facts.status, tasks.status]).to.deep.equal([200, 200])
  return [facts.body, tasks.body]
}

/** Sends 30 complaints at once, and kills the server when so many have been acknowledged. */
async function killWhileAsked(server: ServerProcess, told: Told, prefix: string, acknowledged: number): Promise<void> {
  const start = told.size
  let killing: Promise<void> | undefined
  await Promise.all(
    Array.from({ length: 30 }, async (_, n) => {
      await ask(server, told, `${prefix}-${n}`).catch(() => undefined)
      if (told.size - start >= acknowledged) killing ??= server.kill()
    }),
  )
  await killing
  expect(told.size - start).to.be.at.least(acknowledged)
}

async function ask(server: ServerProcess | undefined, told: Told, key: string): Promise<void> {
  const answer = await server?.call('intake', 'POST', '/api/v1/cases', CHILDS_COMPLAINT, { 'idempotency-key': key })
  if (answer?.status !== 201) throw new Error(`${key}: ${answer?.status ?? ''} ${JSON.stringify(answer?.body)}`)
  const { caseId } = answer.body as { caseId: string }
  const before = told.get(key)
  if (before !== undefined) expect(caseId).to.equal(before)
  told.set(key, caseId)
}

async function allAreThere(server: ServerProcess, told: Told): Promise<void> {
  for (const caseId of told.values()) {
    const { status } = await server.call('complaints-manager', 'GET', `/api/v1/cases/${caseId}`)
    expect(status, caseId).to.equal(200)
  }
}

async function limitFired(server: ServerProcess, caseId: string): Promise<boolean> {
  const { body } = await server.call('auditor', 'GET', `/api/v1/cases/${caseId}/history?limit=500`)
  const lines = (body as { history: { type: string; data: { dueAt?: string } }[] }).history
  return lines.some(({ type, data }) => type === 'timer-fired' && data.dueAt === '2026-05-07T23:00:00.000Z')
}

/** Works out both chains anew from the rows and their payloads. */
async function chainMustHold(store: Store): Promise<void> {
  let prev = ZEROS
  let seq = 0
  const ofCase = new Map<string, { readonly seq: number; readonly hash: Buffer }>()
  for (const row of await wholeAudit(store)) {
    const payload = await store.read.auditPayload(row.seq)
    const before = row.caseId === null ? undefined : ofCase.get(row.caseId)
    const commitment = payload === undefined ? ZEROS : commitmentTo(payload.salt, payload.payload)
    const leaf = leafOf(row.body, commitment)
    const link = { seq: seq + 1, caseId: row.caseId, caseSeq: row.caseId === null ? null : (before?.seq ?? 0) + 1 }
    const hash = hashOf({ ...link, prev, casePrev: before?.hash ?? ZEROS, leaf })
    expect(row.hash.toString('hex'), `audit row ${row.seq}`).to.equal(hash.toString('hex'))
    ;[prev, seq] = [hash, row.seq]
    if (row.caseId !== null) ofCase.set(row.caseId, { seq: link.caseSeq ?? 0, hash })
  }
  expect(seq).to.be.above(200)
}

async function wholeAudit(store: Store): Promise<readonly AuditRow[]> {
  const rows: AuditRow[] = []
  let after: string | undefined
  do {
    const page = await store.read.history({ limit: 200, ...(after !== undefined && { after }) })
    rows.push(...page.rows)
    after = page.next
  } while (after !== undefined)
  return rows
}
