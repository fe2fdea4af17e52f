import { ADJUSTMENTS, PERSON_ROLES, type FormSchema, type PersonRole } from '../../engine/index.ts'
import { inWords } from './words.ts'

/*
 * Forms of what is done about a case beside its procedure. Each is a schema as the forms of procedures are, so that it is
 * shown, read and checked as they are, and records its facts as they do.
 */

const TEXT = { type: 'string', minLength: 1, maxLength: 20_000, pattern: '\\S' }
const LINE = { type: 'string', minLength: 1, maxLength: 200, pattern: '\\S' }
const choice = (title: string, labels: Readonly<Record<string, string>>) => ({
  type: 'string',
  title,
  enum: Object.keys(labels),
  'x-labels': labels,
})
const choices = (title: string, codes: readonly string[]) =>
  choice(title, Object.fromEntries(codes.map((code) => [code, inWords(code)])))

const form = (
  id: string,
  title: string,
  properties: Readonly<Record<string, object>>,
  required: readonly string[],
  redress: object = {},
): FormSchema =>
  ({
    $id: id,
    title,
    type: 'object',
    additionalProperties: false,
    properties,
    required,
    'x-redress': redress,
  }) as FormSchema

const LONG = { component: 'textarea' }
const REASON = { ...TEXT, title: 'Why?' }
const MODES = { phone: 'Telephone call', 'in-person': 'Visit or meeting', email: 'Email', letter: 'Letter' }

const sorted = (...roles: readonly PersonRole[]) => roles.toSorted((a, b) => inWords(a).localeCompare(inWords(b)))
const WHO_COMPLAINS = sorted('complainant', 'child', 'representative', 'advocate', 'interested-person')
const COMPLAINED_ABOUT = sorted('subject-of-complaint', 'line-manager-of-subject')
const FROM_OUTSIDE = sorted('independent-person', 'panel-chair', 'panel-member', 'partner', 'provider')
const ELSEWHERE = new Set<PersonRole>([...WHO_COMPLAINS, ...COMPLAINED_ABOUT, ...FROM_OUTSIDE, 'other'])

/** What somebody can be to a case, in the order of the alphabet under each heading. */
const ROLE_GROUPS: Readonly<Record<string, readonly PersonRole[]>> = {
  'Who complains, and who helps them': WHO_COMPLAINS,
  'Whom it is about': COMPLAINED_ABOUT,
  'Who works on it': sorted(...PERSON_ROLES.filter((role) => !ELSEWHERE.has(role))),
  'From outside the council': FROM_OUTSIDE,
  'Anybody else': ['other'],
}

