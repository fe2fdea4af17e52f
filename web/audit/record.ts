import { createHash } from 'node:crypto'
import {
  isCaseId,
  mayDo,
  recordCaseTaken,
  wholeCase,
  type Actor,
  type Person,
  type LoadedProcedure,
  type Runtime,
  type WholeCase,
} from '../../engine/index.ts'
import { NoBrowserError, printPdf, type PageParts } from '../../api/index.ts'
import { annotationViews } from '../cases/annotations.ts'
import { clockViews } from '../cases/clocks.ts'
import { timelineOf } from '../cases/timeline.ts'
import { inWords, outcomeInWords, sentence, stageInWords, statusInWords } from '../cases/words.ts'
import { documentRow } from '../documents/words.ts'
import { channelInWords, recipientOf, standingOfLetter, titleOf } from '../letters/words.ts'
import { field, redirect, view, type Area, type Reply, type StaffAsk } from '../frame/index.ts'
import { judgementViews } from './judgements.ts'
import { recordWithDocuments } from './record-documents.ts'
import { typeInWords, whoInWords } from './trail-words.ts'
import { RESULTS } from './words.ts'

const PATH = '/audit/exports/record'

/** `/audit/exports/record`: the whole record of one case as a file, for the Ombudsman or a court. */
export function addRecordPages(area: Area, parts: PageParts): void {
  area.staff('get', PATH, 'read-history', ({ actor, query }) => asked(actor, field(query, 'reference')))
  for (const format of ['html', 'pdf'] as const) {
    area.staff('get', `${PATH}/:caseId/${format}`, 'read-history', (ask) => file(parts, ask, format))
  }
  area.staff('get', `${PATH}/:caseId/zip`, 'read-history', async (ask) =>
    recordWithDocuments(parts, ask, await recordOf(parts.runtime, ask)),
  )
}

/** The page that asks which case; with a reference, the two files of it. */
function asked(actor: Actor, given: string): Reply {
  const reference = given.toUpperCase().replaceAll(' ', '')
  const isCase = isCaseId(reference)
  const errors = given === '' || isCase ? [] : [{ text: 'Enter a reference such as SC-2026-00123', href: '#reference' }]
  const data = {
    errors,
    reference: given,
    ...(isCase && { caseId: reference, caseReference: reference }),
    masked: !mayDo(actor, 'see-child-identity'),
  }
  return view('audit/record', data, errors.length > 0 ? 422 : 200)
}

async function file({ runtime, config }: PageParts, ask: StaffAsk, format: 'html' | 'pdf'): Promise<Reply> {
  const { actor } = ask
  const { found, html } = await recordOf(runtime, ask)
  const { caseId } = found.page.case
  try {
    const content =
      format === 'html'
        ? Buffer.from(html, 'utf8')
        : await printPdf(html, {
            browser: config.pdfBrowser,
            madeAt: found.madeAt.replaceAll(/\D/g, '').slice(0, 14),
          })
    const sha256 = createHash('sha256').update(content).digest('hex')
    const masked = found.page.masked
    await recordCaseTaken(runtime, actor, { caseId, format, bytes: content.length, sha256, masked })
    const type = format === 'html' ? 'text/html; charset=utf-8' : 'application/pdf'
    return { kind: 'file', type, name: `${caseId}-record.${format}`, content }
  } catch (error) {
    if (!(error instanceof NoBrowserError)) throw error
    return redirect(`${PATH}?reference=${caseId}`, {
      kind: 'information',
      title: 'No PDF could be made here.',
      text: `${error.message} Nothing was taken.`,
    })
  }
}

/** All of a case as this reader may see it, and that as a page. */
async function recordOf(
  runtime: Runtime,
  { actor, params, request }: StaffAsk,
): Promise<{ readonly found: WholeCase; readonly html: string }> {
  const found = await wholeCase(runtime, actor, params['caseId'] ?? '')
  const { procedure, procedureVersion } = found.page.case
  const version = await runtime.procedures.load(procedure, procedureVersion)
  const content = contentOf(found, runtime.council, version)
  const html = await new Promise<string>((resolve, reject) => {
    request.app.render('audit/record-file.njk', content, (error: Error | null, text) => {
      if (error) reject(error)
      else resolve(text)
    })
  })
  return { found, html }
}

