import { mustBeAllowed, type Actor } from '../../access/index.ts'
import type { OutgoingMessage } from '../../handler.ts'
import { tellOfFacts } from '../commands/record-fact.ts'
import type { UncheckedFact } from '../form.ts'
import { lookAhead } from '../look-ahead.ts'
import type { Runtime } from '../runtime.ts'

/**
 * What whoever complains would be sent if these facts were recorded now; nothing of it has happened.
 *
 * @throws InvalidVariablesError or RefusedError as `recordFacts`.
 */
export async function previewFacts(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
  facts: readonly UncheckedFact[],
): Promise<{ readonly messages: readonly Pick<OutgoingMessage, 'channel' | 'to' | 'subject' | 'body'>[] }> {
  mustBeAllowed(actor, 'record-facts')
  return lookAhead(runtime, actor, { caseId, action: 'record-facts' }, async (work) => {
    work.record(facts)
    for (const { type } of facts) work.deliver(type, {})
    const messages = await tellOfFacts(work, facts, { now: true })
    return { messages: messages.map(({ channel, to, subject, body }) => ({ channel, to, subject, body })) }
  })
}
