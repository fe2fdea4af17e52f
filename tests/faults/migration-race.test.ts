import { MIGRATION_RACE } from './migration-race.ts'
import { itHolds } from './short-form.ts'

itHolds(MIGRATION_RACE, 120)
