import { OVERLOAD } from './overload.ts'
import { itHolds } from './short-form.ts'

// On PostgreSQL by `npm run chaos`.
itHolds({ ...OVERLOAD, databases: ['sqlite'] }, 300)
