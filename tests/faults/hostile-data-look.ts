import PizZip from 'pizzip'
import openApiDocument from '../../api/openapi.json' with { type: 'json' }
import { secretText, sendCode, type Role } from '../../engine/index.ts'
import { makeAreas } from '../../web/areas.ts'
import { mischiefIn } from '../support/hostile.ts'
import type { Browser, TestPages } from '../support/pages.ts'
import type { Received } from '../support/smtp.ts'
import { WORKED_OUT } from './hostile-data-payloads.ts'

/** What came out of the places where payloads come out. */
export interface Seen {
  readonly faults: string[]
  readonly counts: { pages: number; answers: number; files: number; cells: number; letters: number; mails: number }
  /** Payloads that stood somewhere, by their marks. */
  readonly shown: Set<string>
}

export function nothingSeen(): Seen {
  return { faults: [], counts: { pages: 0, answers: 0, files: 0, cells: 0, letters: 0, mails: 0 }, shown: new Set() }
}

type Ids = Readonly<Record<string, string>>

const MARK = /Zq[1-3]\d\d/g
/** Who looks, in the order of who sees most. */
const ROLES: readonly Role[] = ['complaints-manager', 'auditor', 'process-owner', 'system-admin']
/** They print, run for ever, or go to another site. */
const NOT_LOOKED_AT = /^\/events$|^\/sign-in\/provider|\/pdf$/

/** Every page there is, each as somebody who may see it, and the complainant's own. */
export async function lookAtPages(test: TestPages, all: readonly Ids[], seen: Seen): Promise<void> {
  const browsers = new Map(ROLES.map((role) => [role, test.browse({ id: role, role })]))
  const [first = {}] = all
  const owner = await ownerOf(test, first['caseId'] ?? '')
  for (const { method, path, door } of makeAreas(test.parts).flatMap((area) => area.routes)) {
    if (method !== 'get' || NOT_LOOKED_AT.test(path)) continue
    for (const ids of /:(caseId|taskId|messageId|document)/.test(path) ? all : [first]) {
      const at = addressOf(path, ids)
      if (door.for === 'complainant') await lookAt(owner, at, seen)
      else await lookAs(browsers, at, seen)
    }
  }
  for (const at of ['/cases/export.csv', '/tasks/export.csv?list=all']) await lookAs(browsers, at, seen)
}

async function lookAs(browsers: ReadonlyMap<Role, Browser>, at: string, seen: Seen): Promise<void> {
  for (const browser of browsers.values()) if ((await lookAt(browser, at, seen)) !== 403) return
}

async function lookAt(browser: Browser, at: string, seen: Seen): Promise<number> {
  const { status, headers, html } = await browser.get(at)
  if (status === 403) return status
  const type = headers.get('content-type') ?? ''
  const say = (what: string) => seen.faults.push(`${at}: ${what}`)
  if (status >= 500) say(String(status))
  if ([...headers.values()].some((value) => /zq=1|zq\.example/i.test(value))) say('a payload is in a header')
  note(html, at, seen)
  if (type.includes('html')) {
    seen.counts.pages += 1
    // A file that stands for itself brings its own styles.
    const page = at.startsWith('/audit/exports/record/') ? html.replace('<style>', '') : html
    mischiefIn(page).forEach((each) => say(each))
  } else if (type.includes('csv')) {
    seen.counts.files += 1
    for (const cell of cellsOf(html)) {
      seen.counts.cells += 1
      if (isFormula(cell)) say(`a spreadsheet would work out ‘${cell.slice(0, 40)}’`)
    }
  } else seen.counts.files += 1
  return status
}

/** What stands in an answer, wherever it stands: nothing that was worked out; the marks are noted. */
function note(text: string, at: string, seen: Seen): void {
  if (text.includes(WORKED_OUT)) seen.faults.push(`${at}: something was worked out`)
  for (const [mark] of text.matchAll(MARK)) seen.shown.add(mark)
}

/** Every answer of the API to a question: JSON, or a file to be saved. */
export async function lookAtAnswers(test: TestPages, all: readonly Ids[], seen: Seen): Promise<void> {
  for (const [path, operations] of Object.entries(openApiDocument.paths)) {
    if (!('get' in operations) || path.endsWith('/events') || path.includes('/track/')) continue
    for (const ids of path.includes('{caseId}') ? all : all.slice(0, 1)) {
      const at = addressOf(path, ids)
      for (const role of ROLES) {
        const { status, headers, body } = await test.call(role, 'GET', at)
        if (status === 403) continue
        seen.counts.answers += 1
        const type = headers.get('content-type') ?? ''
        if (status >= 500) seen.faults.push(`${at}: ${status}`)
        if (headers.get('x-content-type-options') !== 'nosniff') seen.faults.push(`${at}: may be sniffed`)
        if (/html|svg|xml$/.test(type)) seen.faults.push(`${at}: is ${type}`)
        note(typeof body === 'string' ? body : JSON.stringify(body), at, seen)
        if (type.includes('csv') && typeof body === 'string') {
          for (const cell of cellsOf(body)) {
            seen.counts.cells += 1
            if (isFormula(cell)) seen.faults.push(`${at}: a spreadsheet would work out ‘${cell.slice(0, 40)}’`)
          }
        }
        break
      }
    }
  }
}

