import { createHash } from 'node:crypto'
import { withoutAdvice } from '../../access/index.ts'
import { annotationsIn, type Annotation, type Rectified } from '../../case/rectification.ts'
import type { Fact } from '../../case/fact.ts'
import { PROFESSIONAL_ROLES, type Person, type PersonRole } from '../../case/person.ts'
import { clocks } from '../../law/clocks.ts'
import type { WithheldFor } from '../../law/data-protection/index.ts'
import type { DocumentRow } from '../../store/rows.ts'
import type { MarkedPlace } from '../../store/access-requests.ts'
import { dayInWords } from '../../values/day-in-words.ts'
import { dayOf } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { lawContext } from '../case-work.ts'
import { SCANNED, wordsInFile } from '../documents/words-in-file.ts'
import { peopleIn } from '../messages.ts'
import type { Runtime } from '../runtime.ts'
import {
  inWords,
  makeNaming,
  partsOf,
  partsOfAnnotations,
  partsOfFact,
  partsOfPerson,
  type ItemPart,
} from './item-words.ts'
import { makeScan, type Known, type Why } from './third-parties.ts'

/*
 * Everything that is held of a person in one case, item by item, with what is proposed of each. Over 300 lines: each kind of
 * thing that is held is one short function here, so that it can be seen that none is left out.
 */

export const ITEM_KINDS = ['person', 'entry', 'letter', 'document', 'task', 'draft', 'handover', 'clock'] as const
export type ItemKind = (typeof ITEM_KINDS)[number]

export interface Hit extends MarkedPlace {
  readonly why: Why
  readonly proposed: boolean
}

/** One thing that is held. */
export interface HeldItem {
  /** `entry:SC-2026-00001/4`. */
  readonly item: string
  readonly caseId: string
  readonly kind: ItemKind
  readonly on: LocalDate
  /** In words of ours: names nobody. */
  readonly title: string
  readonly parts: readonly ItemPart[]
  /** Of the title and the parts, and of a document's file, hex. */
  readonly textHash: string
  readonly hits: readonly Hit[]
  /** Legal advice. */
  readonly privileged: boolean
  /** What is proposed; nothing of a file that only a person can look into. */
  readonly proposal?: ItemProposal
  readonly document?: HeldDocument
}

export interface ItemProposal {
  readonly verdict: 'include' | 'redact' | 'copy' | 'withhold'
  readonly marks: readonly MarkedPlace[]
  readonly reason?: WithheldFor
  readonly copy?: string
}

export interface HeldDocument {
  readonly id: string
  readonly mediaType: string
  readonly sha256: string
  /** Ids of copies with words blacked out, the newest last. */
  readonly copies: readonly string[]
  /** Its text is among the parts, so that it can be redacted there. */
  readonly isText: boolean
  /** Its words were looked through, though nothing can be taken out of the file itself: a Word or OpenDocument file. */
  readonly isScanned: boolean
}

/**
 * Anybody who does not act as part of their work is a third party, whose name is not shown. DPA 2018 Sch 2 para 17 speaks
 * of social-work staff; to propose the same of everybody at work is the council's choice, and a person decides.
 */
function isProfessional(role: PersonRole): boolean {
  return (PROFESSIONAL_ROLES as readonly PersonRole[]).includes(role)
}

/** An item before it has been looked through. */
type Found = Pick<HeldItem, 'item' | 'kind' | 'on' | 'title' | 'parts'> & {
  readonly privileged?: boolean
  readonly document?: HeldDocument
  readonly proposal?: ItemProposal
}

