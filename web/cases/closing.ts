import {
  caseClosing,
  mayDo,
  type Permission,
  type ClosingCheck,
  type ClosingCheckId,
  type Runtime,
} from '../../engine/index.ts'
import { shortDay, view, type Area } from '../frame/index.ts'
import { frameOf } from './frame.ts'
import { outcomeInWords, sentence } from './words.ts'

/** `/cases/:caseId/close`: what still stands in the way of closing a case, each with the page on which it is done. */
export function addClosingPage(area: Area, runtime: Runtime): void {
  area.staff('get', '/cases/:caseId/close', 'read-cases', async ({ actor, params }) => {
    const { page, closing } = await caseClosing(runtime, actor, params['caseId'] ?? '')
    const { closed, outcome, closedBy } = closing
    return view('cases/close', {
      frame: frameOf(page, 'now'),
      checks: closing.checks.map((check) => checkView(page.case.caseId, check, (action) => mayDo(actor, action))),
      toDo: closing.checks.filter(({ state }) => state === 'to-do').length,
      isWaiting: page.next.length > 0 || page.coming.length > 0,
      ...(closed !== undefined && { closed: { on: closed.on, outcome: outcomeInWords(closed.outcome) } }),
      ...(outcome !== undefined && { outcome: outcomeInWords(outcome) }),
      ...(closedBy !== undefined && { closedBy }),
    })
  })
}

interface Words {
  readonly title: string
  readonly done: string
  /** Said where the procedure comes to it by itself. */
  readonly later?: string
  /** Where one thing is done that no open task asks for. */
  readonly elsewhere?: { readonly path: string; readonly text: string; readonly needs?: Permission }
}

const WORDS: Readonly<Record<ClosingCheckId, Words>> = {
  stopped: {
    title: 'Steps that have stopped',
    done: 'Nothing has stopped.',
    elsewhere: { path: '/incidents', text: 'See what has stopped, and try it again', needs: 'retry-incidents' },
  },
  tasks: { title: 'Tasks', done: 'No task is open.' },
  points: {
    title: 'A finding on each point',
    done: 'Each point has its finding.',
    elsewhere: { path: '/points', text: 'See the points of complaint' },
  },
  duties: {
    title: 'What the law still asks of us',
    done: 'Nothing is owed any more.',
    elsewhere: { path: '/clock', text: 'See the time limits' },
  },
  lateness: {
    title: 'Why something was late',
    done: 'Nothing was late, or the reason is on record.',
    later: 'The procedure asks for the reason before it closes the case.',
    elsewhere: { path: '/clock#over', text: 'See the time limits that were missed' },
  },
  actions: {
    title: 'What was promised',
    done: 'Every promise is kept, or none was made.',
    elsewhere: { path: '/learning', text: 'See what was promised' },
  },
  learning: {
    title: 'What was learnt',
    done: 'It is on record what was learnt, or why nothing was.',
    later: 'The procedure asks for it before it closes the case.',
  },
  letters: { title: 'Letters and calls', done: 'Every letter has gone, and every call was made.' },
  retention: {
    title: 'How long the record is kept',
    done: 'It is on record how long it is kept.',
    later: 'The procedure sets it before it closes the case.',
  },
}

const STATES = {
  done: { text: 'Done', tone: 'green' },
  'to-do': { text: 'To do', tone: 'yellow' },
  later: { text: 'Comes later', tone: 'grey' },
  'not-asked': { text: 'Not asked here', tone: 'grey' },
} as const

/** What is sent, as a line of the list says it: one, and several. */
const UNSENT: Readonly<Record<string, readonly [one: string, several: string]>> = {
  email: ['An email has not gone yet', 'emails have not gone yet'],
  letter: ['A letter waits to be printed and posted', 'letters wait to be printed and posted'],
  telephone: ['A call has not been made yet', 'calls have not been made yet'],
}

/** Of several letters of one kind there is one line, which leads to all of them. */
function letterLines(caseId: string, open: ClosingCheck['open'], mayOpen: boolean) {
  return Object.entries(UNSENT).flatMap(([channel, [one, several]]) => {
    const own = open.filter(({ what }) => what === channel)
    const [first] = own
    if (first === undefined) return []
    const all = `/cases/${caseId}/letters`
    const href = own.length === 1 ? `${all}/${encodeURIComponent(first.messageId ?? '')}` : all
    return [{ what: own.length === 1 ? one : `${own.length} ${several}`, ...(mayOpen && { href }) }]
  })
}

function checkView(caseId: string, { id, state, open }: ClosingCheck, may: (action: Permission) => boolean) {
  const { title, done, later, elsewhere } = WORDS[id]
  const isElsewhere = state === 'to-do' && open.every(({ taskId }) => taskId === undefined)
  const mayGo = elsewhere?.needs === undefined || may(elsewhere.needs)
  return {
    id,
    title,
    state: STATES[state],
    text: state === 'done' ? done : state === 'later' ? later : undefined,
    items:
      id === 'letters'
        ? letterLines(caseId, open, may('see-case-file'))
        : open.map(({ what, taskId, dueOn }) => ({
            what: sentence(what),
            ...(dueOn !== undefined && { due: `due ${shortDay(dueOn)}` }),
            ...(taskId !== undefined && { href: `/cases/${caseId}/tasks/${encodeURIComponent(taskId)}` }),
          })),
    ...(isElsewhere &&
      mayGo &&
      elsewhere !== undefined && { elsewhere: { href: `/cases/${caseId}${elsewhere.path}`, text: elsewhere.text } }),
  }
}
