/** What whoever complains sees of their own case, and asks of it. */
export { ownCase, type OwnCase, type OwnCorrection, type OwnDate, type OwnMessage, type OwnStep } from './own-case.ts'
export { ownLetter, ownPage, type OwnLetter } from './own-letters.ts'
export { askOfOwnCase, changeOwnContact, type OwnContact, type OwnRequest } from './own-requests.ts'
