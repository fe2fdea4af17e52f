import { localDate } from '../../values/local-date.ts'
import { definedBy } from '../working-days.ts'

/** Only for rolling a last day forward: periods here are calendar periods. */
export const workingDay = definedBy(
  'data-protection',
  {
    instrument: 'ICO practice',
    provision: 'last day that is not a working day',
    text: 'Not weekends, Good Friday, Christmas Day or bank holidays.',
    textIs: 'restatement',
    url: 'https://ico.org.uk/',
    checkedOn: localDate('2026-11-22'),
    certainty: 'well-known',
  },
  { '12-25': 'Christmas Day' },
)
