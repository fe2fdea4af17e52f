import { definedBy } from '../working-days.ts'
import { regulation } from './source.ts'

/** Regulation 2. Boxing Day is not named; on weekdays it or its substitute is a bank holiday. */
export const workingDay = definedBy(
  'adult-social-care',
  regulation(
    2,
    'reg. 2',
    'A working day is not a Saturday, Sunday, Christmas Day, Good Friday or bank holiday.',
    'verified',
  ),
  { '12-25': 'Christmas Day' },
)
