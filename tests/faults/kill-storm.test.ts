import { KILL_STORM } from './kill-storm.ts'
import { itHolds } from './short-form.ts'

itHolds(KILL_STORM, 240)
