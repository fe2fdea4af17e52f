import { expect } from 'chai'
import { filesOf } from '../../../../api/procedure-files.ts'
import {
  activateProcedure,
  approveDraft,
  askForApproval,
  bringUpToDate,
  discardDraft,
  draftBehind,
  draftConditions,
  instant,
  localDate,
  openDraft,
  procedureOverview,
  procedureVersions,
  publishDraft,
  readDraft,
  rollBackTo,
  saveDraft,
  sendDraftBack,
  submitComplaint,
  takeDraftBack,
  versionFiles,
  type Actor,
  type ProcedureFile,
  type Runtime,
} from '../../../../engine/index.ts'
import { RULES, type DiagramRule } from '../../../../engine/diagram/rules/index.ts'
import { CHILDS_COMPLAINT } from '../../../support/journey.ts'
import { a, startRuntime, type TestRuntime } from '../../../support/runtime.ts'
import { thrownBy } from '../../../support/test-databases-thrown.ts'
import { forEachDatabase } from '../../../support/test-databases.ts'

/* Over 300 lines: one draft goes from proposal to publishing and back. */

/** Small: it is read at once. */
const HASTY = filesOf('tests/fixtures/scenarios/hasty')
/** A procedure of its own for each test. */
let made = 0
const APPROVER = a('complaints-manager')
const COMMENT = { comment: 'A new title, as the committee decided.' }

