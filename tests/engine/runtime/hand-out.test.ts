import { emptyUser } from '../../../engine/runtime/commands/users.ts'
import { expect } from 'chai'
import {
  addDays,
  bulkTasks,
  claimTask,
  fairMoves,
  handOver,
  handoverNotes,
  handoverView,
  localDate,
  NotFoundError,
  NotPermittedError,
  RefusedError,
  releaseTask,
  setAbsence,
  takeNextTask,
  workload,
  type Colleague,
} from '../../../engine/index.ts'
import { a, startRuntime, type TestRuntime } from '../../support/runtime.ts'
import { newCase, taskAt } from '../../support/runtime-walk.ts'
import { forEachDatabase } from '../../support/test-databases.ts'
import { thrownBy } from '../../support/test-databases-thrown.ts'

const LEAD = a('complaints-manager', 'lead-1')

describe('handing out tasks', () => {
  forEachDatabase((database) => {
    let test: TestRuntime
    const tasks: string[] = []
    before(async function () {
      this.timeout(120_000)
      test = await startRuntime(database)
      await test.store.command((unit) => {
        for (const [id, weeklyHours] of [
          ['m1', 37],
          ['m2', 20],
          ['lead-1', 37],
        ] as const) {
          unit.saveUser({ ...emptyUser(id, `Person ${id}`, 'test', unit), roles: ['complaints-manager'], weeklyHours })
        }
        return Promise.resolve()
      })
      for (let n = 0; n < 24; n += 1) {
        tasks.push((await taskAt(test, await newCase(test), 'task_record_complaint')).id)
      }
    })

    it('gives twenty who ask for the next task at once twenty different ones', async function () {
      this.timeout(120_000)
      const taken = await Promise.all(
        Array.from({ length: 20 }, (_, n) => takeNextTask(test.runtime, a('complaints-manager', `asks-${n}`))),
      )
      expect(new Set(taken.map(({ result }) => result.taskId)).size).to.equal(20)
      const row = await test.store.read.task(taken[0]?.result.taskId ?? '')
      expect(row?.assignee).to.equal('asks-0')
      const history = (await test.store.read.history({ caseId: taken[0]?.caseId ?? '' })).rows
      const line = history.find(({ type }) => type === 'next-task-taken')
      expect(line?.body).to.include('"because"').and.to.include('"waiting"')
      for (const { result } of taken)
        await bulkTasks(test.runtime, LEAD, { action: 'release', taskIds: [result.taskId] })
    })

    it('takes the child’s first of those due on one day, and gives again what was put back', async () => {
      const day = addDays(test.today(), -30)
      await test.store.command((unit) => {
        unit.updateTask(tasks[3] ?? '', { dueOn: day })
        unit.updateTask(tasks[5] ?? '', { dueOn: day })
        return Promise.resolve()
      })
      const caseId = (await test.store.read.task(tasks[5] ?? ''))?.caseId ?? ''
      await test.store.command(async (unit) => {
        const row = await unit.lockCase(caseId)
        if (row !== undefined) unit.updateCase({ ...row, child: true }, row.version)
        const other = await unit.lockCase((await unit.task(tasks[3] ?? ''))?.caseId ?? '')
        if (other !== undefined) unit.updateCase({ ...other, child: false }, other.version)
      })
      for (let round = 0; round < 2; round += 1) {
        const { result } = await takeNextTask(test.runtime, LEAD)
        expect(result.taskId).to.equal(tasks[5])
        expect(result.because).to.include({ dueOn: day })
        expect(result.because.before).to.include('child')
        await releaseTask(test.runtime, LEAD, result.taskId)
      }
    })

    it('does what it can of several, and says of each what came of it', async () => {
      await claimTask(test.runtime, a('complaints-manager', 'm1'), tasks[0] ?? '')
      const { results } = await bulkTasks(test.runtime, a('complaints-manager', 'm2'), {
        action: 'claim',
        taskIds: [tasks[0] ?? '', tasks[1] ?? '', 'SC-2026-99999/nothing'],
      })
      expect(results.map(({ done }) => done)).to.deep.equal([false, true, false])
      expect(results[0]?.reason).to.include('m1')
      expect((await test.store.read.task(tasks[1] ?? ''))?.assignee).to.equal('m2')
      expect((await test.store.read.task(tasks[0] ?? ''))?.assignee).to.equal('m1')
    })

    it('shows who has how much, and who is away', async () => {
      await setAbsence(test.runtime, LEAD, { user: 'm2', from: test.today(), until: addDays(test.today(), 5) })
      const { people } = await workload(test.runtime, LEAD)
      expect(people.map(({ id }) => id)).to.include.members(['m1', 'm2', 'lead-1'])
      expect(people.find(({ id }) => id === 'm1')).to.include({ open: 1, away: false, weeklyHours: 37 })
      expect(people.find(({ id }) => id === 'm2')).to.include({ open: 1, away: true })
      expect((await test.store.read.user('m2'))?.version, 'no session ends by it').to.equal(1)
      await setAbsence(test.runtime, LEAD, { user: 'm2' })
      expect((await test.store.read.user('m2'))?.absentFrom).to.equal(null)
    })

    it('lets nobody say that another is away but who gives out tasks, and no last day before the first', async () => {
      const officer = a('investigating-officer', 'o1')
      expect(await thrownBy(setAbsence(test.runtime, officer, { user: 'm1' }))).to.be.instanceOf(NotPermittedError)
      expect(await thrownBy(setAbsence(test.runtime, LEAD, { user: 'nobody' }))).to.be.instanceOf(NotFoundError)
      const days = { from: localDate('2026-03-05'), until: localDate('2026-03-04') }
      expect(String(await thrownBy(setAbsence(test.runtime, LEAD, { user: 'm1', ...days })))).to.include('last day')
    })

    it('hands over what somebody leaves, with a note on the case and a line in the audit trail', async () => {
      const { items } = await handoverView(test.runtime, LEAD, 'm1')
      expect(items.map(({ task }) => task.taskId)).to.deep.equal([tasks[0]])
      expect(items[0]).to.include({ byAppointment: false })
      const item = { taskId: tasks[0] ?? '', to: 'm2', note: 'I promised to ring on Friday.' }
      const { results } = await handOver(test.runtime, LEAD, {
        from: 'm1',
        items: [item, { taskId: tasks[1] ?? '', to: 'm1', note: 'x' }],
      })
      expect(results.map(({ done }) => done)).to.deep.equal([true, false])
      const row = await test.store.read.task(tasks[0] ?? '')
      expect(row?.assignee).to.equal('m2')
      const notes = await handoverNotes(test.runtime, LEAD, row?.caseId ?? '')
      expect(notes.map(({ n, fromUser, toUser, note }) => ({ n, fromUser, toUser, note }))).to.deep.equal([
        { n: 1, fromUser: 'm1', toUser: 'm2', note: 'I promised to ring on Friday.' },
      ])
      const history = (await test.store.read.history({ caseId: row?.caseId ?? '' })).rows
      const line = history.find(({ type }) => type === 'task-handed-over')
      expect(line?.actor).to.equal('lead-1')
      expect(line?.body, 'the words are apart, so that they can be erased').not.to.include('Friday')
    })

    it('does not move what is held by appointment', async () => {
      await test.store.command((unit) => {
        unit.updateTask(tasks[6] ?? '', { role: 'investigating-officer', assignee: 'm1' })
        return Promise.resolve()
      })
      const { results } = await handOver(test.runtime, LEAD, {
        from: 'm1',
        items: [{ taskId: tasks[6] ?? '', to: 'm2', note: 'x' }],
      })
      expect(results[0]?.reason).to.include('appoint')
    })

    it('says when nothing waits', async () => {
      const error = await thrownBy(takeNextTask(test.runtime, a('finance-officer', 'f1')))
      expect(error).to.be.instanceOf(RefusedError).and.to.include({ reason: 'nothing-waits' })
    })
  })
})

