import { itHolds } from './short-form.ts'
import { RUNAWAY } from './runaway.ts'

itHolds(RUNAWAY, 120)
