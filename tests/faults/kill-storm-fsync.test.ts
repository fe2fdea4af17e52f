import { FSYNC } from './kill-storm-fsync.ts'
import { itHolds } from './short-form.ts'

itHolds(FSYNC)
