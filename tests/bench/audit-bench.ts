import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AUDIT_KEEPER, KEY_INTRODUCED, openStore, verifyTrailOf, type Store } from '../../engine/store/index.ts'
import { fromMillis, instant, toMillis } from '../../engine/values/instant.ts'
import { localDate } from '../../engine/values/local-date.ts'
import { aKey, ORIGIN } from '../support/audit-trail.ts'
import { makePrng } from '../support/random-process/prng.ts'
import { aCase, aTask } from '../support/test-databases-rows.ts'
import { seed } from '../support/test-databases-thrown.ts'

/* How fast a whole audit trail is verified: rows, words of persons, facts with their seals, tasks, checkpoints and a witness. */

export interface AuditMeasure {
  readonly dialect: Store['dialect']
  readonly rows: number
  readonly facts: number
  readonly payloads: number
  readonly checkpoints: number
  /** The median of the runs. */
  readonly rowsPerSecond: number
  /** The same of the time that the processors spent on it: what else ran beside it does not count. */
  readonly rowsPerProcessorSecond: number
  readonly seconds: readonly number[]
}

const RUNS = 5
const ROWS_OF_A_CASE = 40

/** On the database at `url`, or on a new SQLite file. */
export async function benchAudit(rows: number, url?: string): Promise<AuditMeasure> {
  const folder = await mkdtemp(join(tmpdir(), 'redress-bench-'))
  const clock = makeClock()
  const place = url === undefined ? { file: join(folder, 'audit.sqlite') } : { url }
  const store = await openStore({ clock, durable: false, ...place })
  try {
    await store.migrate()
    await writeCases(store, rows, clock.pass)
    const key = aKey()
    await seed(store, (unit) => {
      unit.audit({ actor: AUDIT_KEEPER, role: 'system', type: KEY_INTRODUCED, body: { key: key.text } })
    })
    await store.audit.noteKey(key)
    const signed = await store.audit.sign(key, ORIGIN, 1_000)
    const witnesses = [{ heldBy: 'the folder', note: signed.at(-1)?.note ?? '' }]
    const seconds: number[] = []
    const processor: number[] = []
    let last: AuditMeasure | undefined
    for (let run = 0; run < RUNS; run += 1) {
      const began = performance.now()
      const before = process.cpuUsage()
      const report = await verifyTrailOf(place, { keys: [key], witnesses })
      seconds.push((performance.now() - began) / 1000)
      const { user, system } = process.cpuUsage(before)
      processor.push((user + system) / 1e6)
      if (report.verdict !== 'intact') throw new RangeError(JSON.stringify(report.findings[0] ?? report.remarks))
      const { facts, payloads, checkpoints } = report
      const perSecond = (times: readonly number[]) => Math.round(report.rows / medianOf(times))
      last = {
        dialect: store.dialect,
        rows: report.rows,
        facts,
        payloads,
        checkpoints,
        rowsPerSecond: perSecond(seconds),
        rowsPerProcessorSecond: perSecond(processor),
        seconds: [],
      }
    }
    if (last === undefined) throw new RangeError('No run')
    return { ...last, seconds: seconds.map((each) => Number(each.toFixed(2))) }
  } finally {
    await store.close()
    await rm(folder, { recursive: true, force: true })
  }
}

function medianOf(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
}

/** A clock that goes on by a minute with each command. */
function makeClock() {
  let now = toMillis(instant('2024-01-02T09:00:00.000Z'))
  return {
    now: () => fromMillis(now),
    pass: () => {
      now += 60_000
    },
  }
}

/** Cases with as many rows each as a case has, of the kinds and lengths that it has. */
async function writeCases(store: Store, rows: number, pass: () => void): Promise<void> {
  const prng = makePrng(1)
  for (let n = 0; n < rows / ROWS_OF_A_CASE; n += 1) {
    pass()
    await store.command(async (unit) => {
      const caseId = `SC-2024-${String(n + 1).padStart(5, '0')}`
      const facts = Array.from({ length: 10 }, (_, each) => ({
        type: 'note-recorded' as const,
        on: localDate('2024-01-02'),
        data: { kind: 'internal' as const, text: `What was said in note ${each}, in the words of a person` },
      }))
      const task = `${caseId}.1.step.1`
      unit.insertCase(aCase(caseId))
      await unit.addFacts(caseId, facts, { recordedBy: 'officer-1', role: 'caseworker' })
      unit.openTask(aTask(caseId, 'step', { id: task, instanceId: `${caseId}/1`, waitId: 'step#1' }))
      const seals = unit.factSeals(caseId)
      unit.audit({
        caseId,
        actor: 'officer-1',
        role: 'caseworker',
        type: 'case-opened',
        body: {
          stimuli: [],
          facts: facts.map(({ type, on }, index) => ({ type, on, ...seals[index] })),
          opened: [task],
          closed: [],
        },
      })
      for (let each = 1; each < ROWS_OF_A_CASE; each += 1) {
        const isOfCase = prng.below(10) > 0
        unit.audit({
          ...(isOfCase && { caseId }),
          actor: `officer-${prng.below(60)}`,
          role: prng.pick(['caseworker', 'complaints-manager', 'auditor']),
          type: isOfCase ? prng.pick(KINDS) : prng.pick(['signed-in', 'cases-searched', 'list-exported']),
          ...(prng.below(3) === 0 && { payload: `Reason ${each}: words of a person, as long as such words are` }),
          body: { part: prng.pick(['now', 'timeline', 'points', 'documents']), procedure: 'a'.repeat(64), n: each },
        })
      }
    })
  }
}

const KINDS = [
  ...Array.from({ length: 8 }, () => 'case-viewed'),
  'draft-saved',
  'mail-sent',
  'message-viewed',
  'document-opened',
  'access-denied',
] as const
