/* Over 300 lines: one service, its scanner, and all that is asked of a file. */
import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { openDocument, scanDocuments } from '../../engine/index.ts'
import { A_PDF } from '../support/files.ts'
import { CHILDS_COMPLAINT } from '../support/journey.ts'
import { startTestPages, type TestPages } from '../support/pages.ts'
import { attachments, type Attachment } from './attachments-corpus.ts'
import type { Experiment, Outcome } from './experiment.ts'

/* Somebody sends a file. Nothing looks into it but to see what kind it is, and the scanner. */

const MB = 1024 * 1024
const SIZES = {
  short: { blownUp: 1024 * MB, forms: 6 },
  long: { blownUp: 16 * 1024 * MB, forms: 40 },
} as const
/** By which the process may grow while any one file is sent, and while many are sent at once. Bytes. */
const GROWTH = 150 * MB
const GROWTH_OF_MANY = 400 * MB
/** How long a file of any kind may keep the processor. Milliseconds. */
const LONGEST = 2_000

export const ATTACHMENTS: Experiment = {
  name: 'attachments',
  promises: ['P26'],
  hypothesis:
    'a file is refused for a reason that says so, or kept as it came, opened by nobody before it was scanned, and given back to be saved and never shown',
  fault: 'files that blow up, run, call, mislead or never end are sent as attachments, by everybody who may send one',
  databases: ['sqlite'],
  async run({ size }) {
    const called: string[] = []
    const listener = createServer((socket) => {
      called.push('a file made something call')
      socket.destroy()
    })
    const scanner = scannerStub()
    const address = `127.0.0.1:${await listening(listener)}`
    const test = await startTestPages({
      now: '2026-03-02T09:00:00.000Z',
      environment: { CLAMD_URL: `tcp://127.0.0.1:${await listening(scanner.server)}` },
    })
    try {
      const { faults, counts } = await sendAll(test, attachments(address, SIZES[size].blownUp), scanner)
      const flood = await sendTooMuch(test, SIZES[size].forms)
      const all = [...faults, ...flood.faults, ...called]
      return { held: all.length === 0, counts: { ...counts, ...flood.counts }, faults: all }
    } finally {
      scanner.close()
      await test.stop()
      listener.close()
    }
  },
}

interface Case {
  readonly caseId: string
  readonly at: string
  readonly secret: string
}

async function sendAll(
  test: TestPages,
  corpus: readonly Attachment[],
  scanner: ReturnType<typeof scannerStub>,
): Promise<Pick<Outcome, 'counts' | 'faults'>> {
  const faults: string[] = []
  const counts = {
    files: corpus.length,
    refused: 0,
    taken: 0,
    'opened unscanned': 0,
    infected: 0,
    'most ms of the processor': 0,
    'most MB at once': 0,
  }
  const to = await newCase(test)
  const kept: { readonly document: string; readonly attachment: Attachment }[] = []
  for (const attachment of corpus) {
    const { what, fate } = attachment
    const [{ status, body }, cost] = await measured(() => send(test, to, attachment))
    counts['most ms of the processor'] = Math.max(counts['most ms of the processor'], cost.ms)
    counts['most MB at once'] = Math.max(counts['most MB at once'], Math.round(cost.bytes / MB))
    const said = JSON.stringify(body)
    if ('refused' in fate) {
      if (status >= 400 && status < 500 && fate.refused.test(said)) counts.refused += 1
      else faults.push(`${what}: ${status} ${said.slice(0, 200)}`)
    } else if (status === 201) {
      counts.taken += 1
      kept.push({ document: (body as { document: string }).document, attachment })
    } else faults.push(`${what}: ${status} ${said.slice(0, 200)}`)
  }

  // The scanner has been asked and has not answered: nobody opens anything, by whatever way.
  for (const { document, attachment } of kept) {
    for (const path of [`${to.at}/${document}/content`, `/cases/${to.caseId}/documents/${document}/file`]) {
      if ((await give(test, to, path)).status !== 409) {
        counts['opened unscanned'] += 1
        faults.push(`${attachment.what} was opened before it was scanned`)
      }
    }
  }
  scanner.answer()
  while ((await scanDocuments(test.service.runtime)) > 0) continue
  const { documents } = (await (await give(test, to, to.at)).json()) as {
    documents: { document: string; fileName: string; mediaType: string; scan: string; hiddenDetails: boolean }[]
  }
  for (const { document, attachment } of kept) {
    const { what, fate, content } = attachment
    const view = documents.find((each) => each.document === document)
    if ('refused' in fate || view === undefined) continue
    const say = (fault: string) => faults.push(`${what}: ${fault}`)
    if (view.mediaType !== fate.taken) say(`is ${view.mediaType}`)
    if (fate.as !== undefined && !fits(view.fileName, fate.as)) say(`is called ${JSON.stringify(view.fileName)}`)
    if (/[\p{Cc}\p{Cf}/\\:]/u.test(view.fileName.replaceAll('\u200D', '')))
      say(`is called ${JSON.stringify(view.fileName)}`)
    for (const path of [`${to.at}/${document}/content`, `/cases/${to.caseId}/documents/${document}/file`]) {
      const given = await give(test, to, path)
      if (fate.infected === true) {
        if (view.scan !== 'infected' || given.status !== 409) say(`is ${view.scan}, and given out: ${given.status}`)
        else counts.infected += 1
        continue
      }
      faultsOfAnswer(given).forEach(say)
      if (!Buffer.from(await given.arrayBuffer()).equals(content)) say('does not come back as it was sent')
    }
  }
  const photograph = documents.find(({ hiddenDetails }) => hiddenDetails)?.document ?? ''
  const plain = await openDocument(
    test.service.runtime,
    { id: 'manager', role: 'complaints-manager' },
    to.caseId,
    photograph,
    true,
  )
  if (plain.content.includes('Zqplace')) faults.push('the place of a photograph stays in the copy without it')
  if (counts['most ms of the processor'] > LONGEST) faults.push(`a file took ${counts['most ms of the processor']} ms`)
  if (counts['most MB at once'] * MB > GROWTH) faults.push(`a file took ${counts['most MB at once']} MB`)
  return { faults, counts }
}

