import { expect } from 'chai'
import {
  addDocument,
  addRedactedTwin,
  documentView,
  InvalidVariablesError,
  listDocuments,
  NotFoundError,
  NotPermittedError,
  openDocument,
  RefusedError,
  scanDocuments,
  submitComplaint,
  withdrawDocument,
  type Scanner,
} from '../../../engine/index.ts'
import { CHILDS_COMPLAINT } from '../../support/journey.ts'
import { A_DRAWING, A_PAGE, A_PDF, A_PNG, A_PROGRAM, A_TEXT, A_ZIP, aPhotograph, EICAR } from '../../support/files.ts'
import { a, MANAGER, startRuntime, type TestRuntime } from '../../support/runtime.ts'
import { forEachDatabase } from '../../support/test-databases.ts'
import { thrownBy } from '../../support/test-databases-thrown.ts'

const CASEWORKER = a('caseworker')

describe('documents of a case', () => {
  forEachDatabase((database) => {
    let test: TestRuntime
    let caseId: string
    before(async function () {
      this.timeout(60_000)
      test = await startRuntime(database)
      caseId = (await submitComplaint(test.runtime, CASEWORKER, CHILDS_COMPLAINT)).caseId
    })
    const add = async (fileName: string, content: Buffer) => {
      const { result } = await addDocument(test.runtime, CASEWORKER, caseId, { kind: 'evidence', fileName, content })
      const { document } = await documentView(test.runtime, CASEWORKER, caseId, result.document)
      return document
    }
    const lines = async (type: string) =>
      (await test.store.read.history({ caseId, limit: 500 })).rows.filter((line) => line.type === type)

    const taken: readonly [name: string, content: Buffer, mediaType: string, saved: string][] = [
      ['letter.pdf', A_PDF, 'application/pdf', 'letter.pdf'],
      ['Letter.PDF', A_PDF, 'application/pdf', 'Letter.PDF'],
      ['letter.pdf', A_PNG, 'image/png', 'letter.pdf.png'],
      ['picture', A_PNG, 'image/png', 'picture.png'],
      ['évil naïve 💬.txt', A_TEXT, 'text/plain', 'évil naïve 💬.txt'],
      ['../../etc/passwd', A_TEXT, 'text/plain', 'passwd.txt'],
      ['C:\\Users\\me\\notes.txt', A_TEXT, 'text/plain', 'notes.txt'],
      ['invoice\u202Efdp.png', A_PNG, 'image/png', 'invoicefdp.png'],
      ['a\u0000b.txt', A_TEXT, 'text/plain', 'ab.txt'],
      ['page.html', A_PAGE, 'text/plain', 'page.html'],
      ['drawing.svg', A_DRAWING, 'text/plain', 'drawing.svg'],
      ['all.zip', A_ZIP, 'application/zip', 'all.zip'],
      ['...', A_TEXT, 'text/plain', 'file.txt'],
    ]
    for (const [name, content, mediaType, saved] of taken) {
      it(`takes ${JSON.stringify(name)} for what it holds: ${mediaType}, saved as ${saved}`, async () => {
        expect(await add(name, content)).to.include({ mediaType, fileName: saved, scan: 'not-scanned' })
      })
    }

    const refused: readonly [name: string, content: Buffer, because: string][] = [
      ['letter.pdf', Buffer.alloc(0), 'is empty'],
      ['letter.pdf', A_PROGRAM, 'is of a kind that is not taken'],
      ['letter.pdf.exe', A_PDF, 'is a file that runs (.exe)'],
      ['letter.pdf.js', A_TEXT, 'is a file that runs (.js)'],
      ['noise.txt', Buffer.from([0, 1, 2, 3, 4, 5]), 'is of a kind that is not taken'],
      ['large.txt', Buffer.alloc(20 * 1024 * 1024 + 1, 65), 'is larger than 20 MB'],
    ]
    for (const [name, content, because] of refused) {
      it(`refuses ${name}, ${content.length} bytes: it ${because}`, async () => {
        const error = await thrownBy(add(name, content))
        expect(error).to.be.instanceOf(InvalidVariablesError)
        expect((error as InvalidVariablesError).message).to.include(because)
      })
    }

    it('gives back every byte, and says in the trail who opened it', async () => {
      const { document } = await add('bytes.pdf', A_PDF)
      const opened = await openDocument(test.runtime, a('caseworker', 'ann'), caseId, document)
      expect(opened.content.equals(A_PDF)).to.equal(true)
      const { openings } = await documentView(test.runtime, MANAGER, caseId, document)
      expect(openings?.map(({ by }) => by)).to.deep.equal(['ann'])
      expect(await documentView(test.runtime, CASEWORKER, caseId, document)).not.to.have.property('openings')
    })

    it('keeps names and titles of files out of the trail', async () => {
      await addDocument(test.runtime, CASEWORKER, caseId, {
        kind: 'evidence',
        fileName: 'Zqname.txt',
        title: 'Zqtitle',
        receivedFrom: 'Zqperson',
        content: A_TEXT,
      })
      for (const { body } of await lines('document-added')) expect(body).not.to.match(/Zq/)
    })

    it('warns of a photograph with hidden details, and takes them out of a copy that stands the right way up', async () => {
      const photograph = await add('visit.jpg', aPhotograph())
      expect(photograph.hiddenDetails).to.equal(true)
      const whole = await openDocument(test.runtime, CASEWORKER, caseId, photograph.document)
      expect(whole.content.toString('latin1')).to.include('Example Street')
      const { content } = await openDocument(test.runtime, CASEWORKER, caseId, photograph.document, true)
      expect(content.toString('latin1')).not.to.include('Example Street')
      expect(content.subarray(0, 4).toString('hex')).to.equal('ffd8ffe1')
      expect(content.readUInt16BE(2 + 28)).to.equal(6)
      expect(content.subarray(-9).toString('hex')).to.equal('ffda0002010203ffd9')
      const again = await add('plain.jpg', content)
      expect(again).to.include({ mediaType: 'image/jpeg' })
    })

    it('keeps a redacted copy beside the document that it was made of', async () => {
      const original = await add('report.pdf', A_PDF)
      const { result } = await addRedactedTwin(test.runtime, CASEWORKER, caseId, original.document, {
        fileName: 'report-redacted.pdf',
        content: A_PDF,
      })
      const { twins } = await documentView(test.runtime, CASEWORKER, caseId, original.document)
      expect(twins.map(({ document, title, redactedOf }) => [document, title, redactedOf])).to.deep.equal([
        [result.document, 'report.pdf (redacted)', original.document],
      ])
      const copyOfCopy = addRedactedTwin(test.runtime, CASEWORKER, caseId, result.document, {
        fileName: 'x.pdf',
        content: A_PDF,
      })
      expect(await thrownBy(copyOfCopy)).to.be.instanceOf(RefusedError)
    })

    it('hides a withdrawn document, with the reason, and serves it no more', async () => {
      const { document } = await add('mistake.pdf', A_PDF)
      await withdrawDocument(test.runtime, CASEWORKER, caseId, document, 'It belongs to another case.')
      const { documents } = await listDocuments(test.runtime, CASEWORKER, caseId)
      expect(documents.find((each) => each.document === document)).to.deep.include({ closed: 'withdrawn' })
      expect(await thrownBy(openDocument(test.runtime, CASEWORKER, caseId, document))).to.be.instanceOf(RefusedError)
      expect(await thrownBy(withdrawDocument(test.runtime, CASEWORKER, caseId, document, 'Again.'))).to.be.instanceOf(
        RefusedError,
      )
      for (const { body } of await lines('document-withdrawn')) expect(body).not.to.include('another case')
    })

    it('is for those who may, and for documents that are there', async () => {
      const nobody = a('process-owner')
      expect(await thrownBy(listDocuments(test.runtime, nobody, caseId))).to.be.instanceOf(NotPermittedError)
      const adding = addDocument(test.runtime, nobody, caseId, { kind: 'other', fileName: 'a.txt', content: A_TEXT })
      expect(await thrownBy(adding)).to.be.instanceOf(NotPermittedError)
      expect(await thrownBy(openDocument(test.runtime, CASEWORKER, caseId, 'd999'))).to.be.instanceOf(NotFoundError)
      expect(await thrownBy(listDocuments(test.runtime, CASEWORKER, 'SC-2026-99999'))).to.be.instanceOf(NotFoundError)
    })

    it('adds the same upload once', async () => {
      const asked = { kind: 'evidence', fileName: 'once.txt', content: A_TEXT } as const
      const options = { idempotencyKey: 'upload-1' }
      const first = await addDocument(test.runtime, CASEWORKER, caseId, asked, options)
      expect(await addDocument(test.runtime, CASEWORKER, caseId, asked, options)).to.deep.equal(first)
    })

    it('cannot be overwritten in the database', async () => {
      const change = test.store.knex('document_contents').update({ content: Buffer.from('x') })
      expect(await thrownBy(Promise.resolve(change))).to.be.instanceOf(Error)
      const other = test.store.knex('documents').update({ sha256: 'x' })
      expect(await thrownBy(Promise.resolve(other))).to.be.instanceOf(Error)
    })

    it('takes 200, and not one more', async () => {
      const { caseId: full } = await submitComplaint(test.runtime, CASEWORKER, CHILDS_COMPLAINT)
      const file = { kind: 'evidence', fileName: 'a.txt', content: A_TEXT } as const
      for (let n = 0; n < 200; n += 1) await addDocument(test.runtime, CASEWORKER, full, file)
      const { documents } = await listDocuments(test.runtime, CASEWORKER, full)
      expect(documents.at(-1)).to.include({ document: 'd200' })
      expect(await thrownBy(addDocument(test.runtime, CASEWORKER, full, file))).to.include({
        reason: 'too-many-documents',
      })
    }).timeout(60_000)

    describe('with a scanner', () => {
      it('opens nothing before it was looked at, never what is infected, and looks again where it failed', async () => {
        let down = true
        const scanner: Scanner = {
          scan: (content) =>
            down
              ? Promise.reject(new Error('down'))
              : Promise.resolve(content.includes('EICAR') ? 'infected' : 'clean'),
        }
        const runtime = { ...test.runtime, scanner }
        // The oldest come first, a round of them at a time: those of the tests above are let through.
        while ((await scanDocuments({ ...runtime, scanner: { scan: () => Promise.resolve('clean') } })) > 0) continue
        const { caseId: other } = await submitComplaint(runtime, CASEWORKER, CHILDS_COMPLAINT)
        for (const content of [A_TEXT, EICAR]) {
          await addDocument(runtime, CASEWORKER, other, { kind: 'evidence', fileName: 'a.txt', content })
        }
        const states = async () =>
          (await listDocuments(runtime, CASEWORKER, other)).documents.map(({ scan, closed }) => [scan, closed])
        const waiting = 'being-scanned'
        expect(await states()).to.deep.equal([
          ['not-scanned', waiting],
          ['not-scanned', waiting],
        ])
        expect(await scanDocuments(runtime)).to.equal(0)
        expect(await states()).to.deep.equal([
          ['failed', waiting],
          ['failed', waiting],
        ])
        expect(await thrownBy(openDocument(runtime, CASEWORKER, other, 'd1'))).to.be.instanceOf(RefusedError)
        down = false
        expect(await scanDocuments(runtime)).to.equal(2)
        expect(await states()).to.deep.equal([
          ['clean', undefined],
          ['infected', 'infected'],
        ])
        expect(await scanDocuments(runtime)).to.equal(0)
        expect((await openDocument(runtime, CASEWORKER, other, 'd1')).content.equals(A_TEXT)).to.equal(true)
        expect(await thrownBy(openDocument(runtime, CASEWORKER, other, 'd2'))).to.include({
          reason: 'document-infected',
        })
        // Without its scanner an infected file stays what it is.
        expect(await thrownBy(openDocument(test.runtime, CASEWORKER, other, 'd2'))).to.be.instanceOf(RefusedError)
      }).timeout(60_000)
    })
  })
})
