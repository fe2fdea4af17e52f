import { itHolds } from './short-form.ts'
import { SOAK } from './soak.ts'

// On PostgreSQL by `npm run chaos`.
itHolds({ ...SOAK, databases: ['sqlite'] }, 180)
