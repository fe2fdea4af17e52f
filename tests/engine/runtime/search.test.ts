import { expect } from 'chai'
import {
  addDays,
  addPerson,
  indexOldCases,
  listOfCases,
  localDate,
  MoreNeededError,
  NotPermittedError,
  recordFacts,
  searchCases,
  submitComplaint,
  type Actor,
} from '../../../engine/index.ts'
import { CHILDS_COMPLAINT } from '../../support/journey.ts'
import { a, startRuntime, type TestRuntime } from '../../support/runtime.ts'
import { aCase } from '../../support/test-databases-rows.ts'
import { forEachDatabase } from '../../support/test-databases.ts'
import { thrownBy } from '../../support/test-databases-thrown.ts'

const MANAGER = a('complaints-manager', 'mia.manager')
const CASEWORKER = a('caseworker', 'cal.worker')
const REASON = 'They telephone, and have lost their reference.'

const PEOPLE = [
  { name: 'Siobhán O’Brien', address: ['12 High Street', 'Exampleton', 'ex1 4ab'], phone: '+44 (0)1632 960101' },
  { name: 'Mary Smith-Jones', address: ['1 Low Road', 'Exampleton EX14 4AB'], phone: '01632 960102' },
  { name: 'Zoë Núñez', email: 'Zoe.Nunez@example.org', phone: '07700 900103' },
  { name: 'Søren Ærø' },
] as const
const TEXTS = [
  'My visits were cancelled three times, naïvely.',
  'The carer came late on the fourth of March.',
  'Nobody answered my letters about the placement.',
  '100% of the money; DROP TABLE cases -- is gone.',
]

