import { definedBy } from '../working-days.ts'
import { regulation } from './source.ts'

/** Regulation 19, worded as its twin for adults: Boxing Day is not named. */
export const workingDay = definedBy(
  'public-health',
  regulation(
    'regulation/19',
    'reg. 19',
    'A working day is not a Saturday, Sunday, Christmas Day, Good Friday or bank holiday.',
    'verified',
  ),
  { '12-25': 'Christmas Day' },
)
