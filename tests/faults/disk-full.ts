import { execFileSync } from 'node:child_process'
import { closeSync, cpSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { openStore, verifyTrailOf } from '../../engine/index.ts'
import { systemClock } from '../../api/clock.ts'
import { replayCases, type Actor } from '../../engine/index.ts'
import { startTestService, type Answer, type TestService } from '../support/service.ts'
import type { Experiment, Outcome } from './experiment.ts'
import { until } from './two-nodes-process.ts'

/** One procedure is enough, and the paper that letters are printed on. */
const PROCEDURES = ['tests/fixtures/faults/storm', 'processes/letters']
const MIB = 1_048_576
const DISK_MIB = 48
const LEAST_MIB = 6
const SIZES = { short: { cases: 4, rounds: 1 }, long: { cases: 60, rounds: 8 } } as const
const AUDITOR: Actor = { id: 'the-judge', role: 'auditor' }
/** The disk is looked at every two seconds. */
const SEEN_MS = 8_000

/** A whole service on a disk of its own that fills up, is full, cannot be written to, and has room again. */
export const DISK_FULL: Experiment = {
  name: 'disk-full',
  promises: ['P18'],
  hypothesis:
    'a disk that fills up refuses what would be written, in words and with a time to come again, lets be read what is there, loses and halves nothing, and goes on by itself once there is room',
  fault: 'the disk of the database falls below its least, has nothing left, becomes read-only, and gives errors',
  databases: ['sqlite'],
  async run({ size }) {
    const disk = makeDisk()
    const procedures = mkdtempSync(join(tmpdir(), 'redress-disk-'))
    try {
      for (const each of PROCEDURES) cpSync(each, join(procedures, basename(each)), { recursive: true })
      return await onDisk(disk, procedures, size)
    } finally {
      disk.remove()
      rmSync(procedures, { recursive: true, force: true })
    }
  },
}

interface Disk {
  readonly folder: string
  /** It is a file system of its own; else only the database is kept from growing. */
  readonly isReal: boolean
  /** Leaves so many MiB free. */
  fillTo(mib: number): void
  empty(): void
  remove(): void
}

function makeDisk(): Disk {
  const folder = mkdtempSync(join(tmpdir(), 'redress-disk-'))
  const ballast = join(folder, 'ballast')
  const isReal = mounted(folder)
  const free = () => {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  }
  return {
    folder,
    isReal,
    fillTo(mib) {
      if (!isReal) return
      const file = openSync(ballast, 'a')
      const piece = Buffer.alloc(65_536)
      try {
        while (free() > mib * MIB)
          writeSync(file, piece, 0, Math.min(piece.length, Math.max(4_096, free() - mib * MIB)))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
      } finally {
        closeSync(file)
      }
    },
    empty() {
      rmSync(ballast, { force: true })
    },
    remove() {
      if (isReal) execFileSync('umount', ['-l', folder])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Where this process may; else the experiment does with less. */
function mounted(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MIB}m`, 'tmpfs', folder], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

async function onDisk(disk: Disk, procedures: string, size: 'short' | 'long'): Promise<Outcome> {
  const { cases, rounds } = SIZES[size]
  const faults: string[] = []
  const tally = { acknowledged: 0, refused: 0, readWhileFull: 0, rounds: 0 }
  const file = join(disk.folder, 'redress.sqlite')
  const start = (least: number) =>
    startTestService({
      database: { file },
      now: '2026-03-02T09:00:00.000Z',
      environment: {
        PROCEDURES_DIR: procedures,
        MIN_FREE_MB: String(least),
        LINK_KEY: 'k'.repeat(32),
      },
    })
  const take = (answer: Answer): void => {
    if (answer.status === 201) tally.acknowledged += 1
    else if (answer.status === 503) tally.refused += 1
    faults.push(...faultsOf(answer))
  }
  const mustWork = async (test: TestService, when: string): Promise<void> => {
    const answer = await submit(test)
    take(answer)
    if (answer.status !== 201) faults.push(`${when}: ${JSON.stringify(answer.body)}`)
  }
  const mustRefuse = async (test: TestService, when: string, why: RegExp): Promise<void> => {
    const answer = await submit(test)
    take(answer)
    const said = JSON.stringify(answer.body)
    if (answer.status !== 503 || !why.test(said)) faults.push(`${when}: ${answer.status} ${said}`)
    if ((await test.call('complaints-manager', 'GET', '/api/v1/cases')).status === 200) tally.readWhileFull += 1
    else faults.push(`${when}: cases cannot be listed`)
  }

  if (disk.isReal) {
    const watched = await start(LEAST_MIB)
    try {
      for (let n = 0; n < cases; n += 1) await mustWork(watched, 'with room')
      const caseId = await aCase(watched)
      disk.fillTo(LEAST_MIB - 1)
      const readiness = async () => JSON.stringify(await (await fetch(`${watched.service.url}/ready`)).json())
      if (!(await until(async () => (await readiness()).includes('"disk":"full"'), SEEN_MS))) {
        faults.push('nobody saw that the disk is nearly full')
      }
      await mustRefuse(watched, 'below the least', /The disk is nearly full/)
      // There is room to put on record who reads.
      const read = await watched.call('complaints-manager', 'GET', `/api/v1/cases/${caseId}`)
      if (read.status !== 200) faults.push(`a case cannot be read below the least: ${read.status}`)
      const { body } = await watched.call('auditor', 'GET', '/metrics')
      if (!String(body).includes('redress_writes_refused 1')) faults.push('the metrics do not say it')
      disk.empty()
      await until(async () => !(await readiness()).includes('full'), SEEN_MS)
      await mustWork(watched, 'with room again')
    } finally {
      await watched.stop()
    }
  }

  const test = await start(0)
  const { store, clock } = test.service.runtime
  try {
    for (let round = 0; round < rounds; round += 1) {
      await mustWork(test, 'at first')
      disk.fillTo(0)
      // Where the disk cannot be filled, the database is told not to grow.
      if (!disk.isReal) await store.knex.raw('pragma max_page_count = 1')
      await untilFull(test, take)
      await mustRefuse(test, 'with nothing left', /the disk is full/)
      disk.empty()
      if (!disk.isReal) await store.knex.raw('pragma max_page_count = 4294967294')
      await mustWork(test, 'with room once more')
      tally.rounds += 1
    }
    await store.knex.raw('pragma query_only = on')
    await mustRefuse(test, 'on a read-only disk', /read-only/)
    await store.knex.raw('pragma query_only = off')
    await mustWork(test, 'on a disk that can be written to again')
    const { deviating, failed } = await replayCases({ ...test.service.runtime, clock }, AUDITOR, { scope: 'all' })
    if (deviating + failed.length > 0)
      faults.push(`${deviating + failed.length} cases are not where their record leads`)
    faults.push(...(await soundness(store.look)))
    const [row] = await store.look.run('select count(*) as n from cases')
    if (Number(row?.['n']) !== tally.acknowledged) {
      faults.push(`${tally.acknowledged} complaints were acknowledged, ${String(row?.['n'])} are there`)
    }
  } finally {
    await test.stop()
  }
  const { findings } = await verifyTrailOf({ file })
  if (findings.length > 0) faults.push(findings[0]?.sentence ?? '')
  const errors = await withErrors(file)
  faults.push(...errors.faults)
  return {
    held: faults.length === 0,
    counts: { ownDisk: disk.isReal ? 1 : 0, ...tally, ioErrors: errors.refused, faults: faults.length },
    faults,
  }
}

/** The log beside the database takes a little more until it cannot grow. */
async function untilFull(test: TestService, take: (answer: Answer) => void): Promise<void> {
  for (let n = 0; n < 500; n += 1) {
    const answer = await submit(test)
    take(answer)
    if (answer.status !== 201) return
  }
}

async function aCase(test: TestService): Promise<string> {
  const { body } = await test.call('complaints-manager', 'GET', '/api/v1/cases')
  return (body as { readonly cases: readonly { readonly caseId: string }[] }).cases[0]?.caseId ?? ''
}

function submit(test: TestService): Promise<Answer> {
  return test.call('complaints-manager', 'POST', '/api/v1/cases', {
    procedure: 'storm',
    channel: 'form',
    oral: false,
    byChild: false,
    people: [{ role: 'complainant', name: 'Jordan Reed', contactPreference: 'letter', adjustments: [] }],
    points: [{ text: 'My visits were cancelled. '.repeat(40), desiredOutcome: 'An apology.' }],
  })
}

/** Whatever is refused is refused in words, and with a time to come again. */
function faultsOf({ status, headers, body }: Answer): readonly string[] {
  if (status === 201) return []
  if (status !== 503) return [`answered ${status}: ${JSON.stringify(body)}`]
  const text = JSON.stringify(body)
  return [
    ...(headers.get('retry-after') === null ? ['refused without a time to come again'] : []),
    ...(/SQLITE|ENOSPC/.test(text) ? [`refused in a driver's words: ${text}`] : []),
  ]
}

async function soundness(look: { run(statement: string): Promise<readonly Readonly<Record<string, unknown>>[]> }) {
  const rows = await look.run('pragma integrity_check')
  return rows.map((row) => String(Object.values(row)[0])).filter((said) => said !== 'ok')
}

const WRITES = /^(insert|update|delete|commit)/

/** A disk that gives errors: each write of one command in turn fails as the driver would have it fail. */
async function withErrors(file: string): Promise<{ readonly refused: number; readonly faults: readonly string[] }> {
  let failAt = Number.POSITIVE_INFINITY
  const store = await openStore({
    file,
    clock: systemClock,
    watch(statement) {
      if (!WRITES.test(statement)) return
      failAt -= 1
      if (failAt === 0) throw Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR' })
    },
  })
  const faults: string[] = []
  let refused = 0
  try {
    for (let at = 1; ; at += 1) {
      failAt = at
      const name = `written-${at}`
      const came = await store
        .command((unit) => {
          unit.saveSetting({ name, value: 'a' })
          unit.audit({ actor: 'somebody', role: 'system', type: 'tried', body: {} })
          return Promise.resolve()
        })
        .then(
          () => undefined,
          (error: unknown) => error,
        )
      failAt = Number.POSITIVE_INFINITY
      const isThere = (await store.read.setting(name)) !== undefined
      if (came === undefined) {
        if (!isThere) faults.push('what was acknowledged is not there')
        break
      }
      refused += 1
      if (isThere) faults.push(`write ${at} failed, and something was kept`)
      const said = came instanceof Error ? came.message : 'something that is no error'
      if (!said.includes('the disk cannot be read or written')) faults.push(`write ${at} failed as ${said}`)
    }
  } finally {
    await store.close()
  }
  const { findings } = await verifyTrailOf({ file })
  return { refused, faults: [...faults, ...findings.map(({ sentence }) => sentence)] }
}
