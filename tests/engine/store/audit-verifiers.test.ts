import { execFile } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect } from 'chai'
import {
  AUDIT_KEEPER,
  KEY_INTRODUCED,
  openStore,
  readNoteKey,
  readTrailOf,
  verifyBundle,
  verifyTrail,
  verifyTrailOf,
  type FindingKind,
  type Sql,
} from '../../../engine/store/index.ts'
import { connect } from '../../../engine/store/connection.ts'
import { TAMPERINGS, type Trail } from '../../support/audit-tampering.ts'
import { aKey, ORIGIN, writeTrail } from '../../support/audit-trail.ts'
import { makePrng } from '../../support/random-process/prng.ts'
import { fixedClock } from '../../support/test-databases-clock.ts'
import { seed } from '../../support/test-databases-thrown.ts'

const VERIFIER = 'engine/store/audit/verifier/verify_audit.py'
const FIXTURES = 'tests/fixtures/audit'
/** What the second verifier leaves to the first. */
const LEFT_OUT: ReadonlySet<FindingKind> = new Set<FindingKind>([
  'task-missing',
  'task-altered',
  'task-unrecorded',
  'case-missing',
  'case-altered',
  'case-unrecorded',
  'fact-unrecorded',
])

interface Vector {
  readonly name: string
  /** In that line (1 is the manifest), every one of these texts by the other. */
  readonly replace?: readonly (readonly [line: number, from: string, to: string])[]
  readonly drop?: number
  readonly exchange?: readonly [number, number]
  readonly key?: string
  readonly withoutKey?: boolean
  readonly verdict: string
  /** `kind@row`, in the order of the file. */
  readonly findings: readonly string[]
}

interface Found {
  readonly verdict: string
  readonly findings: readonly { readonly kind: FindingKind; readonly seq: number; readonly until?: number }[]
}

const places = ({ findings }: Found): readonly string[] =>
  findings
    .filter(({ kind }) => !LEFT_OUT.has(kind))
    .map(({ kind, seq, until }) => `${kind}@${seq}${until === undefined ? '' : `-${until}`}`)
    .sort()

/** SQLite keeps in a column whatever it is given. */
const ODD = [
  "update audit set body = x'00ff' where seq = 9",
  "update audit set body = '[]' where seq = 9",
  `update audit set body = '{"a":NaN}' where seq = 9`,
  `update audit set body = '{"a":1.0}' where seq = 9`,
  "update audit set actor = x'41' where seq = 9",
  "update audit set hash = 'abc' where seq = 9",
  'update audit set prev = 5 where seq = 9',
  "update audit set leaf = x'' where seq = 9",
  'update audit set prev = substr(prev, 1, 31), case_prev = cast(substr(prev, 32) || case_prev as blob) where seq = 9',
  "update audit set case_seq = 'abc' where case_id is not null and seq = 2",
  'update audit set case_seq = 1.5 where case_id is not null and seq = 2',
  "update audit set case_id = x'41' where seq = 2",
  'update audit set seq = -9 where seq = 9',
  "update audit_payload set salt = 'x'",
  "update audit_payload set payload = x'c3'",
  "update audit_head set hash = 'x'",
  'update audit_head set seq = seq - 1',
] as const

