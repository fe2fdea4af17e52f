import {
  ConflictError,
  DUTIES,
  clauseOf,
  findingsOfCase,
  InvalidVariablesError,
  listWaivers,
  NotFoundError,
  proposeWaiver,
  RefusedError,
  revokeWaiver,
  mayDo,
  type Actor,
  type Runtime,
  type WaiverView,
} from '../../engine/index.ts'
import type { PageParts } from '../../api/index.ts'
import { namesOfUsers } from '../access/words.ts'
import {
  addressWith,
  countsOf,
  field,
  PAGE_SIZE,
  pageOf,
  pagesOf,
  redirect,
  view,
  type Area,
  type Fields,
  type Reply,
  type StaffAsk,
} from '../frame/index.ts'
import { byField, dayItems, dayOfFields, type FormError } from '../record/day.ts'
import { csvFile } from './csv.ts'
import { judgementViews } from './judgements.ts'
import { chosen } from './narrow.ts'
import { RESULT_TONES, RESULTS } from './words.ts'

const PATH = '/audit/waivers'
const ASK = '/audit/cases/:caseId/waive/:rule'
const REVOKE = `${PATH}/:waiver/revoke`

export const STANDINGS: Readonly<Record<WaiverView['standing'], { readonly text: string; readonly tone: string }>> = {
  'in-force': { text: 'Counts now', tone: 'purple' },
  'run-out': { text: 'Has run out', tone: 'grey' },
  revoked: { text: 'Taken back', tone: 'grey' },
}

/** `/audit/waivers`: every duty that two people let rest in a case; asking for one, and taking one back. */
export function addWaiverPages(area: Area, { runtime }: PageParts): void {
  area.staff('get', PATH, 'read-compliance', (ask) => listPage(runtime, ask))
  area.staff('get', `${PATH}/export.csv`, 'read-compliance', (ask) => exportList(runtime, ask))
  area.staff('get', ASK, 'waive-duty', (ask) => askPage(runtime, ask))
  area.staff('post', ASK, 'waive-duty', (ask) => propose(runtime, ask))
  area.staff('get', REVOKE, 'waive-duty', (ask) => revokePage(runtime, ask))
  area.staff('post', REVOKE, 'waive-duty', (ask) => revoke(runtime, ask))
}

async function listPage(runtime: Runtime, { actor, query }: StaffAsk): Promise<Reply> {
  const standing = standingIn(query)
  const all = await waiversOf(runtime, actor, standing)
  const page = pageOf(query)
  const shown = all.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)
  const fields: Fields = { standing }
  return view('audit/waivers', {
    choices: [
      chosen('standing', 'How it stands', standing ?? '', [
        { value: '', text: 'All, those that are over too' },
        ...Object.entries(STANDINGS).map(([value, { text }]) => ({ value, text })),
      ]),
    ],
    counts: countsOf(page, shown.length, all.length),
    pages: pagesOf(PATH, fields, page, all.length),
    rows: shown,
    mayRevoke: mayDo(actor, 'waive-duty'),
    csv: addressWith(`${PATH}/export.csv`, fields),
  })
}

async function exportList(runtime: Runtime, { actor, query }: StaffAsk): Promise<Reply> {
  const all = await waiversOf(runtime, actor, standingIn(query))
  return csvFile(runtime, actor, {
    list: 'waivers',
    columns: ['Reference', 'Duty', 'What must be so', 'Provision', 'How it stands', 'From', 'Until', 'Reason'].concat([
      'Asked for by',
      'Approved by',
      'Taken back by',
    ]),
    records: all.map((each) => [
      each.caseId,
      each.rule,
      each.title,
      each.clause,
      each.standing.text,
      each.from,
      each.until,
      each.reason,
      each.givenBy,
      each.approvedBy,
      each.revokedBy,
    ]),
  })
}

async function waiversOf(runtime: Runtime, actor: Actor, standing: WaiverView['standing'] | undefined) {
  const { waivers } = await listWaivers(runtime, actor)
  const shown = waivers.filter((each) => standing === undefined || each.standing === standing)
  const people = shown.flatMap(({ givenBy, approvedBy, revokedBy }) => [givenBy, approvedBy, revokedBy ?? []].flat())
  const nameOf = await namesOfUsers(runtime, people)
  return shown.map(
    ({ waiver, caseId, rule, from, until, reason, givenBy, approvedBy, revokedBy, standing: stands }) => {
      const duty = DUTIES.find(({ id }) => id === rule)
      return {
        waiver,
        caseId,
        caseHref: `/audit/cases/${caseId}#finding-${rule}`,
        rule,
        ruleHref: `/audit/rules/${rule}`,
        title: duty?.title ?? rule,
        clause: duty === undefined ? '' : clauseOf(duty.citation),
        from,
        until,
        reason: reason ?? 'The words were erased',
        givenBy: nameOf(givenBy),
        approvedBy: nameOf(approvedBy),
        revokedBy: revokedBy === undefined ? '' : nameOf(revokedBy),
        standing: STANDINGS[stands],
        revokeHref: stands === 'in-force' ? `${PATH}/${encodeURIComponent(waiver)}/revoke` : undefined,
      }
    },
  )
}

