/** What pages are made with. */
export { makeArea, type Area, type Method, type RegisteredRoute } from './area.ts'
export { calendarOfRule } from '../../engine/index.ts'
export { CERTAINTIES, markedClause, type CertaintyMark } from './certainty.ts'
export { deadlineCell, deadlineOfClock, type Deadline, type DeadlineCell, type DeadlineState } from './deadline.ts'
export {
  addressWith,
  addressWithout,
  countsOf,
  PAGE_SIZE,
  pageOf,
  pagesOf,
  sortLink,
  sortOf,
  type Counts,
  type Pages,
  type Sorted,
} from './list.ts'
export { makeLimit, makeUserLimit } from './limit.ts'
export { makePagesApp } from './make-app.ts'
export { fromSession, isStillSignedIn, signedInAs } from './from-session.ts'
export * from './page.ts'
export { renewSession, secondsLeft } from './session.ts'
export { momentInWords, shortDay } from './templates.ts'
export { formWithFile, staffFormWithFiles } from './uploads.ts'
export { signedIn, type WhoAsks } from './who-asks.ts'
