import { localDate } from '../../values/local-date.ts'
import { definedBy } from '../working-days.ts'

/** Joint complaints are handled under the adults' Regulations, and count in their working days. */
export const workingDay = definedBy(
  'nhs-joint',
  {
    instrument: 'SI 2009/309',
    provision: 'reg. 2',
    text: 'A working day is not a Saturday, Sunday, Christmas Day, Good Friday or bank holiday.',
    textIs: 'restatement',
    url: 'https://www.legislation.gov.uk/uksi/2009/309/regulation/2',
    checkedOn: localDate('2026-11-22'),
    certainty: 'verified',
  },
  { '12-25': 'Christmas Day' },
)