async function askPage(
  runtime: Runtime,
  { actor, params, body }: StaffAsk,
  errors: readonly FormError[] = [],
): Promise<Reply> {
  const { caseId = '', rule = '' } = params
  const found = await findingsOfCase(runtime, actor, caseId)
  const finding = found.findings.find((each) => each.rule === rule)
  if (finding === undefined) throw new NotFoundError('duty', rule)
  const data = {
    caseId,
    caseReference: caseId,
    back: `/audit/cases/${caseId}`,
    action: `/audit/cases/${caseId}/waive/${rule}`,
    duty: finding,
    found: { text: RESULTS[finding.found], tone: RESULT_TONES[finding.found] },
    isWaived: finding.result === 'waived',
    mayBeWaived: finding.result === 'not-met' || finding.result === 'cannot-tell',
    judgements: judgementViews(caseId, finding.judgements),
    reason: field(body, 'reason'),
    days: dayItems(
      body,
      'until',
      errors.some(({ href }) => href.startsWith('#until')),
    ),
    errors,
    errorAt: byField(errors),
  }
  return view('audit/waive', data, errors.length > 0 ? 422 : 200)
}

async function propose(runtime: Runtime, ask: StaffAsk): Promise<Reply> {
  const { caseId = '', rule = '' } = ask.params
  const until = dayOfFields(ask.body, 'until')
  const reason = field(ask.body, 'reason')
  const errors: FormError[] = []
  if (until === undefined) errors.push({ text: 'Enter the last day of the waiver', href: '#until-day' })
  if (until === 'none') errors.push({ text: 'Enter a last day that exists', href: '#until-day' })
  errors.push(...reasonFaults(reason))
  if (until === undefined || until === 'none' || errors.length > 0) return askPage(runtime, ask, errors)
  try {
    await proposeWaiver(runtime, ask.actor, { caseId, rule, reason, until })
  } catch (error) {
    if (error instanceof InvalidVariablesError) {
      const text = 'The last day must be today or later, and within a year from today'
      return askPage(runtime, ask, [{ text, href: '#until-day' }])
    }
    if (error instanceof RefusedError) return askPage(runtime, ask, [{ text: `${error.message}.`, href: '#reason' }])
    throw error
  }
  const title = `You asked that duty ${rule} be waived. Somebody else must approve it, under Approvals.`
  return redirect(`/audit/cases/${caseId}`, { kind: 'success', title })
}

async function revokePage(
  runtime: Runtime,
  { actor, params, body }: StaffAsk,
  errors: readonly FormError[] = [],
): Promise<Reply> {
  const id = params['waiver'] ?? ''
  const waiver = (await waiversOf(runtime, actor, undefined)).find((each) => each.waiver === id)
  if (waiver === undefined) throw new NotFoundError('waiver', id)
  const data = {
    waiver,
    caseReference: waiver.caseId,
    action: `${PATH}/${encodeURIComponent(id)}/revoke`,
    reason: field(body, 'reason'),
    errors,
    errorAt: byField(errors),
  }
  return view('audit/waiver-revoke', data, errors.length > 0 ? 422 : 200)
}

async function revoke(runtime: Runtime, ask: StaffAsk): Promise<Reply> {
  const reason = field(ask.body, 'reason')
  const errors = reasonFaults(reason)
  if (errors.length > 0) return revokePage(runtime, ask, errors)
  try {
    const { caseId, rule } = await revokeWaiver(runtime, ask.actor, { waiver: ask.params['waiver'] ?? '', reason })
    return redirect(PATH, { kind: 'success', title: `The waiver of duty ${rule} in ${caseId} was taken back.` })
  } catch (error) {
    if (error instanceof ConflictError)
      return revokePage(runtime, ask, [{ text: `${error.message}.`, href: '#reason' }])
    throw error
  }
}

/** Signs that a reason may have, as the API has it. */
const MOST = 2_000

function reasonFaults(reason: string): FormError[] {
  if (reason === '') return [{ text: 'Enter why', href: '#reason' }]
  return reason.length > MOST ? [{ text: 'The reason must be 2,000 signs or fewer', href: '#reason' }] : []
}

function standingIn(query: Fields): WaiverView['standing'] | undefined {
  const asked = field(query, 'standing')
  return (Object.keys(STANDINGS) as readonly WaiverView['standing'][]).find((each) => each === asked)
}
