import { TWO_NODES } from './two-nodes.ts'
import { itHolds } from './short-form.ts'

itHolds(TWO_NODES, 240)
