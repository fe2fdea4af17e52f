import { upgrade } from './upgrade.ts'
import { itHolds } from './short-form.ts'

itHolds(upgrade, 120)