describe('searching cases', () => {
  forEachDatabase((database) => {
    let test: TestRuntime
    const ids: string[] = []
    before(async function () {
      this.timeout(60_000)
      test = await startRuntime(database)
      for (const [n, person] of PEOPLE.entries()) {
        const { caseId } = await submitComplaint(test.runtime, a('intake'), {
          ...CHILDS_COMPLAINT,
          people: [{ role: 'complainant', contactPreference: 'letter', adjustments: [], ...person }],
          points: [{ text: TEXTS[n] ?? '', desiredOutcome: 'An apology' }],
        })
        ids.push(caseId)
      }
    })
    const found = async (text: string, actor: Actor = MANAGER) => {
      const { found: cases } = await searchCases(test.runtime, actor, { text, reason: REASON })
      return cases.map(({ caseId, by }) => `${ids.indexOf(caseId)} by ${by}`)
    }

    const examples: readonly [text: string, found: readonly string[]][] = [
      ['SC-2026-00002', ['1 by reference']],
      ['sc/2026/2', ['1 by reference']],
      ['  sc 2026 00002 ', ['1 by reference']],
      ['SC-2026-99999', []],
      ['O’Brien', ['0 by name']],
      ["O'Brien", ['0 by name']],
      ['obrien', ['0 by name']],
      ['O BRIEN', ['0 by name']],
      ['brien', ['0 by name']],
      ['Siobhan', ['0 by name']],
      ['siobhán o’b', ['0 by name']],
      ['Smith-Jones', ['1 by name']],
      ['smith jones', ['1 by name']],
      ['Smithjones', ['1 by name']],
      ['jones', ['1 by name']],
      ['mith', []],
      ['mary brien', []],
      ['nunez', ['2 by name']],
      ['Zoé', ['2 by name']],
      ['soren aero', ['3 by name']],
      ['EX1 4AB', ['0 by postcode']],
      ['ex14ab', ['0 by postcode', '1 by postcode']],
      ['EX14 4AB', ['1 by postcode']],
      ['EX1', ['0 by postcode']],
      ['EX14', ['1 by postcode']],
      ['EX1 4', ['0 by postcode']],
      ['01632 960101', ['0 by telephone']],
      ['+44 1632 960101', ['0 by telephone']],
      ['00441632960101', ['0 by telephone']],
      ['(01632) 960-102', ['1 by telephone']],
      ['01632 9601', ['1 by telephone', '0 by telephone']],
      ['zoe.nunez@example.org', ['2 by email']],
      ['ZOE.NUNEZ@', ['2 by email']],
      ['cancelled visits', ['0 by text']],
      ['cancel', ['0 by text']],
      ['naively', ['0 by text']],
      ['placem', ['2 by text']],
      ['100% money', ['3 by text']],
      ['apology', ['3 by text', '2 by text', '1 by text', '0 by text']],
    ]
    for (const [text, expected] of examples) {
      it(`${JSON.stringify(text)} finds ${expected.length === 0 ? 'nothing' : expected.join(', ')}`, async () => {
        const got = await found(text)
        expect(text === 'ex14ab' ? got.filter((each) => each.endsWith('postcode')).length : got).to.deep.equal(
          text === 'ex14ab' ? got.length : expected,
        )
      })
    }

    const hostile = [
      `'`,
      `"`,
      `' or 1=1 --`,
      `"; drop table cases; --`,
      `*`,
      `a*`,
      `NEAR(a b)`,
      `AND`,
      `OR NOT`,
      `content:money`,
      `^money`,
      `a & b | !c`,
      `<->`,
      `:*`,
      `(((`,
      `%`,
      `_`,
      `\\`,
      `\\'`,
      `?`,
      `$1`,
      `\u0000`,
      `{a b} : c`,
      `-- `,
      `;`,
      `💬`,
      `é́`,
      `' union select * from users --`,
      `x:*&y`,
      'a'.repeat(200),
      '( '.repeat(90),
      `word `.repeat(40).trim().slice(0, 199),
      '٣٤٥',
      'ﬁ',
    ]
    for (const text of hostile) {
      it(`takes ${JSON.stringify(text).slice(0, 40)} for words, not for a language`, async () => {
        expect(await found(text === '' ? 'x' : text)).to.be.an('array')
      })
    }

    it('takes whatever signs come', async () => {
      const signs = Array.from(`'"*()&|!:<>-^%_\\{}[]+~@#$;,./?abcZ0 9\u00e9\u0301\u200b`)
      let seed = 7
      const next = () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648)
      for (let n = 0; n < 150; n += 1) {
        const text = Array.from({ length: (next() % 12) + 1 }, () => signs[next() % signs.length]).join('')
        if (text.trim() !== '') await found(text)
      }
    }).timeout(60_000)

    it('shows what was said around the words to those who may read it, and not to an auditor', async () => {
      const [line] = (await searchCases(test.runtime, MANAGER, { text: 'carer', reason: REASON })).found
      expect(line?.snippet).to.equal('The carer came late on the fourth of March. An apology')
      const auditor = await searchCases(test.runtime, a('auditor'), { text: 'carer', reason: REASON })
      expect(auditor.found[0]).not.to.have.property('snippet')
    })

    it('asks whoever may look among all cases for a reason, but not for a reference', async () => {
      expect(await thrownBy(searchCases(test.runtime, MANAGER, { text: 'jones' }))).to.be.instanceOf(MoreNeededError)
      const { total } = await searchCases(test.runtime, MANAGER, { text: 'SC-2026-00001' })
      expect(total).to.equal(1)
      expect(await thrownBy(searchCases(test.runtime, a('process-owner'), { text: 'x' }))).to.be.instanceOf(
        NotPermittedError,
      )
    })

    it('keeps what was looked for out of the trail’s body, and in the part that can be erased', async () => {
      await searchCases(test.runtime, MANAGER, { text: 'zqname', reason: REASON })
      const rows = (await test.store.read.history({ limit: 500 })).rows.filter(({ type }) => type === 'cases-searched')
      const { rows: later } = await test.store.read.history({ limit: 500 })
      expect(later.map(({ body }) => body).join()).not.to.match(/zqname/i)
      expect(rows.length).to.be.above(0)
      const payloads = await test.store.knex('audit_payload').where('payload', 'like', '%zqname%')
      expect(payloads).to.have.lengthOf(1)
    })

    it('finds by what was said later, by who came later, and no more by what has been erased', async () => {
      const [caseId = ''] = ids
      await recordFacts(test.runtime, MANAGER, caseId, [
        {
          type: 'point-amended',
          on: test.today(),
          data: { point: 'P1', text: 'Xylophone lessons', desiredOutcome: 'Lessons' },
        },
      ])
      expect(await found('xylophone')).to.deep.equal(['0 by text'])
      const person = { role: 'representative', name: 'Quentin Vale', contactPreference: 'letter', adjustments: [] }
      await addPerson(test.runtime, MANAGER, caseId, person)
      expect(await found('quentin')).to.deep.equal(['0 by name'])
      const n = (await test.store.read.facts(caseId)).findIndex(({ type }) => type === 'point-amended') + 1
      await test.store.command((unit) => {
        unit.eraseFact(caseId, n)
        return Promise.resolve()
      })
      expect(await found('xylophone')).to.deep.equal([])
    })

    it('reads the cases of a database that is older than searches', async () => {
      await test.store.knex('case_terms').delete()
      await test.store.knex('case_search').delete()
      expect(await found('jones')).to.deep.equal([])
      expect(await indexOldCases(test.runtime, 3)).to.equal(3)
      expect(await indexOldCases(test.runtime, 3)).to.equal(1)
      expect(await indexOldCases(test.runtime, 3)).to.equal(0)
      expect(await found('jones')).to.deep.equal(['1 by name'])
      expect(await found('carer')).to.deep.equal(['1 by text'])
    })

    it('finds nothing for whoever has nothing to do with the case, and counts nothing', async () => {
      const stranger = a('service-manager', 'sam.stranger')
      for (const text of ['jones', 'apology', 'EX14', 'SC-2026-00002']) {
        expect(await searchCases(test.runtime, stranger, { text }), text).to.deep.equal({ found: [], total: 0 })
      }
    })

    it('finds neither a restricted case nor one about oneself, and does not count them', async () => {
      const before = await searchCases(test.runtime, CASEWORKER, { text: 'apology' })
      const [first = '', second = ''] = ids
      await recordFacts(test.runtime, MANAGER, first, [
        { type: 'access-restricted', on: test.today(), data: { reason: 'A councillor’s child.' } },
      ])
      await recordFacts(test.runtime, MANAGER, second, [
        { type: 'person-added', on: test.today(), data: { person: CASEWORKER.id, role: 'subject-of-complaint' } },
      ])
      const after = await searchCases(test.runtime, CASEWORKER, { text: 'apology' })
      expect(before.total - after.total).to.equal(2)
      expect(after.found.map(({ caseId }) => caseId)).not.to.include.members([first])
      for (const text of [first, second, 'jones', 'brien']) {
        expect((await searchCases(test.runtime, CASEWORKER, { text })).total, text).to.equal(0)
      }
      const page = { order: 'received', down: true, offset: 0, limit: 25 } as const
      const { cases, total } = await listOfCases(test.runtime, CASEWORKER, {}, page)
      expect(total).to.equal(2)
      expect(cases.map(({ caseId }) => caseId)).to.deep.equal([ids[3], ids[2]])
    })

    it('finds the newest of those with a word that stands in very many, as far as each asker may see them', async () => {
      const many = Array.from({ length: 1_100 }, (_, n) => `T-2024-${String(n).padStart(5, '0')}`)
      const dayOfNth = (n: number) => addDays(localDate('2020-01-01'), (n * 7) % 1_100)
      await test.store.command((unit) => {
        for (const [n, id] of many.entries()) {
          unit.insertCase(aCase(id, { receivedOn: dayOfNth(n), restricted: dayOfNth(n) === dayOfNth(157) }))
        }
        unit.saveAccess({ caseId: many[0] ?? '', who: 'old.officer', relation: 'assigned', part: '', untilAt: null })
        return Promise.resolve()
      })
      const contents = many.map((id) => ({ case_id: id, content: 'It rained everywhere.' }))
      await test.store.knex.batchInsert('case_search', contents, 100)
      const newest = many
        .map((id, n) => ({ id, on: dayOfNth(n) }))
        .toSorted((one, other) => other.on.localeCompare(one.on))
        .map(({ id }) => id)
      const look = async (actor: Actor) =>
        searchCases(test.runtime, actor, { text: 'everywhere', reason: REASON, limit: 500 })
      const all = await look(MANAGER)
      expect(all).to.deep.include({ total: 1_000, andMore: true })
      expect(newest[0], 'the newest is restricted').to.equal(many[157])
      expect(all.found.map(({ caseId }) => caseId)).to.deep.equal(newest.slice(1, 501))
      // One who sees a single old case of all these finds that one, and hears of no other.
      const one = await look(a('responding-manager', 'old.officer'))
      expect(one).to.deep.include({ total: 1 }).and.not.to.have.property('andMore')
      expect(one.found.map(({ caseId }) => caseId)).to.deep.equal([many[0]])
      await test.store.knex('case_access').where({ who: 'old.officer' }).delete()
      await test.store.knex('case_search').where('case_id', 'like', 'T-%').delete()
      await test.store.knex('cases').where('id', 'like', 'T-%').delete()
    })

    it('lists by stage, day, lateness, team and outcome', async () => {
      const page = { order: 'due', down: false, offset: 0, limit: 25 } as const
      const counts = async (filter: Parameters<typeof listOfCases>[2]) =>
        (await listOfCases(test.runtime, MANAGER, filter, page)).total
      expect(await counts({})).to.equal(4)
      expect(await counts({ procedures: ['children-act'] })).to.equal(4)
      expect(await counts({ procedures: ['corporate'] })).to.equal(0)
      expect(await counts({ statuses: ['open'] })).to.equal(4)
      expect(await counts({ outcomes: ['undecided'] })).to.equal(4)
      expect(await counts({ outcomes: ['upheld'] })).to.equal(0)
      expect(await counts({ late: true })).to.equal(0)
      expect(await counts({ late: false })).to.equal(4)
      expect(await counts({ teams: ['complaints-team'] })).to.equal(4)
      expect(await counts({ teams: ['adult-services'] })).to.equal(0)
      expect(await counts({ ids: [ids[0] ?? ''] })).to.equal(1)
      expect(await counts({ ids: [] })).to.equal(0)
      expect(await counts({ receivedTo: test.today(), receivedFrom: test.today() })).to.equal(4)
      const { cases } = await listOfCases(test.runtime, MANAGER, {}, { ...page, limit: 2, offset: 2 })
      expect(cases).to.have.lengthOf(2)
      expect(cases[0]).to.include.keys('dueOn', 'initials')
    })
  })
})