describe('two verifiers of the audit trail', function () {
  this.timeout(60_000)
  const folder = mkdtempSync(join(tmpdir(), 'redress-vectors-'))
  const key = aKey()
  after(() => {
    rmSync(folder, { recursive: true, force: true })
  })

  const byPython = async (files: readonly string[], options: readonly string[]): Promise<readonly Found[]> => {
    const run = promisify(execFile)('python3', [VERIFIER, '--json', ...options, ...files], { encoding: 'utf8' })
    // It leaves with 1 or 2 where it found something; what it says is what counts.
    const { stdout } = await run.catch((error: unknown) => error as { readonly stdout: string })
    return stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Found)
  }
  before(async function () {
    const found = await promisify(execFile)('python3', ['--version']).catch(() => undefined)
    if (found === undefined && process.env['CI'] === undefined) this.skip()
  })

  const vectors = JSON.parse(readFileSync(join(FIXTURES, 'vectors.json'), 'utf8')) as readonly Vector[]
  const whole = readFileSync(join(FIXTURES, 'whole.jsonl'), 'utf8').trimEnd().split('\n')
  const keysOf = ({ withoutKey, key: other }: Vector) => (withoutKey === true ? [] : [other ?? key.text])
  const fileOf = (n: number) => join(folder, `${n}.jsonl`)
  const theirs = new Map<Vector, Found>()
  before(async () => {
    for (const [n, vector] of vectors.entries()) writeFileSync(fileOf(n), `${altered(whole, vector).join('\n')}\n`)
    // A process for each key, and not for each vector.
    for (const known of new Set(vectors.map((vector) => keysOf(vector).join()))) {
      const same = vectors.filter((vector) => keysOf(vector).join() === known)
      const files = same.map((vector) => fileOf(vectors.indexOf(vector)))
      const found = await byPython(files, known === '' ? [] : ['--pubkey', known])
      same.forEach((vector, n) => {
        if (found[n] !== undefined) theirs.set(vector, found[n])
      })
    }
  })
  for (const [n, vector] of vectors.entries()) {
    it(`agree on a bundle: ${vector.name}`, async () => {
      const ours = await verifyBundle(readFileSync(fileOf(n), 'utf8').split('\n'), {
        keys: keysOf(vector).map(readNoteKey),
      })
      for (const found of [ours, theirs.get(vector)]) {
        expect(found && places(found)).to.deep.equal([...vector.findings].sort())
        expect(found?.verdict).to.equal(vector.verdict)
      }
    })
  }

  const start = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31))
  it(`agree on databases, each altered in its own way (seed ${start})`, async () => {
    const prng = makePrng(start)
    const files: string[] = []
    const whole = join(folder, 'trail.sqlite')
    const { note, trail } = await makeTrail(whole, start)
    for (const tampering of [undefined, ...TAMPERINGS]) {
      const file = join(folder, `trail-${files.length}.sqlite`)
      files.push(file)
      copyFileSync(whole, file)
      if (tampering === undefined) continue
      await withoutTriggers(file, (sql) => tampering.alter(sql, prng.pick(tampering.places(trail)), prng, trail))
    }
    writeFileSync(join(folder, 'kept.note'), note)
    const options = ['--pubkey', key.text, '--checkpoint', join(folder, 'kept.note')]
    const found = await byPython(files, options)
    for (const [n, file] of files.entries()) {
      const witnesses = [{ heldBy: 'kept.note', note }]
      const ours = await readTrailOf({ file }, (reader) => verifyTrail(reader, { keys: [key], witnesses }))
      // Threads take a second to start: the first stands for all, and one that was altered.
      if (n < 2) {
        const inThreads = await verifyTrailOf({ file }, { keys: [key], witnesses }, 2, 7)
        expect({ ...inThreads, findings: places(inThreads) }).to.deep.equal({ ...ours, findings: places(ours) })
      }
      const what = `${TAMPERINGS[n - 1]?.what ?? 'nothing'}, seed ${start}`
      expect(ours.verdict, what).to.equal(n === 0 ? 'intact' : 'tampered')
      expect(found[n]?.verdict, what).to.equal(ours.verdict)
      expect(found[n] && places(found[n]), what).to.deep.equal(places(ours))
    }
  })

  it(`agree on what no row can hold (seed ${start})`, async () => {
    const whole = join(folder, 'odd.sqlite')
    await makeTrail(whole, start)
    const files: string[] = []
    for (const [n, change] of ODD.entries()) {
      const file = join(folder, `odd-${n}.sqlite`)
      files.push(file)
      copyFileSync(whole, file)
      await withoutTriggers(file, async (sql) => {
        await sql.run(change)
      })
    }
    const found = await byPython(files, ['--pubkey', key.text])
    for (const [n, file] of files.entries()) {
      const ours = await readTrailOf({ file }, (reader) => verifyTrail(reader, { keys: [key] }))
      expect(ours.verdict, ODD[n]).to.equal('tampered')
      expect(found[n] && places(found[n]), ODD[n]).to.deep.equal(places(ours))
    }
  })

  async function makeTrail(file: string, from: number): Promise<{ readonly note: string; readonly trail: Trail }> {
    const store = await openStore({ clock: fixedClock(), file, durable: false })
    try {
      await store.migrate()
      await writeTrail(store, from, 40)
      await seed(store, (unit) => {
        unit.audit({ actor: AUDIT_KEEPER, role: 'system', type: KEY_INTRODUCED, body: { key: key.text } })
      })
      await store.audit.noteKey(key)
      const signed = await store.audit.sign(key, ORIGIN, 10)
      const { rows } = await store.read.history({ limit: 500 })
      return { note: signed.at(-1)?.note ?? '', trail: { rows, checkpoints: signed.map(({ size }) => size) } }
    } finally {
      await store.close()
    }
  }
})

/** Does that as the owner of the database can. */
async function withoutTriggers(file: string, work: (sql: Sql) => Promise<void>): Promise<void> {
  const store = await openStore({ clock: fixedClock(), file, durable: false })
  const connection = await connect(store.knex, store.dialect)
  try {
    for (const { name } of await connection.run(`select name from sqlite_master where type = 'trigger'`)) {
      await connection.run(`drop trigger ${String(name)}`)
    }
    await work(connection)
  } finally {
    await connection.release()
    await store.close()
  }
}

function altered(lines: readonly string[], { replace = [], drop, exchange }: Vector): readonly string[] {
  const changed = [...lines]
  for (const [line, from, to] of replace) {
    const before = changed[line - 1] ?? ''
    if (!before.includes(from)) throw new RangeError(`Line ${line} has no ${from}`)
    changed[line - 1] = before.replaceAll(from, to)
  }
  if (exchange !== undefined) {
    const [one, other] = exchange
    ;[changed[one - 1], changed[other - 1]] = [changed[other - 1] ?? '', changed[one - 1] ?? '']
  }
  return drop === undefined ? changed : changed.toSpliced(drop - 1, 1)
}
