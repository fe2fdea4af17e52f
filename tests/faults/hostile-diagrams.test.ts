import { HOSTILE_DIAGRAMS } from './hostile-diagrams.ts'
import { itHolds } from './short-form.ts'

itHolds(HOSTILE_DIAGRAMS, 180)
