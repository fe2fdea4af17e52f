import { isLocalDate, isOneDuty, type LocalDate, type Task } from '../engine/index.ts'
import { lastFact } from './reading.ts'

/** What stands on record for a letter that could not say why. */
export const NO_REASON = 'No reason was recorded by the day of the notice.'

/** When what is late is to come: as a form said it last, as agreed, or as said before, as long as it has not gone by. */
export function newDateOf({ caseState, variables, today }: Task<unknown>, rule: string): LocalDate | undefined {
  const agreed = lastFact(caseState, 'complainant-agreed-to-wait', ({ data }) => isOneDuty(data.rule, rule))?.data.until
  const said = lastFact(caseState, 'lateness-notice-sent', ({ data }) => isOneDuty(data.rule, rule))?.data.newDate
  return [variables['newDate'], agreed, said].filter(isLocalDate).find((day) => day >= today)
}
