import { followCases, type PageParts } from '../../api/index.ts'
import { isStillSignedIn, stream, type Reply, type StaffAsk } from '../frame/index.ts'

/** Changes of cases that the reader may see, as they happen: the case's id and whether tasks came or went, nothing else. */
export function eventsOf({ runtime, onlookers }: PageParts, { actor, request }: StaffAsk): Reply {
  return stream('text/event-stream', (write, end) =>
    followCases(runtime, onlookers, {
      actor,
      isStillThere: () => isStillSignedIn(runtime, request),
      say: ({ caseId, tasksOpened, tasksClosed }) => ({ caseId, tasks: tasksOpened.length + tasksClosed.length > 0 }),
      write,
      end,
    }),
  )
}
