import type { Fields, Reply } from '../frame/index.ts'
import { field, view } from '../frame/index.ts'

/** A page that says what will follow, asks why, and does it: "Confirm an action". */
export interface ConfirmPage {
  readonly title: string
  readonly reference: string
  /** What follows, a paragraph each. */
  readonly says: readonly string[]
  readonly why: { readonly label: string; readonly hint?: string }
  /** People to choose of: several with tick boxes. */
  readonly people?: {
    readonly legend: string
    readonly hint: string
    readonly items: readonly Item[]
    readonly chosen: readonly string[]
  }
  /** One of several, with radios. */
  readonly steps?: { readonly legend: string; readonly items: readonly Item[]; readonly chosen: string }
  readonly button: string
  /** It cannot be taken back by the same page. */
  readonly warning?: boolean
  readonly action: string
  readonly cancel: string
}

export interface Item {
  readonly value: string
  readonly text: string
  readonly hint?: { readonly text: string }
}

export interface Fault {
  readonly field: string
  readonly text: string
}

export function confirmPage(page: ConfirmPage, body: Fields, faults: readonly Fault[] = []): Reply {
  const data = {
    page,
    body: { reason: field(body, 'reason') },
    errors: faults.map(({ field: name, text }) => ({ text, href: `#${name}` })),
    errorAt: Object.fromEntries(faults.map(({ field: name, text }) => [name, { text }])),
  }
  return view('access/confirm', data, faults.length > 0 ? 422 : 200)
}

/** Signs that a reason may have, as the API has it. */
const MOST = 2_000

export function faultsOfReason(body: Fields): readonly Fault[] {
  const reason = field(body, 'reason')
  if (reason === '') return [{ field: 'reason', text: 'Enter why' }]
  return reason.length > MOST ? [{ field: 'reason', text: 'The reason must be 2,000 signs or fewer' }] : []
}
