interface Words {
  readonly message: string
  readonly remedy: string
}

/** What bpmnlint means, for somebody who owns a procedure and not a modelling tool; `$` stands for the element. */
const WORDS: Readonly<Record<string, readonly [message: string, remedy: string]>> = {
  'ad-hoc-sub-process': ['$ does not belong in an ad-hoc sub-process.', 'Use an ordinary sub-process.'],
  'conditional-flows': [
    '$ leaves a gateway with conditions, and has none itself.',
    'Give it a condition, or mark it as the default way.',
  ],
  'end-event-required': ['$ has no end.', 'Draw an end event.'],
  'event-based-gateway': [
    '$ waits for the first of several events, and does not lead to two or more of them, or carries a condition.',
    'Lead it to at least two waiting events, without conditions.',
  ],
  'event-sub-process-typed-start-event': [
    '$ starts an event sub-process and does not say on what.',
    'Make it a message, timer, signal, conditional, error or escalation start.',
  ],
  'fake-join': [
    'Several flows lead into $ and are not joined: it runs once for each.',
    'Bring them together in a gateway before it: exclusive where one of them comes, parallel where all must.',
  ],
  global: [
    'The message, signal, error or escalation $ has no name, has the name of another, or is used by nothing.',
    'Name it, rename one of the two, or remove it.',
  ],
  'label-required': ['$ has no name.', 'Give it a name in the words of those who work with it.'],
  'link-event': [
    'The link event $ has no name or no partner, or its name stands twice.',
    'Give each pair of link events in a process one name of its own.',
  ],
  'no-bpmndi': ['$ is not drawn.', 'Open the diagram in the editor, place it and save; or remove it.'],
  'no-complex-gateway': ['$ is a complex gateway, which is not run.', 'Use exclusive, parallel or inclusive gateways.'],
  'no-disconnected': ['$ is connected with nothing.', 'Draw the flows that lead to it and from it, or remove it.'],
  'no-duplicate-sequence-flows': ['$ is one of two equal flows.', 'Remove one of them.'],
  'no-gateway-join-fork': [
    'The gateway $ brings ways together and parts them.',
    'Draw two gateways: one that joins, and after it one that asks.',
  ],
  'no-implicit-end': [
    'The process stops at $ although it is no end event.',
    'Lead it on, or draw an end event after it.',
  ],
  'no-implicit-split': [
    'Several flows leave $ without a gateway: all of them are taken.',
    'Draw a gateway after it: exclusive where one is chosen, parallel where all are.',
  ],
  'no-implicit-start': [
    'Nothing leads to $, so the process would also start there.',
    'Lead a flow to it, or remove it.',
  ],
  'no-inclusive-gateway': [
    '$ is an inclusive gateway: any number of its ways may be taken, which is hard to read.',
    'Use an exclusive or a parallel gateway where one of them says what you mean.',
  ],
  'no-overlapping-elements': ['$ covers another element, or stands outside its own sub-process.', 'Move it.'],
  'single-blank-start-event': [
    '$ has more than one plain start.',
    'Keep one, and let others start on a message or timer.',
  ],
  'single-event-definition': ['The event $ waits for several things at once.', 'Draw an event for each.'],
  'start-event-required': ['$ has no start.', 'Draw a start event.'],
  'sub-process-blank-start-event': [
    '$ starts a sub-process and waits for something.',
    'Make it a plain start, or the sub-process an event sub-process.',
  ],
  'superfluous-gateway': ['The gateway $ has one way in and one way out.', 'Remove it.'],
  'superfluous-label': ['The flow $ has a name although there is no choice.', 'Remove the name, or add the question.'],
  'superfluous-termination': ['$ terminates a process that ends there anyhow.', 'Make it a plain end event.'],
}

/** The words for a report, with bpmnlint's own where a release brings a rule that has none here yet. */
export function inPlainWords(rule: string, report: { readonly id?: string; readonly message: string }): Words {
  const [message, remedy] = WORDS[rule] ?? [
    `$: ${report.message}.`,
    `See the rule '${rule}' in the manual of bpmnlint.`,
  ]
  return { message: message.replace('$', () => report.id ?? 'The diagram'), remedy }
}

/** Whether bpmnlint's rule has words of ours. */
export function hasPlainWords(rule: string): boolean {
  return Object.hasOwn(WORDS, rule)
}