/** Each letter of a case as a Word file: well-formed, of nothing but what Word files are made of. */
export async function lookAtLetters(test: TestPages, caseId: string, most: number, seen: Seen): Promise<void> {
  const { rows } = await test.service.runtime.store.read.outbox({ caseId, limit: 500 })
  for (const { id } of rows.slice(0, most)) {
    const response = await fetch(`${test.service.url}/api/v1/messages/${encodeURIComponent(id)}/letter.docx`, {
      headers: { authorization: `Bearer ${await test.secretOf('complaints-manager')}` },
    })
    if (response.status >= 500) seen.faults.push(`${id}: ${response.status}`)
    if (response.status !== 200) continue
    seen.counts.letters += 1
    const files = new PizZip(await response.arrayBuffer()).files
    for (const [name, file] of Object.entries(files)) {
      if (!/\.(xml|rels)$/.test(name)) continue
      const xml = file.asText()
      note(xml, `${id} ${name}`, seen)
      const others = [...xml.matchAll(/<\/?([\w:]+)/g)].filter(([, tag = '']) =>
        /^(script|svg|img|event|xsl|xi):?/.test(tag),
      )
      if (others.length > 0) seen.faults.push(`${id} ${name}: ${others[0]?.[0] ?? ''}`)
      if (/<!DOCTYPE|<!ENTITY|<!\[CDATA/.test(xml)) seen.faults.push(`${id} ${name}: a declaration of somebody’s`)
      if (/(?![\t\n\r])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u.test(xml)) seen.faults.push(`${id} ${name}: a sign that no XML has`)
      if (/&(?!(amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);)/i.test(xml)) seen.faults.push(`${id} ${name}: an entity`)
      if (/TargetMode="External"[^>]*Target="(?!https:|mailto:)/.test(xml)) seen.faults.push(`${id} ${name}: leads out`)
    }
  }
}

/** Headers that a mail of ours has, each once. */
const HEADERS = new Set(
  'from to subject message-id date auto-submitted mime-version content-type content-transfer-encoding x-redress-possible-duplicate'.split(
    ' ',
  ),
)

/** Each mail as the server took it: our headers only, each once, to one address that is in the case. */
export function lookAtMails(mails: readonly Received[], addresses: ReadonlySet<string>, seen: Seen): void {
  for (const { to, text } of mails) {
    seen.counts.mails += 1
    const [head = '', ...rest] = text.split('\r\n\r\n')
    const names = head
      .split('\r\n')
      .filter((line) => !/^[ \t]/.test(line))
      .map((line) => line.split(':')[0]?.toLowerCase() ?? '')
    const odd = names.filter((name, index) => !HEADERS.has(name) || names.indexOf(name) !== index)
    if (odd.length > 0) seen.faults.push(`a mail has the header ${odd.join(', ')}`)
    if (to.length !== 1 || !addresses.has(to[0] ?? '')) seen.faults.push(`a mail goes to ${to.join(', ')}`)
    const body = rest.join('\r\n\r\n')
    const isBase64 = /^content-transfer-encoding: base64/im.test(head)
    note(isBase64 ? Buffer.from(body, 'base64').toString('utf8') : body.replaceAll('=\r\n', ''), 'a mail', seen)
  }
}

/** The complainant's own pages, with a code as it is sent to them. */
async function ownerOf(test: TestPages, reference: string): Promise<Browser> {
  const { runtime } = test.service
  await sendCode(runtime, reference, 'email')
  const { rows } = await runtime.store.read.outbox({ channel: 'email', limit: 500 })
  const secret = rows.findLast(({ details }) => 'secret' in details)?.details['secret']
  const browser = test.browse()
  await browser.get('/track')
  await browser.post('/track', { reference, have: 'yes' })
  const code = secretText(runtime, secret as Parameters<typeof secretText>[1])
  const { at } = await browser.post('/track/code', { code })
  if (at !== '/track/case') throw new Error(`The code led to ${at}`)
  return browser
}

function addressOf(path: string, ids: Ids): string {
  return path.replace(/:(\w+)|\{(\w+)\}/g, (_, one?: string, other?: string) =>
    encodeURIComponent(ids[one ?? other ?? ''] ?? 'none'),
  )
}

/** What spreadsheets take for the beginning of a formula. */
export function isFormula(cell: string): boolean {
  return /^[=+@\t\r\uFF0B\uFF0D\uFF1D\uFF20]|^-(?!\d+([.,]\d+)?$)/u.test(cell)
}

/** The cells of a CSV file, as RFC 4180 has it. */
export function cellsOf(csv: string): readonly string[] {
  const cells = csv.replace(/^\uFEFF/, '').matchAll(/(?:^|,|\r?\n)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g)
  return [...cells].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '')
}
