import { mkdirSync, writeFileSync } from 'node:fs'
import { openStore, AUDIT_KEEPER, KEY_INTRODUCED, writeBundle } from '../../engine/store/index.ts'
import { aKey, ORIGIN, writeTrail } from './audit-trail.ts'
import { seed } from './test-databases-thrown.ts'
import { fixedClock } from './test-databases-clock.ts'

/* Writes `tests/fixtures/audit/whole.jsonl`: run it by hand, and only when the format of bundles changes. */

const store = await openStore({ clock: fixedClock(), file: ':memory:' })
const lines: string[] = []
try {
  await store.migrate()
  await writeTrail(store, 1, 40)
  const key = aKey()
  await seed(store, (unit) => {
    unit.audit({ actor: AUDIT_KEEPER, role: 'system', type: KEY_INTRODUCED, body: { key: key.text } })
  })
  await store.audit.noteKey(key)
  await store.audit.sign(key, ORIGIN, 1_000)
  await store.audit.read((reader) =>
    writeBundle(reader, 'T1-1', { withPayloads: true }, (line) => void lines.push(line)),
  )
} finally {
  await store.close()
}
mkdirSync('tests/fixtures/audit', { recursive: true })
writeFileSync('tests/fixtures/audit/whole.jsonl', `${lines.join('\n')}\n`)
