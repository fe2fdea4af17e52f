import { expect } from 'chai'
import { filesOf } from '../../../../api/procedure-files.ts'
import {
  addComment,
  answerComment,
  checkDraft,
  checkDraftDiagram,
  ConflictError,
  deployedFrom,
  deployProcedure,
  draftStepsWithCases,
  listComments,
  listDrafts,
  openCase,
  openDraft,
  readDraft,
  releaseLock,
  resolveComment,
  rollBackTo,
  saveDraft,
  SYSTEM,
  takeLock,
  versionFiles,
} from '../../../../engine/index.ts'
import { a, MANAGER, startRuntime, type TestRuntime } from '../../../support/runtime.ts'
import { thrownBy } from '../../../support/test-databases-thrown.ts'
import { forEachDatabase } from '../../../support/test-databases.ts'

const FILES = filesOf('processes/intake')
const OWNER = a('process-owner')
const OTHER = a('process-owner', 'another-owner')
const NOTE = 'forms/note.json'

describe('drafts of a procedure', () => {
  forEachDatabase((database) => {
    let test: TestRuntime
    before(async () => {
      test = await startRuntime(database, { files: FILES })
    })

    const open = async () => (await openDraft(test.runtime, OWNER, 'intake')).id
    const save = (id: string, revision: number, text: string | null, as = OWNER, what = 'A note') =>
      saveDraft(test.runtime, as, id, { revision, changes: [{ path: NOTE, text }], what })
    const acts = async (id: string) =>
      (await test.store.read.draftActs(id)).map(({ kind, words }) => `${kind} ${words}`)

    it('begins with all files of the version, scenarios among them', async () => {
      const draft = await readDraft(test.runtime, MANAGER, await open())
      expect(draft.files.map(({ path }) => path)).to.deep.equal(FILES.map(({ path }) => path))
      expect(draft).to.include({ procedure: 'intake', basedOn: 1, revision: 1, state: 'draft' })
      expect([draft.changed, draft.lock]).to.deep.equal([[], undefined])
      expect(await versionFiles(test.runtime, MANAGER, 'intake', 1)).to.deep.equal(FILES)
    })

    it('keeps what is saved, and knows what is as before again', async () => {
      const id = await open()
      expect(await save(id, 1, '{}'))
        .to.include({ revision: 2 })
        .and.to.deep.include({ changed: [NOTE] })
      expect((await readDraft(test.runtime, OWNER, id)).files.find(({ path }) => path === NOTE)?.text).to.equal('{}')
      expect(await save(id, 2, '{}')).to.include({ revision: 2 })
      expect(await save(id, 2, null))
        .to.include({ revision: 3 })
        .and.to.deep.include({ changed: [] })
      expect((await readDraft(test.runtime, OWNER, id)).files).to.deep.equal(FILES)
      expect((await listDrafts(test.runtime, OWNER, 'intake')).map((draft) => draft.id)).to.include(id)
    })

    it('adds one line to the history for saves that say the same in one sitting', async () => {
      const id = await open()
      await save(id, 1, '1')
      await save(id, 2, '2')
      await save(id, 3, '3', OWNER, 'Another note')
      test.clock.advance(16 * 60_000)
      await save(id, 4, '4', OWNER, 'Another note')
      expect(await acts(id)).to.deep.equal(['opened null', 'saved A note', 'saved Another note', 'saved Another note'])
    })

    it('lets one person work at a time, and names them to others, for fifteen minutes after the last save', async () => {
      const id = await open()
      await save(id, 1, '1')
      const refused = await thrownBy(save(id, 2, '2', OTHER))
      expect(refused).to.be.instanceOf(ConflictError)
      expect((refused as ConflictError).winner).to.include({ by: OWNER.id })
      expect(await thrownBy(takeLock(test.runtime, OTHER, id))).to.be.instanceOf(ConflictError)
      await releaseLock(test.runtime, OTHER, id)
      expect((await readDraft(test.runtime, OTHER, id)).lock).to.include({ holder: OWNER.id })
      test.clock.advance(15 * 60_000 - 1)
      expect(await thrownBy(save(id, 2, '2', OTHER))).to.be.instanceOf(ConflictError)
      test.clock.advance(1)
      expect((await readDraft(test.runtime, OTHER, id)).lock).to.equal(undefined)
      expect(await save(id, 2, '2', OTHER)).to.deep.include({ changedBy: OTHER.id })
      const behind = await thrownBy(save(id, 2, '3', OTHER))
      expect([behind instanceof ConflictError, String(behind)]).to.deep.equal([
        true,
        'ConflictError: another-owner has saved the draft since; it is at revision 3',
      ])
      await releaseLock(test.runtime, OTHER, id)
      expect((await takeLock(test.runtime, OWNER, id)).lock).to.include({ holder: OWNER.id })
    })

    it('takes no two saves of one revision at the same time', async () => {
      const id = await open()
      const outcomes = await Promise.allSettled([save(id, 1, '1', OWNER), save(id, 1, '2', OTHER)])
      expect(outcomes.map(({ status }) => status).toSorted()).to.deep.equal(['fulfilled', 'rejected'])
    })

    const refusals: { title: string; path: string; text: string | null; error: string }[] = [
      {
        title: 'a file of another procedure',
        path: 'uses/corporate/procedure.json',
        text: '{}',
        error: 'RefusedError',
      },
      { title: 'a path that leads elsewhere', path: '../procedure.json', text: '{}', error: 'InvalidVariablesError' },
      { title: 'a kind of file that no procedure has', path: 'run.sh', text: '', error: 'InvalidVariablesError' },
      {
        title: 'a file that a disk may take for another one',
        path: 'Intake.bpmn',
        text: '',
        error: 'InvalidVariablesError',
      },
      {
        title: 'a procedure without its description',
        path: 'procedure.json',
        text: null,
        error: 'InvalidVariablesError',
      },
    ]
    const tooLong: readonly (readonly [path: string, length: number])[] = [
      ['forms/note.json', 100_001],
      ['letters/note.txt', 100_001],
      ['intake.scenarios.json', 500_001],
      ['other.bpmn', 1_048_577],
    ]
    for (const [path, length] of tooLong) {
      const more = { path, text: 'x'.repeat(length), error: 'InvalidVariablesError' }
      refusals.push({ title: `a file that is too long: ${path}`, ...more })
    }
    for (const { title, path, text, error } of refusals) {
      it(`does not take ${title}`, async () => {
        const id = await open()
        const thrown = await thrownBy(
          saveDraft(test.runtime, OWNER, id, { revision: 1, changes: [{ path, text }], what: 'x' }),
        )
        expect((thrown as Error).name).to.equal(error)
      })
    }

    it('is checked by all rules, and has another hash with each change', async () => {
      const id = await open()
      const before = await checkDraft(test.runtime, MANAGER, id)
      expect([before.findings, before.revision]).to.deep.equal([[], 1])
      const main = FILES.find(({ path }) => path.endsWith('.bpmn'))
      const text = main?.text.replace(/<bpmn:endEvent[\s\S]*?<\/bpmn:endEvent>/, '') ?? ''
      const changes = [{ path: main?.path ?? '', text }]
      await saveDraft(test.runtime, OWNER, id, { revision: 1, changes, what: 'No end' })
      const after = await checkDraft(test.runtime, MANAGER, id)
      expect(after.findings.some(({ level }) => level === 'error')).to.equal(true)
      expect(after.hash).to.not.equal(before.hash)
    })

    it('is told of steps that have another id than before, and of those that are gone under cases', async () => {
      const opened = await open()
      const file = FILES.find(({ path }) => path === 'feedback.bpmn')
      const text = file?.text.replaceAll('"task_feedback_categorise"', '"task_feedback_sort"') ?? ''
      const changes = [{ path: 'feedback.bpmn', text }]
      await saveDraft(test.runtime, OWNER, opened, { revision: 1, changes, what: 'Another id' })
      const compared = async () =>
        (await checkDraft(test.runtime, MANAGER, opened)).findings.map(({ file: of, element, rule, level }) => ({
          ...{ of, element, rule, level },
        }))
      const renamed = {
        of: 'feedback.bpmn',
        element: 'task_feedback_sort',
        rule: 'ids-stay-the-same',
        level: 'warning',
      }
      const gone = { of: 'feedback.bpmn', element: 'task_feedback_categorise', rule: 'no-step-removed-under-cases' }
      expect(await compared()).to.deep.equal([renamed])
      const comment = { kind: 'comment', channel: 'phone', area: 'adult', captured: 'here' }
      const facts = [{ type: 'feedback-received', data: comment }]
      await openCase(test.runtime, a('intake'), { procedure: 'intake', facts })
      await test.settle()
      expect(await compared()).to.deep.equal([renamed, { ...gone, level: 'warning' }])
      expect(await draftStepsWithCases(test.runtime, OWNER, opened, 'feedback.bpmn')).to.deep.equal([gone.element])
      const whileDrawn = await checkDraftDiagram(test.runtime, OWNER, opened, { file: 'feedback.bpmn', xml: text })
      expect(whileDrawn.findings.map(({ rule }) => rule)).to.deep.equal([renamed.rule, gone.rule])
    })

    it('has comments that outlive it', async () => {
      const first = await open()
      for (const about of [{ file: 'Mr Example, 1 High Street' }, { file: 'intake.bpmn', element: 'Mr Example' }]) {
        const error = await thrownBy(addComment(test.runtime, MANAGER, first, { ...about, words: 'Why?' }))
        expect(error).to.include({ code: 'NOT_FOUND' })
      }
      const { id } = await addComment(test.runtime, MANAGER, first, {
        file: 'intake.bpmn',
        element: 'log',
        words: 'Why first?',
      })
      const second = await open()
      await answerComment(test.runtime, OWNER, second, { commentId: id, words: 'The law says so.' })
      await resolveComment(test.runtime, OWNER, second, { commentId: id, resolved: true })
      const [thread] = await listComments(test.runtime, OWNER, second)
      expect(thread).to.deep.include({ file: 'intake.bpmn', element: 'log', words: 'Why first?' })
      expect(thread?.answers.map(({ words }) => words)).to.deep.equal(['The law says so.'])
      expect(thread?.resolved).to.include({ by: OWNER.id })
      expect(await thrownBy(answerComment(test.runtime, OWNER, first, { commentId: id, words: 'And?' }))).to.include({
        reason: 'comment-resolved',
      })
    })

    it('can begin with a version of an earlier release, once a start has found its very files', async () => {
      const [row] = await test.store.read.procedures()
      // As a release left it that did not keep files; the last of those that were made of them.
      await test.store.command((unit) => {
        unit.addProcedure({ ...row!, id: 'intake-before', hash: 'b'.repeat(64) })
        return Promise.resolve()
      })
      const openIt = () => openDraft(test.runtime, OWNER, 'intake-before')
      expect(await thrownBy(openIt())).to.include({ code: 'NOT_FOUND' })
      const other = FILES.map((file) => ({ ...file, text: `${file.text} ` }))
      expect(await deployedFrom(test.runtime, other)).to.equal(undefined)
      expect(await thrownBy(openIt())).to.include({ code: 'NOT_FOUND' })
      for (let starts = 0; starts < 2; starts += 1) {
        expect(await deployedFrom(test.runtime, FILES)).to.include({ procedure: 'intake-before', created: false })
      }
      expect((await readDraft(test.runtime, OWNER, (await openIt()).id)).files).to.deep.equal(FILES)
      const source = await test.store.read.procedureSource('intake-before', 1)
      expect(source).to.include({ n: 1, keptBy: SYSTEM.id })
    })

    it('can bring back what an earlier version had', async () => {
      const later = FILES.map((file) =>
        file.path === 'procedure.json' ? { ...file, text: file.text.replace(/"title": "/, '"title": "New ') } : file,
      )
      const { version } = await deployProcedure(test.runtime, SYSTEM, later)
      expect(await versionFiles(test.runtime, OWNER, 'intake', version)).to.deep.equal(later)
      const draft = await rollBackTo(test.runtime, OWNER, 'intake', 1)
      expect(draft).to.deep.include({ basedOn: version, changed: ['procedure.json'] })
      expect((await readDraft(test.runtime, OWNER, draft.id)).files).to.deep.equal(FILES)
    })

    it('leaves the version that was deployed the same when only its scenarios change', async () => {
      const files = [...FILES, { path: 'intake.scenarios.json', text: '[]' }]
      const { version, created } = await deployProcedure(test.runtime, SYSTEM, files)
      expect({ version, created }).to.deep.equal({ version: 1, created: false })
      expect((await versionFiles(test.runtime, OWNER, 'intake', 1)).map(({ path }) => path)).to.include(
        'intake.scenarios.json',
      )
    })
  })
})
