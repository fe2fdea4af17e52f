import { expect } from 'chai'
import {
  acceptProposals,
  accessItems,
  answerContent,
  answerFiles,
  auditVerified,
  decideItems,
  eraseExpiredAnswers,
  keepAnswerFiles,
  listAccessRequests,
  localDate,
  otherCasesOf,
  prepareAnswer,
  readAccessRequest,
  recordAccessRequest,
  recordAnswerGiven,
  endAccessRequest,
  restrictCase,
  sendAnswerBack,
  signAnswer,
  takeAnswerFile,
  addDocument,
  askRectification,
  recordFacts,
  type InvalidVariablesError,
} from '../../../../engine/index.ts'
import { whyKept } from '../../../../engine/runtime/retention/index.ts'
import { makeLetterDocx } from '../../../support/make-letter-docx.ts'
import { a, MANAGER, startRuntime, type TestRuntime } from '../../../support/runtime.ts'
import { forEachDatabase } from '../../../support/test-databases.ts'
import { thrownBy } from '../../../support/test-databases-thrown.ts'
import { ASKER, leaksIn, twoCases } from '../../../support/two-cases.ts'

/* Somebody asks for what is held about them: all of it is gone through, nobody else's leaves, and nothing is changed. */

const SECOND = a('monitoring-officer', 'mo1')
const IDENTITY = 'A passport was shown at the desk.'

