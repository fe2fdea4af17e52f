import { BACKLOG } from './backlog.ts'
import { itHolds } from './short-form.ts'

// On PostgreSQL by `npm run chaos`.
itHolds({ ...BACKLOG, databases: ['sqlite'] }, 180)
