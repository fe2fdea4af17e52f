import { expect } from 'chai'
import {
  addDocument,
  annotationsIn,
  askForExport,
  askRectification,
  caseView,
  decideRectification,
  localDate,
  readFacts,
  rectifications,
  recordFacts,
  submitComplaint,
  takeExport,
  type Fact,
  type Instant,
} from '../../../../engine/index.ts'
import { CHILDS_COMPLAINT } from '../../../support/journey.ts'
import { a, MANAGER, startRuntime, type TestRuntime } from '../../../support/runtime.ts'
import { forEachDatabase } from '../../../support/test-databases.ts'
import { thrownBy } from '../../../support/test-databases-thrown.ts'

/* What somebody says is wrong stands beside the original, which nobody alters; what counts is counted anew. */

const CASEWORKER = a('caseworker', 'cw1')
const AUDITOR = { ...a('auditor', 'au1'), steppedUpAt: '2026-03-09T10:00:00.000Z' as Instant }

describe('what somebody says is wrong in the record', () => {
  forEachDatabase((database) => {
    let test: TestRuntime
    let caseId: string
    let received: Fact
    before(async () => {
      test = await startRuntime(database, { now: '2026-03-09T10:00:00.000Z' })
      ;({ caseId } = await submitComplaint(test.runtime, MANAGER, {
        ...CHILDS_COMPLAINT,
        receivedOn: localDate('2026-03-05'),
      }))
      await recordFacts(test.runtime, MANAGER, caseId, [
        {
          type: 'note-recorded',
          on: localDate('2026-03-09'),
          data: { kind: 'internal', text: 'She shouted at the team.' },
        },
        {
          type: 'note-recorded',
          on: localDate('2026-03-09'),
          data: { kind: 'legal-advice', text: 'Counsel says no.' },
        },
      ])
      const facts = await test.store.read.facts(caseId)
      const found = facts.find(({ type }) => type === 'complaint-received')
      if (found === undefined) throw new RangeError('no receipt')
      received = found
    })

    const person = CHILDS_COMPLAINT.people[0].id
    const ask = (of: string, statement: string, kind: 'entry' | 'letter' | 'document' = 'entry') =>
      askRectification(test.runtime, MANAGER, caseId, { kind, of, person, receivedOn: test.today(), statement })
    const noteOf = async (kind: string) =>
      (await test.store.read.facts(caseId)).find((fact) => fact.type === 'note-recorded' && fact.data.kind === kind)
        ?.id ?? ''

    it('is asked of what is there, by somebody who is there', async () => {
      for (const [kind, of] of [
        ['entry', `${caseId}/999`],
        ['letter', 'no-such-letter'],
        ['document', 'd99'],
      ] as const) {
        expect(await thrownBy(ask(of, 'Wrong.', kind)), kind).to.have.property('code')
      }
      const stranger = {
        kind: 'entry',
        of: received.id,
        person: 'p77',
        receivedOn: test.today(),
        statement: 'No.',
      } as const
      expect(await thrownBy(askRectification(test.runtime, MANAGER, caseId, stranger))).to.include({
        reason: 'no-such-person',
      })
      // Advice is not there for whoever may not read it.
      const advice = { ...stranger, of: await noteOf('legal-advice'), person }
      expect(await thrownBy(askRectification(test.runtime, CASEWORKER, caseId, advice))).to.have.property(
        'code',
        'NOT_PERMITTED',
      )
      const file = { kind: 'legal-advice', fileName: 'advice.txt', content: Buffer.from('Counsel says no.') } as const
      const { document: of } = (await addDocument(test.runtime, MANAGER, caseId, file)).result
      const paper = { ...stranger, kind: 'document', of, person } as const
      expect(await thrownBy(askRectification(test.runtime, CASEWORKER, caseId, paper))).to.include({
        code: 'NOT_FOUND',
      })
    })

    it('is refused with a reason, and stands beside the note all the same', async () => {
      const of = await noteOf('internal')
      const { result } = await ask(of, 'I did not shout.')
      const decided = { request: result.request, outcome: 'refused', reason: 'Two people heard it.' } as const
      expect(await thrownBy(decideRectification(test.runtime, CASEWORKER, caseId, decided))).to.include({
        code: 'NOT_PERMITTED',
      })
      await decideRectification(test.runtime, MANAGER, caseId, decided)
      expect(await thrownBy(decideRectification(test.runtime, MANAGER, caseId, decided))).to.include({
        reason: 'decided-already',
      })
      const [said] = annotationsIn(await readFacts(test.runtime, MANAGER, caseId)).filter((each) => each.of === of)
      expect(said?.statement).to.equal('I did not shout.')
      expect(said?.decision).to.include({ outcome: 'refused', reason: 'Two people heard it.' })
      expect((await rectifications(test.runtime, MANAGER, caseId)).requests).to.have.length(1)
    })

    it('puts the day of receipt right, and every time limit with it', async () => {
      const before = (await caseView(test.runtime, MANAGER, caseId)).clocks
      const { result } = await ask(received.id, 'I handed it in on 2 March.')
      const fits = { request: result.request, outcome: 'accepted', reason: 'The stamp says so.' } as const
      expect(await thrownBy(decideRectification(test.runtime, MANAGER, caseId, fits))).to.include({
        reason: 'nothing-right',
      })
      await decideRectification(test.runtime, MANAGER, caseId, {
        ...fits,
        text: 'It was received on 2 March 2026.',
        replacement: { on: localDate('2026-03-02') },
        tell: 'We have put right the day on which we received your complaint.',
      })
      const { clocks, complaint, receivedOn } = await caseView(test.runtime, MANAGER, caseId)
      expect(complaint.received?.on).to.equal('2026-03-02')
      expect(receivedOn).to.equal('2026-03-02')
      const due = (list: typeof clocks) => list.find(({ rule }) => rule === 'children-act.stage-1-answer')?.due
      expect(due(before)).to.equal('2026-03-19')
      expect(due(clocks)).to.equal('2026-03-16')
      // The original is there as it was, and the trail of it.
      const facts = await test.store.read.facts(caseId)
      expect(facts.find(({ id }) => id === received.id)).to.deep.equal(received)
      expect(facts.some((fact) => fact.type === 'team-wrote')).to.equal(true)
    })

    it('does not replace a note, whose words stay', async () => {
      const { result } = await ask(await noteOf('internal'), 'It was not me.')
      const replaced = {
        request: result.request,
        outcome: 'accepted',
        reason: 'So it was.',
        text: 'Somebody else did.',
      } as const
      const error = await thrownBy(
        decideRectification(test.runtime, MANAGER, caseId, { ...replaced, replacement: { on: test.today() } }),
      )
      expect(error).to.include({ reason: 'only-annotated' })
      await decideRectification(test.runtime, MANAGER, caseId, replaced)
    })

    it('stands in the log of events beside what it is about', async () => {
      const asked = { format: 'jsonl', selection: { by: 'received', from: '2026-03-01', to: '2026-03-31' } } as never
      const { export: id } = await askForExport(test.runtime, AUDITOR, {
        ...(asked as object),
        reason: 'To look.',
      } as never)
      let text = ''
      for await (const piece of (await takeExport(test.runtime, AUDITOR, id)).pieces) text += piece
      const lines = text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as { command: string; annotations?: { type: string; outcome?: string }[] })
      const annotated = lines.flatMap(({ annotations = [] }) => annotations)
      expect(annotated).to.deep.include({ type: 'complaint-received', on: '2026-03-09', outcome: 'accepted' })
      expect(annotated).to.deep.include({ type: 'note-recorded', on: '2026-03-09', outcome: 'refused' })
      expect(text).to.not.include('shout')
    })
  })
})
