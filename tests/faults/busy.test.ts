import { BUSY } from './busy.ts'
import { itHolds } from './short-form.ts'

itHolds(BUSY)
