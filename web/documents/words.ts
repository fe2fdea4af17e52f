import { DOCUMENT_KINDS, type DocumentKind, type DocumentView } from '../../engine/index.ts'

const KINDS: Readonly<Record<DocumentKind, string>> = {
  complaint: 'Complaint as it came in',
  evidence: 'Evidence',
  correspondence: 'Letter or e-mail',
  consent: 'Consent or authority',
  'record-of-complaint': 'Record of complaint',
  'investigation-report': 'Investigation report',
  'independent-person-report': 'Independent person’s report',
  'panel-papers': 'Panel papers',
  'partner-reply': 'Reply of a partner body',
  'legal-advice': 'Legal advice (privileged)',
  other: 'Other',
}

const SCANS: Readonly<Record<DocumentView['scan'], { readonly text: string; readonly tone: string }>> = {
  'not-scanned': { text: 'Not yet scanned', tone: 'grey' },
  clean: { text: 'No virus found', tone: 'green' },
  infected: { text: 'Infected', tone: 'red' },
  failed: { text: 'Scan failed', tone: 'yellow' },
}

const CLOSED: Readonly<Record<NonNullable<DocumentView['closed']>, string>> = {
  infected: 'It carries a virus. It is kept, and cannot be opened.',
  'being-scanned': 'It can be opened once it has been looked at for viruses. Load this page again in a few minutes.',
  withdrawn: 'It has been withdrawn.',
  erased: 'What it held has been erased.',
}

/** Names of files' kinds as people say them. */
const TYPES: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'application/rtf': 'RTF text',
  'application/x-cfb': 'Older Office file or Outlook message',
  'application/zip': 'ZIP archive (not unpacked)',
  'text/plain': 'Text',
}

/** A document as lists and pages show it. */
export interface DocumentRow extends Omit<DocumentView, 'kind' | 'scan' | 'closed' | 'size'> {
  readonly href: string
  readonly kindText: string
  readonly typeText: string
  readonly size: string
  readonly scanTag: { readonly text: string; readonly tone: string }
  /** Why it cannot be opened now. */
  readonly closedText?: string
  readonly isCopyOf?: { readonly title: string; readonly href: string }
  readonly copies: readonly { readonly title: string; readonly href: string }[]
}

export function documentRow(view: DocumentView, caseId: string, all: readonly DocumentView[]): DocumentRow {
  const { kind, scan, closed, size, ...rest } = view
  const link = (each: DocumentView) => ({ title: each.title, href: `/cases/${caseId}/documents/${each.document}` })
  const original = all.find(({ document }) => document === view.redactedOf)
  return {
    ...rest,
    ...(closed !== undefined && { closedText: CLOSED[closed] }),
    ...(original !== undefined && { isCopyOf: link(original) }),
    href: link(view).href,
    kindText: KINDS[kind],
    typeText: TYPES[view.mediaType] ?? typeInWords(view.mediaType),
    size: sizeInWords(size),
    scanTag: SCANS[scan],
    copies: all
      .filter(({ redactedOf, withdrawn }) => redactedOf === view.document && withdrawn === undefined)
      .map(link),
  }
}

function typeInWords(mediaType: string): string {
  if (mediaType.includes('wordprocessing') || mediaType.endsWith('.text')) return 'Word document'
  if (mediaType.includes('spreadsheet')) return 'Spreadsheet'
  if (mediaType.includes('presentation')) return 'Presentation'
  const [family = '', name = ''] = mediaType.split('/')
  const what = { image: 'picture', audio: 'sound recording', video: 'video' }[family] ?? 'file'
  return `${name.replace(/^x-/, '').toUpperCase()} ${what}`
}

/** `69 bytes`, `120 KB`, `3.4 MB`. */
export function sizeInWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} KB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** For a select. */
export function kindItems(chosen: string): readonly { value: string; text: string; selected: boolean }[] {
  return [
    { value: '', text: 'Choose', selected: chosen === '' },
    ...DOCUMENT_KINDS.map((value) => ({ value, text: KINDS[value], selected: value === chosen })),
  ]
}