/** Everything that is held of that person in that case, in an order that stays. */
export async function heldItems(runtime: Runtime, caseId: string, subject: string): Promise<readonly HeldItem[]> {
  const { read } = runtime.store
  const [row, facts, people, documents, outbox, done, open, handover] = await Promise.all([
    read.case(caseId),
    read.facts(caseId),
    peopleIn(runtime, caseId),
    read.documents(caseId),
    read.outbox({ caseId, limit: MOST }),
    read.tasks({ caseId, status: 'done', limit: MOST }),
    read.tasks({ caseId, status: 'open', limit: MOST }),
    read.handoverNotes(caseId),
  ])
  const self = people.get(subject)
  if (row === undefined || self === undefined) return []
  const naming = makeNaming(people, subject)
  const said = annotationsIn(facts)
  // What puts advice right, or says that it is wrong, is advice.
  const disclosable = new Set(withoutAdvice(facts, '').map(({ id }) => id))
  const found: readonly Found[] = [
    {
      item: `person:${caseId}/${subject}`,
      kind: 'person',
      on: row.receivedOn,
      title: 'Who they are in this case',
      parts: partsOfPerson(self),
    },
    ...facts.map((fact) => entryOf(fact, !disclosable.has(fact.id), { people, subject, naming, said })),
    ...outbox.rows.map(({ id, subject: heading, body, createdAt, details }): Found => {
      const to = recipientIn(details, naming)
      return {
        item: `letter:${id}`,
        kind: 'letter',
        on: dayOf(createdAt),
        title: 'Letter or message sent',
        parts: [
          { label: 'To', text: to },
          { label: 'Heading', text: heading },
          { label: 'Text', text: body },
          ...annotated(said, 'letter', id, naming),
        ],
      }
    }),
    ...(await Promise.all(
      documents
        .filter(({ redactedOf }) => redactedOf === null)
        .map((each) => documentOf(runtime, each, documents, said, naming)),
    )),
    ...done.rows.map(({ id, name, role, completedAt, createdAt }): Found => {
      const parts = [
        { label: 'Task', text: name },
        { label: 'Done by', text: `the ${inWords(role).toLowerCase()}` },
      ]
      return { item: `task:${id}`, kind: 'task', on: dayOf(completedAt ?? createdAt), title: 'Task done', parts }
    }),
    ...open.rows.flatMap(({ id, draft, createdAt }): readonly Found[] =>
      draft === null
        ? []
        : [
            {
              item: `draft:${id}`,
              kind: 'draft',
              on: dayOf(createdAt),
              title: 'Answers of a task, not sent yet',
              parts: partsOf(draft, naming),
            },
          ],
    ),
    ...handover.map(({ n, note, at }): Found => {
      const parts = [{ label: 'Note', text: note }]
      return {
        item: `handover:${caseId}/${n}`,
        kind: 'handover',
        on: dayOf(at),
        title: 'Note for whoever had the case next',
        parts,
      }
    }),
    ...(await clocksOf(runtime, row.procedure, row.procedureVersion, facts)),
  ]
  const scan = makeScan(
    knownOf(self),
    othersIn(people, subject, facts, documents, await officersIn(runtime, facts)),
    ourOwn(runtime),
  )
  return found.map((each) => looked(caseId, each, scan))
}

/** No case has as many. */
const MOST = 500

function looked(
  caseId: string,
  { privileged = false, proposal, document, ...found }: Found,
  scan: ReturnType<typeof makeScan>,
): HeldItem {
  const hits = found.parts.flatMap(({ text }, part) => scan(text).map((place) => ({ part, ...place })))
  const marks = hits.filter(({ proposed }) => proposed).map(({ part, from, to }) => ({ part, from, to }))
  const isFile = document !== undefined && !document.isText
  const usual: ItemProposal | undefined = isFile
    ? undefined
    : marks.length === 0
      ? { verdict: 'include', marks }
      : { verdict: 'redact', marks, reason: 'third-party' }
  const chosen = privileged
    ? ({ verdict: 'withhold', marks: [], reason: 'legal-privilege' } as const)
    : (proposal ?? usual)
  const hashed = [found.title, found.parts, document?.sha256 ?? '']
  return {
    ...found,
    caseId,
    privileged,
    hits,
    textHash: createHash('sha256').update(JSON.stringify(hashed), 'utf8').digest('hex'),
    ...(chosen !== undefined && { proposal: chosen }),
    ...(document !== undefined && { document }),
  }
}

interface Reading {
  readonly people: ReadonlyMap<string, Person>
  readonly subject: string
  readonly naming: (id: string) => string | undefined
  readonly said: readonly Annotation[]
}

function entryOf(fact: Fact, privileged: boolean, { people, subject, naming, said }: Reading): Found {
  const about = 'person' in fact.data && typeof fact.data.person === 'string' ? people.get(fact.data.person) : undefined
  const isOfAnother = about !== undefined && about.id !== subject && !isProfessional(about.role)
  return {
    item: `entry:${fact.id}`,
    kind: 'entry',
    on: fact.on,
    title: inWords(fact.type),
    parts: [
      ...partsOfFact(fact, naming),
      ...annotated(said, 'entry', fact.id, naming),
      {
        label: 'Put on record',
        text: `${dayInWords(dayOf(fact.recordedAt))}, by the ${inWords(fact.role).toLowerCase()}`,
      },
    ],
    privileged,
    ...(isOfAnother && { proposal: { verdict: 'withhold', marks: [], reason: 'third-party' } as const }),
  }
}

function annotated(
  said: readonly Annotation[],
  kind: Rectified,
  of: string,
  naming: (id: string) => string | undefined,
): readonly ItemPart[] {
  return partsOfAnnotations(
    said.filter((each) => each.kind === kind && each.of === of),
    naming,
  )
}

function recipientIn(details: Readonly<Record<string, unknown>>, naming: (id: string) => string | undefined): string {
  const to = details['to'] as { readonly kind?: string; readonly person?: string; readonly role?: string } | undefined
  if (to?.person !== undefined) return naming(to.person) ?? 'a person of the case'
  return to?.role === undefined ? inWords(to?.kind ?? 'somebody') : `the ${inWords(to.role).toLowerCase()}`
}

/** Bytes of a text that is looked through here; a longer one is a file that a person goes through. */
const LARGEST_TEXT = 200_000

