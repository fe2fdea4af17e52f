/* eslint-disable no-restricted-imports -- until engine/index.ts names these itself; then this file goes */
/** The one door through which the handlers see the engine. */
export * from '../engine/handler.ts'
export * from '../engine/case/index.ts'
export * from '../engine/errors.ts'
export { addDays, isLocalDate, localDate, weekdayOf, type LocalDate } from '../engine/values/local-date.ts'
