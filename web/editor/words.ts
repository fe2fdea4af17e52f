/** A code as people read it: `responding-manager` → `Responding manager`. */
export function wordsOf(code: string): string {
  const words = code
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[-_.]/g, ' ')
    .trim()
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** A name as a code: `Agree the statement` → `agree_statement` with `_`. */
export function codeOf(name: string, between: '_' | '-'): string {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[’']|\p{Mark}/gu, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
  const telling = words.filter((word) => !SMALL.has(word))
  return (telling.length > 0 ? telling : words).slice(0, 6).join(between)
}

const SMALL: ReadonlySet<string> = new Set(['the', 'a', 'an', 'of', 'to', 'is', 'are', 'was', 'and', 'in', 'for', 'on'])

/** Words of the drawing tools, said as a process owner says them; everything else stands as it is. */
const PLAIN: Readonly<Record<string, string>> = {
  'User task': 'Step that somebody does',
  'Service task': 'Step that happens by itself',
  'Send task': 'Letter that goes out by itself',
  'Business rule task': 'Decision table',
  'Call activity': 'Stage (another diagram)',
  'Exclusive gateway': 'Question: one answer is taken',
  'Parallel gateway': 'Several ways at once',
  'Inclusive gateway': 'Question: several answers may be taken',
  'Event-based gateway': 'Wait for whichever comes first',
  Task: 'Step, to be said later of which kind',
  'Event sub-process': 'Group for what can happen at any time',
  'Sub-process (collapsed)': 'Group of steps, closed',
  'Sub-process (expanded)': 'Group of steps',
  'Sub-process': 'Group of steps',
  'Start event': 'Start',
  'Intermediate throw event': 'Something that is reached',
  'End event': 'End',
  'Message start event': 'Start: a message comes',
  'Timer start event': 'Start: a day comes',
  'Conditional start event': 'Start: something becomes so',
  'Signal start event': 'Start: a signal is given',
  'Error start event': 'Start: something goes wrong',
  'Escalation start event': 'Start: it is taken higher',
  'Message start event (non-interrupting)': 'Start beside the work: a message comes',
  'Timer start event (non-interrupting)': 'Start beside the work: a day comes',
  'Conditional start event (non-interrupting)': 'Start beside the work: something becomes so',
  'Signal start event (non-interrupting)': 'Start beside the work: a signal is given',
  'Escalation start event (non-interrupting)': 'Start beside the work: it is taken higher',
  'Message intermediate catch event': 'Wait for a message',
  'Message intermediate throw event': 'Send a message',
  'Timer intermediate catch event': 'Wait for a day',
  'Escalation intermediate throw event': 'Take it higher',
  'Conditional intermediate catch event': 'Wait until something is so',
  'Link intermediate catch event': 'Go on from another place',
  'Link intermediate throw event': 'Go on at another place',
  'Signal intermediate catch event': 'Wait for a signal',
  'Signal intermediate throw event': 'Give a signal',
  'Message boundary event': 'On a message, stop the step',
  'Timer boundary event': 'On a day, stop the step',
  'Escalation boundary event': 'When taken higher, stop the step',
  'Conditional boundary event': 'When something is so, stop the step',
  'Error boundary event': 'When something goes wrong, stop the step',
  'Signal boundary event': 'On a signal, stop the step',
  'Message boundary event (non-interrupting)': 'On a message, beside the step',
  'Timer boundary event (non-interrupting)': 'On a day, beside the step',
  'Escalation boundary event (non-interrupting)': 'When taken higher, beside the step',
  'Conditional boundary event (non-interrupting)': 'When something is so, beside the step',
  'Signal boundary event (non-interrupting)': 'On a signal, beside the step',
  'Message end event': 'End, and send a message',
  'Escalation end event': 'End, and take it higher',
  'Error end event': 'End: something went wrong',
  'Signal end event': 'End, and give a signal',
  'Terminate end event': 'End everything in this diagram',
  Tasks: 'Steps',
  Gateways: 'Questions and branches',
  'Sub-processes': 'Groups of steps',
  Events: 'Things that happen',
  Participants: 'Bodies',
  'Append {type}': 'Add {type}',
  'Create {type}': 'Add {type}',
  Delete: 'Take out',
  Remove: 'Take out',
  'Activate hand tool': 'Move the drawing',
  'Activate lasso tool': 'Select several parts',
  'Activate create/remove space tool': 'Make room',
  'Activate global connect tool': 'Draw a line from one part to another',
  'Append user task': 'Add a step that somebody does',
  'Append end event': 'Add an end',
  'Append gateway': 'Add a question',
  'Append intermediate/boundary event': 'Add something that happens on the way',
  'Append task': 'Add a step',
  'Append element': 'Add what comes next',
  'Create element': 'Add a part',
  'Create task': 'Add a step',
  'Create start event': 'Add a start',
  'Create end event': 'Add an end',
  'Create gateway': 'Add a question',
  'Create intermediate/boundary event': 'Add something that happens on the way',
  'Create expanded sub-process': 'Add a group of steps',
  'Create data object reference': 'Add a document',
  'Create data store reference': 'Add a register',
  'Create pool/participant': 'Add a body of its own',
  'Create group': 'Add a frame',
  'Change element': 'Change what it is',
  'Connect using sequence/message flow or association': 'Draw a line to another part',
  'Add text annotation': 'Add a note',
  'Open minimap': 'Open the small map',
  'Close minimap': 'Close the small map',
}

/** bpmn-js asks it for each text that it shows; `{name}` stands for what is put into the text. */
export function translate(template: string, put: Readonly<Record<string, string>> = {}): string {
  return (PLAIN[template] ?? template).replaceAll(/\{([^}]+)\}/g, (all, key: string) => put[key] ?? all)
}
