import { Agent, request } from 'node:http'
import { referenceOf } from '../bench/seed-copies.ts'
import type { Caseworker } from '../bench/seed-council.ts'
import { CHILDS_COMPLAINT } from '../support/journey.ts'
import { pause } from './two-nodes-process.ts'

export interface Crowd {
  /** They ask again and again until they are told to stop; then what is under way comes to its end. */
  stop(): Promise<Seen>
}

/** What the clients saw. */
export interface Seen {
  /** Milliseconds of each request that was let in. */
  readonly times: readonly number[]
  /** Told to come again: with the time after which, and in words or as a problem. */
  readonly turnedAway: number
  /** References of complaints of which a client was told that they were taken. */
  readonly taken: readonly string[]
  /** Every other answer, and lines that broke. */
  readonly failed: readonly string[]
}

export interface CrowdConfig {
  readonly url: string
  readonly key: string
  readonly people: readonly Caseworker[]
  readonly clients: number
  /** Of the council, whose cases they look at. */
  readonly cases: number
}

interface Answer {
  readonly status: number
  readonly type: string
  readonly retryAfter: string | undefined
  readonly body: string
}

interface Wanted {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** Whoever was turned away comes back at once, whatever they were told. */
const NEXT_MS = 20

/** So many at once, each with a line of their own: half of them on pages, half of them programs; one in five complains. */
export function startCrowd({ url, key, people, clients, cases }: CrowdConfig): Crowd {
  const agent = new Agent({ keepAlive: true })
  const times: number[] = []
  const taken: string[] = []
  const failed: string[] = []
  let turnedAway = 0
  let isOver = false
  const wantedBy = (client: number, n: number): Wanted => {
    const reference = referenceOf(1 + ((client * 31 + n) % (cases - 1)))
    const { cookie } = people[client % people.length] ?? { cookie: '' }
    const keyed = { authorization: `Bearer ${key}` }
    switch ((client + n) % 5) {
      case 0:
        return {
          method: 'POST',
          path: '/api/v1/cases',
          headers: { ...keyed, 'content-type': 'application/json', 'idempotency-key': `crowd-${client}-${n}` },
          body: JSON.stringify(CHILDS_COMPLAINT),
        }
      case 1:
        return { method: 'GET', path: '/tasks/mine', headers: { cookie } }
      case 2:
        return { method: 'GET', path: '/api/v1/tasks?limit=50', headers: keyed }
      case 3:
        return { method: 'GET', path: '/tasks/all', headers: { cookie } }
      default:
        return { method: 'GET', path: `/api/v1/cases/${reference}`, headers: keyed }
    }
  }
  const client = async (index: number): Promise<void> => {
    for (let n = 0; !isOver; n += 1) {
      const wanted = wantedBy(index, n)
      const began = performance.now()
      try {
        const answer = await send(agent, url, wanted)
        const fault = faultOf(wanted, answer)
        if (fault !== undefined) failed.push(`${wanted.method} ${wanted.path} was answered ${fault}`)
        if (answer.status === 503) turnedAway += 1
        else times.push(performance.now() - began)
        if (answer.status === 201) taken.push((JSON.parse(answer.body) as { readonly caseId: string }).caseId)
      } catch (error) {
        failed.push(`${wanted.method} ${wanted.path} had no answer: ${String(error)}`)
      }
      await pause(NEXT_MS)
    }
  }
  const asking = Promise.all(Array.from({ length: clients }, (_, index) => client(index)))
  return {
    async stop() {
      isOver = true
      await asking
      agent.destroy()
      return { times, turnedAway, taken, failed }
    },
  }
}

/** Whoever is turned away must be told when to come again, in a way that they can read. */
function faultOf({ path }: Wanted, { status, type, retryAfter, body }: Answer): string | undefined {
  if (status === 200 || status === 201) return undefined
  if (status !== 503) return `${status}: ${body.slice(0, 200)}`
  if (!/^[1-9]\d?$/.test(retryAfter ?? '')) return `503 without saying when to come again`
  const isApi = path.startsWith('/api/')
  const isReadable = isApi
    ? type.startsWith('application/problem+json') && body.includes('/errors#BUSY')
    : type.startsWith('text/html') && /<h1[^>]*>Sorry, the service is busy<\/h1>/.test(body)
  return isReadable ? undefined : `503 in no words: ${body.slice(0, 200)}`
}

function send(agent: Agent, url: string, { method, path, headers, body }: Wanted): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request(`${url}${path}`, { agent, method, headers }, (response) => {
      const pieces: Buffer[] = []
      response
        .on('data', (piece: Buffer) => pieces.push(piece))
        .once('error', reject)
        .once('end', () => {
          resolve({
            status: response.statusCode ?? 0,
            type: response.headers['content-type'] ?? '',
            retryAfter: response.headers['retry-after'],
            body: Buffer.concat(pieces).toString(),
          })
        })
    })
      .once('error', reject)
      .end(body)
  })
}