/** By the action's id. */
export const OWN_FORMS: Readonly<Record<string, FormSchema>> = {
  freeze: form(
    'freeze',
    'Decide whether the decision complained about waits',
    {
      outcome: choice('Does the decision wait until the complaint is answered?', {
        frozen: 'Yes, it waits',
        'not-frozen': 'No, it goes ahead',
      }),
      reason: { ...REASON, description: 'The complainant will read this.' },
    },
    ['outcome', 'reason'],
    {
      records: [{ fact: 'decision-freeze-decided', data: { outcome: 'outcome', reason: 'reason' } }],
      display: { outcome: { component: 'radios' }, reason: LONG },
    },
  ),
  'record-contact': form(
    'record-contact',
    'Record a call, visit or letter',
    {
      on: { type: 'string', format: 'date', title: 'On which day?' },
      mode: choice('What was it?', MODES),
      with: choice('Who was it with?', { complainant: 'The complainant', 'somebody-else': 'Somebody else' }),
      who: { ...LINE, title: 'Who?', description: 'Their part in the matter, such as the school or the care home.' },
      text: { ...TEXT, title: 'What was said?' },
    },
    ['on', 'mode', 'with', 'text'],
    {
      records: [
        { fact: 'contact-recorded', on: 'on', data: { mode: 'mode', with: 'with', who: 'who', text: 'text' } },
        // Talking with the complainant is telling them something: "last told" goes by it.
        {
          fact: 'complainant-told',
          on: 'on',
          data: { mode: 'mode' },
          when: { field: 'with', equals: 'complainant' },
        },
      ],
      display: {
        on: { component: 'date' },
        mode: { component: 'radios' },
        with: { component: 'radios' },
        who: { component: 'input', conditionalOn: { field: 'with', equals: 'somebody-else' } },
        text: LONG,
      },
    },
  ),
  'write-message': form(
    'write-message',
    'Write a message to the complainant',
    {
      text: {
        ...TEXT,
        title: 'Your message',
        description:
          'They read it on the page where they follow their complaint, and an e-mail tells them that it is there. Whoever has no e-mail gets it as a letter.',
      },
    },
    ['text'],
    { records: [{ fact: 'team-wrote', data: { text: 'text' } }], display: { text: LONG } },
  ),
  'record-note': form(
    'record-note',
    'Write a note',
    {
      kind: choice('What kind of note?', {
        internal: 'Internal note',
        'legal-advice': 'Legal advice (privileged: not disclosed, and in no bundle)',
      }),
      text: { ...TEXT, title: 'Note', description: 'A note cannot be changed later. A correction stands beside it.' },
    },
    ['kind', 'text'],
    {
      records: [{ fact: 'note-recorded', data: { kind: 'kind', text: 'text' } }],
      display: { kind: { component: 'radios' }, text: LONG },
    },
  ),
  'correct-note': form(
    'correct-note',
    'Correct a note',
    {
      text: { ...TEXT, title: 'What is right', description: 'The old words stay, with yours beside them.' },
      reason: { ...REASON, title: 'What was wrong with it?' },
    },
    ['text', 'reason'],
    { display: { text: LONG, reason: LONG } },
  ),
  'amend-point': form(
    'amend-point',
    'Amend a point of complaint',
    {
      text: {
        ...TEXT,
        title: 'The point',
        description: 'In the words agreed with the complainant. The old words stay on record.',
      },
      desiredOutcome: { type: 'string', maxLength: 20_000, title: 'What they want to happen' },
    },
    ['text'],
    { display: { text: LONG, desiredOutcome: LONG } },
  ),
  'record-consent': form(
    'record-consent',
    'Record consent to share',
    {
      person: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}$', title: 'Whose consent?' },
      body: { ...LINE, title: 'Whom may we share with?', description: 'Such as an NHS trust or a care provider.' },
      state: choice('What happened?', {
        asked: 'We asked for it',
        given: 'They gave it',
        refused: 'They refused it',
        withdrawn: 'They took it back',
      }),
    },
    ['person', 'body', 'state'],
    {
      records: ['asked', 'given', 'refused', 'withdrawn'].map((state) => ({
        fact: `consent-${state}`,
        data: { person: 'person', body: 'body' },
        when: { field: 'state', equals: state },
      })),
      display: { person: { component: 'person' }, body: { component: 'input' }, state: { component: 'radios' } },
    },
  ),
  'record-authority': form(
    'record-authority',
    'Record authority to act',
    {
      person: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}$', title: 'Who may act?' },
      basis: { ...TEXT, title: 'On what basis?', description: 'Such as written consent, or parental responsibility.' },
    },
    ['person', 'basis'],
    {
      records: [{ fact: 'authority-to-act-recorded', data: { person: 'person', basis: 'basis' } }],
      display: { person: { component: 'person' }, basis: LONG },
    },
  ),
  'add-person': form(
    'add-person',
    'Add a person',
    {
      role: choices('What are they to the case?', Object.values(ROLE_GROUPS).flat()),
      name: { ...LINE, title: 'Name' },
      email: { type: 'string', maxLength: 200, title: 'Email address' },
      phone: { type: 'string', maxLength: 25, title: 'Telephone number' },
      address: {
        type: 'array',
        items: { type: 'string', minLength: 1, maxLength: 200 },
        maxItems: 8,
        title: 'Postal address',
      },
      contactPreference: choice('How do they want to hear from us?', {
        email: 'Email',
        letter: 'Letter',
        telephone: 'Telephone',
      }),
      adjustments: {
        type: 'array',
        items: { type: 'string', enum: [...ADJUSTMENTS] },
        uniqueItems: true,
        title: 'What do they need so that our letters and calls are of use to them?',
      },
    },
    ['role', 'name', 'contactPreference'],
    {
      display: {
        role: { component: 'select', groups: ROLE_GROUPS },
        name: { component: 'input' },
        email: { component: 'input' },
        phone: { component: 'input' },
        address: LONG,
        contactPreference: { component: 'radios' },
        adjustments: {
          component: 'checkboxes',
          hint: 'Reasonable adjustments under the Equality Act 2010. Every letter and call must keep to them.',
        },
      },
    },
  ),
  link: form(
    'link',
    'Link another case',
    {
      other: { ...LINE, title: 'Reference of the other case', description: 'Such as SC-2026-00123.' },
      kind: choice('What are they to each other?', {
        'earlier-stage': 'An earlier or later stage of the same complaint',
        'same-family': 'The same family',
        'same-provider': 'The same provider or team',
        duplicate: 'The same complaint twice',
        joint: 'Answered together',
      }),
    },
    ['other', 'kind'],
    { display: { other: { component: 'input' }, kind: { component: 'radios' } } },
  ),
  'undo-link': form(
    'undo-link',
    'Undo a link',
    {
      reason: {
        ...REASON,
        title: 'Why was it wrong?',
        description: 'Both cases keep the link on record as taken back, with this reason.',
      },
    },
    ['reason'],
    { display: { reason: LONG } },
  ),
  cancel: form(
    'cancel',
    'End the case without a response',
    { reason: { ...REASON, description: 'For a case that should never have been opened.' } },
    ['reason'],
    { display: { reason: LONG } },
  ),
  hold: form('hold', 'Let a time limit wait', { reason: REASON }, ['reason'], { display: { reason: LONG } }),
  release: form('release', 'Let a time limit go on', { reason: REASON }, ['reason'], { display: { reason: LONG } }),
}
