import { createHash } from 'node:crypto'
import type { Actor } from '../../access/index.ts'
import { NotFoundError, RefusedError } from '../../errors.ts'
import type { AccessFileRow } from '../../store/access-requests.ts'
import { dayOf, type Instant } from '../../values/instant.ts'
import { addDays, type LocalDate } from '../../values/local-date.ts'
import { withoutHiddenDetails } from '../documents/photograph.ts'
import { peopleIn } from '../messages.ts'
import type { Runtime } from '../runtime.ts'
import { command, decidedItems, hashOf } from './answer-items.ts'
import type { WithheldFor } from '../../law/data-protection/index.ts'
import type { ItemKind } from './items.ts'
import { endIn, requestFor, viewOf, wrongStatus, type AccessRequestView } from './requests.ts'
import { withoutPlaces, type Piece } from './third-parties.ts'

/** What the person gets: only what is given, in words that nobody has to take out any more. */
export interface AnswerContent {
  readonly request: string
  readonly council: string
  readonly receivedOn: LocalDate
  readonly madeAt: Instant
  /** The person's own name, as the first of their cases has it. */
  readonly name: string
  readonly cases: readonly {
    readonly caseId: string
    readonly given: readonly GivenItem[]
    readonly withheld: readonly { readonly reason: WithheldFor; readonly n: number }[]
  }[]
  /** How many items have something taken out, and how many are withheld, by the reason. */
  readonly redacted: readonly { readonly reason: WithheldFor; readonly n: number }[]
  readonly withheld: readonly { readonly reason: WithheldFor; readonly n: number }[]
  readonly files: readonly GivenFile[]
  /** What the second person signed, hex. */
  readonly contentHash: string
}

export interface GivenItem {
  /** `A-12`: for questions about it. */
  readonly number: string
  readonly kind: ItemKind
  readonly on: LocalDate
  readonly title: string
  readonly parts: readonly { readonly label: string; readonly pieces: readonly Piece[] }[]
  /** Why words are missing. */
  readonly reason?: WithheldFor
  /** Name of the file that goes with it. */
  readonly file?: string
  /** Of what is shown here, hex. */
  readonly sha256: string
}

export interface GivenFile {
  /** Names nobody: `AR-2026-1-document-1.pdf`. */
  readonly name: string
  readonly mediaType: string
  readonly sha256: string
  readonly size: number
  /** It has words blacked out. */
  readonly isCopy: boolean
}

interface Made extends AnswerContent {
  readonly contents: readonly { readonly file: GivenFile; readonly content: Buffer }[]
}

/**
 * What a signed answer is made of.
 *
 * @throws RefusedError when it is not signed, or has changed since it was signed.
 */
export async function answerContent(runtime: Runtime, actor: Actor, id: string): Promise<Made> {
  const { row, cases } = await requestFor(runtime, actor, id)
  if (row.status !== 'signed') throw wrongStatus(row.status)
  const items = await decidedItems(runtime, id, cases)
  if (row.contentHash === null || hashOf(items) !== row.contentHash) {
    throw new RefusedError(
      'changed-since',
      'What is held has changed since it was signed: send it back, and look at it again',
    )
  }
  const contents: { readonly file: GivenFile; readonly content: Buffer }[] = []
  let number = 0
  const given: { readonly caseId: string; readonly item: GivenItem }[] = []
  for (const { caseId, kind, on, title, parts, decision, document } of items) {
    if (decision === undefined || decision.verdict === 'withhold') continue
    number += 1
    const places = decision.marks
    const isFile = document !== undefined && (!document.isText || decision.verdict === 'copy')
    const file = isFile
      ? await fileOf(
          runtime,
          id,
          caseId,
          decision.copy ?? document.id,
          contents.length + 1,
          decision.copy !== undefined,
        )
      : undefined
    if (file !== undefined) contents.push(file)
    // A file's title and name may name others, whom nobody has looked for in the copy's place.
    const shownParts = (isFile ? [] : parts).map(({ label, text }, part) => ({
      label,
      pieces: withoutPlaces(
        text,
        places.filter((place) => place.part === part),
      ),
    }))
    const sha256 = createHash('sha256')
      .update(JSON.stringify([title, shownParts]), 'utf8')
      .digest('hex')
    given.push({
      caseId,
      item: {
        number: `A-${number}`,
        kind,
        on,
        title,
        parts: shownParts,
        ...(decision.verdict !== 'include' && decision.reason !== undefined && { reason: decision.reason }),
        ...(file !== undefined && { file: file.file.name }),
        sha256,
      },
    })
  }
  const kept = items.filter(({ decision }) => decision?.verdict === 'withhold')
  const lessened = items.filter(({ decision }) => decision?.verdict === 'redact' || decision?.verdict === 'copy')
  const [first] = cases
  const name = first === undefined ? '' : ((await peopleIn(runtime, first.caseId)).get(first.person)?.name ?? '')
  return {
    request: id,
    council: runtime.council.name,
    receivedOn: row.receivedOn,
    madeAt: runtime.clock.now(),
    name,
    cases: cases.map(({ caseId }) => ({
      caseId,
      given: given.filter((each) => each.caseId === caseId).map(({ item }) => item),
      withheld: counted(kept.filter((each) => each.caseId === caseId)),
    })),
    redacted: counted(lessened),
    withheld: counted(kept),
    files: contents.map(({ file }) => file),
    contents,
    contentHash: row.contentHash,
  }
}

