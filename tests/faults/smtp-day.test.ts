import { itHolds } from './short-form.ts'
import { SMTP_DAY } from './smtp-day.ts'

// On PostgreSQL by `npm run chaos`.
itHolds({ ...SMTP_DAY, databases: ['sqlite'] }, 120)
