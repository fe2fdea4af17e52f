import {
  auditBundle,
  InvalidValueError,
  NotFoundError,
  readVerification,
  signedDays,
  signedNote,
  trailRow,
  verifyAndTell,
  type Runtime,
} from '../../engine/index.ts'
import type { PageParts } from '../../api/index.ts'
import { field, redirect, view, type Area, type Reply, type StaffAsk } from '../frame/index.ts'
import { findingInWords, holderInWords, whoInWords } from './trail-words.ts'

const PATH = '/audit/trail'

/** Verifying the trail, what came of it, what was signed and who holds it, and rows of a case to take away. */
export function addTrailProofPages(area: Area, { runtime }: PageParts): void {
  area.staff('get', `${PATH}/verify`, 'read-history', ({ query }) => verifyForm({ caseId: field(query, 'case') }))
  area.staff('post', `${PATH}/verify`, 'read-history', (ask) => verify(runtime, ask))
  area.staff('get', `${PATH}/verifications/:seq`, 'read-history', (ask) => verificationPage(runtime, ask))
  area.staff('get', `${PATH}/signed`, 'verify-audit', (ask) => signedPage(runtime, ask))
  area.staff('get', `${PATH}/signed/:size`, 'verify-audit', (ask) => takeNote(runtime, ask))
  area.staff('get', `${PATH}/bundle`, 'read-history', (ask) => takeBundle(runtime, ask))
}

interface VerifyForm {
  readonly caseId: string
  readonly note?: string
  readonly key?: string
}

interface FormError {
  readonly text: string
  readonly href: string
}

function verifyForm(form: VerifyForm, errors: readonly FormError[] = []): Reply {
  return view('audit/verify', { form, errors }, errors.length === 0 ? 200 : 422)
}

async function verify(runtime: Runtime, { actor, body }: StaffAsk): Promise<Reply> {
  const form = { caseId: field(body, 'case').toUpperCase(), note: field(body, 'note'), key: field(body, 'key') }
  try {
    const seq = await verifyAndTell(runtime, actor, {
      ...(form.caseId !== '' && { caseId: form.caseId }),
      // Browsers send line ends of their own, and the last one is easily lost.
      ...(form.note !== '' && { checkpoints: [`${form.note.replaceAll('\r\n', '\n').trim()}\n`] }),
      ...(form.key !== '' && { keys: [form.key] }),
    })
    return redirect(`${PATH}/verifications/${seq}`)
  } catch (error) {
    if (error instanceof NotFoundError) {
      return verifyForm(form, [{ text: 'There is no case of that reference that you may see', href: '#case' }])
    }
    if (!(error instanceof InvalidValueError)) throw error
    const isKey = error.message.includes('key')
    return verifyForm(form, [
      isKey
        ? { text: 'The public key is not one. Copy all of its line', href: '#key' }
        : { text: 'The checkpoint is not one. Copy all of its lines, from the first to the last', href: '#note' },
    ])
  }
}

async function verificationPage(runtime: Runtime, { actor, params }: StaffAsk): Promise<Reply> {
  const seq = params['seq'] ?? ''
  const row = /^[1-9]\d{0,14}$/.test(seq) ? await trailRow(runtime, actor, Number(seq)) : undefined
  if (row?.type !== 'audit-verified') throw new NotFoundError('verification', seq)
  const verification = readVerification(row)
  return view('audit/verification', {
    verification,
    who: whoInWords(row.actor, row.role, row.name),
    found: verification.found.map(({ kind, seq: at, until }) => ({
      what: findingInWords(kind),
      ...(at > 0 && { row: at, href: `${PATH}/rows/${at}` }),
      ...(until !== undefined && { until }),
    })),
    more: verification.findings - verification.found.length,
  })
}

async function signedPage(runtime: Runtime, { actor, query }: StaffAsk): Promise<Reply> {
  const { days, holders, rows, keys } = await signedDays(runtime, actor)
  return view('audit/signed', {
    rows,
    days: days.map((day) => ({
      ...day,
      short: day.root.slice(0, 16),
      heldBy: day.heldBy.map(holderInWords),
      href: `${PATH}/signed/${day.size}`,
    })),
    holders: holders.map((each) => ({ ...each, name: holderInWords(each.holder) })),
    keys,
    caseId: field(query, 'case'),
    errors: field(query, 'none') === '' ? [] : [NO_CASE],
  })
}

const NO_CASE = { text: 'There is no case of that reference that you may see', href: '#case' }

async function takeNote(runtime: Runtime, { actor, params }: StaffAsk): Promise<Reply> {
  const size = params['size'] ?? ''
  const content = await signedNote(runtime, actor, /^[1-9]\d{0,14}$/.test(size) ? Number(size) : 0)
  return { kind: 'file', type: 'text/plain; charset=utf-8', name: `checkpoint-${size}.note`, content }
}

async function takeBundle(runtime: Runtime, { actor, query }: StaffAsk): Promise<Reply> {
  const caseId = field(query, 'case').toUpperCase()
  const lines: string[] = []
  try {
    await auditBundle(runtime, actor, caseId, { withPayloads: false, signedOnly: true }, (line) => {
      lines.push(line)
    })
  } catch (error) {
    if (error instanceof NotFoundError) return redirect(`${PATH}/signed?none=yes`)
    throw error
  }
  return {
    kind: 'file',
    type: 'application/x-ndjson; charset=utf-8',
    name: `audit-${caseId}.jsonl`,
    content: `${lines.join('\n')}\n`,
  }
}
