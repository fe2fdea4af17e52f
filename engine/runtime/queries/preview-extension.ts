import type { Actor } from '../../access/index.ts'
import type { OutgoingMessage } from '../../handler.ts'
import { isOpen } from '../../law/clock.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { recordExtension, type ExtendClock } from '../commands/change-clock.ts'
import { lookAhead } from '../look-ahead.ts'
import type { Runtime } from '../runtime.ts'
import { tellOfDecision } from '../tell-of-decision.ts'

/** What an extension would bring: nothing of it has happened. */
export interface ExtensionPreview {
  /** The last day of each clock that it moves. */
  readonly moves: readonly {
    readonly rule: string
    readonly title: string
    readonly from: LocalDate
    readonly to: LocalDate
  }[]
  /** What the complainant, and others, would be sent. */
  readonly messages: readonly Pick<OutgoingMessage, 'channel' | 'to' | 'subject' | 'body'>[]
}

/**
 * Tries an extension on the case as it stands, letter included, and takes everything back.
 *
 * @throws RefusedError as `extendClock`.
 */
export async function previewExtension(
  runtime: Runtime,
  actor: Actor,
  request: ExtendClock,
): Promise<ExtensionPreview> {
  const asked = { caseId: request.caseId, action: 'change-clocks' } as const
  return lookAhead(runtime, actor, asked, async (work) => {
    const before = new Map(
      work
        .clocks()
        .filter(isOpen)
        .map(({ id, due }) => [id, due]),
    )
    const by = recordExtension(work, request)
    const moves = work.clocks().flatMap(({ id, rule, title, due }) => {
      const from = before.get(id)
      return from === undefined || due === undefined || from === due ? [] : [{ rule, title, from, to: due }]
    })
    const messages = await tellOfDecision(work, by, { now: true })
    return { moves, messages: messages.map(({ channel, to, subject, body }) => ({ channel, to, subject, body })) }
  })
}
