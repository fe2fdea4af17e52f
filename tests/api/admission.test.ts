import { EventEmitter } from 'node:events'
import { expect } from 'chai'
import express, { type Request, type RequestHandler, type Response } from 'express'
import { makeAdmission } from '../../api/middleware/admission.ts'
import { busyPage } from '../../web/frame/errors.ts'
import { useTemplates } from '../../web/frame/templates.ts'

/** An answer that nobody listens to, and what was said in it. */
function anAnswer() {
  const said = { status: 200, headers: new Map<string, string>(), body: '' }
  const response = Object.assign(new EventEmitter(), {
    status: (status: number) => ((said.status = status), response),
    set: (name: string, value: string) => (said.headers.set(name, value), response),
    type: (type: string) => (said.headers.set('Content-Type', type), response),
    json: (body: unknown) => (said.body = JSON.stringify(body)),
    send: (body: string) => (said.body = body),
  })
  return { said, response: response as unknown as Response }
}

function ask(middleware: RequestHandler, path = '/cases', complete = true) {
  let isIn = false
  const { said, response } = anAnswer()
  void middleware({ baseUrl: '/api/v1', path, complete } as unknown as Request, response, () => (isIn = true))
  return { isIn, said, end: () => response.emit('close') }
}

describe('admission', () => {
  it('lets in as many as there are places, and whoever comes when one is free again', () => {
    let refused = 0
    const admission = makeAdmission({ most: 2, onRefused: () => (refused += 1) })
    const middleware = admission.middleware()
    const first = ask(middleware)
    expect([first.isIn, ask(middleware).isIn, ask(middleware).isIn]).to.deep.equal([true, true, false])
    expect([admission.underWay(), refused]).to.deep.equal([2, 1])
    first.end()
    first.end()
    expect(admission.underWay()).to.equal(1)
    expect(ask(middleware).isIn).to.equal(true)
  })

  it('says when to come again, not to all the same, and why', () => {
    const middleware = makeAdmission({ most: 0 }).middleware()
    const answers = Array.from({ length: 5 }, () => ask(middleware).said)
    expect(new Set(answers.map(({ headers }) => headers.get('Retry-After')))).to.have.keys('2', '3', '4', '5', '6')
    for (const { status, headers, body } of answers) {
      expect([status, headers.get('Content-Type')]).to.deep.equal([503, 'application/problem+json'])
      expect(JSON.parse(body)).to.include({ type: '/errors#BUSY', status: 503 })
    }
  })

  it('gives no place to streams of events, and turns none away', () => {
    const admission = makeAdmission({ most: 1 })
    const middleware = admission.middleware()
    ask(middleware)
    expect([ask(middleware, '/events').isIn, ask(middleware, '/cases/events').isIn]).to.deep.equal([true, false])
    expect(admission.underWay()).to.equal(1)
  })

  it('lets whoever sends slowly go on without a place', async () => {
    const admission = makeAdmission({ most: 2, arrivesMs: 5 })
    const middleware = admission.middleware()
    const slow = ask(middleware, '/cases', false)
    ask(middleware)
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(admission.underWay()).to.equal(1)
    slow.end()
    expect(admission.underWay()).to.equal(1)
  })

  it('turns people away with a page that says what to do', async () => {
    const app = express()
    app.set('view engine', 'njk')
    useTemplates(app, { council: { name: 'A Council', address: [], complaintsTeam: { name: 'Team', phone: '01' } } })
    const middleware = makeAdmission({ most: 0 }).middleware(busyPage(app))
    for (const turn of ['the first', 'the second']) {
      const { said } = ask(middleware)
      await new Promise(setImmediate)
      expect([said.status, said.headers.get('Content-Type')], turn).to.deep.equal([503, 'html'])
      expect(said.body, turn)
        .to.match(/<h1[^>]*>Sorry, the service is busy<\/h1>/)
        .and.include('call the Team on 01')
    }
  })
})
