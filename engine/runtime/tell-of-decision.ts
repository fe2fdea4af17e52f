import type { FactType } from '../case/fact.ts'
import { NotFoundError } from '../errors.ts'
import type { OutgoingMessage } from '../handler.ts'
import type { CaseWork } from './case-work.ts'
import { doJob, taskOf } from './commands/run-job.ts'
import { decisionNotice } from './decision-notice.ts'
import { peopleOf, queue } from './messages.ts'
import { openWaits } from './tree.ts'

/**
 * Tells the complainant of a decision that has just been recorded beside the procedure (more time, whether a change waits),
 * as the procedure would: where its own step about it is open, that step is done with it and writes; where it is not, its
 * letter goes out at once.
 *
 * @param now - Do the step that writes at once, and do not leave it to the worker: to show the letter beforehand.
 * @returns the messages that were written; none where the worker is to write them, or the procedure has no such letter.
 * @throws RefusedError when the case lacks what the letter must say, or nobody can be written to.
 */
export async function tellOfDecision(
  work: CaseWork,
  by: FactType,
  { now = false } = {},
): Promise<readonly OutgoingMessage[]> {
  const notice = decisionNotice(work.procedure, by)
  if (notice === undefined) return []
  const { task, answered, action, parameters } = notice
  const asked = openWaits(work.tree()).find(({ wait }) => wait.kind === 'user' && wait.element === task)
  if (asked !== undefined) {
    const { instance, wait } = asked
    work.stimulate(instance.id, { type: 'complete', wait: wait.id, variables: answered })
    if (!now) return []
    const job = openWaits(work.tree()).find((each) => each.instance.id === instance.id && each.wait.kind === 'job')
    if (job === undefined) return []
    return (await doJob(work, { action, parameters, instanceId: instance.id, waitId: job.wait.id })).messages
  }
  const handler = work.runtime.handlers.get(action)
  if (handler === undefined) throw new NotFoundError('handler', action)
  const people = await peopleOf(work)
  const entry = { action, parameters, instanceId: '', waitId: `decision-${work.recordedFacts().length}` }
  const outcome = handler.run(taskOf(work, entry, people))
  if (outcome.kind === 'bpmn-error') return []
  work.record(outcome.facts)
  for (const message of outcome.messages) await queue(work, message, people, parameters['letter'] ?? action)
  return outcome.messages
}
