import { queryFaults } from './query-faults.ts'
import { itHolds } from './short-form.ts'

itHolds(queryFaults, 240)
