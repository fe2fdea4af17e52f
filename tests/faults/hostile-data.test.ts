import { HOSTILE_DATA } from './hostile-data.ts'
import { itHolds } from './short-form.ts'

// On PostgreSQL by `npm run chaos`.
itHolds({ ...HOSTILE_DATA, databases: ['sqlite'] }, 180)
