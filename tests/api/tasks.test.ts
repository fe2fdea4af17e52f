import { expect } from 'chai'
import { CHILDS_COMPLAINT } from '../support/journey.ts'
import { startTestService, type TestService } from '../support/service.ts'
import { submitExample, walk } from '../support/walk.ts'

interface Task {
  readonly taskId: string
  readonly caseId: string
  readonly element: string
  readonly role: string
  readonly assignee?: string
  readonly dueOn?: string
  readonly version: number
}
interface TaskPage {
  readonly tasks: readonly Task[]
  readonly next?: string
  readonly total: number
}

const ANSWERS = {
  functionCode: 'looked-after',
  personCode: 'P1',
  classificationReason: 'A looked-after child complains about contact.',
  disputesChange: false,
  concurrentProceedings: false,
}

describe('/api/v1/tasks', function () {
  this.timeout(60_000)
  let test: TestService
  before(async () => {
    test = await startTestService({ now: '2026-02-02T09:00:00.000Z' })
  })
  after(() => test.stop())

  const list = async (query: string) => {
    const { status, body } = await test.call('complaints-manager', 'GET', `/api/v1/tasks${query}`)
    expect(status, JSON.stringify(body)).to.equal(200)
    return body as TaskPage
  }
  const openTask = async () => {
    const caseId = await submitExample(test)
    await test.service.drain()
    const [task] = (await list(`?caseId=${caseId}`)).tasks
    if (task === undefined) throw new RangeError('No task was opened')
    return task
  }
  const post = (task: Pick<Task, 'taskId'>, what: string, body?: object, headers?: Readonly<Record<string, string>>) =>
    test.call('complaints-manager', 'POST', `/api/v1/tasks/${task.taskId}/${what}`, body, headers)

  it('shows a task with its clause and guidance, and its form', async () => {
    const { taskId } = await openTask()
    const task = await test.call('complaints-manager', 'GET', `/api/v1/tasks/${taskId}`)
    expect(task.body).to.include({
      taskId,
      element: 'task_record_complaint',
      status: 'open',
      role: 'complaints-manager',
    })
    const { clause, guidance } = task.body as { clause: string; guidance: string }
    expect(clause).to.match(/SI 2006\/1738|CA89|Children Act/)
    expect(guidance).to.not.equal('')
    const form = await test.call('complaints-manager', 'GET', `/api/v1/tasks/${taskId}/form`)
    expect(form.body).to.include({ type: 'object' }).and.to.have.property('x-redress')
  })

  it('is claimed by one, and by nobody else until it is released', async () => {
    const task = await openTask()
    const claimed = await post(task, 'claim')
    expect(claimed.body).to.deep.include({ taskId: task.taskId, assignee: 'complaints-manager' })
    expect((await list('?mine=true')).tasks.map(({ taskId }) => taskId)).to.include(task.taskId)
    expect((await list(`?unassigned=true&caseId=${task.caseId}`)).total).to.equal(0)
    expect((await post(task, 'assignment', { assignee: 'ann' })).body).to.include({ assignee: 'ann' })
    const second = await post(task, 'claim')
    expect(second.status).to.equal(409)
    expect(second.body).to.include({ type: '/errors#CONFLICT', title: 'ann has taken this task' })
    expect((await list('?assignee=ann')).total).to.equal(1)
    const released = await post(task, 'release')
    expect(released.body).to.deep.include({ assignee: null })
    expect((await post(task, 'claim')).status).to.equal(200)
  })

  it('lists every fault of a form, and completes nothing', async () => {
    const task = await openTask()
    const { status, body } = await post(task, 'completion', {
      answers: { ...ANSWERS, functionCode: 'none', extra: 1, personCode: undefined },
    })
    expect(status).to.equal(422)
    const { faults } = body as { faults: { at: string; message: string }[] }
    expect(faults.map(({ at }) => at)).to.have.members(['/functionCode', '/extra', '/personCode'])
    expect((await list(`?caseId=${task.caseId}`)).tasks[0]).to.include({ taskId: task.taskId })
  })

  it('is completed by exactly one of twenty who try; the others learn who and when', async () => {
    const task = await openTask()
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(task, 'completion', { answers: ANSWERS })))
    expect(answers.filter(({ status }) => status === 200)).to.have.lengthOf(1)
    const lost = answers.filter(({ status }) => status === 409)
    expect(lost).to.have.lengthOf(19)
    for (const { body } of lost) {
      expect(body).to.deep.include({
        type: '/errors#CONFLICT',
        winner: { by: 'complaints-manager', at: '2026-02-02T09:00:00.000Z' },
      })
    }
    const { body } = await test.call('auditor', 'GET', `/api/v1/cases/${task.caseId}/history`)
    const { history } = body as { history: { type: string }[] }
    expect(history.filter(({ type }) => type === 'task-completed')).to.have.lengthOf(1)
  })

  it('gives the first answer again to the same Idempotency-Key', async () => {
    const task = await openTask()
    const key = { 'idempotency-key': 'once' }
    const first = await post(task, 'completion', { answers: ANSWERS }, key)
    const again = await post(task, 'completion', { answers: ANSWERS }, key)
    expect(first.status).to.equal(200)
    expect(again.status).to.equal(200)
    expect(again.body).to.deep.equal(first.body)
  })

  it('is not completed from a version that has changed since', async () => {
    const task = await openTask()
    await post(task, 'claim')
    const { status, body } = await post(task, 'completion', { answers: ANSWERS, taskVersion: task.version })
    expect(status).to.equal(409)
    expect(body).to.include({ type: '/errors#CONFLICT' })
  })

  it('goes back to an earlier step, with a reason', async () => {
    const task = await openTask()
    await walk(test, task.caseId, (step) => step === 'task_choose_handling')
    const [later] = (await list(`?caseId=${task.caseId}`)).tasks
    expect(later?.element).to.equal('task_choose_handling')
    const nowhere = await post(later ?? task, 'return', { to: 'no_such_step', reason: 'Look again.' })
    expect(nowhere.status).to.equal(409)
    expect((nowhere.body as { reason: string }).reason).to.match(/^[a-z-]+$/)
    expect((await post(later ?? task, 'return', { to: 'task_x', reason: ' ' })).body).to.include({
      reason: 'no-reason',
    })
  })

  it('knows no task that is not there, on any of its addresses', async () => {
    const none = { taskId: 'none' }
    const answers = [
      await test.call('complaints-manager', 'GET', '/api/v1/tasks/none'),
      await test.call('complaints-manager', 'GET', '/api/v1/tasks/none/form'),
      await post(none, 'claim'),
      await post(none, 'release'),
      await post(none, 'assignment', { assignee: 'ann' }),
      await post(none, 'completion', { answers: {} }),
      await post(none, 'return', { to: 'task_x', reason: 'Why not.' }),
    ]
    for (const { status, body } of answers) {
      expect(status).to.equal(404)
      expect(body).to.deep.equal({ type: '/errors#NOT_FOUND', title: 'There is no task none', status: 404 })
    }
  })

  describe('the list', () => {
    const WANTED = 120
    before(async () => {
      while ((await list('?limit=1')).total < WANTED) {
        await test.call('intake', 'POST', '/api/v1/cases', CHILDS_COMPLAINT)
      }
    })

    for (const limit of [1, 7, 50, 500]) {
      it(`is had whole in pages of ${limit}, no task missing or twice`, async () => {
        const seen: Task[] = []
        let query = `?limit=${limit}`
        for (;;) {
          const page = await list(query)
          expect(page.tasks.length).to.be.at.most(limit)
          seen.push(...page.tasks)
          if (page.next === undefined) break
          query = `?limit=${limit}&after=${page.next}`
        }
        const { total } = await list('')
        expect(seen).to.have.lengthOf(total)
        expect(new Set(seen.map(({ taskId }) => taskId)).size).to.equal(total)
        const days = seen.map(({ dueOn }) => dueOn ?? '9999-12-31')
        expect(days).to.deep.equal(days.toSorted())
      })
    }

    it('is narrowed by case, procedure, role, day and status', async () => {
      const { total } = await list('')
      const totals = async (query: string) => (await list(query)).total
      expect(await totals('?procedure=children-act')).to.equal(total)
      expect(await totals('?procedure=parking')).to.equal(0)
      expect(await totals('?role=panel-clerk')).to.equal(0)
      const { tasks } = await list('?limit=500')
      const theirs = tasks.filter(({ role }) => role === 'complaints-manager')
      expect(await totals('?role=complaints-manager'))
        .to.equal(theirs.length)
        .and.to.be.below(total)
      expect(await totals('?dueBy=2026-02-01')).to.equal(0)
      expect(await totals('?dueBy=2026-12-31')).to.be.above(0)
      expect(await totals('?status=done')).to.be.above(0)
      expect(await totals('?caseId=none')).to.equal(0)
    })

    it('refuses a filter, a cursor and a limit that are none', async () => {
      for (const query of [
        '?colour=red',
        '?limit=0',
        '?limit=501',
        '?limit=ten',
        '?dueBy=someday',
        '?after=zzz',
        '?status=maybe',
        '?mine=perhaps',
      ]) {
        const { status, body } = await test.call('complaints-manager', 'GET', `/api/v1/tasks${query}`)
        expect(status, query).to.equal(400)
        expect((body as { type: string }).type, query).to.match(/^\/errors#INVALID_(REQUEST|VALUE)$/)
      }
    })

    it('has the deadlines beside it, by the same day', async () => {
      const { body } = await test.call('caseworker', 'GET', '/api/v1/deadlines?limit=500&dueBy=2026-12-31')
      const { deadlines } = body as { deadlines: { taskId: string; dueOn: string }[] }
      expect(deadlines).to.have.lengthOf((await list('?dueBy=2026-12-31')).total)
      expect(deadlines.map(({ dueOn }) => dueOn)).to.deep.equal(deadlines.map(({ dueOn }) => dueOn).toSorted())
    })

    it('lists cases in pages the same way, the newest first', async () => {
      const seen: string[] = []
      for (let query = '?limit=25'; ;) {
        const { body } = await test.call('caseworker', 'GET', `/api/v1/cases${query}`)
        const { cases, next } = body as { cases: { caseId: string }[]; next?: string }
        seen.push(...cases.map(({ caseId }) => caseId))
        if (next === undefined) break
        query = `?limit=25&after=${next}`
      }
      expect(seen).to.deep.equal(seen.toSorted().toReversed())
      expect(new Set(seen).size).to.equal(seen.length).and.to.be.at.least(WANTED)
    })
  })
})
