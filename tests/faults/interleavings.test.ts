import { interleavings } from './interleavings.ts'
import { itHolds } from './short-form.ts'

itHolds(interleavings, 240)
