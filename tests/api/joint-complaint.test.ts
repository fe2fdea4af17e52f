/* Over 300 lines: one complaint from the first letter to the last, each step standing on the one before. */
import { expect } from 'chai'
import { simpleParser } from 'mailparser'
import { makeLog } from '../../api/log.ts'
import { readLinkKey, makePartnerLinks } from '../../api/partner-links.ts'
import { startMailCatcher, type MailCatcher } from '../support/smtp.ts'
import { JOINT_COMPLAINT, NHS_PART, OUR_PART } from '../support/joint.ts'
import { usualAnswers } from '../support/usual-answers.ts'
import { startTestService, type TestService } from '../support/service.ts'
import { forEachDatabase } from '../support/test-databases.ts'

const HOSPITAL = 'patient-experience@hospitals.example.org'

const usual = usualAnswers('nhs-joint')

/** A joint complaint, and what a partner can do with its link. */
interface Joint {
  readonly test: TestService
  readonly post: MailCatcher
  readonly lines: readonly string[]
  readonly caseId: string
  /** Completes the open task at that element. */
  readonly complete: (element: string, answers?: object) => Promise<void>
  readonly tasks: () => Promise<readonly { readonly element: string; readonly taskId: string; readonly form: string }[]>
  readonly say: (name: string, answers: object) => Promise<number>
  /** The token of the last link that the hospital was sent. */
  readonly token: () => Promise<string>
}

