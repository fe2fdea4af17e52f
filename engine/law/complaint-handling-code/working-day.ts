import { definedBy } from '../working-days.ts'
import { code } from './source.ts'

/** The Code was not seen to define it; read as the Regulations for adults do, in England's bank holidays. */
export const workingDay = definedBy(
  'complaint-handling-code',
  code(
    '6',
    'Times are given in working days: not weekends, Good Friday, Christmas Day or bank holidays.',
    'well-known',
  ),
  { '12-25': 'Christmas Day' },
)
