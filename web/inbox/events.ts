import { canDo, type CaseChanged } from '../../engine/index.ts'
import type { PageParts } from '../../api/index.ts'
import { stream, type Reply, type StaffAsk } from '../frame/index.ts'

/** Comment lines keep proxies from closing a quiet stream. */
const KEEP_ALIVE_MS = 25_000

/** Changes of cases that the reader may see, as they happen: the case's id and whether tasks came or went, nothing else. */
export function eventsOf({ runtime, onlookers }: PageParts, { actor, session: { user } }: StaffAsk): Reply {
  const isStillThere = async (): Promise<boolean> => {
    if (user === undefined) return true
    const now = await runtime.store.read.user(user.id)
    return now?.status === 'active' && now.version === user.version
  }
  return stream('text/event-stream', (write, end) => {
    write(': listening\n\n')
    const tell = async ({ caseId, tasksOpened, tasksClosed }: CaseChanged): Promise<void> => {
      const decision = await canDo(runtime, actor, 'read-cases', caseId)
      if (decision.kind !== 'allow') return
      // Whoever has been disabled, or has other roles by now, hears no more.
      if (!(await isStillThere())) {
        end()
        return
      }
      const tasks = tasksOpened.length + tasksClosed.length > 0
      write(`event: case-changed\ndata: ${JSON.stringify({ caseId, tasks })}\n\n`)
    }
    const stop = onlookers.watch((event) => {
      // Whoever cannot be asked now is told by the next change, or looks again.
      tell(event).catch(() => undefined)
    }, end)
    const keepAlive = setInterval(() => {
      write(': still here\n\n')
    }, KEEP_ALIVE_MS)
    keepAlive.unref()
    return () => {
      clearInterval(keepAlive)
      stop()
    }
  })
}