describe('a joint complaint, with real mail and a partner behind a signed link', function () {
  this.timeout(60_000)

  forEachDatabase((database) => {
    describe('on one service', () => {
      const lines: string[] = []
      let post: MailCatcher
      let test: TestService
      before(async () => {
        post = await startMailCatcher()
        test = await startTestService({
          database: database.config,
          now: '2026-01-05T09:00:00.000Z',
          smtpUrl: post.url,
          log: makeLog({ logLevel: 'debug' }, { write: (line: string) => void lines.push(line) }),
        })
      })
      after(async () => {
        await test.stop()
        await post.stop()
      })
      const start = () => submitJoint(test, post, lines)

      it('is answered by the hospital through its links, and goes out as one answer', async () => {
        const joint = await start()
        const { test, caseId, complete } = joint
        await untilAsked(joint)
        const token = await joint.token()

        const asked = await byLink(joint, token)
        expect(asked.status, JSON.stringify(asked.body)).to.equal(200)
        expect(asked.body).to.deep.include({
          reference: caseId,
          council: 'Example County Council',
          body: { code: 'example-hospitals', name: 'Example Hospitals NHS Foundation Trust' },
          until: '2026-02-16',
          points: [{ point: 'P2', text: NHS_PART, desiredOutcome: 'An explanation.', dueOn: '2026-02-11' }],
        })
        expect(JSON.stringify(asked.body)).to.not.include(OUR_PART).and.not.include('Moss')
        const { form } = asked.body as { form: { properties: object; required: readonly string[] } }
        expect(form.properties).to.have.all.keys('text')
        expect(form.required).to.deep.equal(['text'])

        const empty = await byLink(joint, token, {})
        expect(empty.status).to.equal(422)
        const answered = await byLink(joint, token, { text: 'The plan was sent two days late.' })
        expect(answered).to.deep.equal({ status: 200, body: { reference: caseId, recorded: ['partner-replied'] } })
        await test.service.drain()
        expect((await joint.tasks()).map(({ element }) => element)).to.not.include('task_joint_partner_reply')
        expect(await factsOf(joint, 'partner-replied')).to.deep.equal([
          {
            data: { body: 'example-hospitals', by: 'link', text: 'The plan was sent two days late.' },
            recordedBy: 'partner:example-hospitals',
            role: 'partner',
          },
        ])
        for (const again of [await byLink(joint, token), await byLink(joint, token, { text: 'Once more.' })]) {
          expect(again.status).to.equal(409)
          expect(again.body).to.include({ reason: 'answered-already', type: '/errors#REFUSED' })
        }

        await complete('task_joint_own_part')
        await complete('task_joint_draft')
        const second = await joint.token()
        expect(second).to.not.equal(token)
        const draft = await byLink(joint, second)
        expect((draft.body as { points: readonly object[] }).points).to.deep.equal([
          {
            point: 'P2',
            text: NHS_PART,
            desiredOutcome: 'An explanation.',
            dueOn: '2026-02-11',
            finding: { outcome: 'partly-upheld', reason: 'The records show it.' },
          },
        ])
        expect((await byLink(joint, token)).status, 'the first link stays used').to.equal(409)
        expect(
          (await byLink(joint, second, { signOff: 'signed', signedBy: 'Head of patient experience' })).status,
        ).to.equal(200)
        await test.service.drain()
        await complete('task_joint_draft_comments')
        await complete('task_joint_sign')
        const types = (await factsOf(joint)).map(({ type }) => type)
        expect(types).to.include.members(['part-signed-off', 'joint-response-sent', 'adult-response-sent'])
        await complete('task_learning_record')
        const view = await test.call('complaints-manager', 'GET', `/api/v1/cases/${caseId}`)
        expect(view.body).to.include({ status: 'closed', outcome: 'partly-upheld' })
      })

      it('tells the hospital our reference and nothing else by e-mail', async () => {
        const joint = await start()
        await untilAsked(joint)
        const mails = await mailsTo(joint, HOSPITAL)
        expect(mails).to.have.lengthOf(2)
        for (const { subject, text } of mails) {
          expect(subject).to.equal(`Reference ${joint.caseId}`)
          expect(text).to.not.match(/Moss|Alex|ward|three weeks|\{partner-link\}/i)
        }
      })

      it('keeps the token out of the log, the outbox, the audit trail, the metrics and the answers', async () => {
        const joint = await start()
        await untilAsked(joint)
        const token = await joint.token()
        await byLink(joint, token)
        await byLink(joint, `${token}x`)
        await byLink(joint, token, { wrong: true })
        const history = await joint.test.call('auditor', 'GET', `/api/v1/cases/${joint.caseId}/history?limit=500`)
        const outbox = await joint.test.call('complaints-manager', 'GET', '/api/v1/outbox')
        const { messages } = outbox.body as { messages: { id: string }[] }
        const texts = await Promise.all(
          messages.map(({ id }) => joint.test.call('complaints-manager', 'GET', `/api/v1/outbox/${id}`)),
        )
        const metrics = await joint.test.call('auditor', 'GET', '/metrics')
        const all = JSON.stringify([
          joint.lines,
          history.body,
          outbox.body,
          texts.map(({ body }) => body),
          metrics.body,
        ])
        for (const part of token.split('.')) expect(all).to.not.include(part)
        expect(all).to.include('{partner-link}')
        const routes = joint.lines.map((line) => (JSON.parse(line) as { route?: string }).route)
        expect(routes).to.include('/api/v1/partner-replies/{token}')
        const trail = (history.body as { history: { actor: string; role: string; type: string }[] }).history
        expect(trail.filter(({ actor }) => actor === 'partner:example-hospitals')).to.have.lengthOf(1)
        expect(trail.find(({ actor }) => actor === 'partner:example-hospitals')).to.include({
          role: 'partner',
          type: 'case-viewed',
        })
      })

      for (const [what, name, form] of [
        ['consent is taken back', 'consent-withdrawn', 'joint-withdraw-consent'],
        ['the complaint is split', 'split-decided', 'joint-ask-split'],
        ['the complaint is withdrawn', 'complaint-withdrawn', 'joint-withdraw'],
      ] as const) {
        it(`answers 410 as soon as ${what}`, async () => {
          const joint = await start()
          await untilAsked(joint)
          const token = await joint.token()
          expect(await joint.say(name, answersOf(form))).to.equal(200)
          for (const late of [await byLink(joint, token), await byLink(joint, token, { text: 'Too late.' })]) {
            expect(late.status, JSON.stringify(late.body)).to.equal(410)
            expect(JSON.stringify(late.body)).to.not.include(NHS_PART)
          }
          expect(await factsOf(joint, 'partner-replied')).to.deep.equal([])
        })
      }

      it('answers 404 to whatever we did not sign, and to what we signed for nothing that was issued', async () => {
        const joint = await start()
        await untilAsked(joint)
        const token = await joint.token()
        const [claim = '', mac = ''] = token.split('.')
        const links = makePartnerLinks(readLinkKey({ linkKey: undefined, databaseFile: joint.test.databaseFile }))
        const own = { caseId: joint.caseId, body: 'example-hospitals', link: 'link-none', until: '2026-02-16' }
        const issued = links.read(token)
        if (issued === undefined) throw new Error('The key is not the one of the service')
        const wrong = [
          'x',
          '.x',
          claim,
          `${claim}.`,
          `.${mac}`,
          `${claim}.${mac}x`,
          `${claim}.${mac.slice(0, -2)}`,
          `${claim.slice(0, -1)}A.${mac}`,
          `${mac}.${claim}`,
          `${token}.${mac}`,
          makePartnerLinks('another key of more than 32 characters').sign(issued),
          links.sign(own),
          links.sign({ ...issued, body: 'example-icb' }),
          links.sign({ ...issued, until: '2099-01-01' }),
          links.sign({ ...issued, caseId: 'SC-2026-99999' }),
        ]
        for (const each of wrong) {
          const { status, body } = await byLink(joint, encodeURIComponent(each))
          expect(status, each).to.equal(404)
          expect(body, each).to.deep.equal({
            type: '/errors#NOT_FOUND',
            title: 'There is no link of that kind',
            status: 404,
          })
        }
      })

      it('is answered too often for nobody: 429, and when to come again', async () => {
        const joint = await start()
        const answers = await Promise.all(Array.from({ length: 30 }, () => byLink(joint, 'guess')))
        expect(answers.filter(({ status }) => status === 404)).to.have.lengthOf(20)
        expect(answers.filter(({ status }) => status === 429)).to.have.lengthOf(10)
        expect((await byLink(joint, 'another')).status).to.equal(404)
      })

      it('lets one of twenty answers in that come at once', async () => {
        const joint = await start()
        await untilAsked(joint)
        const token = await joint.token()
        const answers = await Promise.all(
          Array.from({ length: 19 }, (_, at) => byLink(joint, token, { text: `Answer ${at}` })),
        )
        expect(answers.filter(({ status }) => status === 200)).to.have.lengthOf(1)
        expect(answers.filter(({ status }) => status === 409)).to.have.lengthOf(18)
        expect(await factsOf(joint, 'partner-replied')).to.have.lengthOf(1)
      })

      it('answers 410 once its last day is over', async () => {
        const joint = await start()
        await untilAsked(joint)
        const token = await joint.token()
        await joint.test.moveTo('2026-02-16T23:59:59.000Z')
        expect((await byLink(joint, token)).status).to.equal(200)
        await joint.test.moveTo('2026-02-17T00:00:00.000Z')
        for (const late of [await byLink(joint, token), await byLink(joint, token, { text: 'Too late.' })]) {
          expect(late.status).to.equal(410)
          expect(late.body).to.include({ type: '/errors#GONE', status: 410 })
        }
      })
    })
  })
})

