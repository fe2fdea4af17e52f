import { defineHandler } from '../engine/index.ts'
import { lastFact, needed } from './reading.ts'

/** Reads the Ombudsman's last letter, and sets `about` (what it is about) and `body` (which Ombudsman wrote). */
export const noteOmbudsmanContact = defineHandler({
  name: 'note-ombudsman-contact',
  variables: {
    about: { type: 'option', options: ['premature', 'enquiry', 'decision'] },
    body: { type: 'option', options: ['lgsco', 'phso', 'joint'] },
  },

  run({ caseState }) {
    const contact = needed(lastFact(caseState, 'ombudsman-contact-received'), 'the Ombudsman’s letter')
    const { about, body } = contact.data
    return { kind: 'completed', facts: [], messages: [], variables: { about, body } }
  },
})
