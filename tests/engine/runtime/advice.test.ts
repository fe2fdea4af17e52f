import { expect } from 'chai'
import {
  addDocument,
  documentView,
  indexOldCases,
  listDocuments,
  NotFoundError,
  openDocument,
  readFacts,
  recordFacts,
  searchCases,
  submitComplaint,
  type Actor,
} from '../../../engine/index.ts'
import { adviceUnsearched } from '../../../engine/store/migrations/0019-advice-unsearched.ts'
import { A_PDF } from '../../support/files.ts'
import { CHILDS_COMPLAINT } from '../../support/journey.ts'
import { a, MANAGER, startRuntime, type TestRuntime } from '../../support/runtime.ts'
import { forEachDatabase } from '../../support/test-databases.ts'
import { thrownBy } from '../../support/test-databases-thrown.ts'

const AUTHOR = a('caseworker', 'ann')
const COLLEAGUE = a('caseworker', 'ben')

describe('legal advice', () => {
  forEachDatabase((database) => {
    let test: TestRuntime
    let caseId: string
    let document: string
    before(async function () {
      this.timeout(60_000)
      test = await startRuntime(database)
      const { runtime } = test
      caseId = (await submitComplaint(runtime, AUTHOR, CHILDS_COMPLAINT)).caseId
      await recordFacts(runtime, AUTHOR, caseId, [
        { type: 'note-recorded', on: test.today(), data: { kind: 'legal-advice', text: 'Counsel says quokka.' } },
        { type: 'note-recorded', on: test.today(), data: { kind: 'internal', text: 'She rang about wallabies.' } },
      ])
      const [note] = (await readFacts(runtime, AUTHOR, caseId)).filter(({ type }) => type === 'note-recorded')
      await recordFacts(runtime, AUTHOR, caseId, [
        {
          type: 'note-corrected',
          on: test.today(),
          data: { note: note?.id, text: 'Counsel says numbat.', reason: 'Misheard.' },
        },
      ])
      const file = { kind: 'legal-advice', fileName: 'advice.pdf', content: A_PDF } as const
      document = (await addDocument(runtime, AUTHOR, caseId, file)).result.document
    })

    const readers: readonly [who: string, reader: Actor, reads: boolean][] = [
      ['whoever wrote it', AUTHOR, true],
      ['the complaints manager', MANAGER, true],
      ['a colleague on the same case', COLLEAGUE, false],
    ]
    for (const [who, reader, reads] of readers) {
      it(`${reads ? 'shows' : 'does not show'} to ${who}, as a note, as put right and as a document`, async () => {
        const said = JSON.stringify(await readFacts(test.runtime, reader, caseId))
        expect(said).to.include('wallabies')
        expect([said.includes('quokka'), said.includes('numbat')]).to.deep.equal([reads, reads])
        const { documents } = await listDocuments(test.runtime, reader, caseId)
        expect(documents.map((each) => each.document)).to.deep.equal(reads ? [document] : [])
        const looks = [
          documentView(test.runtime, reader, caseId, document),
          openDocument(test.runtime, reader, caseId, document),
        ]
        for (const look of looks) {
          if (reads) await look
          else expect(await thrownBy(look)).to.be.instanceOf(NotFoundError)
        }
      })
    }

    it('leaves no line that says it was opened by whom it was not shown to', async () => {
      const { rows } = await test.store.read.history({ caseId, limit: 500 })
      const opened = rows.filter(({ type }) => type === 'document-opened').map(({ actor }) => actor)
      expect(opened).to.have.members([AUTHOR.id, MANAGER.id])
    })

    it('is found by nobody’s search', async () => {
      for (const [word, times] of [
        ['wallabies', 1],
        ['quokka', 0],
        ['numbat', 0],
      ] as const) {
        const { found } = await searchCases(test.runtime, MANAGER, { text: word, reason: 'Looking for a note.' })
        expect(found, word).to.have.length(times)
      }
    })

    it('is read anew where an earlier release had it in its searches', async () => {
      const { knex, read } = test.store
      const found = async (text: string) =>
        (await searchCases(test.runtime, MANAGER, { text, reason: 'Looking for a note.' })).found.length
      await knex('case_search').where({ case_id: caseId }).update({ content: 'Counsel says quokka.' })
      expect(await found('quokka')).to.equal(1)
      const { dialect } = test.store
      for (const statement of adviceUnsearched(dialect)) await knex.raw(statement)
      expect(await read.casesToIndex(10)).to.deep.equal([caseId])
      expect(await indexOldCases(test.runtime)).to.equal(1)
      expect([await found('quokka'), await found('wallabies')]).to.deep.equal([0, 1])
    })
  })
})
