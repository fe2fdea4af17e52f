import { definedBy } from '../working-days.ts'
import { practice } from './source.ts'

/** The Ombudsman's times are in working days without a definition that was seen; read in England's bank holidays. */
export const workingDay = definedBy(
  'ombudsman',
  practice('working days', 'Not weekends, Good Friday, Christmas Day or bank holidays.', 'well-known'),
  { '12-25': 'Christmas Day' },
)
