import {
  caseLetter,
  ConflictError,
  letterPage,
  lettersPage,
  mayDo,
  printQueue,
  queuedLetter,
  recordPrinted,
  recordReturned,
  RefusedError,
  RETURN_REASONS,
  retryIncident,
  type Actor,
  type Letter,
  type LetterLine,
  type ReturnReason,
  type Runtime,
} from '../../engine/index.ts'
import { letterAsWord, WORD, type PageParts } from '../../api/index.ts'
import { annotationViews } from '../cases/annotations.ts'
import { frameOf, inWords } from '../cases/index.ts'
import { field, fieldList, makeArea, redirect, view, type Area, type Reply } from '../frame/index.ts'
import { channelInWords, reasonsFor, recipientOf, standingOfLetter, titleOf } from './words.ts'

/** `/letters`: what is to be printed. `/cases/…/letters`: everything that was written in a case, and how it stands. */
export function lettersArea({ runtime, paper }: PageParts): Area {
  const area = makeArea()

  area.staff('get', '/letters', 'print-letters', ({ actor }) => queuePage(runtime, actor))
  area.staff('post', '/letters/printed', 'print-letters', async ({ actor, body }) => {
    const chosen = fieldList(body, 'letter')
    if (chosen.length === 0) return queuePage(runtime, actor, 'Select the letters that you have printed and posted')
    return afterPrinting(await markPrinted(runtime, actor, chosen))
  })
  area.staff('get', '/letters/:messageId/letter.docx', 'print-letters', async ({ actor, params }) => {
    const { name, content } = await letterAsWord(runtime, paper, actor, params['messageId'] ?? '')
    return { kind: 'file', type: WORD, name, content }
  })
  area.staff('get', '/letters/:messageId/print', 'print-letters', async ({ actor, params }) => {
    const id = params['messageId'] ?? ''
    const { own: _own, ...letter } = await queuedLetter(runtime, actor, id)
    return view('letters/paper', {
      letter: { ...letter, id, paragraphs: paragraphsOf(letter.body), adjustments: letter.adjustments.map(inWords) },
      isLarge: letter.adjustments.includes('large-print'),
    })
  })

  area.staff('get', '/cases/:caseId/letters', 'see-case-file', async ({ actor, params }) => {
    const caseId = params['caseId'] ?? ''
    const { page, letters } = await lettersPage(runtime, actor, caseId)
    const procedures = await proceduresOf(runtime, letters)
    const people = page.people
    return view('letters/case', {
      frame: frameOf(page, 'letters'),
      caseId,
      letters: letters.map((letter) => ({
        ...shown(letter, procedures),
        to: recipientOf(letter, runtime.council, people),
        href: `/cases/${caseId}/letters/${letter.id}`,
      })),
    })
  })
  area.staff('get', '/cases/:caseId/letters/:messageId', 'see-case-file', async ({ actor, params }) => {
    const { page, letter } = await letterPage(runtime, actor, params['caseId'] ?? '', params['messageId'] ?? '')
    return view('letters/letter', {
      frame: frameOf(page, 'letters'),
      ...(await letterView(runtime, actor, letter)),
      to: letter.reader ?? recipientOf(letter, runtime.council, page.people),
      annotations: annotationViews(page, 'letter', letter.id),
    })
  })
  area.staff('get', '/cases/:caseId/letters/:messageId/returned', 'print-letters', ({ actor, params }) =>
    returnedPage(runtime, actor, params),
  )
  area.staff('post', '/cases/:caseId/letters/:messageId/returned', 'print-letters', async ({ actor, params, body }) => {
    const reason = field(body, 'reason')
    if (!isReason(reason)) return returnedPage(runtime, actor, params, 'Select why it came back')
    const { caseId } = await recordReturned(runtime, actor, { message: params['messageId'] ?? '', reason })
    return redirect(`/cases/${caseId}/letters`, {
      kind: 'success',
      title: 'It is on record that the letter came back.',
      text: 'A task now asks somebody to reach them in another way.',
    })
  })
  area.staff('post', '/cases/:caseId/letters/:messageId/retry', 'retry-incidents', async ({ actor, params }) => {
    const letter = await caseLetter(runtime, actor, params['caseId'] ?? '', params['messageId'] ?? '')
    if (letter.incident === undefined) throw new RefusedError('nothing-to-retry', 'This message does not wait for help')
    await retryIncident(runtime, actor, letter.incident)
    return redirect(`/cases/${letter.caseId}/letters/${letter.id}`, {
      kind: 'success',
      title: 'The message is tried again.',
    })
  })
  return area
}

async function queuePage(runtime: Runtime, actor: Actor, fault?: string): Promise<Reply> {
  const { letters, more, emails } = await printQueue(runtime, actor)
  const procedures = await proceduresOf(runtime, letters)
  return view(
    'letters/queue',
    {
      letters: letters.map((letter) => ({ ...shown(letter, procedures), to: recipientOf(letter, runtime.council) })),
      more,
      emails,
      errors: fault === undefined ? [] : [{ text: fault, href: letters.length > 0 ? '#letter-1' : '#letters' }],
    },
    fault === undefined ? 200 : 422,
  )
}