function counted(
  items: readonly { readonly decision?: { readonly reason?: WithheldFor } }[],
): readonly { readonly reason: WithheldFor; readonly n: number }[] {
  const counts = new Map<WithheldFor, number>()
  for (const { decision } of items) {
    const reason = decision?.reason ?? 'third-party'
    counts.set(reason, (counts.get(reason) ?? 0) + 1)
  }
  return [...counts].map(([reason, n]) => ({ reason, n })).toSorted((a, b) => a.reason.localeCompare(b.reason))
}

async function fileOf(runtime: Runtime, id: string, caseId: string, document: string, n: number, isCopy: boolean) {
  const row = (await runtime.store.read.documents(caseId)).find((each) => each.id === document)
  const stored = await runtime.store.read.documentContent(caseId, document)
  if (row === undefined || stored === undefined || row.scan === 'infected') {
    throw new RefusedError('document-gone', `Document ${document} of ${caseId} cannot be given any more: withhold it`)
  }
  const content = row.hiddenDetails ? withoutHiddenDetails(stored, row.mediaType) : stored
  const ending = /\.[a-z0-9]{1,5}$/i.exec(row.fileName)?.[0].toLowerCase() ?? ''
  return {
    content,
    file: { name: `${id}-document-${n}${ending}`, ...fingerprint(content), mediaType: row.mediaType, isCopy },
  }
}

function fingerprint(content: Buffer): { readonly sha256: string; readonly size: number } {
  return { sha256: createHash('sha256').update(content).digest('hex'), size: content.length }
}

/** Days for which the files of an answer can be taken. */
export const FILES_DAYS = 30

/** A file of an answer that is kept for some days. */
export interface AnswerFile {
  readonly name: string
  readonly mediaType: string
  readonly size: number
  readonly sha256: string
  readonly madeAt: Instant
  readonly expiresOn: LocalDate
  /** It can be taken still. */
  readonly isThere: boolean
}

/** Keeps the files that were made of a signed answer, until their time is over. */
export async function keepAnswerFiles(
  runtime: Runtime,
  actor: Actor,
  id: string,
  files: readonly { readonly name: string; readonly mediaType: string; readonly content: Buffer }[],
): Promise<readonly AnswerFile[]> {
  const { cases } = await requestFor(runtime, actor, id)
  const expiresOn = addDays(dayOf(runtime.clock.now()), FILES_DAYS)
  await command(runtime, actor, id, cases, ['signed'], async (unit) => {
    await unit.eraseAccessFiles({ requestId: id })
    const made = files.map(({ content, ...file }) => ({ ...file, ...fingerprint(content), content }))
    for (const file of made) unit.saveAccessFile({ ...file, requestId: id, madeAt: unit.now, expiresOn })
    const body = { files: made.map(({ name, sha256, size }) => ({ name, sha256, size })), expiresOn }
    return () => ({ type: 'access-answer-made', body })
  })
  return answerFiles(runtime, actor, id)
}

/** The files of an answer, without what they hold. */
export async function answerFiles(runtime: Runtime, actor: Actor, id: string): Promise<readonly AnswerFile[]> {
  await requestFor(runtime, actor, id)
  const today = dayOf(runtime.clock.now())
  return (await runtime.store.read.accessFiles(id)).map((row) => fileView(row, today))
}

function fileView({ requestId: _id, content, ...file }: AccessFileRow, today: LocalDate): AnswerFile {
  return { ...file, isThere: content !== null && file.expiresOn >= today }
}

/** One file of an answer. That it was taken stands in the trail. @throws NotFoundError when it is not there any more. */
export async function takeAnswerFile(
  runtime: Runtime,
  actor: Actor,
  id: string,
  name: string,
): Promise<AnswerFile & { readonly content: Buffer }> {
  const { cases } = await requestFor(runtime, actor, id)
  const row = (await runtime.store.read.accessFiles(id)).find((each) => each.name === name)
  const today = dayOf(runtime.clock.now())
  if (row === undefined || row.content === null || row.expiresOn < today) throw new NotFoundError('file', name)
  const { content, sha256 } = row
  await command(runtime, actor, id, cases, ['signed', 'answered'], () => {
    return () => ({ type: 'access-answer-taken', body: { file: name, sha256 } })
  })
  return { ...fileView(row, today), content }
}

/** Puts on record that the answer was given, and lets the cases go. @throws RefusedError when its files were not made. */
export async function recordAnswerGiven(runtime: Runtime, actor: Actor, id: string): Promise<AccessRequestView> {
  const { row, cases } = await requestFor(runtime, actor, id)
  const files = await runtime.store.read.accessFiles(id)
  if (row.status === 'signed' && files.every(({ content }) => content === null)) {
    throw new RefusedError('no-files', 'Its files have not been made yet')
  }
  const decisions = await runtime.store.read.accessDecisions(id)
  const redacted = decisions.some(({ verdict }) => verdict !== 'include')
  const ended = { from: ['signed'], to: 'answered' } as const
  await endIn(runtime, actor, id, ended, (_fact, on) => ({ type: 'access-answered', on, data: { redacted } }))
  const now = await runtime.store.read.accessRequest(id)
  if (now === undefined) throw new NotFoundError('request', id)
  return viewOf(now, cases)
}

/** Takes out the files of answers whose time is over. @returns how many. */
export async function eraseExpiredAnswers(runtime: Runtime): Promise<number> {
  return runtime.store.command((unit) => unit.eraseAccessFiles({ before: dayOf(unit.now) }))
}
