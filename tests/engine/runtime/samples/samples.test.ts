import { expect } from 'chai'
import {
  addToWorkingPaper,
  ConflictError,
  drawSample,
  exportSample,
  InvalidVariablesError,
  listSamples,
  NotFoundError,
  NotPermittedError,
  paperView,
  previewSample,
  RefusedError,
  reviewWorkingPaper,
  samplePopulation,
  sampleView,
  saveWorkingPaper,
  signWorkingPaper,
  type SampleAsked,
  type SampleRule,
} from '../../../../engine/index.ts'
import { DUTIES } from '../../../../engine/law/index.ts'
import { lawVersion } from '../../../../engine/runtime/compliance/law-version.ts'
import { contentHash } from '../../../../engine/runtime/samples/papers.ts'
import { instant } from '../../../../engine/values/instant.ts'
import { localDate } from '../../../../engine/values/local-date.ts'
import { a, MANAGER, startRuntime, type TestRuntime } from '../../../support/runtime.ts'
import { aCase, aTask } from '../../../support/test-databases-rows.ts'
import { thrownBy } from '../../../support/test-databases-thrown.ts'
import { forEachDatabase } from '../../../support/test-databases.ts'

const ANNA = a('auditor', 'anna')
const OMAR = a('auditor', 'omar')
const TESTS = ['Each point was answered.', 'The reasons are on the file.']
const ASKED: SampleAsked = {
  title: 'First quarter',
  rule: {},
  seed: 'Lantern',
  size: 3,
  strata: 'none',
  spread: 'proportional',
  tests: TESTS,
}
const DONE = {
  tests: [
    { result: 'tick', note: '' },
    { result: 'exception', note: 'Point 2 has none.' },
  ],
} as const

