import { InvalidValueError } from '../../../errors.ts'
import { fromMillis, type Instant } from '../../../values/instant.ts'
import { timerDue } from '../../../values/iso-timer.ts'

/**
 * A moment as people write it: ISO 8601, read in Europe/London when it carries no offset; a day alone is its first moment.
 *
 * @throws InvalidValueError when it is none.
 */
export function momentInLondon(text: string): Instant {
  const read = timerDue('date', text, fromMillis(0))
  if ('problem' in read) throw new InvalidValueError('moment', text)
  return read.due
}
