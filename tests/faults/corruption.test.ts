import { CORRUPTION } from './corruption.ts'
import { itHolds } from './short-form.ts'

itHolds(CORRUPTION)
