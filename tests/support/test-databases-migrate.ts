import { openStore } from '../../engine/store/index.ts'
import { fixedClock } from './test-databases-clock.ts'

/* A process that opens the store named by its argument and brings up the schema: see migrate.test.ts. */
const config = JSON.parse(process.argv[2] ?? '{}') as { url: string } | { file: string }
const store = await openStore({ clock: fixedClock(), ...config })
await store.migrate()
await store.close()