async function documentOf(
  runtime: Runtime,
  row: DocumentRow,
  all: readonly DocumentRow[],
  said: readonly Annotation[],
  naming: (id: string) => string | undefined,
): Promise<Found> {
  const { id, caseId, kind, title, fileName, receivedFrom, receivedOn, mediaType, sha256, size } = row
  const isText = mediaType === 'text/plain' && row.scan !== 'infected' && size <= LARGEST_TEXT
  const isWritten = isText || (SCANNED.has(mediaType) && row.scan !== 'infected')
  const content = isWritten ? await runtime.store.read.documentContent(caseId, id) : undefined
  const words = isText || content === undefined ? undefined : wordsInFile(content, mediaType)
  const copies = all.filter((each) => each.redactedOf === id && each.withdrawnAt === null).map((each) => each.id)
  const copy = copies.at(-1)
  return {
    item: `document:${caseId}/${id}`,
    kind: 'document',
    on: receivedOn,
    title: `Document: ${inWords(kind).toLowerCase()}`,
    parts: [
      { label: 'Title', text: title },
      { label: 'File', text: fileName },
      ...(receivedFrom === null ? [] : [{ label: 'Received from', text: receivedFrom }]),
      { label: 'Size', text: `${size} bytes` },
      ...(isText && content !== undefined ? [{ label: 'Text', text: content.toString('utf8') }] : []),
      ...(words === undefined ? [] : [{ label: 'Words in the file', text: words }]),
      ...annotated(said, 'document', id, naming),
    ],
    privileged: kind === 'legal-advice',
    document: {
      id,
      mediaType,
      sha256,
      copies,
      isText: isText && content !== undefined,
      isScanned: words !== undefined,
    },
    ...(row.scan === 'infected' && {
      proposal: { verdict: 'withhold', marks: [], reason: 'cannot-be-opened' } as const,
    }),
    ...(copy !== undefined && { proposal: { verdict: 'copy', marks: [], copy, reason: 'third-party' } as const }),
  }
}

/** Each with its day and what happened to it; how it stands changes by the day, and is left to whoever asks on that day. */
async function clocksOf(
  runtime: Runtime,
  procedure: string,
  version: number,
  facts: readonly Fact[],
): Promise<readonly Found[]> {
  const loaded = await runtime.procedures.load(procedure, version)
  const recorded = new Set(facts.map(({ id }) => id))
  return clocks(facts, dayOf(runtime.clock.now()), lawContext(runtime, loaded)).map((clock): Found => {
    const lines = clock.ledger
      .filter(({ fact }) => fact !== undefined && recorded.has(fact))
      .map(({ on, effect }) => `${dayInWords(on)}: ${effect}`)
    return {
      item: `clock:${clock.id}`,
      kind: 'clock',
      on: clock.startedOn,
      title: `Time limit: ${clock.title}`,
      parts: [
        { label: 'From', text: dayInWords(clock.startedOn) },
        ...(clock.clause === '' ? [] : [{ label: 'Clause', text: clock.clause }]),
        ...lines.map((text) => ({ label: 'What happened to it', text })),
      ],
    }
  })
}

function knownOf(person: Person): Known {
  return { ...person, professional: isProfessional(person.role) }
}

/** Each word begins with a capital: `Mrs Example`, and not `head teacher`. */
const IS_NAME = /^\p{Lu}[\p{L}.'’-]*( \p{Lu}[\p{L}.'’-]*){0,4}$/u

/** Everybody else who is named: people of the case, those of whom only a name was written down, and officers. */
function othersIn(
  people: ReadonlyMap<string, Person>,
  subject: string,
  facts: readonly Fact[],
  documents: readonly DocumentRow[],
  officers: readonly Known[],
): readonly Known[] {
  const own = people.get(subject)?.name
  const written = [
    ...facts.flatMap((fact) => (fact.type === 'contact-recorded' ? [fact.data.who] : [])),
    ...documents.map(({ receivedFrom }) => receivedFrom ?? undefined),
  ].filter((name): name is string => name !== undefined && name !== own && IS_NAME.test(name))
  return [
    ...[...people.values()].filter(({ id }) => id !== subject).map(knownOf),
    ...[...new Set(written)].map((name) => ({ name, professional: false })),
    ...officers.filter(({ name }) => name !== own),
  ]
}

async function officersIn(runtime: Runtime, facts: readonly Fact[]): Promise<readonly Known[]> {
  const ids = [...new Set(facts.map(({ recordedBy }) => recordedBy))]
  const users = ids.length === 0 ? [] : await runtime.store.read.usersNamed(ids)
  return users
    .filter(({ caseId, name }) => caseId === null && name !== '')
    .map(({ name, email }) => ({ name, professional: true, ...(email !== null && { email }) }))
}

/** The council's own ways to be reached, which stand in every letter. */
function ourOwn({ council }: Runtime): readonly string[] {
  const points = [council.complaintsTeam, council.advocacyProvider, ...Object.values(council.advocacyProviders ?? {})]
  const postcode = /[A-Za-z]{1,2}[0-9][A-Za-z0-9]?\s?[0-9][A-Za-z]{2}/g
  return [
    ...points.flatMap(({ email, phone, address }) => [email, phone, ...(address.join('\n').match(postcode) ?? [])]),
    ...(council.address.join('\n').match(postcode) ?? []),
    ...Object.values(council.teams).map(({ email }) => email),
  ]
}
