import { expect } from 'chai'
import express from 'express'
import type { AddressInfo } from 'node:net'
import { eventRoutes, makeOnlookers } from '../../api/routes/events.ts'
import { authenticate, keyHash } from '../../api/middleware/authenticate.ts'
import type { Role, Runtime } from '../../engine/index.ts'
import { startTestService, type TestService } from '../support/service.ts'
import { submitExample } from '../support/walk.ts'

/** Reads a stream of server-sent events until `enough`, or its end. */
async function read(response: Response, enough: (text: string) => boolean): Promise<string> {
  let text = ''
  const decoder = new TextDecoder()
  const reader = (response.body as ReadableStream<Uint8Array> | null)?.getReader()
  for (;;) {
    const part = await reader?.read()
    if (part?.value === undefined) return text
    text += decoder.decode(part.value, { stream: true })
    if (enough(text)) {
      await reader?.cancel()
      return text
    }
  }
}

describe('/api/v1/events', function () {
  this.timeout(180_000)
  let test: TestService
  before(async () => {
    test = await startTestService({ now: '2026-02-02T09:00:00.000Z' })
  })

  const open = async (role: Role = 'caseworker') =>
    fetch(`${test.service.url}/api/v1/events`, {
      headers: { authorization: `Bearer ${await test.secretOf(role)}` },
    })

  it('tells of a completed task once, in ids', async () => {
    const caseId = await submitExample(test)
    await test.service.drain()
    const stream = await open()
    expect(stream.headers.get('content-type')).to.match(/^text\/event-stream/)
    const { body } = await test.call('complaints-manager', 'GET', `/api/v1/tasks?caseId=${caseId}`)
    const [task] = (body as { tasks: { taskId: string }[] }).tasks
    const answers = {
      functionCode: 'looked-after',
      personCode: 'P1',
      classificationReason: 'CANARY',
      disputesChange: false,
      concurrentProceedings: false,
    }
    const done = await test.call('complaints-manager', 'POST', `/api/v1/tasks/${task?.taskId ?? ''}/completion`, {
      answers,
    })
    expect(done.status).to.equal(200)
    await test.service.drain()
    // A last event of another case closes the account.
    const other = await submitExample(test)
    const text = await read(stream, (soFar) => soFar.includes(`"caseId":"${other}"`))
    const events = text
      .split('\n\n')
      .flatMap((block) => /^event: case-changed\ndata: (.*)$/.exec(block)?.[1] ?? [])
      .map((data) => JSON.parse(data) as { caseId: string; command: string; version: number })
    const completed = events.filter(({ command }) => command === 'task-completed')
    expect(completed).to.have.lengthOf(1)
    expect(completed[0]).to.have.all.keys('caseId', 'version', 'command', 'tasksOpened', 'tasksClosed')
    expect(completed[0]).to.deep.include({ caseId, tasksClosed: [task?.taskId] })
    expect(text).to.not.match(/CANARY|Jordan|Reed/)
  })

  it('tells nobody of a case that is about them', async () => {
    const about = await submitExample(test)
    const stream = await open()
    const subject = {
      id: 'caseworker',
      role: 'subject-of-complaint',
      name: 'Sam Subject',
      contactPreference: 'email',
      adjustments: [],
    }
    const added = await test.call('complaints-manager', 'POST', `/api/v1/cases/${about}/people`, subject)
    expect(added.status).to.equal(201)
    const theirs = await submitExample(test)
    const text = await read(stream, (soFar) => soFar.includes(`"caseId":"${theirs}"`))
    expect(text).to.not.include(about)
  })

  it('ends when its key is revoked, and says nothing more', async () => {
    const stream = await open('auditor')
    const { store } = test.service.runtime
    const [key] = (await store.read.apiKeys()).filter(({ role }) => role === 'auditor')
    await store.command((unit) => {
      unit.revokeApiKey(key?.id ?? '')
      return Promise.resolve()
    })
    const later = await submitExample(test)
    const text = await read(stream, () => false)
    expect(text).to.match(/^: listening\n\n/)
    expect(text).to.not.include(later)
  })

  it('ends when the service stops', async () => {
    const stream = await open()
    await test.stop()
    expect(await read(stream, () => false)).to.equal(': listening\n\n')
  })

  it('says that it is still there while nothing happens', async () => {
    const secret = 'a'.repeat(40)
    const key = { id: 'k', hash: keyHash(secret), role: 'auditor', name: 'auditor', revokedAt: null }
    const runtime = {
      store: { read: { apiKeyByHash: () => Promise.resolve(key) } },
      clock: { now: () => '2026-02-02T09:00:00.000Z' },
    } as unknown as Runtime
    const server = express()
      .use(authenticate(runtime), eventRoutes(runtime, makeOnlookers(), 5))
      .listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as AddressInfo
    const stream = await fetch(`http://127.0.0.1:${port}/`, { headers: { authorization: `Bearer ${secret}` } })
    const text = await read(stream, (soFar) => soFar.split(': still here').length > 2)
    expect(text).to.match(/^: listening\n\n(: still here\n\n){2}/)
    server.closeAllConnections()
    server.close()
  })
})
