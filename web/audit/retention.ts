import {
  dayOf,
  disposalCertificate,
  disposedCases,
  endHold,
  EngineError,
  HOLD_KINDS,
  holdFile,
  mayDo,
  NotFoundError,
  openHolds,
  proposeDisposal,
  retentionOfCase,
  RETENTION_RULES,
  reviewList,
  type HoldKind,
  type Runtime,
} from '../../engine/index.ts'
import type { PageParts } from '../../api/index.ts'
import { namesOfUsers } from '../access/words.ts'
import { inWords } from '../cases/index.ts'
import {
  CERTAINTIES,
  countsOf,
  field,
  pageOf,
  pagesOf,
  redirect,
  view,
  type Area,
  type Reply,
  type StaffAsk,
} from '../frame/index.ts'
import { byField, type FormError } from '../record/day.ts'

const PATH = '/audit/retention'
const CASE = `${PATH}/:caseId`

/** `/audit/retention`: how long what is kept, cases whose time is over, holds, and what was disposed of. */
export function addRetentionPages(area: Area, { runtime }: PageParts): void {
  area.staff('get', PATH, 'read-retention', (ask) => listPage(runtime, ask))
  area.staff('get', CASE, 'read-retention', (ask) => casePage(runtime, ask))
  area.staff('post', `${CASE}/hold`, 'hold-file', (ask) => place(runtime, ask))
  area.staff('post', `${CASE}/hold/end`, 'hold-file', (ask) => end(runtime, ask))
  area.staff('post', `${CASE}/disposal`, 'erase', (ask) => dispose(runtime, ask))
}

async function listPage(runtime: Runtime, { actor, query }: StaffAsk): Promise<Reply> {
  const page = pageOf(query)
  const [review, holds, disposed] = await Promise.all([
    reviewList(runtime, actor, { page }),
    openHolds(runtime, actor),
    disposedCases(runtime, actor),
  ])
  const nameOf = await namesOfUsers(
    runtime,
    holds.map(({ placedBy }) => placedBy),
  )
  return view('audit/retention', {
    rules: RETENTION_RULES.map(({ certainty, from, ...rule }) => ({
      ...rule,
      from: from === 'birth' ? 'birth' : 'closing',
      certainty: CERTAINTIES[certainty].mark,
    })),
    counts: countsOf(page, review.cases.length, review.total),
    pages: pagesOf(PATH, {}, page, review.total),
    dueWithinYear: review.dueWithinYear,
    cases: review.cases.map((each) => ({
      ...each,
      title: inWords(each.procedure),
      closedOn: dayOf(each.closedAt),
      rule: ruleInWords(each.rule),
      holds: each.holds.map(({ kind }) => KINDS[kind as HoldKind]),
      href: `${PATH}/${each.caseId}`,
    })),
    holds: holds.map((hold) => ({
      ...hold,
      kind: KINDS[hold.kind as HoldKind],
      by: nameOf(hold.placedBy),
      href: `${PATH}/${hold.caseId}`,
    })),
    disposed: disposed.map((each) => ({ ...each, rule: ruleInWords(each.rule), href: `${PATH}/${each.caseId}` })),
  })
}

async function casePage(
  runtime: Runtime,
  { actor, params, body }: StaffAsk,
  errors: readonly FormError[] = [],
): Promise<Reply> {
  const caseId = params['caseId'] ?? ''
  const found = await retentionOfCase(runtime, actor, caseId)
  const people = [...found.holds.flatMap(({ placedBy, endedBy }) => [placedBy, endedBy ?? []].flat())]
  if (found.disposedAt !== undefined) {
    const certificate = await disposalCertificate(runtime, actor, caseId)
    const nameOf = await namesOfUsers(runtime, [certificate.proposedBy, certificate.approvedBy])
    return view('audit/disposal', {
      ...certificate,
      rule: ruleInWords(certificate.rule),
      kind: inWords(certificate.procedure),
      proposedBy: nameOf(certificate.proposedBy),
      approvedBy: nameOf(certificate.approvedBy),
      takenOut: Object.entries(certificate.takenOut).flatMap(([table, n]) =>
        n === 0 || TABLES[table] === undefined ? [] : [{ what: TABLES[table], n }],
      ),
    })
  }
  const nameOf = await namesOfUsers(runtime, people)
  const said = (name: string) => field(body, name)
  const data = {
    caseId,
    found: { ...found, rule: found.rule === undefined ? undefined : ruleInWords(found.rule) },
    holds: found.holds.map((hold) => ({
      ...hold,
      kind: KINDS[hold.kind as HoldKind],
      placedBy: nameOf(hold.placedBy),
      endedBy: hold.endedBy === null ? undefined : nameOf(hold.endedBy),
    })),
    kinds: HOLD_KINDS.map((value) => ({ value, text: KINDS[value], checked: said('kind') === value })),
    mayHold: mayDo(actor, 'hold-file'),
    mayDispose: mayDo(actor, 'erase'),
    said: { reason: said('reason'), endReason: said('end-reason'), disposalReason: said('disposal-reason') },
    errors,
    errorAt: byField(errors),
  }
  return view('audit/retention-case', data, errors.length > 0 ? 422 : 200)
}

