import { races } from './races.ts'
import { itHolds } from './short-form.ts'

itHolds(races, 120)