describe('from a draft to a version', () => {
  forEachDatabase((database) => {
    let test: TestRuntime
    let runtime: Runtime
    let hasty = ''
    let files: readonly ProcedureFile[] = []
    beforeEach(async () => {
      made += 1
      hasty = `hasty-${made}`
      files = HASTY.map(({ path, text }) => ({ path, text: text.replace('"id": "hasty"', `"id": "${hasty}"`) }))
      test = await startRuntime(database, { files, now: '2026-03-25T09:00:00.000Z' })
      ;({ runtime } = test)
    })

    const owner = (id = 'owner'): Actor => ({ id, role: 'process-owner', steppedUpAt: test.clock.now() })
    const approver = (): Actor => ({ ...APPROVER, steppedUpAt: test.clock.now() })
    const titled = (title: string) =>
      (files.find(({ path }) => path === 'procedure.json')?.text ?? '').replace(
        /"title": "[^"]*"/,
        `"title": "${title}"`,
      )
    const change = async (id: string, title: string, as = owner()) => {
      const { revision } = await readDraft(runtime, as, id)
      const changes = [{ path: 'procedure.json', text: titled(title) }]
      await saveDraft(runtime, as, id, { revision, changes, what: 'Title' })
    }
    const asked = async (title: string) => {
      const { id } = await openDraft(runtime, owner(), hasty)
      await change(id, title)
      await askForApproval(runtime, owner(), id, COMMENT)
      return id
    }
    const approved = async (title: string) => {
      const id = await asked(title)
      await approveDraft(runtime, approver(), id, { comment: '' })
      return id
    }
    const publish = (id: string, from?: string, as = approver(), on: Runtime = runtime) =>
      publishDraft(on, as, id, from === undefined ? {} : { from: localDate(from) })
    const submitted = async (receivedOn?: string) => {
      const day = receivedOn === undefined ? {} : { receivedOn: localDate(receivedOn) }
      const { result } = await submitComplaint(runtime, a('intake'), {
        ...CHILDS_COMPLAINT,
        procedure: hasty,
        ...day,
      })
      return result.procedureVersion
    }
    const statuses = async () =>
      (await procedureVersions(runtime, hasty)).map(({ version, status }) => `${version} ${status}`)
    const thrown = async (work: Promise<unknown>) => {
      const error = (await thrownBy(work)) as Error & { readonly reason?: string }
      return error.reason ?? error.name
    }

    it('is approved by a second person, published from a day, and its history says who did what', async () => {
      const id = await approved('Hasty, second')
      expect(await publish(id)).to.deep.equal({ procedure: hasty, version: 2, from: '2026-03-25' })
      expect(await statuses()).to.deep.equal(['1 retired', '2 active'])
      expect(await readDraft(runtime, APPROVER, id)).to.include({ state: 'published', publishedVersion: 2 })
      const { history, versions } = await procedureOverview(runtime, APPROVER, hasty)
      expect(versions[0]).to.include({ madeBy: 'owner', approvedBy: APPROVER.id, publishedBy: APPROVER.id })
      expect(history.map(({ what, actor }) => `${actor} ${what}`)).to.have.members([
        ...['system version-made', 'system put-in-force', 'owner opened', 'owner saved', 'owner approval-asked'],
        ...['complaints-manager approved', 'complaints-manager published'],
        ...['complaints-manager version-made', 'complaints-manager put-in-force'],
      ])
    })

    it('takes over by itself on its day in London, for complaints received from then on', async () => {
      await publish(await approved('From the first of April'), '2026-04-01')
      expect(await statuses()).to.deep.equal(['1 active', '2 scheduled'])
      // 23:30 on 31 March and 00:30 on 1 April: the clocks are an hour ahead of UTC.
      test.clock.set(instant('2026-03-31T22:30:00.000Z'))
      expect([await submitted(), await statuses()]).to.deep.equal([1, ['1 active', '2 scheduled']])
      test.clock.set(instant('2026-03-31T23:30:00.000Z'))
      expect([await submitted(), await statuses()]).to.deep.equal([2, ['1 retired', '2 active']])
      const byDay: readonly [string, number][] = [
        ['2026-03-31', 1],
        ['2026-03-25', 1],
        ['2026-01-02', 1],
        ['2026-04-01', 2],
      ]
      for (const [day, version] of byDay) expect(await submitted(day), day).to.equal(version)
    })

    it('follows what was published last, of two for one day', async () => {
      await publish(await approved('Two'), '2026-04-01')
      await publish(await approved('Three'), '2026-04-01')
      await publish(await approved('Four, before both'), '2026-03-30')
      test.clock.set(instant('2026-03-30T12:00:00.000Z'))
      expect(await submitted()).to.equal(4)
      test.clock.set(instant('2026-04-01T12:00:00.000Z'))
      expect(await submitted()).to.equal(3)
    })

    const notSecond: readonly [string, (id: string) => Promise<unknown>][] = [
      ['approve', (id) => approveDraft(runtime, both(), id, { comment: '' })],
      ['send back', (id) => sendDraftBack(runtime, both(), id, COMMENT)],
      [
        'publish',
        async (id) => {
          await approveDraft(runtime, approver(), id, { comment: '' })
          return publish(id, undefined, both())
        },
      ],
    ]
    /** Somebody who may do either, and wrote in the draft. */
    const both = (): Actor => ({ ...owner(), roles: ['process-owner', 'complaints-manager'] })
    for (const [what, does] of notSecond) {
      it(`does not let whoever wrote in it ${what}`, async () => {
        expect(await thrown(does(await asked('Mine')))).to.equal('NotPermittedError')
      })
    }

    it('counts everybody who has written in it, whoever asked', async () => {
      const { id } = await openDraft(runtime, owner(), hasty)
      await change(id, 'One', both())
      test.clock.advance(16 * 60_000)
      await change(id, 'Two', owner('another'))
      await askForApproval(runtime, owner('another'), id, COMMENT)
      expect(await thrown(approveDraft(runtime, both(), id, { comment: '' }))).to.equal('NotPermittedError')
    })

    it('is not changed while it waits, and is worked on again when it is sent or taken back', async () => {
      const id = await asked('Waits')
      expect(await thrown(change(id, 'Other'))).to.equal('draft-state')
      expect(await thrown(askForApproval(runtime, owner(), id, COMMENT))).to.equal('draft-state')
      expect(await sendDraftBack(runtime, APPROVER, id, COMMENT)).to.include({ state: 'draft' })
      await change(id, 'Mended')
      await askForApproval(runtime, owner(), id, COMMENT)
      await approveDraft(runtime, approver(), id, { comment: '' })
      expect(await takeDraftBack(runtime, owner(), id)).to.not.have.property('approval')
      expect(await thrown(publish(id))).to.equal('draft-state')
      expect(await discardDraft(runtime, owner(), id)).to.include({ state: 'discarded' })
    })

    it('lapses when the law or the council’s calendar changes after it was approved, and says so', async () => {
      const id = await approved('Before the change')
      const changed = { ...runtime, council: { ...runtime.council, closureDays: [localDate('2026-12-24')] } }
      expect(await thrown(publish(id, undefined, approver(), changed))).to.equal('approval-lapsed')
      expect(await readDraft(runtime, APPROVER, id)).to.include({ state: 'draft' })
      const { history } = await procedureOverview(runtime, APPROVER, hasty)
      expect(history.find(({ what }) => what === 'lapsed')?.words).to.match(/^The rules of law, the calendars/)
      expect(await statuses()).to.deep.equal(['1 active'])
    })

    it('refuses a day that has passed, and what is not ready', async () => {
      expect(await thrown(publish(await approved('Yesterday'), '2026-03-24'))).to.equal('InvalidVariablesError')
      const { id } = await openDraft(runtime, owner(), hasty)
      expect(await thrown(askForApproval(runtime, owner(), id, COMMENT))).to.equal('not-ready')
      const broken = [{ path: 'hasty.bpmn', text: '<not-bpmn/>' }]
      await saveDraft(runtime, owner(), id, { revision: 1, changes: broken, what: 'Broken' })
      expect(await thrown(askForApproval(runtime, owner(), id, COMMENT))).to.equal('not-ready')
      expect(
        (await draftConditions(runtime, owner(), id)).filter(({ met }) => !met).map((each) => each.id),
      ).to.deep.equal(['checks'])
    })

    it('is not published while a check keeps silent, and is once it speaks', async () => {
      const id = await approved('Unchecked')
      const rules = RULES as DiagramRule[]
      rules.push({ id: 'a-rule-that-was-lost', about: 'Lost on the way into the thread.', check: () => [] })
      const error = await thrownBy(publish(id)).finally(() => rules.pop())
      expect(error).to.include({ reason: 'checks-silent' })
      expect(String(error)).to.include('a-rule-that-was-lost')
      expect(await readDraft(runtime, APPROVER, id)).to.include({ state: 'approved' })
      expect(await publish(id)).to.include({ version: 2 })
    })

    it('asks conditions of the service besides', async () => {
      let met = true
      const judge = () => Promise.resolve({ met, sentence: 'Three scenarios fail.' })
      const strict = { ...runtime, publishConditions: [{ id: 'scenarios', judge }] }
      const id = await approved('Tried')
      met = false
      const error = await thrownBy(publish(id, undefined, approver(), strict))
      expect(String(error)).to.include('Three scenarios fail.')
      met = true
      expect(await publish(id, undefined, approver(), strict)).to.include({ version: 2 })
    })

    it('asks for a fresh proof of who asks for approval, approves, publishes and puts in force', async () => {
      const { id } = await openDraft(runtime, owner(), hasty)
      await change(id, 'Fresh')
      const stale = a('process-owner', 'owner')
      expect(await thrown(askForApproval(runtime, stale, id, COMMENT))).to.equal('StepUpNeededError')
      await askForApproval(runtime, owner(), id, COMMENT)
      expect(await thrown(approveDraft(runtime, APPROVER, id, COMMENT))).to.equal('StepUpNeededError')
      await approveDraft(runtime, approver(), id, COMMENT)
      expect(await thrown(publish(id, undefined, APPROVER))).to.equal('StepUpNeededError')
      expect(await thrown(activateProcedure(runtime, APPROVER, hasty, 1))).to.equal('StepUpNeededError')
    })

    it('is approved as whoever approves it has seen it, and not as it was changed to meanwhile', async () => {
      const id = await asked('Seen')
      const { approval } = await readDraft(runtime, APPROVER, id)
      const hash = approval?.hash ?? ''
      await takeDraftBack(runtime, owner(), id)
      await change(id, 'Slipped in')
      await askForApproval(runtime, owner(), id, COMMENT)
      expect(await thrown(approveDraft(runtime, approver(), id, { comment: '', hash }))).to.equal('draft-moved-on')
      const now = (await readDraft(runtime, APPROVER, id)).approval?.hash ?? ''
      expect(await approveDraft(runtime, approver(), id, { comment: '', hash: now })).to.include({ state: 'approved' })
    })

    it('is not published where it was changed and approved anew while it was checked', async () => {
      const id = await approved('First')
      let turned = false
      const judge = async () => {
        if (turned) return { met: true, sentence: 'Checked.' }
        turned = true
        await takeDraftBack(runtime, owner(), id)
        await change(id, 'Second')
        await askForApproval(runtime, owner(), id, COMMENT)
        await approveDraft(runtime, approver(), id, { comment: '' })
        return { met: true, sentence: 'Checked.' }
      }
      const slow = { ...runtime, publishConditions: [{ id: 'slow', judge }] }
      expect(await thrown(publish(id, undefined, approver(), slow))).to.equal('draft-moved-on')
      expect(await statuses()).to.deep.equal(['1 active'])
      expect(await publish(id)).to.include({ version: 2 })
      expect((await procedureVersions(runtime, hasty)).at(-1)).to.include({ title: 'Second' })
    })

    it('is not published over a version that came while it was checked', async () => {
      const [id, other] = [await approved('Slow'), await approved('Quick')]
      let turned = false
      const judge = async () => {
        if (!turned) {
          turned = true
          await publish(other)
        }
        return { met: true, sentence: 'Checked.' }
      }
      const slow = { ...runtime, publishConditions: [{ id: 'slow', judge }] }
      expect(await thrown(publish(id, undefined, approver(), slow))).to.equal('ConflictError')
      expect(await statuses()).to.deep.equal(['1 retired', '2 active'])
    })

    it('comes in force by drafts alone once it has been: not earlier than was said, and not again, by one person', async () => {
      await publish(await approved('From the first of April'), '2026-04-01')
      const put = (version: number) => thrown(activateProcedure(runtime, both(), hasty, version))
      expect(await put(2), 'before its day').to.equal('published-before')
      test.clock.set(instant('2026-04-01T09:00:00.000Z'))
      await publish(await approved('Three'))
      expect(await put(1), 'rolling back alone').to.equal('published-before')
      expect(await statuses()).to.deep.equal(['1 retired', '2 retired', '3 active'])
    })

    it('is brought up to date, file by file, before it is published', async () => {
      const { id } = await openDraft(runtime, owner(), hasty)
      const changes = [
        { path: 'procedure.json', text: titled('Mine') },
        { path: 'letters/mine.txt', text: 'x' },
      ]
      await saveDraft(runtime, owner(), id, { revision: 1, changes, what: 'Both' })
      await publish(await approved('Theirs'))
      expect(await thrown(askForApproval(runtime, owner(), id, COMMENT))).to.equal('not-ready')
      expect(await draftBehind(runtime, owner(), id)).to.deep.equal({
        ...{ basedOn: 1, newest: 2, taken: [] },
        ...{ kept: ['letters/mine.txt'], both: ['procedure.json'] },
      })
      expect(await thrown(bringUpToDate(runtime, owner(), id, { revision: 2 }))).to.equal('InvalidVariablesError')
      const choices = { 'procedure.json': 'version' } as const
      expect(await bringUpToDate(runtime, owner(), id, { revision: 2, choices })).to.deep.include({
        ...{ basedOn: 2, revision: 3, changed: ['letters/mine.txt'] },
      })
      expect(
        (await readDraft(runtime, owner(), id)).files.find(({ path }) => path === 'procedure.json')?.text,
      ).to.equal(titled('Theirs'))
      expect(await draftBehind(runtime, owner(), id)).to.equal(undefined)
    })

    it('rolls back to what a version had, as a new version, by two people', async () => {
      await publish(await approved('A mistake'))
      const { id } = await rollBackTo(runtime, owner(), hasty, 1)
      await askForApproval(runtime, owner(), id, { comment: 'The title was wrong.' })
      await approveDraft(runtime, approver(), id, { comment: 'Yes.' })
      expect(await publish(id)).to.include({ version: 3 })
      expect(await versionFiles(runtime, owner(), hasty, 3)).to.deep.equal(
        await versionFiles(runtime, owner(), hasty, 1),
      )
      expect([await submitted(), await statuses()]).to.deep.equal([3, ['1 retired', '2 retired', '3 active']])
      const [first, , third] = await procedureVersions(runtime, hasty)
      expect(third?.hash).to.not.equal(first?.hash)
    })

    it('keeps cases that run on their version', async () => {
      const { caseId } = await submitComplaint(runtime, a('intake'), { ...CHILDS_COMPLAINT, procedure: hasty })
      await publish(await approved('Later'))
      expect((await test.store.read.case(caseId))?.procedureVersion).to.equal(1)
      const from = (await procedureOverview(runtime, APPROVER, hasty)).versions.map((each) => each.openCases)
      expect(from).to.deep.equal([0, 1])
    })
  })
})
