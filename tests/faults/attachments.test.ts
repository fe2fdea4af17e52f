import { ATTACHMENTS } from './attachments.ts'
import { itHolds } from './short-form.ts'

itHolds(ATTACHMENTS, 180)