/** Whose words and days must be thought about before somebody outside reads them. */
const THIRD_PARTIES: ReadonlySet<string> = new Set([
  'interested-person',
  'other',
  'subject-of-complaint',
  'line-manager-of-subject',
  'action-owner',
])

function contentOf(found: WholeCase, council: PageParts['runtime']['council'], version: LoadedProcedure) {
  const { page, letters, documents, findings, trail, checkpoint, madeAt } = found
  const { complaint } = page
  const named = thirdPartiesIn(page.people)
  const rows = documents.map((each) => documentRow(each, page.case.caseId, documents))
  return {
    council,
    caseId: page.case.caseId,
    madeAt,
    masked: page.masked,
    identity: [
      { key: 'Procedure', value: `${page.procedureTitle}, version ${page.case.procedureVersion}` },
      { key: 'Received', value: page.case.receivedOn, isDay: true },
      { key: 'How it stands', value: statusInWords(complaint.status) },
      ...(page.case.stage === undefined ? [] : [{ key: 'Last stage', value: stageInWords(page.case.stage) }]),
      ...(page.case.outcome === undefined ? [] : [{ key: 'Outcome', value: outcomeInWords(page.case.outcome) }]),
    ],
    people: page.people.map(({ id, role, name, email, address, phone, contactPreference, adjustments }) => ({
      id,
      role: inWords(role),
      name,
      reach: [email, phone, address?.join(', ')].filter((each) => each !== undefined && each !== ''),
      prefers: inWords(contactPreference),
      adjustments: adjustments.map(inWords),
      isThird: THIRD_PARTIES.has(role),
    })),
    points: complaint.points.map(({ id, text, desiredOutcome, decisions }) => ({
      id,
      text,
      desiredOutcome,
      decisions: decisions.map(({ stage, outcome, reason, remedy }) => ({
        stage: stageInWords(stage),
        outcome: outcomeInWords(outcome),
        reason,
        remedy: inWords(remedy),
      })),
    })),
    timeline: timelineOf(page)
      .toReversed()
      .map((entry) => ({ ...entry, isThird: entry.lines.some((line) => named.some((name) => line.includes(name))) })),
    clocks: clockViews(page, []),
    letters: letters.map((letter) => ({
      title: titleOf(letter, [version]),
      to: recipientOf(letter, council, page.people),
      channel: channelInWords(letter.channel),
      standing: standingOfLetter(letter).text,
      createdAt: letter.createdAt,
      sentAt: letter.sentAt,
      subject: letter.subject,
      body: letter.body,
      sha256: letter.sha256,
      annotations: annotationViews(page, 'letter', letter.id),
    })),
    documents: rows.map((row) => ({ ...row, annotations: annotationViews(page, 'document', row.document) })),
    findings: findings?.findings
      .filter(({ result }) => result !== 'not-applicable')
      .map(({ title, clause, result, judgements }) => ({
        title,
        clause,
        result: RESULTS[result],
        because: judgementViews(page.case.caseId, judgements).map(({ because, subject }) =>
          subject === '' ? because : `${sentence(subject)}: ${because}`,
        ),
      })),
    judgedAt: findings?.asAt,
    trail: trail.map((row) => ({
      ...row,
      what: typeInWords(row.type),
      by: whoInWords(row.actor, row.role, page.names.get(row.actor)),
    })),
    checkpoint,
  }
}

/** Names of third parties, to mark where they stand. */
function thirdPartiesIn(people: readonly Person[]): readonly string[] {
  return people.filter(({ role }) => THIRD_PARTIES.has(role)).map(({ name }) => name)
}
