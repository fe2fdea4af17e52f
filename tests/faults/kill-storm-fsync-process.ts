import { openStore } from '../../engine/store/index.ts'
import { fixedClock } from '../support/test-databases-clock.ts'

/* So many commands, one after the other, on an SQLite file that stands ready: see kill-storm-fsync.ts. */
const [file = '', times = '0'] = process.argv.slice(2)
const store = await openStore({ file, clock: fixedClock() })
for (let n = 1; n <= Number(times); n += 1) {
  await store.command((unit) => {
    unit.audit({ actor: 'the-experiment', role: 'system', type: 'experiment', body: { n } })
    return Promise.resolve()
  })
}
await store.close()
