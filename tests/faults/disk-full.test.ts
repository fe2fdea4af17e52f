import { DISK_FULL } from './disk-full.ts'
import { itHolds } from './short-form.ts'

itHolds(DISK_FULL)