const HEADERS: readonly (readonly [name: string, wanted: RegExp])[] = [
  // RFC 6266: a quoted name of plain signs, and the whole name in the signs of RFC 8187.
  [
    'content-disposition',
    /^attachment; filename=(?:[!#$%&'*+.^_`|~\w-]+|"(?:[^"\\\r\n]|\\["\\])*")(; filename\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]+)?$/,
  ],
  ['x-content-type-options', /^nosniff$/],
  ['content-security-policy', /default-src 'none'; sandbox$/],
  ['cache-control', /no-store/],
  ['cross-origin-resource-policy', /^same-origin$/],
  ['content-type', /^(?!text\/html|image\/svg|application\/(xml|xhtml|javascript))/],
]

function faultsOfAnswer({ status, headers }: Response): readonly string[] {
  const wrong = HEADERS.filter(([name, wanted]) => !wanted.test(headers.get(name) ?? '')).map(
    ([name]) => `is given out with ${name}: ${headers.get(name) ?? 'nothing'}`,
  )
  return [
    ...(status === 200 ? [] : [`is not given out: ${status}`]),
    ...wrong,
    ...(headers.get('set-cookie')?.includes('zq=') === true ? ['sets a cookie'] : []),
  ]
}

/** Forms that are too large, say nothing of their size, or come many at once: each is answered, and little is held. */
async function sendTooMuch(test: TestPages, forms: number): Promise<Pick<Outcome, 'counts' | 'faults'>> {
  const faults: string[] = []
  const { caseId } = await newCase(test)
  const browser = test.browse({ id: 'manager', role: 'complaints-manager' })
  await browser.get(`/cases/${caseId}/documents/new`)
  const token = browser.token()
  const boundary = 'zq'
  const field = (name: string, value: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  const piece = new Uint8Array(MB).fill(65)
  /** So many files of so many megabytes, in pieces, so that no header says how much it will be. */
  const streamed = (files: number, megabytes: number) => {
    const parts = Array.from({ length: files }, (_, n) => n)
    return new ReadableStream<Uint8Array>({
      async start(stream) {
        const bytes = new TextEncoder()
        stream.enqueue(bytes.encode(field('_csrf', token) + field('kind', 'other')))
        for (const n of parts) {
          stream.enqueue(
            bytes.encode(`--${boundary}\r\nContent-Disposition: form-data; name="files"; filename="${n}.txt"\r\n\r\n`),
          )
          for (let sent = 0; sent < megabytes; sent += 1) {
            stream.enqueue(piece)
            await new Promise(setImmediate)
          }
          stream.enqueue(bytes.encode('\r\n'))
        }
        stream.enqueue(bytes.encode(`--${boundary}--\r\n`))
        stream.close()
      },
    })
  }
  const post = async (files: number, megabytes: number): Promise<number> => {
    const response = await fetch(`${test.service.url}/cases/${caseId}/documents/new`, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'x-test-actor': 'manager/complaints-manager',
        cookie: `redress=${browser.cookie('redress') ?? ''}`,
        'content-type': `multipart/form-data; boundary=${boundary}`,
      },
      body: streamed(files, megabytes),
      duplex: 'half',
    })
    const said = await response.text()
    if (response.status === 429 && response.headers.get('retry-after') === null)
      faults.push('nobody says when to try again')
    if (response.status >= 400 && !/<h1[\s>]/.test(said)) faults.push(`${response.status} without a word`)
    return response.status
  }
  const [status, large] = await measured(() => post(10, 7))
  if (status !== 413) faults.push(`a form of 70 MB that does not say so: ${status}`)
  const [many, flood] = await measured(() => Promise.all(Array.from({ length: forms }, () => post(5, 11))))
  if (many.some((each) => ![303, 413, 429].includes(each))) faults.push(`many forms at once: ${many.join(' ')}`)
  if (large.bytes > GROWTH) faults.push(`a form of 70 MB took ${Math.round(large.bytes / MB)} MB`)
  if (flood.bytes > GROWTH_OF_MANY) faults.push(`forms at once took ${Math.round(flood.bytes / MB)} MB`)
  const counts = {
    'MB of a form of 70 MB': Math.round(large.bytes / MB),
    [`MB of ${forms} forms of 55 MB at once`]: Math.round(flood.bytes / MB),
    'of these told to wait': many.filter((each) => each === 429).length,
  }
  const after = await send(test, await newCase(test), { name: 'a.pdf', content: A_PDF })
  if (after.status !== 201) faults.push(`afterwards: ${after.status}`)
  return { faults, counts }
}

async function newCase(test: TestPages): Promise<Case> {
  const { body } = await test.call('intake', 'POST', '/api/v1/cases', CHILDS_COMPLAINT)
  const { caseId } = body as { caseId: string }
  return { caseId, at: `/api/v1/cases/${caseId}/documents`, secret: await test.secretOf('complaints-manager') }
}

/** Sends without a copy of the file, so that what grows is the service. */
async function send(test: TestPages, { at, secret }: Case, { name, content }: Pick<Attachment, 'name' | 'content'>) {
  const quoted = name.replace(/["\r\n]/g, (sign) => encodeURIComponent(sign))
  const head = `--zq\r\nContent-Disposition: form-data; name="kind"\r\n\r\nevidence\r\n--zq\r\nContent-Disposition: form-data; name="file"; filename="${quoted}"\r\nContent-Type: application/octet-stream\r\n\r\n`
  const ask = request(`${test.service.url}${at}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'multipart/form-data; boundary=zq' },
  })
  const answered = once(ask, 'response') as Promise<[IncomingMessage]>
  ask.write(head)
  for (let from = 0; from < content.length; from += MB) {
    if (!ask.write(content.subarray(from, from + MB))) await once(ask, 'drain')
  }
  ask.end('\r\n--zq--\r\n')
  const [response] = await answered
  let said = ''
  for await (const piece of response.setEncoding('utf8')) said += String(piece)
  return { status: response.statusCode ?? 0, body: JSON.parse(said) as unknown }
}

function give(test: TestPages, { secret }: Case, path: string): Promise<Response> {
  const headers = { authorization: `Bearer ${secret}`, 'x-test-actor': 'manager/complaints-manager' }
  return fetch(`${test.service.url}${path}`, { headers })
}

function fits(name: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? name === wanted : wanted.test(name)
}

/** What it took: time of the processor, and the most by which the process grew. What sends is in the same process, and counted with it. */
async function measured<T>(
  work: () => Promise<T>,
): Promise<readonly [T, { readonly ms: number; readonly bytes: number }]> {
  const before = process.memoryUsage.rss()
  const began = process.cpuUsage()
  let most = before
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 10)
  const result = await work()
  clearInterval(timer)
  most = Math.max(most, process.memoryUsage.rss())
  const { user, system } = process.cpuUsage(began)
  return [result, { ms: Math.round((user + system) / 1000), bytes: most - before }]
}

/** Speaks clamd's INSTREAM, and answers once it is told to. */
function scannerStub() {
  const waiting: (() => void)[] = []
  const sockets = new Set<Socket>()
  let isAnswering = false
  const server = createServer((socket) => {
    sockets.add(socket)
    let last = ''
    let isFound = false
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      const seen = last + chunk.toString('latin1')
      isFound ||= seen.includes('EICAR-STANDARD-ANTIVIRUS-TEST-FILE')
      last = seen.slice(-100)
      // A part of no length ends it.
      if (!last.endsWith('\0\0\0\0')) return
      const reply = () => socket.end(isFound ? 'stream: Eicar-Signature FOUND\0' : 'stream: OK\0')
      if (isAnswering) reply()
      else waiting.push(reply)
    })
  })
  return {
    server,
    answer() {
      isAnswering = true
      for (const reply of waiting.splice(0)) reply()
    },
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}
