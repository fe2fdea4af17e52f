import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib'
import { dayOf } from '../../engine/index.ts'
import type { TestPages } from '../support/pages.ts'
import { A_MILLION, POLLUTION, UNSTORABLE } from './hostile-data-payloads.ts'

/** Bytes into which a body of a few hundred kilobytes would be blown up. */
const BLOWN_UP = { short: 64 * 1024 * 1024, long: 1024 * 1024 * 1024 } as const
/** More than that at once, and the body was taken in before it was refused. Bytes. */
const GROWTH = 100 * 1024 * 1024
/** A body that takes longer holds up everybody else. Milliseconds of the processor. */
const LONGEST = 2_000

interface Attempt {
  readonly what: string
  readonly body: string | Buffer
  readonly headers?: Readonly<Record<string, string>>
  readonly status: readonly number[]
}

const JSON_TYPE = { 'content-type': 'application/json' }

/**
 * Bodies that are no request of anybody's, and texts that no database keeps: each is refused at once by a fault of the
 * sender which says what is wrong, and nothing of it is written.
 */
export async function bodiesAreRefused(
  test: TestPages,
  caseId: string,
  size: 'short' | 'long',
  faults: string[],
): Promise<Readonly<Record<string, number>>> {
  const counts = { 'bodies refused': 0, 'texts refused': 0, 'most ms of the processor': 0, 'most MB at once': 0 }
  const before = await standing(test)
  const at = `/api/v1/cases/${caseId}/facts`
  const secret = await test.secretOf('complaints-manager')
  const send = async (address: string, body: string | Buffer, headers: Readonly<Record<string, string>>) => {
    const began = process.cpuUsage()
    const response = await fetch(`${test.service.url}${address}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, ...headers },
      body: typeof body === 'string' ? body : new Uint8Array(body),
    })
    const said = await response.text()
    counts['most ms of the processor'] = Math.max(counts['most ms of the processor'], millisecondsSince(began))
    return { status: response.status, said }
  }

  for (const { what, body, headers = JSON_TYPE, status } of attempts(size)) {
    const memory = watchMemory()
    const answer = await send(at, body, headers)
    counts['most MB at once'] = Math.max(counts['most MB at once'], Math.round(memory() / 1024 / 1024))
    if (status.includes(answer.status) && isProblem(answer.said)) counts['bodies refused'] += 1
    else faults.push(`${what}: ${answer.status} ${answer.said.slice(0, 200)}`)
  }

  const on = dayOf(test.service.runtime.clock.now())
  const ways: readonly (readonly [where: string, address: string, field: string, body: (text: string) => object])[] = [
    ['a note', at, 'text', (text) => ({ facts: [{ type: 'note-recorded', on, data: { kind: 'internal', text } }] })],
    [
      'a name',
      `/api/v1/cases/${caseId}/people`,
      'name',
      (name) => ({ role: 'other', name, contactPreference: 'letter', adjustments: [] }),
    ],
    ['a point', '/api/v1/intake', 'text', (text) => ({ ...INTAKE, points: [{ text, desiredOutcome: 'a' }] })],
    ['a reason', `/api/v1/cases/${caseId}/cancellation`, 'reason', (reason) => ({ reason })],
    ['a search', '/api/v1/search', 'text', (text) => ({ text })],
  ]
  for (const [where, address, field, body] of ways) {
    for (const [what, text] of [...UNSTORABLE, ['a million letters', A_MILLION]] as const) {
      const { status, said } = await send(address, JSON.stringify(body(text)), JSON_TYPE)
      if (
        status >= 400 &&
        status < 500 &&
        isProblem(said) &&
        placesIn(said).some((place) => place.endsWith(`/${field}`))
      )
        counts['texts refused'] += 1
      else faults.push(`${what} in ${where}: ${status}, and the field is not named: ${said.slice(0, 200)}`)
    }
  }

  const after = await standing(test)
  if (before !== after) faults.push('something of what was refused is in the database')
  if (POLLUTION in {}) faults.push('a body reached Object.prototype')
  if (counts['most ms of the processor'] > LONGEST)
    faults.push(`a body took ${counts['most ms of the processor']} ms of the processor`)
  if (counts['most MB at once'] * 1024 * 1024 > GROWTH) faults.push(`a body took ${counts['most MB at once']} MB`)
  return counts
}

const INTAKE = {
  kind: 'complaint',
  channel: 'form',
  who: 'self',
  area: 'children',
  person: { name: 'Jordan Reed', email: 'jordan.reed@example.org', contactPreference: 'email', adjustments: [] },
}

function attempts(size: 'short' | 'long'): readonly Attempt[] {
  const bomb = Buffer.alloc(BLOWN_UP[size], 0x20)
  const quick = { level: 1 }
  const coded = (encoding: string) => ({ ...JSON_TYPE, 'content-encoding': encoding })
  const deep = (open: string, close: string) => `${open.repeat(100_000)}1${close.repeat(100_000)}`
  return [
    { what: '__proto__', body: `{"__proto__":{"${POLLUTION}":1},"facts":[]}`, status: [400] },
    {
      what: '__proto__ below',
      body: `{"facts":[{"type":"note-recorded","on":"2026-03-02","data":{"__proto__":{"${POLLUTION}":1}}}]}`,
      status: [400],
    },
    {
      what: 'constructor.prototype',
      body: `{"constructor":{"prototype":{"${POLLUTION}":1}},"facts":[]}`,
      status: [400],
    },
    { what: '\\u005f_proto__', body: `{"\\u005f_proto__":{"${POLLUTION}":1},"facts":[]}`, status: [400] },
    {
      what: 'the same key twice, at last of another kind',
      body: '{"facts":[{"type":"note-recorded","on":"2026-03-02","data":{}}],"facts":"x"}',
      status: [400],
    },
    { what: 'a field of nobody’s', body: '{"facts":[],"isManager":true}', status: [400] },
    { what: 'objects in objects', body: deep('{"a":', '}'), status: [400, 413] },
    { what: 'lists in lists', body: deep('[', ']'), status: [400, 413] },
    { what: 'a long list', body: `{"facts":[${'1,'.repeat(500_000)}1]}`, status: [400, 413] },
    { what: 'three million letters', body: JSON.stringify({ facts: [], a: 'a'.repeat(3_000_000) }), status: [413] },
    {
      what: 'a hundred thousand keys',
      body: JSON.stringify(Object.fromEntries(Array.from({ length: 100_000 }, (_, n) => [`k${n}`, 1]))),
      status: [400, 413],
    },
    {
      what: 'a number beyond all',
      body: '{"facts":[{"type":"note-recorded","on":"2026-03-02","data":{"text":1e999}}]}',
      status: [400, 422],
    },
    { what: 'half a body', body: '{"facts":[', status: [400] },
    { what: 'no object', body: '"facts"', status: [400] },
    { what: 'nothing', body: 'null', status: [400] },
    { what: 'XML', body: '<facts/>', headers: { 'content-type': 'application/xml' }, status: [415] },
    {
      what: 'a form',
      body: 'facts=1',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      status: [415],
    },
    {
      what: 'JSON that says it is text',
      body: '{"facts":[]}',
      headers: { 'content-type': 'text/plain' },
      status: [415],
    },
    {
      what: 'another alphabet',
      body: '{"facts":[]}',
      headers: { 'content-type': 'application/json; charset=utf-7' },
      status: [400, 415],
    },
    {
      what: 'UTF-16',
      body: Buffer.from('\uFEFF{"facts":[]}', 'utf16le'),
      headers: { 'content-type': 'application/json; charset=utf-16' },
      status: [400, 415],
    },
    { what: 'a mark of byte order', body: '\uFEFF{"facts":"x"}', status: [400] },
    { what: 'a coding of nobody’s', body: 'x', headers: coded('zq'), status: [415] },
    { what: 'gzip that is none', body: 'x', headers: coded('gzip'), status: [400] },
    { what: 'a body that gzip blows up', body: gzipSync(bomb, quick), headers: coded('gzip'), status: [413] },
    { what: 'a body that deflate blows up', body: deflateSync(bomb, quick), headers: coded('deflate'), status: [413] },
    {
      what: 'a body that Brotli blows up',
      body: brotliCompressSync(bomb, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
      headers: coded('br'),
      status: [413],
    },
  ]
}

function millisecondsSince(began: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(began)
  return Math.round((user + system) / 1_000)
}

/** The most that this process grew by, while it went on. Bytes. */
function watchMemory(): () => number {
  const start = process.memoryUsage.rss()
  let most = start
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 5)
  return () => {
    clearInterval(timer)
    return Math.max(most, process.memoryUsage.rss()) - start
  }
}

function isProblem(said: string): boolean {
  const { type, title } = JSON.parse(said) as { readonly type?: string; readonly title?: string }
  return type?.startsWith('/errors#') === true && title !== undefined && !/\bat .*\.[tj]s:\d/.test(said)
}

function placesIn(said: string): readonly string[] {
  return ((JSON.parse(said) as { readonly faults?: readonly { readonly at: string }[] }).faults ?? []).map(
    ({ at }) => at,
  )
}

/** All that is kept of cases, as one text. */
async function standing({ service }: TestPages): Promise<string> {
  const { knex } = service.runtime.store
  const tables = ['cases', 'facts', 'people', 'documents', 'tasks', 'outbox', 'timers', 'jobs', 'audit']
  return JSON.stringify(await Promise.all(tables.map((table) => knex(table).count({ n: '*' }))))
}