describe('a request for what is held about a person', () => {
  forEachDatabase((database) => {
    let test: TestRuntime
    let first: string
    let second: string
    let id: string
    before(async () => {
      test = await startRuntime(database, { now: '2026-03-09T10:00:00.000Z' })
      ;({ first, second } = await twoCases(test.runtime, MANAGER, localDate('2026-03-09')))
      await test.settle()
    })
    const ask = () =>
      recordAccessRequest(test.runtime, MANAGER, {
        receivedOn: localDate('2026-03-09'),
        identity: IDENTITY,
        cases: [first, second].map((caseId) => ({ caseId, person: ASKER.id })),
      })
    const all = async () => {
      const pages = []
      for (let page = 1; ; page += 1) {
        const { items } = await accessItems(test.runtime, MANAGER, id, { page })
        pages.push(...items)
        if (items.length === 0) return pages
      }
    }

    it('finds the other cases of the person, and says by what', async () => {
      const found = await otherCasesOf(test.runtime, MANAGER, { caseId: first, person: ASKER.id })
      expect(found).to.deep.equal([
        { caseId: second, person: 'p1', role: 'complainant', because: ['e-mail', 'telephone', 'name'] },
      ])
    })

    it('is recorded with its last day by law, and keeps the cases meanwhile', async () => {
      const bad = { receivedOn: localDate('2026-03-10'), identity: ' ', cases: [] }
      expect(await thrownBy(recordAccessRequest(test.runtime, MANAGER, bad))).to.have.property(
        'code',
        'INVALID_VARIABLES',
      )
      expect(await thrownBy(recordAccessRequest(test.runtime, a('caseworker', 'cw1'), bad))).to.have.property(
        'code',
        'NOT_PERMITTED',
      )
      const asked = await ask()
      id = asked.request
      expect(asked).to.deep.include({ request: 'AR-2026-1', status: 'open', askedBy: 'self' })
      expect(asked.due).to.deep.equal({ on: '2026-04-09', latest: '2026-06-09', rule: 'data-protection.access-answer' })
      for (const caseId of [first, second]) {
        const holds = await test.store.read.holdsOf(caseId)
        expect(holds.map(({ kind, endedAt }) => [kind, endedAt])).to.deep.equal([['access-request', null]])
        const kept = whyKept(
          { status: 'closed' },
          { keepUntil: localDate('2020-01-01'), disposedAt: null },
          holds,
          test.today(),
        )
        expect(kept?.reason).to.equal('held')
      }
      expect((await readAccessRequest(test.runtime, MANAGER, id)).identity).to.equal(IDENTITY)
    })

    it('lists all that is held, and proposes of each what is given', async () => {
      const items = await all()
      const kinds = new Set(items.map(({ kind }) => kind))
      for (const kind of ['person', 'entry', 'letter', 'document', 'clock']) expect(kinds, kind).to.include(kind)
      const facts = [...(await test.store.read.facts(first)), ...(await test.store.read.facts(second))]
      expect(items.filter(({ kind }) => kind === 'entry')).to.have.length(facts.length)
      const withheld = items.filter(({ proposal }) => proposal?.verdict === 'withhold')
      expect(withheld.map(({ proposal }) => proposal?.reason).sort()).to.include.members([
        'legal-privilege',
        'third-party',
      ])
      // A file's copy is proposed, and text is redacted in its place.
      const documents = items.filter(({ kind }) => kind === 'document').map(({ proposal }) => proposal?.verdict)
      expect(documents).to.deep.equal(['redact', 'copy'])
      const own = items.find(({ title }) => title === 'Who they are in this case')
      expect(own?.proposal).to.deep.equal({ verdict: 'include', marks: [] })
    })

    it('refuses what cannot be decided so', async () => {
      const [item] = await all()
      const held = item?.item ?? ''
      for (const wrong of [
        { item: 'entry:none/1', verdict: 'include' },
        { item: held, verdict: 'withhold' },
        { item: held, verdict: 'redact', marks: [] },
        { item: held, verdict: 'redact', marks: [{ part: 0, from: 0, to: 9999 }] },
        { item: held, verdict: 'copy', copy: 'd9' },
      ] as const) {
        expect(await thrownBy(decideItems(test.runtime, MANAGER, id, [wrong])), JSON.stringify(wrong)).to.have.property(
          'code',
          'INVALID_VARIABLES',
        )
      }
      expect(await thrownBy(prepareAnswer(test.runtime, MANAGER, id))).to.include({ reason: 'undecided' })
    })

    it('is signed by a second person, and by nobody who decided of it', async () => {
      const before = await test.store.read.facts(first)
      const { undecided } = await acceptProposals(test.runtime, MANAGER, id)
      expect(undecided).to.equal(0)
      await prepareAnswer(test.runtime, MANAGER, id)
      expect(
        await thrownBy(decideItems(test.runtime, MANAGER, id, [{ item: `person:${first}/p1`, verdict: 'include' }])),
      ).to.include({
        reason: 'wrong-state',
      })
      expect(await thrownBy(signAnswer(test.runtime, MANAGER, id))).to.have.property('code', 'NOT_PERMITTED')
      await sendAnswerBack(test.runtime, SECOND, id, 'Look at the second letter again.')
      await prepareAnswer(test.runtime, MANAGER, id)
      // What has changed since was never looked at.
      await askRectification(test.runtime, MANAGER, second, {
        kind: 'entry',
        of: `${second}/1`,
        person: 'p1',
        receivedOn: test.today(),
        statement: 'It was a Sunday.',
      })
      expect(await thrownBy(signAnswer(test.runtime, SECOND, id))).to.include({ reason: 'changed-since' })
      await sendAnswerBack(test.runtime, SECOND, id, 'Something came in.')
      const again = await acceptProposals(test.runtime, MANAGER, id)
      expect(again.decided).to.equal(2)
      await prepareAnswer(test.runtime, MANAGER, id)
      expect(await signAnswer(test.runtime, SECOND, id)).to.include({ status: 'signed', signedBy: 'mo1' })
      await recordFacts(test.runtime, MANAGER, second, [
        { type: 'note-recorded', on: test.today(), data: { kind: 'internal', text: 'They rang again.' } },
      ])
      expect(await thrownBy(answerContent(test.runtime, MANAGER, id)), 'signed before').to.include({
        reason: 'changed-since',
      })
      await sendAnswerBack(test.runtime, SECOND, id, 'They rang again.')
      await acceptProposals(test.runtime, MANAGER, id)
      await prepareAnswer(test.runtime, MANAGER, id)
      await signAnswer(test.runtime, SECOND, id)
      expect(await test.store.read.facts(first)).to.deep.equal(before)
    })

    it('gives nothing of anybody else, and all that is theirs', async () => {
      const { contents, ...content } = await answerContent(test.runtime, MANAGER, id)
      const text = JSON.stringify(content)
      expect(leaksIn(text)).to.deep.equal([])
      for (const { content: bytes } of contents) expect(leaksIn(bytes.toString('utf8'))).to.deep.equal([])
      for (const own of [ASKER.name, ASKER.email, ASKER.phone, 'EX4 4AA', 'Larch Lane', 'It was a Sunday.']) {
        expect(text, own).to.include(own)
      }
      expect(content.withheld.find(({ reason }) => reason === 'legal-privilege')?.n).to.equal(1)
      expect(content.files.map(({ name, isCopy }) => [name, isCopy])).to.deep.equal([
        ['AR-2026-1-document-1.txt', true],
      ])
    })

    it('keeps the files for some days, and lets the cases go when the answer was given', async () => {
      expect(await thrownBy(recordAnswerGiven(test.runtime, MANAGER, id))).to.include({ reason: 'no-files' })
      const made = [{ name: 'AR-2026-1.html', mediaType: 'text/html', content: Buffer.from('<p>Hello</p>') }]
      const [file] = await keepAnswerFiles(test.runtime, MANAGER, id, made)
      expect(file).to.include({ name: 'AR-2026-1.html', expiresOn: '2026-04-08', isThere: true })
      expect((await takeAnswerFile(test.runtime, MANAGER, id, 'AR-2026-1.html')).content.toString()).to.equal(
        '<p>Hello</p>',
      )
      expect(await recordAnswerGiven(test.runtime, MANAGER, id)).to.include({ status: 'answered' })
      const facts = await test.store.read.facts(first)
      expect(facts.at(-1)).to.deep.include({ type: 'access-answered', data: { redacted: true } })
      expect((await test.store.read.holdsOf(first)).every(({ endedAt }) => endedAt !== null)).to.equal(true)
      await test.moveTo('2026-04-09T10:00:00.000Z')
      expect(await thrownBy(takeAnswerFile(test.runtime, MANAGER, id, 'AR-2026-1.html'))).to.have.property(
        'code',
        'NOT_FOUND',
      )
      const isThere = async () => (await answerFiles(test.runtime, MANAGER, id)).map((each) => each.isThere)
      expect(await isThere(), 'not erased yet').to.deep.equal([false])
      expect(await eraseExpiredAnswers(test.runtime)).to.equal(1)
      expect(await isThere()).to.deep.equal([false])
    })

    it('gives no file whole that nobody has read, and names what a Word file says', async () => {
      const paragraph = '<w:p><w:r><w:t>Zebe</w:t></w:r><w:r><w:t>dee rang.</w:t></w:r></w:p>'
      const files = { 'statement.docx': makeLetterDocx(22, paragraph), 'scan.pdf': Buffer.from('%PDF-1.7\n') }
      const added: string[] = []
      for (const [fileName, content] of Object.entries(files)) {
        const file = { kind: 'evidence', fileName, content } as const
        added.push((await addDocument(test.runtime, MANAGER, first, file)).result.document)
      }
      const asked = { receivedOn: test.today(), identity: IDENTITY, cases: [{ caseId: first, person: ASKER.id }] }
      ;({ request: id } = await recordAccessRequest(test.runtime, MANAGER, asked))
      const again = await thrownBy(recordAccessRequest(test.runtime, MANAGER, asked))
      expect(again).to.include({ reason: 'asked-already' })
      expect((again as Error).message).to.contain(`${id} has no end yet`)
      expect((await acceptProposals(test.runtime, MANAGER, id)).undecided).to.equal(2)
      const [word, scan] = added.map((document) => `document:${first}/${document}`)
      const held = (await all()).find(({ item }) => item === word)
      expect(held?.document).to.include({ isText: false, isScanned: true })
      const found = held?.hits.map(({ part, from, to }) => held.parts[part]?.text.slice(from, to))
      expect(found).to.deep.equal(['Zebedee'])
      for (const item of [word ?? '', scan ?? '']) {
        const whole = { item, verdict: 'include' } as const
        const refused = await thrownBy(decideItems(test.runtime, MANAGER, id, [whole]))
        expect(JSON.stringify((refused as InvalidVariablesError).faults)).to.contain('say that you have read it')
        await decideItems(test.runtime, MANAGER, id, [{ ...whole, read: true }])
      }
      await endAccessRequest(test.runtime, MANAGER, id, 'They took it back.')
    })

    it('is taken back whole, and is seen by those alone who may see every case of it', async () => {
      const { request } = await recordAccessRequest(test.runtime, MANAGER, {
        receivedOn: test.today(),
        identity: IDENTITY,
        authority: 'Their mother, by letter.',
        cases: [{ caseId: second, person: 'p1' }],
      })
      await restrictCase(test.runtime, a('complaints-manager', 'cm2'), {
        caseId: second,
        reason: 'Of staff.',
      })
      expect(await thrownBy(accessItems(test.runtime, SECOND, request))).to.have.property('code', 'NOT_FOUND')
      const listed = await listAccessRequests(test.runtime, SECOND)
      expect(listed.requests.map((each) => each.request)).to.not.include(request)
      const ended = await endAccessRequest(test.runtime, a('complaints-manager', 'cm2'), request, 'They took it back.')
      expect(ended.status).to.equal('ended')
      const facts = await test.store.read.facts(second)
      expect(facts.at(-1)?.type).to.equal('fact-corrected')
      expect((await auditVerified(test.runtime, a('auditor', 'au1'), {})).findings).to.deep.equal([])
    })
  })
})