interface Printed {
  readonly id: string
  readonly caseId?: string
  readonly fault?: string
}

/** Each by itself: one that somebody else has printed meanwhile stops none of the others. */
async function markPrinted(runtime: Runtime, actor: Actor, ids: readonly string[]): Promise<readonly Printed[]> {
  const results: Printed[] = []
  for (const id of ids) {
    try {
      const { caseId } = await recordPrinted(runtime, actor, id)
      results.push({ id, caseId })
    } catch (error) {
      if (!(error instanceof ConflictError) && !(error instanceof RefusedError)) throw error
      results.push({ id, fault: error.message })
    }
  }
  return results
}

function afterPrinting(results: readonly Printed[]): Reply {
  const done = results.filter(({ fault }) => fault === undefined)
  const said = done.length === 1 ? '1 letter is' : `${done.length} letters are`
  if (done.length === results.length) {
    return redirect('/letters', { kind: 'success', title: `${said} on record as printed and posted.` })
  }
  return view('letters/printed', { said, results })
}

async function letterView(runtime: Runtime, actor: Actor, letter: Letter): Promise<object> {
  const { caseId, id, written, sha256, returned, channel, status } = letter
  const at = `/cases/${caseId}/letters/${id}`
  const procedures = await proceduresOf(runtime, [letter])
  const hasGone = ['printed', 'sent', 'uncertain', 'held'].includes(status)
  const canReturn = hasGone && returned === undefined && (channel === 'letter' || channel === 'email')
  return {
    caseId,
    at,
    letter: {
      ...letter,
      ...shown(letter, procedures),
      paragraphs: paragraphsOf(letter.body),
      ...(written !== undefined && { madeFrom: madeFrom(letter, written, procedures) }),
    },
    adjustments: letter.adjustments.map(inWords),
    isUnchanged: written === undefined || written.sha256 === sha256,
    actions: {
      print: channel === 'letter' && mayDo(actor, 'print-letters'),
      returned: canReturn && mayDo(actor, 'print-letters'),
      retry: letter.incident !== undefined && mayDo(actor, 'retry-incidents'),
    },
  }
}

/** From which words, and of which version of the procedure. */
function madeFrom(
  letter: LetterLine,
  { template, version, procedure }: NonNullable<LetterLine['written']>,
  procedures: Awaited<ReturnType<typeof proceduresOf>>,
): string {
  const words = template === undefined ? 'Words that are built in' : `“${titleOf(letter, procedures)}”`
  const title = procedures.find(({ id }) => id === procedure)?.title ?? inWords(procedure)
  return `${words}, version ${version} of “${title}”`
}

async function returnedPage(
  runtime: Runtime,
  actor: Actor,
  params: Readonly<Record<string, string>>,
  fault?: string,
): Promise<Reply> {
  const { page, letter } = await letterPage(runtime, actor, params['caseId'] ?? '', params['messageId'] ?? '')
  return view(
    'letters/returned',
    {
      frame: frameOf(page, 'letters'),
      at: `/cases/${letter.caseId}/letters/${letter.id}`,
      letter: shown(letter, await proceduresOf(runtime, [letter])),
      to: letter.reader ?? recipientOf(letter, runtime.council, page.people),
      reasons: reasonsFor(letter.channel),
      errors: fault === undefined ? [] : [{ text: fault, href: '#reason' }],
    },
    fault === undefined ? 200 : 422,
  )
}

/** A line of a list, in words. */
function shown(letter: LetterLine, procedures: Parameters<typeof titleOf>[1]): object {
  const { id, caseId, written, returned, createdAt, sentAt, adjustments } = letter
  return {
    id,
    caseId,
    title: titleOf(letter, procedures),
    channel: channelInWords(letter.channel),
    standing: standingOfLetter(letter),
    written,
    createdAt,
    sentAt,
    adjustments: adjustments.map(inWords),
    ...(returned !== undefined && { returned: { ...returned, reason: RETURN_REASONS[returned.reason] } }),
  }
}

/** The versions that the letters were written under, for their titles. */
async function proceduresOf(runtime: Runtime, letters: readonly LetterLine[]) {
  const keys = new Map(
    letters.flatMap(({ written }) => (written ? [[`${written.procedure}@${written.version}`, written]] : [])),
  )
  return Promise.all([...keys.values()].map(({ procedure, version }) => runtime.procedures.load(procedure, version)))
}

function paragraphsOf(body: string): readonly (readonly string[])[] {
  return body.split(/\n{2,}/).map((paragraph) => paragraph.split('\n'))
}

function isReason(text: string): text is ReturnReason {
  return Object.hasOwn(RETURN_REASONS, text)
}
