import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import {
  calendarOf,
  completeTask,
  localDate,
  previewCompletion,
  withDays,
  type Actor,
  type Role,
} from '../../../engine/index.ts'
import { tryLetter } from '../../../handlers/index.ts'
import { startTestService, type TestService } from '../../support/service.ts'
import { startMailCatcher, type MailCatcher } from '../../support/smtp.ts'

const NOW = '2026-01-05T09:00:00.000Z'
const TODAY = localDate('2026-01-05')
const PERSON = {
  id: 'p1',
  role: 'complainant',
  name: 'Alex Moss',
  email: 'alex.moss@example.org',
  contactPreference: 'email',
  adjustments: [],
}
const POINT = { text: 'Nobody came for three weeks.', desiredOutcome: 'Visits that happen.' }

interface Usual {
  readonly people?: readonly { readonly id: string; readonly role: string }[]
  readonly forms: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

const usualOf = (procedure: string) =>
  JSON.parse(readFileSync(`processes/${procedure}/usual-answers.json`, 'utf8')) as Usual

describe('What is promised before a task is completed, of whole procedures', () => {
  let test: TestService
  let mail: MailCatcher
  let seconds = 0

  before(async function () {
    this.timeout(120_000)
    mail = await startMailCatcher()
    test = await startTestService({ now: NOW, smtpUrl: `smtp://127.0.0.1:${mail.port}` })
  })
  after(async () => {
    await test.stop()
    await mail.stop()
  })

  const settle = async () => {
    seconds += 1
    await test.moveTo(new Date(Date.parse(NOW) + seconds * 1000).toISOString())
  }

  for (const { procedure, least, points = 1 } of [
    { procedure: 'adult-social-care', least: 8 },
    { procedure: 'corporate', least: 4 },
    { procedure: 'nhs-joint', least: 6, points: 2 },
    { procedure: 'intake', least: 1 },
  ]) {
    it(`${procedure}: tasks with their days, letters and facts are those that then come`, async () => {
      const usual = usualOf(procedure)
      const learning = usualOf('learning')
      const { status, body } = await test.call('intake', 'POST', '/api/v1/cases', {
        procedure,
        channel: 'email',
        oral: false,
        byChild: false,
        people: [PERSON],
        points: Array.from({ length: points }, () => POINT),
      })
      expect(status, JSON.stringify(body)).to.equal(201)
      const { caseId } = body as { readonly caseId: string }
      for (const person of usual.people ?? []) {
        await test.call('complaints-manager', 'POST', `/api/v1/cases/${caseId}/people`, person)
      }
      await settle()
      const { runtime } = test.service
      let looked = 0
      for (let n = 0; n < 16; n += 1) {
        const { rows } = await runtime.store.read.tasks({ caseId, limit: 50 })
        const task = rows.find(({ form }) => form !== null && answersOf(form) !== undefined)
        if (task?.form == null) break
        const answers = answersOf(task.form)
        const holder = usual.people?.find(({ role }) => role === task.role)
        const actor: Actor = { id: holder?.id ?? `${task.role}.one`, role: task.role as Role }
        const before = await stateOf(caseId)
        const promised = await previewCompletion(runtime, actor, { taskId: task.id, answers }, tryLetter)
        expect(await stateOf(caseId), `${task.form}: nothing has changed yet`).to.deep.equal(before)
        await completeTask(runtime, actor, { taskId: task.id, answers })
        await settle()
        const after = await stateOf(caseId)
        const said = promised.opened.map(({ element, dueOn }) => `${element} ${dueOn ?? ''}`)
        expect(said.toSorted(), task.form).to.deep.equal(more(after.tasks, before.tasks))
        expect(promised.messages.map((message) => message.body).toSorted(), task.form).to.deep.equal(
          more(after.messages, before.messages),
        )
        expect(promised.facts.toSorted(), task.form).to.deep.equal(after.facts.slice(before.facts.length).toSorted())
        expect(promised.blocked, task.form).to.deep.equal([])
        looked += 1
      }
      expect(looked).to.be.at.least(least)

      function answersOf(form: string): object | undefined {
        const answers = usual.forms[form] ?? learning.forms[form]
        return answers && withoutNull(withDays(answers, TODAY, calendarOf('children-act')))
      }
    })
  }

  async function stateOf(caseId: string) {
    const { read } = test.service.runtime.store
    const [{ rows: tasks }, { rows: messages }, facts] = await Promise.all([
      read.tasks({ caseId, limit: 100 }),
      read.outbox({ caseId, limit: 100 }),
      read.facts(caseId),
    ])
    return {
      tasks: tasks.map(({ id, element, dueOn }) => ({ id, words: `${element} ${dueOn ?? ''}` })),
      messages: messages.map(({ id, body }) => ({ id, words: body })),
      facts: facts.map(({ type }) => type as string),
    }
  }
})

interface Thing {
  readonly id: string
  readonly words: string
}

function more(after: readonly Thing[], before: readonly Thing[]): readonly string[] {
  const known = new Set(before.map(({ id }) => id))
  return after
    .filter(({ id }) => !known.has(id))
    .map(({ words }) => words)
    .toSorted()
}

function withoutNull(answers: object): object {
  return Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== null))
}
