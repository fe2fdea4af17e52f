import * as part from './parts.ts'
import { object, oneOf } from './parts.ts'

/** What people write down beside the procedure: notes, contacts, and which cases belong together. */
export const NOTE_SCHEMAS = {
  'note-recorded': object({ kind: oneOf('internal', 'legal-advice'), text: part.WORDS, 'form?': part.CODE }),
  'contact-recorded': object({
    mode: part.MODE,
    with: oneOf('complainant', 'somebody-else'),
    'who?': part.NAME,
    text: part.WORDS,
  }),
  'note-corrected': object({ note: part.ID, text: part.WORDS, reason: part.WORDS }),
  'case-linked': object({
    case: part.ID,
    kind: oneOf('earlier-stage', 'same-family', 'same-provider', 'duplicate', 'joint'),
  }),
} as const