describe('samples', () => {
  forEachDatabase((database) => {
    let test: TestRuntime
    before(async () => {
      test = await startRuntime(database)
      await test.store.command((unit) => {
        for (const [n, row] of CASES.entries()) unit.insertCase(aCase(reference(n + 1), row))
        unit.openTask(aTask(reference(1), 'first', { candidateTeam: 'adults' }))
        unit.openTask(aTask(reference(1), 'second', { candidateTeam: 'complaints-team' }))
        unit.openTask(aTask(reference(2), 'first', { candidateTeam: 'complaints-team' }))
        return Promise.resolve()
      })
      const found = { judged_on: '2026-02-02', judged_at: '', fact_count: 0, settled: 0, law: lawVersion(test.runtime) }
      await test.store.knex('case_findings').insert([
        { ...found, case_id: reference(1), results: 'nm' },
        { ...found, case_id: reference(2), results: 'mn' },
        { ...found, case_id: reference(4), results: 'nn', law: 'of another year' },
      ])
    })
    after(async () => {
      await test.scheduler.stop()
      await test.store.close()
    })

    const drawn = async (asked: Partial<SampleAsked> = {}, by = ANNA) =>
      (await drawSample(test.runtime, by, { ...ASKED, ...asked })).sample
    const trail = async (type: string) =>
      (await test.store.read.history({ limit: 500 })).rows.filter((row) => row.type === type)

    describe('what they are drawn from', () => {
      const table: readonly (readonly [string, SampleRule, readonly number[]])[] = [
        ['nothing said: every case', {}, [1, 2, 3, 4, 5]],
        ['a procedure', { procedures: ['corporate'] }, [3]],
        ['either of two procedures', { procedures: ['corporate', 'children-act'] }, [1, 2, 3, 4, 5]],
        ['a furthest stage', { stages: ['stage-2'] }, [2]],
        ['an outcome', { outcomes: ['upheld'] }, [2, 4]],
        ['a status', { statuses: ['closed'] }, [2, 4]],
        ['days of receipt', { receivedFrom: localDate('2026-03-02'), receivedTo: localDate('2026-03-31') }, [1, 2, 3]],
        // Closed at 23:30 UTC on 31 March: in London it was 1 April.
        ['days of closing, in London', { closedFrom: localDate('2026-04-01') }, [4]],
        ['days of closing, to the last', { closedTo: localDate('2026-03-31') }, [2]],
        ['the last team besides the one of all complaints', { teams: ['adults'] }, [1]],
        ['the team of all complaints', { teams: ['complaints-team'] }, [2]],
        ['what was found of a duty', { duty: DUTIES[1]?.id ?? '', dutyResults: ['not-met', 'cannot-tell'] }, [2]],
        ['two things at once', { outcomes: ['upheld'], stages: ['stage-2'] }, [2]],
      ]
      for (const [what, rule, expected] of table) {
        it(what, async () => {
          const id = await drawn({ rule, spread: 'all' })
          const { cases } = await sampleView(test.runtime, ANNA, id)
          expect(cases.map(({ caseId }) => caseId)).to.have.members(expected.map(reference))
        })
      }

      it('says how many there are before anything is drawn, and which groups', async () => {
        const preview = await previewSample(test.runtime, ANNA, { ...ASKED, strata: 'quarter', size: 2 })
        expect(preview).to.deep.equal({
          populationSize: 5,
          strata: [
            { stratum: '2025-Q4', population: 4, drawn: 1 },
            { stratum: '2026-Q1', population: 1, drawn: 1 },
          ],
          drawn: 2,
        })
      })

      const refused: readonly (readonly [string, object, string])[] = [
        ['no case', { rule: { procedures: ['public-health'] } }, '/rule'],
        ['fewer cases than groups', { strata: 'quarter', size: 1 }, '/size'],
        ['days the wrong way round', { rule: { closedFrom: '2026-03-02', closedTo: '2026-03-01' } }, '/rule/closedTo'],
        ['the same test twice', { tests: ['One.', 'One.'] }, '/tests'],
        ['no test', { tests: [] }, '/tests'],
        ['a duty that there is not', { rule: { duty: 'Z99', dutyResults: ['met'] } }, '/rule/duty'],
        ['a result without a duty', { rule: { dutyResults: ['met'] } }, '/rule/dutyResults'],
        ['a seed that nobody can type again', { seed: 'a\u00a0b' }, '/seed'],
        ['a filter that there is not', { rule: { names: ['Jo'] } }, '/rule/names'],
      ]
      for (const [what, asked, at] of refused) {
        it(`refuses ${what}`, async () => {
          const error = await thrownBy(drawSample(test.runtime, ANNA, { ...ASKED, ...asked }))
          expect(error).to.be.instanceOf(InvalidVariablesError)
          expect((error as InvalidVariablesError).faults.map((fault) => fault.at)).to.include(at)
        })
      }
    })

    it('gives the same cases from the same cases, and is drawn again when it is looked at', async () => {
      const [first, second] = [await drawn(), await drawn()]
      const [one, other] = [await sampleView(test.runtime, ANNA, first), await sampleView(test.runtime, OMAR, second)]
      expect(one.cases).to.deep.equal(other.cases)
      expect(one.cases).to.have.length(3)
      expect(one.isReproduced).to.equal(true)
      expect(one.populationHash).to.equal(other.populationHash)
      expect(await samplePopulation(test.runtime, ANNA, first)).to.match(/^SC-2026-00001,all\n/)
    })

    it('is asked once for one key', async () => {
      const options = { idempotencyKey: 'k1' }
      const first = await drawSample(test.runtime, ANNA, ASKED, options)
      expect(await drawSample(test.runtime, ANNA, ASKED, options)).to.deep.equal(first)
    })

    it('leaves in the trail what was drawn, and how', async () => {
      const id = await drawn({ seed: 'Trail' })
      const [line] = (await trail('sample-drawn')).slice(-1)
      expect(line?.body).to.include(id).and.to.include('"seed":"Trail"').and.to.include('populationHash')
      expect(line?.body).not.to.include('First quarter')
    })

    it('neither draws nor lists what the reader may not see', async () => {
      const before = await drawn({ spread: 'all' })
      await test.store
        .knex('cases')
        .where({ id: reference(3) })
        .update({ restricted: 1 })
      try {
        const { cases, populationSize } = await sampleView(test.runtime, ANNA, before)
        expect(cases.map(({ caseId }) => caseId)).not.to.include(reference(3))
        expect(populationSize).to.equal(4)
        expect(await samplePopulation(test.runtime, ANNA, before)).not.to.include(reference(3))
        const [listed] = (await listSamples(test.runtime, ANNA, { limit: 1 })).samples
        expect(listed).to.deep.include({ sample: before }).and.to.have.nested.property('counts.drawn', 4)
        const of = { sample: before, caseId: reference(3) }
        expect(await thrownBy(paperView(test.runtime, ANNA, of))).to.be.instanceOf(NotFoundError)
        expect(await thrownBy(saveWorkingPaper(test.runtime, ANNA, of, aPaper()))).to.be.instanceOf(NotFoundError)
        const { cases: fresh } = await sampleView(test.runtime, ANNA, await drawn({ spread: 'all' }))
        expect(fresh).to.have.length(4)
        expect((await exportSample(test.runtime, ANNA, before)).papers).to.have.length(4)
      } finally {
        await test.store
          .knex('cases')
          .where({ id: reference(3) })
          .update({ restricted: 0 })
      }
    })

    it('is for auditors alone', async () => {
      const id = await drawn()
      for (const work of [
        () => listSamples(test.runtime, MANAGER),
        () => sampleView(test.runtime, MANAGER, id),
        () => previewSample(test.runtime, MANAGER, ASKED),
        () => drawSample(test.runtime, MANAGER, ASKED),
        () => exportSample(test.runtime, MANAGER, id),
        () => saveWorkingPaper(test.runtime, MANAGER, { sample: id, caseId: reference(1) }, aPaper()),
      ]) {
        expect(await thrownBy(work())).to.be.instanceOf(NotPermittedError)
      }
    })

    describe('a working paper', () => {
      const newPaper = async () => ({
        sample: await drawn({ spread: 'all', rule: { procedures: ['children-act'] } }),
        caseId: reference(2),
      })
      const signed = async () => {
        const of = await newPaper()
        await saveWorkingPaper(test.runtime, ANNA, of, aPaper({ conclusion: 'Sound but for point 2.' }))
        await signWorkingPaper(test.runtime, ANNA, of, { version: 1 })
        return of
      }

      it('is saved as a draft, complete or not, and says what is missing', async () => {
        const of = await newPaper()
        const tests = [{ result: 'exception' as const, note: '' }, { note: 'Ask for the file.' }]
        await saveWorkingPaper(test.runtime, ANNA, of, aPaper({ tests }))
        const view = await paperView(test.runtime, ANNA, of)
        expect(view).to.deep.include({ paper: 'draft', version: 1, exceptions: 1, savedBy: 'anna', tests })
        expect(view.missing).to.deep.equal(['/tests/0/note', '/tests/1/result', '/conclusion'])
        expect(view.may).to.deep.equal({ save: true, sign: true, review: false, add: false })
        const error = await thrownBy(signWorkingPaper(test.runtime, ANNA, of, { version: 1 }))
        expect(error).to.be.instanceOf(InvalidVariablesError)
      })

      it('shows what the duties’ rules find now, and that it was read', async () => {
        const of = await newPaper()
        const { findings } = await paperView(test.runtime, ANNA, of)
        expect(findings?.judgedOn).to.equal('2026-02-02')
        expect(findings?.duties[0]).to.have.all.keys('duty', 'title', 'clause', 'result', 'because')
        const [line] = (await trail('case-viewed')).slice(-1)
        expect(line).to.include({ caseId: of.caseId, actor: 'anna' })
        expect(line?.body).to.include('working-paper')
      })

      it('is not saved over what somebody else saved', async () => {
        const of = await newPaper()
        await saveWorkingPaper(test.runtime, ANNA, of, aPaper())
        const error = await thrownBy(saveWorkingPaper(test.runtime, OMAR, of, aPaper()))
        expect(error).to.be.instanceOf(ConflictError)
        expect((error as ConflictError).winner?.by).to.equal('anna')
      })

      it('has one result for each test', async () => {
        const of = await newPaper()
        const error = await thrownBy(saveWorkingPaper(test.runtime, ANNA, of, aPaper({ tests: [] })))
        expect(error).to.be.instanceOf(InvalidVariablesError)
      })

      it('is signed by the auditor who wrote it last, and by nobody else', async () => {
        const of = await newPaper()
        await saveWorkingPaper(test.runtime, ANNA, of, aPaper({ conclusion: 'Sound.' }))
        const error = await thrownBy(signWorkingPaper(test.runtime, OMAR, of, { version: 1 }))
        expect(error).to.be.instanceOf(NotPermittedError)
      })

      it('does not change once it is signed, neither by us nor in the database', async () => {
        const of = await signed()
        expect(await thrownBy(saveWorkingPaper(test.runtime, ANNA, of, aPaper({ version: 2 })))).to.include({
          reason: 'paper-signed',
        })
        const { knex } = test.store
        const row = () => knex('working_papers').where({ sample_id: of.sample })
        for (const change of [
          { conclusion: 'All is well.' },
          { tests: '[]' },
          { findings: null },
          { signed_by: null },
          { exceptions: 0 },
          { version: 9 },
        ]) {
          expect(await thrownBy(Promise.resolve(row().update(change))), JSON.stringify(change)).to.be.an('error')
        }
        expect(await thrownBy(Promise.resolve(row().delete()))).to.be.an('error')
        expect((await paperView(test.runtime, ANNA, of)).conclusion).to.equal('Sound but for point 2.')
      })

      it('keeps what was found when it was signed, and its hash stands in the trail', async () => {
        const of = await signed()
        const row = await test.store.read.workingPaper(of.sample, of.caseId)
        const [line] = (await trail('working-paper-signed')).slice(-1)
        expect(line?.body).to.include(contentHash(row!))
        expect(row?.findings).to.have.property('judgedOn', '2026-02-02')
        // What the database gives back must hash as what was signed.
        expect(contentHash({ ...row!, conclusion: 'Sound.' })).not.to.equal(contentHash(row!))
      })

      it('is reviewed by another who wrote none of it, once', async () => {
        const of = await signed()
        expect(await thrownBy(reviewWorkingPaper(test.runtime, ANNA, of))).to.be.instanceOf(NotPermittedError)
        expect((await paperView(test.runtime, OMAR, of)).may).to.deep.equal({
          save: false,
          sign: false,
          review: true,
          add: true,
        })
        await reviewWorkingPaper(test.runtime, OMAR, of)
        expect(await paperView(test.runtime, ANNA, of)).to.deep.include({ paper: 'reviewed', reviewedBy: 'omar' })
        expect(await thrownBy(reviewWorkingPaper(test.runtime, OMAR, of))).to.be.instanceOf(ConflictError)
        const undo = test.store.knex('working_papers').where({ sample_id: of.sample }).update({ reviewed_by: null })
        expect(await thrownBy(Promise.resolve(undo))).to.be.an('error')
      })

      it('is added to after it is signed, and only then', async () => {
        const of = await newPaper()
        await saveWorkingPaper(test.runtime, ANNA, of, aPaper({ conclusion: 'Sound.' }))
        const early = await thrownBy(addToWorkingPaper(test.runtime, OMAR, of, { words: 'The file was found.' }))
        expect(early).to.be.instanceOf(RefusedError)
        await signWorkingPaper(test.runtime, ANNA, of, { version: 1 })
        await addToWorkingPaper(test.runtime, OMAR, of, { words: ' The file was found. ' })
        await addToWorkingPaper(test.runtime, ANNA, of, { words: 'Seen.' })
        const { addenda } = await paperView(test.runtime, ANNA, of)
        expect(addenda.map(({ words, writtenBy }) => [words, writtenBy])).to.deep.equal([
          ['The file was found.', 'omar'],
          ['Seen.', 'anna'],
        ])
        expect(await thrownBy(addToWorkingPaper(test.runtime, ANNA, of, { words: ' ' }))).to.be.instanceOf(
          InvalidVariablesError,
        )
      })

      it('is there for cases of its sample alone', async () => {
        const sample = await drawn({ rule: { procedures: ['corporate'] }, size: 1 })
        const of = { sample, caseId: reference(1) }
        expect(await thrownBy(paperView(test.runtime, ANNA, of))).to.be.instanceOf(NotFoundError)
        expect(await thrownBy(saveWorkingPaper(test.runtime, ANNA, of, aPaper()))).to.be.instanceOf(NotFoundError)
      })

      it('is taken away with all others of the sample, and each reading stands in the trail', async () => {
        const of = await signed()
        const before = (await trail('case-viewed')).length
        const { sample, papers } = await exportSample(test.runtime, OMAR, of.sample)
        expect(papers.map(({ caseId }) => caseId)).to.deep.equal(sample.cases.map(({ caseId }) => caseId))
        expect(papers.find(({ caseId }) => caseId === of.caseId)).to.deep.include({ paper: 'signed', exceptions: 1 })
        expect(await trail('case-viewed')).to.have.length(before + papers.length)
      })
    })
  })
})

function aPaper(rest: object = {}) {
  return { version: 0, conclusion: '', ...DONE, ...rest }
}

function reference(n: number): string {
  return `SC-2026-${String(n).padStart(5, '0')}`
}

const closed = (at: string, outcome: string) =>
  ({ status: 'closed', closedAt: instant(at), state: { stage: 'stage-1', outcome } }) as const

const CASES = [
  {},
  { ...closed('2026-03-20T10:00:00.000Z', 'upheld'), stage: 'stage-2' },
  { procedure: 'corporate', receivedOn: localDate('2026-03-31'), stage: 'corporate-1' },
  { ...closed('2026-03-31T23:30:00.000Z', 'upheld'), receivedOn: localDate('2026-04-01'), stage: 'stage-1' },
  { receivedOn: localDate('2026-02-27') },
] as const
