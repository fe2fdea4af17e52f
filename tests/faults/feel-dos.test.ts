import { FEEL_DOS } from './feel-dos.ts'
import { itHolds } from './short-form.ts'

itHolds(FEEL_DOS, 120)
