import { POISON_HANDLERS } from './poison-handlers.ts'
import { itHolds } from './short-form.ts'

itHolds(POISON_HANDLERS, 120)
