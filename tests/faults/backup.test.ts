import { BACKUP } from './backup.ts'
import { itHolds } from './short-form.ts'

itHolds(BACKUP)
