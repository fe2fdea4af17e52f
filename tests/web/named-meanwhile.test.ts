import { expect } from 'chai'
import { startTestPages, type Browser, type TestPages } from '../support/pages.ts'
import { CHILDS_COMPLAINT } from '../support/journey.ts'

/*
 * Somebody is named as the person complained about while they have the case open: its form, a claimed task, a draft, a
 * search that found it, a page of results, a stream of events. What they do before, and what they do at the very moment,
 * is drawn by chance. Afterwards there is no trace of the case for them.
 */

const ROUNDS = 40
const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
const SAM = 'sam.manager'

describe(`whoever is named while they work on the case (SEED=${SEED})`, function () {
  this.timeout(400_000)
  let pages: TestPages
  let sam: Browser
  let heard = ''
  const stop = new AbortController()
  const next = randomFrom(SEED)

  before(async () => {
    pages = await startTestPages({ now: '2026-03-02T09:00:00.000Z' })
    sam = pages.browse({ id: SAM, role: 'complaints-manager' })
    await sam.get('/complain/you')
    const headers = { 'x-test-actor': `${SAM}/complaints-manager` }
    const stream = await fetch(`${pages.service.url}/events`, { headers, signal: stop.signal })
    void listen(stream, (text) => (heard += text))
  })
  after(async () => {
    stop.abort()
    await pages.stop()
  })

  const submit = async () => {
    const { body } = await pages.call('intake', 'POST', '/api/v1/cases', CHILDS_COMPLAINT)
    const { caseId } = body as { caseId: string }
    const listed = await pages.call('complaints-manager', 'GET', `/api/v1/tasks?caseId=${caseId}`)
    const [task] = (listed.body as { tasks: { taskId: string }[] }).tasks
    return { caseId, taskId: task?.taskId ?? '' }
  }

  const name = async (caseId: string): Promise<void> => {
    const subject = { id: SAM, role: 'subject-of-complaint', name: 'Sam', contactPreference: 'email', adjustments: [] }
    const added = await pages.call('complaints-manager', 'POST', `/api/v1/cases/${caseId}/people`, subject)
    expect(added.status, JSON.stringify(added.body)).to.equal(201)
  }

  const named: string[] = []
  for (let round = 1; round <= ROUNDS; round += 1) {
    it(`leaves no trace, ${round}`, async () => {
      const { caseId, taskId } = await submit()
      const task = `/cases/${caseId}/tasks/${encodeURIComponent(taskId)}`
      const acts: Readonly<Record<string, () => Promise<unknown>>> = {
        open: () => sam.get(task),
        claim: () => sam.post(`${task}/claim`, {}),
        draft: () => sam.post(`${task}/draft`, { classificationReason: 'Words of a draft' }),
        look: () => sam.get(`/cases/${caseId}`),
        search: () => sam.post('/cases/search', { text: 'Jordan', reason: 'They rang' }),
        bulk: () => sam.post('/tasks/bulk', { action: 'claim', task: taskId }),
        list: () => sam.get('/tasks/all'),
        release: () => sam.post(`${task}/release`, {}),
        complete: () => sam.post(`${task}/complete`, { classificationReason: 'x' }),
      }
      const order = shuffled(Object.keys(acts), next).slice(0, 2 + Math.floor(next() * 5))
      for (const act of order) await acts[act]?.()
      const found = (await sam.post('/cases/search', { text: 'Jordan', reason: 'They rang' })).at
      const [meanwhile = 'open'] = shuffled(Object.keys(acts), next)
      await Promise.all([name(caseId), acts[meanwhile]?.()])
      named.push(caseId)
      const before = heard.length
      const said = `${order.join(', ')}, then ${meanwhile}`

      for (const path of [task, `/cases/${caseId}`, `/cases/${caseId}/documents`]) {
        const { status, html } = await sam.get(path)
        expect([status, html.includes(caseId)], `${said}: ${path}`).to.deep.equal([404, false])
      }
      for (const act of ['claim', 'release', 'draft', 'complete', 'send-back']) {
        const { status, html } = await sam.post(`${task}/${act}`, { classificationReason: 'x' })
        expect([status, html.includes(caseId)], `${said}: ${act}`).to.deep.equal([404, false])
      }
      for (const path of ['/tasks/mine', '/tasks/all', '/cases', found, '/tasks/bulk/result', '/team/workload']) {
        const { html } = await sam.get(path)
        for (const each of named) expect(html, `${said}: ${path}`).to.not.include(each)
      }
      // Of what they ask for by its id they hear that there is none, in the words of what never was.
      const { html: bulk } = await sam.post('/tasks/bulk', { action: 'claim', task: taskId })
      expect(bulk.replaceAll(taskId, ''), said).to.not.include(caseId)

      await sam.post('/tasks/bulk', { action: 'claim', task: 'none' })

      const { knex } = pages.service.runtime.store
      const tasks = await knex<Stored>('tasks').where({ case_id: caseId }).select('assignee', 'draft')
      for (const { assignee, draft } of tasks)
        expect([assignee === SAM, draft ?? null], said).to.deep.equal([false, null])
      const notices = await knex<Notice>('outbox').where({ case_id: caseId, status: 'queued' }).select('details')
      expect(JSON.stringify(notices), said).to.not.include(SAM)
      // Something happens in the case: others hear of it.
      await pages.call('complaints-manager', 'POST', `/api/v1/tasks/${taskId}/claim`)
      expect(heard.slice(before), said).to.not.include(caseId)
    })
  }
})

interface Notice {
  readonly case_id: string
  readonly status: string
  readonly details: string
}

interface Stored {
  readonly case_id: string
  readonly assignee: string | null
  readonly draft: unknown
}

async function listen(stream: Response, take: (text: string) => void): Promise<void> {
  const decoder = new TextDecoder()
  try {
    for await (const part of stream.body as unknown as AsyncIterable<Uint8Array>) take(decoder.decode(part))
  } catch {
    // The test has ended.
  }
}

/** Mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

function shuffled<T>(items: readonly T[], next: () => number): readonly T[] {
  return items
    .map((item) => ({ item, place: next() }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ item }) => item)
}