async function place(runtime: Runtime, ask: StaffAsk): Promise<Reply> {
  const caseId = ask.params['caseId'] ?? ''
  const [kind, reason] = [field(ask.body, 'kind'), field(ask.body, 'reason')]
  const errors = [
    ...(HOLD_KINDS.some((each) => each === kind) ? [] : [{ text: 'Select what keeps the case', href: '#kind' }]),
    ...reasonFaults(reason, 'reason'),
  ]
  if (errors.length > 0) return casePage(runtime, ask, errors)
  await holdFile(runtime, ask.actor, { caseId, kind: kind as HoldKind, reason })
  return redirect(`${PATH}/${caseId}`, { kind: 'success', title: `${caseId} is kept until the hold ends.` })
}

async function end(runtime: Runtime, ask: StaffAsk): Promise<Reply> {
  const caseId = ask.params['caseId'] ?? ''
  const reason = field(ask.body, 'end-reason')
  const errors = reasonFaults(reason, 'end-reason')
  if (errors.length > 0) return casePage(runtime, ask, errors)
  await endHold(runtime, ask.actor, { caseId, hold: field(ask.body, 'hold'), reason })
  return redirect(`${PATH}/${caseId}`, { kind: 'success', title: 'The hold has ended.' })
}

async function dispose(runtime: Runtime, ask: StaffAsk): Promise<Reply> {
  const caseId = ask.params['caseId'] ?? ''
  const reason = field(ask.body, 'disposal-reason')
  const errors = reasonFaults(reason, 'disposal-reason')
  if (errors.length > 0) return casePage(runtime, ask, errors)
  try {
    await proposeDisposal(runtime, ask.actor, { caseId, reason })
  } catch (error) {
    if (!(error instanceof EngineError) || error instanceof NotFoundError) throw error
    return casePage(runtime, ask, [{ text: `${error.message}.`, href: '#disposal-reason' }])
  }
  return redirect(PATH, { kind: 'success', title: `A second person is asked to approve the disposal of ${caseId}.` })
}

/** Signs that a reason may have, as the API has it. */
const MOST = 2_000

function reasonFaults(reason: string, name: string): FormError[] {
  if (reason === '') return [{ text: 'Enter why', href: `#${name}` }]
  return reason.length > MOST ? [{ text: 'The reason must be 2,000 signs or fewer', href: `#${name}` }] : []
}

function ruleInWords(rule: string): string {
  if (rule === 'legal-hold') return 'Kept for legal reasons'
  return RETENTION_RULES.find(({ id }) => id === rule)?.title ?? rule
}

const KINDS: Readonly<Record<HoldKind, string>> = {
  litigation: 'A claim or a court case',
  ombudsman: 'The Ombudsman is looking at it',
  inquiry: 'A public inquiry',
  safeguarding: 'A safeguarding concern',
  'access-request': 'Somebody asked to see what is held about them',
  other: 'Something else',
}

/** What an auditor is told of what went; what only serves the machine is left out. */
const TABLES: Readonly<Record<string, string>> = {
  facts: 'What was recorded of the case: words and data (the day and the kind of each entry stay)',
  people: 'People, with all that was held of them',
  documents: 'Titles and file names of documents',
  document_contents: 'Contents of documents',
  outbox: 'Letters and e-mails: words and addresses',
  inbox: 'Messages that came in',
  handover_notes: 'Notes at handovers',
  audit_payload: 'Reasons and other words in the audit trail',
  approvals: 'Reasons of proposals',
  duty_waivers: 'Reasons of waivers',
  access_files: 'Copies put together for somebody who asked what is held about them',
  users: 'Accounts of people from outside who were bound to the case',
  instances: 'Where its diagrams stood',
}
