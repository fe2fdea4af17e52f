import { emptyUser } from '../../../engine/runtime/commands/users.ts'
import { expect } from 'chai'
import {
  addDays,
  addPerson,
  approve,
  assignTask,
  breakGlass,
  canDo,
  caseView,
  claimTask,
  completeTask,
  declareConflict,
  fillAccess,
  giveReason,
  liftRestriction,
  listApprovals,
  listCases,
  listTasks,
  MoreNeededError,
  NotFoundError,
  NotPermittedError,
  propose,
  readFacts,
  readHistory,
  readPeople,
  recordFacts,
  refuseApproval,
  restrictCase,
  ROLES,
  taskView,
  type Actor,
  type LocalDate,
} from '../../../engine/index.ts'
import { a, MANAGER, startRuntime, type TestRuntime } from '../../support/runtime.ts'
import { answersFor, newCase, openTasks, taskAt, walkOn } from '../../support/runtime-walk.ts'
import { forEachDatabase } from '../../support/test-databases.ts'
import { thrownBy } from '../../support/test-databases-thrown.ts'

const OTHER_MANAGER = a('complaints-manager', 'nadia')
const REASON = 'The duty solicitor rang: the hearing is today.'

describe('who sees which case', () => {
  forEachDatabase((database) => {
    let test: TestRuntime
    before(async () => {
      test = await startRuntime(database)
    })
    after(async () => {
      await test.scheduler.stop()
      await test.store.close()
    })

    const fact = (caseId: string, type: string, data: object, by: Actor = MANAGER) =>
      recordFacts(test.runtime, by, caseId, [{ type, on: test.today(), data }] as never)
    const subject = (caseId: string, person: string) =>
      addPerson(test.runtime, MANAGER, caseId, {
        id: person,
        role: 'subject-of-complaint',
        name: 'Sam Subject',
        contactPreference: 'email',
        adjustments: [],
      })
    const shown = async (actor: Actor) =>
      (await listCases(test.runtime, actor, { limit: 500 })).cases.map((each) => each.caseId)
    const user = (id: string, lineManager: string | null) =>
      test.store.command((unit) => {
        unit.saveUser({ ...emptyUser(id, id, 'test', unit), email: `${id}@council.example.org`, lineManager })
        return Promise.resolve()
      })

    const standIn = (id: string, delegate: string | null, until: LocalDate | null = null) =>
      test.store.command(async (unit) => {
        const row = await unit.user(id)
        if (row === undefined) throw new RangeError(id)
        unit.saveUser({ ...row, delegate, delegateFrom: test.today(), delegateUntil: until })
      })

    it('shows no trace of a complaint to whoever stands in for the person it is about, for as long as they do', async () => {
      const about = await newCase(test)
      await subject(about, 'olga')
      await user('olga', null)
      const dora = a('complaints-manager', 'dora')
      const sees = async () => [
        (await canDo(test.runtime, dora, 'read-cases', about)).kind === 'allow',
        (await shown(dora)).includes(about),
      ]
      expect(await sees()).to.deep.equal([true, true])
      await standIn('olga', 'dora')
      expect(await sees()).to.deep.equal([false, false])
      await standIn('olga', 'dora', addDays(test.today(), -1))
      expect(await sees()).to.deep.equal([true, true])
      await standIn('olga', null)
      expect(await sees()).to.deep.equal([true, true])
    })

    it('lists for everybody what the decision gives them case by case, and counts what it lists', async () => {
      const plain = await newCase(test)
      const about = await newCase(test)
      await subject(about, 'sam')
      const tied = await newCase(test)
      await fact(tied, 'conflict-declared', { person: 'nadia', reason: 'A neighbour.' })
      const restricted = await newCase(test)
      await restrictCase(test.runtime, MANAGER, { caseId: restricted, reason: 'The child of a councillor.' })
      const stage2 = await newCase(test)
      await walkOn(test, stage2, (step) => step === 'task_investigate')
      await user('sam', 'boss')
      await standIn('sam', 'dora')
      await user('tom', 'sam')
      const all = [plain, about, tied, restricted, stage2]

      const actors: readonly Actor[] = [
        ...ROLES.filter(
          (role) =>
            !['system', 'intake', 'complainant', 'advocate', 'partner', 'process-owner', 'system-admin'].includes(role),
        ).map((role) => a(role)),
        a('caseworker', 'sam'),
        a('complaints-manager', 'sam'),
        a('complaints-manager', 'tom'),
        a('complaints-manager', 'dora'),
        OTHER_MANAGER,
        a('auditor', 'sam'),
        a('investigating-officer', 'io1'),
        a('independent-person', 'ip1'),
        { id: 'ip1', role: 'independent-person', boundTo: plain },
        { id: 'x', role: 'responding-manager', roles: ['responding-manager', 'caseworker'], teams: ['adult-services'] },
      ]
      for (const actor of actors) {
        const allowed: string[] = []
        for (const caseId of all) {
          if ((await canDo(test.runtime, actor, 'read-cases', caseId)).kind === 'allow') allowed.push(caseId)
        }
        const who = `${actor.id}/${actor.role}`
        expect(
          (await shown(actor)).filter((each) => all.includes(each)),
          who,
        ).to.have.members(allowed)
        const { tasks, total } = await listTasks(test.runtime, actor, { limit: 500 })
        expect(tasks.length, who).to.equal(total)
        for (const { caseId } of tasks) if (all.includes(caseId)) expect(allowed, who).to.include(caseId)
      }
      // And not everything of it is nothing, or all.
      expect(await shown(a('caseworker')))
        .to.include(plain)
        .and.not.include(restricted)
      expect(await shown(a('complaints-manager', 'sam')))
        .to.include(plain)
        .and.not.include(about)
      expect(await shown(a('complaints-manager', 'tom')))
        .to.include(plain)
        .and.not.include(about)
      expect(await shown(OTHER_MANAGER))
        .to.not.include(tied)
        .and.not.include(restricted)
      expect(await shown(a('investigating-officer', 'io1'))).to.deep.equal([stage2])
      expect(await shown(MANAGER)).to.include(restricted)
    })

    it('takes a case away at once from whoever it turns out to be about, with the task in their hands', async () => {
      const caseId = await newCase(test)
      await walkOn(test, caseId, (step) => step === 'task_answer_stage_1')
      const task = await taskAt(test, caseId, 'task_answer_stage_1')
      const kent = a('responding-manager', 'kent')
      await claimTask(test.runtime, kent, task.id)
      expect((await taskView(test.runtime, kent, task.id)).assignee).to.equal('kent')
      expect(await shown(kent)).to.include(caseId)

      await subject(caseId, 'kent')
      const missing = await thrownBy(caseView(test.runtime, kent, 'SC-2026-99999'))
      const gone = await thrownBy(caseView(test.runtime, kent, caseId))
      expect((gone as Error).message).to.equal((missing as Error).message.replace('SC-2026-99999', caseId))
      const answers = answersFor(test, 'answer-stage-1')
      for (const asked of [
        () => completeTask(test.runtime, kent, { taskId: task.id, answers }),
        () => claimTask(test.runtime, kent, task.id),
        () => taskView(test.runtime, kent, task.id),
        () => readFacts(test.runtime, kent, caseId),
      ]) {
        expect(await thrownBy(asked())).to.be.instanceOf(NotFoundError)
      }
      expect(await shown(kent)).to.not.include(caseId)
      expect((await taskAt(test, caseId, 'task_answer_stage_1')).assignee).to.equal(null)
      // Nor is it given to them again, and their attempts stand in the history.
      expect(await thrownBy(assignTask(test.runtime, MANAGER, task.id, 'kent'))).to.include({
        reason: 'conflict-of-interest',
      })
      const { history } = await readHistory(test.runtime, MANAGER, caseId, { limit: 500 })
      const denied = history.filter(({ type, actor }) => type === 'access-denied' && actor === 'kent')
      expect(denied.map(({ data }) => data)).to.deep.include({ action: 'work-tasks', rule: 'D1' })
    })

    it('lets nobody write a report or adjudicate but who was appointed to it', async () => {
      const caseId = await newCase(test)
      await walkOn(test, caseId, (step) => step === 'task_investigate')
      const { id, form } = await taskAt(test, caseId, 'task_investigate')
      const answers = answersFor(test, form ?? '')
      expect(await thrownBy(completeTask(test.runtime, MANAGER, { taskId: id, answers }))).to.be.instanceOf(
        NotPermittedError,
      )
      const other = a('investigating-officer', 'somebody')
      expect(await thrownBy(completeTask(test.runtime, other, { taskId: id, answers }))).to.be.instanceOf(NotFoundError)
      await completeTask(test.runtime, a('investigating-officer', 'io1'), { taskId: id, answers })
      await test.settle()
      const next = await taskAt(test, caseId, 'task_independent_report')
      const report = answersFor(test, next.form ?? '')
      expect(
        await thrownBy(
          completeTask(
            test.runtime,
            { id: 'io1', role: 'investigating-officer', roles: ['investigating-officer', 'independent-person'] },
            { taskId: next.id, answers: report },
          ),
        ),
      ).to.be.instanceOf(NotPermittedError)
      await completeTask(test.runtime, a('independent-person', 'ip1'), { taskId: next.id, answers: report })
    })

    it('opens a restricted case in an emergency, for an hour, and tells the complaints team', async () => {
      const caseId = await newCase(test)
      expect(
        await thrownBy(restrictCase(test.runtime, a('responding-manager'), { caseId, reason: 'x' })),
      ).to.be.instanceOf(NotPermittedError)
      await restrictCase(test.runtime, MANAGER, { caseId, reason: 'The child of a councillor.' })
      expect(await thrownBy(caseView(test.runtime, OTHER_MANAGER, caseId))).to.be.instanceOf(NotFoundError)
      expect(await thrownBy(breakGlass(test.runtime, OTHER_MANAGER, caseId, ' '))).to.include({
        code: 'INVALID_VARIABLES',
      })
      expect(await thrownBy(breakGlass(test.runtime, a('caseworker'), caseId, REASON))).to.be.instanceOf(
        NotPermittedError,
      )

      await breakGlass(test.runtime, OTHER_MANAGER, caseId, REASON)
      expect((await caseView(test.runtime, OTHER_MANAGER, caseId)).caseId).to.equal(caseId)
      expect(await shown(OTHER_MANAGER)).to.include(caseId)
      const { rows } = await test.store.read.outbox({ caseId, channel: 'staff-notification', limit: 100 })
      const notice = rows.find(({ details }) => (details['contents'] as string[])[0] === 'glass-broken')
      expect(notice?.body).to.include(caseId).and.not.include('nadia').and.not.include('solicitor')
      expect(
        (await readHistory(test.runtime, MANAGER, caseId, { limit: 500 })).history.map(({ type }) => type),
      ).to.include('glass-broken')

      await test.moveTo(new Date(Date.parse(test.clock.now()) + 61 * 60_000).toISOString())
      expect(await thrownBy(caseView(test.runtime, OTHER_MANAGER, caseId))).to.be.instanceOf(NotFoundError)
      expect(await shown(OTHER_MANAGER)).to.not.include(caseId)
      await liftRestriction(test.runtime, MANAGER, { caseId, reason: 'The family moved.' })
      expect((await caseView(test.runtime, OTHER_MANAGER, caseId)).caseId).to.equal(caseId)
    })

    it('opens nothing in an emergency to whoever the case is about', async () => {
      const caseId = await newCase(test)
      await subject(caseId, 'nadia')
      expect(await thrownBy(breakGlass(test.runtime, OTHER_MANAGER, caseId, REASON))).to.be.instanceOf(NotFoundError)
    })

    it('takes an auditor’s reason first, masks who it is about, and shows names with a second person’s yes', async () => {
      const caseId = await newCase(test)
      const auditor = a('auditor', 'vera')
      expect(await thrownBy(caseView(test.runtime, auditor, caseId))).to.be.instanceOf(MoreNeededError)
      await giveReason(test.runtime, auditor, caseId, 'Sample of the quarter.')
      const masked = JSON.stringify([
        await caseView(test.runtime, auditor, caseId),
        await readFacts(test.runtime, auditor, caseId),
        await readPeople(test.runtime, auditor, caseId),
      ])
      for (const word of ['visits were cancelled', 'Moira', 'example.org']) expect(masked).to.not.include(word)
      expect(masked).to.include('M.K.').and.include('complaint-received')

      const asked = {
        action: 'reveal-identity',
        caseId,
        about: caseId,
        request: {},
        reason: 'To match two files.',
      } as const
      const { approval } = await propose(test.runtime, auditor, asked)
      expect((await propose(test.runtime, auditor, asked)).approval).to.equal(approval)
      expect(await thrownBy(approve(test.runtime, auditor, approval))).to.be.instanceOf(NotPermittedError)
      expect((await listApprovals(test.runtime, MANAGER)).approvals.map((each) => each.approval)).to.include(approval)
      await approve(test.runtime, MANAGER, approval)
      expect(JSON.stringify(await readPeople(test.runtime, auditor, caseId))).to.include('Moira')
      expect(await thrownBy(approve(test.runtime, OTHER_MANAGER, approval))).to.include({ code: 'CONFLICT' })
    })

    it('lets nobody approve what they proposed, or what a tie to the case keeps from them', async () => {
      const caseId = await newCase(test)
      const asked = { action: 'cancel-case', caseId, about: caseId, request: {}, reason: 'Opened twice.' } as const
      const { approval } = await propose(test.runtime, MANAGER, asked)
      expect(await thrownBy(approve(test.runtime, MANAGER, approval))).to.be.instanceOf(NotPermittedError)
      expect(await thrownBy(approve(test.runtime, a('caseworker'), approval))).to.be.instanceOf(NotPermittedError)
      await declareConflict(test.runtime, OTHER_MANAGER, { caseId, reason: 'A neighbour.' })
      expect(await thrownBy(approve(test.runtime, OTHER_MANAGER, approval))).to.be.instanceOf(NotFoundError)
      expect((await listApprovals(test.runtime, OTHER_MANAGER)).approvals.map((each) => each.approval)).to.not.include(
        approval,
      )
      expect((await test.store.read.case(caseId))?.status).to.equal('open')
      await refuseApproval(test.runtime, a('monitoring-officer'), approval)
      const again = await propose(test.runtime, MANAGER, asked)
      await approve(test.runtime, a('monitoring-officer'), again.approval)
      expect((await test.store.read.case(caseId))?.status).to.equal('closed')
    })

    it('ends an advocate’s access when consent is taken back, and gives a representative none without a yes', async () => {
      const caseId = await newCase(test)
      await fact(caseId, 'advocate-appointed', {
        person: 'adv9',
        provider: 'example-voices',
        declaredIndependent: true,
      })
      const advocate: Actor = { id: 'adv9', role: 'advocate', boundTo: caseId }
      const may = async (actor: Actor) => (await canDo(test.runtime, actor, 'see-own-case', caseId)).kind
      expect(await may(advocate)).to.equal('allow')
      expect(await may({ ...advocate, boundTo: 'SC-2026-99998' })).to.equal('deny')
      await fact(caseId, 'consent-given', { person: 'p1', body: 'adv9' })
      await fact(caseId, 'consent-withdrawn', { person: 'p1', body: 'adv9' })
      expect(await may(advocate)).to.equal('deny')

      await addPerson(test.runtime, MANAGER, caseId, {
        id: 'parent',
        role: 'representative',
        name: 'Pat Parent',
        contactPreference: 'letter',
        adjustments: [],
      })
      const parent: Actor = { id: 'parent', role: 'complainant', boundTo: caseId }
      expect(await may(parent)).to.equal('deny')
      await fact(caseId, 'authority-to-act-recorded', { person: 'parent', basis: 'consent' })
      expect(await may(parent)).to.equal('allow')
      expect(await may({ id: 'p1', role: 'complainant', boundTo: caseId })).to.equal('allow')
      expect(await may({ id: 'p1', role: 'complainant' })).to.equal('deny')
    })

    it('works the table out for a database that has none, and only once', async () => {
      const before = await openTasks(
        test,
        (await listCases(test.runtime, MANAGER, { limit: 1 })).cases[0]?.caseId ?? '',
      )
      const rows = async () =>
        (await test.store
          .knex('case_access')
          .whereNull('until_at')
          .orderBy(['case_id', 'who', 'relation', 'part'])) as object[]
      const kept = await rows()
      expect(kept.length).to.be.greaterThan(before.length)
      await test.store.knex('case_access').whereNull('until_at').delete()
      expect(await fillAccess(test.runtime)).to.be.greaterThan(5)
      expect(await rows()).to.deep.equal(kept)
      expect(await fillAccess(test.runtime)).to.equal(0)
    })
  })
})