describe('fair moves', () => {
  const person = (id: string, part: Partial<Colleague> = {}): Colleague => ({
    id,
    name: id,
    roles: ['caseworker'],
    teams: [],
    open: 0,
    soon: 0,
    late: 0,
    paused: 0,
    away: false,
    ...part,
  })
  const load = (who: string, open: number, soon = 0, late = 0, role = 'caseworker') => ({
    who,
    role,
    open,
    soon,
    late,
    paused: 0,
  })

  it('leave two people with as much for their hours', () => {
    const people = [person('a'), person('b')]
    expect(fairMoves(people, [load('a', 10), load('b', 2)])).to.deep.equal([
      { role: 'caseworker', from: 'a', to: 'b', count: 4, because: 'share' },
    ])
    // 37 and 18.5 hours: 8 and 4 of the 12 is fair.
    const half = [person('a', { weeklyHours: 37 }), person('b', { weeklyHours: 18.5 })]
    expect(fairMoves(half, [load('a', 12)])).to.deep.equal([
      { role: 'caseworker', from: 'a', to: 'b', count: 4, because: 'share' },
    ])
  })

  it('are not proposed for little, nor for what is held by appointment, nor to somebody who is away', () => {
    expect(fairMoves([person('a'), person('b')], [load('a', 4), load('b', 3)])).to.deep.equal([])
    const officers = ['a', 'b'].map((id) => person(id, { roles: ['investigating-officer'] }))
    expect(fairMoves(officers, [load('a', 9, 0, 0, 'investigating-officer')])).to.deep.equal([])
    expect(fairMoves([person('a'), person('b', { away: true })], [load('a', 9)])).to.deep.equal([])
  })

  it('put first what falls due while somebody is away', () => {
    const people = [person('a', { away: true }), person('b'), person('c')]
    expect(fairMoves(people, [load('a', 5, 2, 1), load('b', 1), load('c', 9)])[0]).to.deep.equal({
      role: 'caseworker',
      from: 'a',
      to: 'b',
      count: 3,
      because: 'away',
    })
  })
})
