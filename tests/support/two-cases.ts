import {
  addDocument,
  addPerson,
  addRedactedTwin,
  recordFacts,
  submitComplaint,
  type LocalDate,
  type Actor,
  type Runtime,
} from '../../engine/index.ts'
import { CHILDS_COMPLAINT } from './journey.ts'

/** What is planted of third parties, in as many shapes as people write it. None of it may leave. */
export const SECRETS = {
  name: 'Zebedee Quandary',
  parts: ['Zebedee', 'Quandary'],
  phone: '01632 960777',
  phones: ['01632 960777', '01632960777', '+44 1632 960777', '960777'],
  email: 'zeb.quandary@neighbours.example',
  postcode: 'ZQ9 9ZQ',
  postcodes: ['ZQ9 9ZQ', 'ZQ99ZQ', 'zq9 9zq'],
  street: 'Quagmire Terrace',
  sibling: 'Peregrine Vantage',
} as const

/** The person who asks: whose own data must be there. */
export const ASKER = {
  id: 'p1',
  role: 'complainant',
  name: 'Ottoline Vantage',
  email: 'ottoline@asker.example',
  phone: '01632 960111',
  address: ['4 Larch Lane', 'Exampletown', 'EX4 4AA'],
  contactPreference: 'email',
  adjustments: ['large-print'],
} as const

const { name, phone, email, postcode, street, sibling } = SECRETS

/** Two cases in which the asker stands, full of somebody else; a file with a redacted copy, and one without. */
export async function twoCases(
  runtime: Runtime,
  actor: Actor,
  today: LocalDate,
): Promise<{ readonly first: string; readonly second: string }> {
  const complaint = { ...CHILDS_COMPLAINT, byChild: false, people: [ASKER] } as never
  const { caseId: first } = await submitComplaint(runtime, actor, {
    ...(complaint as object),
    points: [
      {
        text: `${name}, who lives next door, shouted at us.`,
        desiredOutcome: 'That Mr Quandary stays away from Ottoline.',
      },
    ],
  } as never)
  const { caseId: second } = await submitComplaint(runtime, actor, complaint)
  await addPerson(runtime, actor, first, {
    id: 'w1',
    role: 'other',
    name: `Mr ${name}`,
    phone,
    email,
    address: [`12 ${street}`, 'Exampletown', postcode],
    dateOfBirth: '1971-04-03',
    contactPreference: 'letter',
    adjustments: [],
  })
  await addPerson(runtime, actor, first, {
    id: 's1',
    role: 'child',
    name: sibling,
    contactPreference: 'letter',
    adjustments: [],
  })
  const note = (text: string, kind = 'internal') => ({ type: 'note-recorded', on: today, data: { kind, text } })
  await recordFacts(runtime, actor, first, [
    note(
      `ZEBEDEE rang from +44 1632 960777; write to ${email} or 12 ${street}, zq9 9zq. Z.Q. was born on 3 April 1971.`,
    ),
    note('Ottoline rang from 01632 960111. Peregrine’s school was named. Nobody else.'),
    note(`Counsel on ${name}: settle.`, 'legal-advice'),
    {
      type: 'contact-recorded',
      on: today,
      data: { mode: 'phone', with: 'somebody-else', who: name, text: 'He was cross.' },
    },
    { type: 'team-wrote', on: today, data: { text: `We have spoken to ${name} about it.` } },
    { type: 'conflict-declared', on: today, data: { person: 'w1', reason: `${name} is a cousin.` } },
  ])
  const add = (title: string, fileName: string, text: string) =>
    addDocument(runtime, actor, first, {
      kind: 'evidence',
      title,
      fileName,
      receivedFrom: name,
      content: Buffer.from(text),
    })
  await add(`Statement of ${name}`, 'quandary.txt', `I, ${name}, of 12 ${street}, saw Ottoline.`)
  const { result } = await add(`Letter of ${name}`, 'quandary-letter.txt', `Yours, ${name}.`)
  await addRedactedTwin(runtime, actor, first, result.document, {
    fileName: 'quandary-redacted.txt',
    content: Buffer.from('Yours, [taken out]. Ottoline was there.'),
  })
  return { first, second }
}

/** Everything of third parties that stands in a text, small or large. */
export function leaksIn(text: string): readonly string[] {
  const small = text.toLowerCase()
  const planted = [
    ...SECRETS.parts,
    ...SECRETS.phones,
    SECRETS.email,
    ...SECRETS.postcodes,
    street,
    '3 April 1971',
    'Peregrine',
    'Counsel',
  ]
  return planted.filter((each) => small.includes(each.toLowerCase()))
}