async function submitJoint(test: TestService, post: MailCatcher, lines: readonly string[]): Promise<Joint> {
  const submitted = await test.call('intake', 'POST', '/api/v1/cases', JOINT_COMPLAINT)
  if (submitted.status !== 201) throw new Error(JSON.stringify(submitted.body))
  const { caseId } = submitted.body as { caseId: string }
  for (const person of usual.people) {
    const added = await test.call('complaints-manager', 'POST', `/api/v1/cases/${caseId}/people`, person)
    if (added.status !== 201) throw new Error(JSON.stringify(added.body))
  }
  await test.service.drain()
  const tasks: Joint['tasks'] = async () => {
    const { body } = await test.call('complaints-manager', 'GET', `/api/v1/tasks?caseId=${caseId}`)
    return (body as { tasks: { element: string; taskId: string; form: string }[] }).tasks
  }
  return {
    test,
    post,
    lines,
    caseId,
    tasks,
    async complete(element, answers) {
      const task = (await tasks()).find((each) => each.element === element)
      if (task === undefined) throw new Error(`${element} is not open: ${JSON.stringify(await tasks())}`)
      const { status, body } = await test.call(
        'complaints-manager',
        'POST',
        `/api/v1/tasks/${task.taskId}/completion`,
        {
          answers: { ...answersOf(task.form), ...answers },
        },
      )
      if (status !== 200) throw new Error(`${element}: ${JSON.stringify(body)}`)
      await test.service.drain()
    },
    async say(name, answers) {
      const { status } = await test.call('complaints-manager', 'POST', `/api/v1/cases/${caseId}/messages`, {
        name,
        answers,
      })
      await test.service.drain()
      return status
    },
    async token() {
      const mails = await Promise.all(
        post.received
          .filter(({ to, text }) => to.includes(HOSPITAL) && text.includes(caseId))
          .map(({ text }) => simpleParser(text)),
      )
      const all = mails.flatMap(({ text = '' }) => /\/partner\/([A-Za-z0-9._-]+)/.exec(text)?.[1] ?? [])
      const last = all.at(-1)
      if (last === undefined) throw new Error('The hospital was sent no link')
      return last
    },
  }
}

/** Until the hospital has its first link. */
async function untilAsked({ complete }: Joint): Promise<void> {
  await complete('task_joint_name_bodies')
  await complete('task_joint_record_consent')
  await complete('task_joint_agree_lead')
  await complete('task_joint_plan', {
    assignments: [
      { point: 'P1', body: 'council', dueOn: '2026-02-11' },
      { point: 'P2', body: 'example-hospitals', dueOn: '2026-02-11' },
    ],
    until: '2026-03-13',
  })
}

/** Today's day, in place of `$today`: the clock stands at the day of receipt in these tests. */
function answersOf(form: string): object {
  return JSON.parse(JSON.stringify(usual.forms[form] ?? {}).replaceAll('$today', '2026-01-05')) as object
}

/** A partner's own request: without a key. */
async function byLink({ test }: Joint, token: string, answers?: object): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${test.service.url}/api/v1/partner-replies/${token}`, {
    method: answers === undefined ? 'GET' : 'POST',
    ...(answers !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ answers }),
    }),
  })
  return { status: response.status, body: await response.json() }
}

async function mailsTo({ post, caseId }: Joint, address: string) {
  const mails = post.received.filter(({ to, text }) => to.includes(address) && text.includes(caseId))
  return Promise.all(mails.map(({ text }) => simpleParser(text)))
}

async function factsOf({ test, caseId }: Joint, type?: string) {
  const { body } = await test.call('complaints-manager', 'GET', `/api/v1/cases/${caseId}/facts`)
  const { facts } = body as {
    facts: { type: string; data: object; recordedBy: string; role: string }[]
  }
  if (type === undefined) return facts
  return facts
    .filter((fact) => fact.type === type)
    .map(({ data, recordedBy, role }) => ({ data, recordedBy, role })) as unknown as typeof facts
}
