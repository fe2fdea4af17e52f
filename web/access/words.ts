import { mayDo, SYSTEM, type Actor, type Runtime } from '../../engine/index.ts'
import { inWords } from '../cases/index.ts'

/** What waits for a second person, and what happens when they say yes. */
export const ASKED: Readonly<Record<string, { readonly title: string; readonly then: string }>> = {
  'skip-incidents': {
    title: 'Go on without what stopped',
    then: 'The case goes on at once, without the step that stopped. That cannot be taken back.',
  },
  'move-to-step': {
    title: 'Move a case to another step',
    then: 'The case leaves the step where it is and goes on at once from the other. What waited there ends. What was recorded stays on record.',
  },
  'cancel-case': {
    title: 'End a case without a response',
    then: 'The procedure of the case ends at once, where it stands. No letter is sent. That cannot be taken back.',
  },
  'reveal-identity': {
    title: 'Show names that are masked',
    then: 'Whoever asked sees names and what people said in this case, for 60 minutes. Each reading is recorded.',
  },
  'waive-duty': {
    title: 'Waive a duty in a case',
    then: 'The duty is shown as waived in this case until its last day, with the reason, both names and what was found.',
  },
  erase: {
    title: 'Dispose of a case',
    then: 'All that was said and held in the case is taken out for good. Its number, its days and its audit trail stay.',
  },
  'export-log': {
    title: 'Take an event log out as a file',
    then: 'Whoever asked can take what stands above out of the service, as often as they need it. Each time is recorded.',
  },
  'break-glass': {
    title: 'Open a restricted case in an emergency',
    then: 'Whoever asked sees the case for 60 minutes. The complaints team is told, and each reading is recorded.',
  },
}

export const askedInWords = (action: string): string => ASKED[action]?.title ?? inWords(action)

export const STATUS_IN_WORDS = { proposed: 'Waits for an answer', approved: 'Approved', refused: 'Refused' } as const

/** What stopped, in words for those who are not engineers. */
export function stoppedInWords(code: string): string {
  return STOPPED[code] ?? 'This step could not be finished.'
}

const STOPPED: Readonly<Record<string, string>> = {
  'job-failed': 'Something that Redress does by itself failed several times.',
  'timer-failed': 'A reminder or last day came, and what should follow could not be done.',
  'message-not-sent': 'A letter or email could not be sent, or nobody knows whether it arrived.',
  'message-delayed':
    'An email with what the law asks for has waited for more than four hours: the mail server does not take it. Redress goes on trying.',
  'message-refused': 'What came in for this case could not be taken up.',
  'condition-not-boolean': 'The procedure could not decide which way to go.',
  'expression-failed': 'The procedure could not work something out.',
  'no-flow-to-take': 'None of the ways on fits this case.',
  'uncaught-error': 'A step failed, and the procedure does not say what to do then.',
  'step-budget-spent': 'The procedure went round in a circle.',
  'endless-exchange': 'Parts of the procedure answered each other without end.',
  'timer-unreadable': 'The procedure does not say readably when it goes on.',
  'collection-not-a-list': 'The procedure expected a list and did not find one.',
}

/** Names of users by id; what Redress did by itself is its own; the id of whoever is none. */
export async function namesOfUsers(runtime: Runtime, ids: readonly string[]): Promise<(id: string) => string> {
  const users = await runtime.store.read.usersNamed([...new Set(ids)])
  const names = new Map(users.map(({ id, name }) => [id, name]))
  return (id) => names.get(id) ?? (id === SYSTEM.id ? 'Redress' : id)
}

/** Where somebody goes on who must not go back to the case. */
export function awayFrom(actor: Actor): string {
  if (actor.boundTo !== undefined) return '/'
  if (mayDo(actor, 'work-tasks')) return '/tasks/mine'
  return mayDo(actor, 'read-cases') ? '/cases' : '/'
}
