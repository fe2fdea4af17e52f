import { definedBy } from '../working-days.ts'
import { regulation } from './source.ts'

/** Regulation 2. Unlike its twins for adults it names Boxing Day besides the bank holidays. */
export const workingDay = definedBy(
  'children-act',
  regulation(
    2,
    'reg. 2',
    '“working day” means a day which is not a Saturday, Sunday, Christmas Day, Boxing Day, Good Friday or a bank holiday under the Banking and Financial Dealings Act 1971',
    'verified',
    'quotation',
  ),
  { '12-25': 'Christmas Day', '12-26': 'Boxing Day' },
)
