import { CLOCK } from './clock.ts'
import { itHolds } from './short-form.ts'

// On PostgreSQL by `npm run chaos`.
itHolds({ ...CLOCK, databases: ['sqlite'] }, 180)
