import { expect } from 'chai'
import {
  activateProcedure,
  changeDetail,
  createUser,
  deployProcedure,
  listChanges,
  localDate,
  NotFoundError,
  NotPermittedError,
  noteClockJump,
  noteSettings,
  SETTINGS_PARTS,
  setUserStatus,
  SYSTEM,
  takeRoles,
  type ChangeKind,
  type ProcedureFile,
  type Runtime,
} from '../../../../engine/index.ts'
import { differencesIn } from '../../../../engine/runtime/differences.ts'
import { COMMAND_LINE } from '../../../../engine/runtime/commands/grant-roles.ts'
import { filesOf } from '../../../../api/service.ts'
import { a, startRuntime } from '../../../support/runtime.ts'
import { forEachDatabase } from '../../../support/test-databases.ts'
import { thrownBy } from '../../../support/test-databases-thrown.ts'

const AUDITOR = a('auditor')
const FILES = filesOf('processes/children-act')

describe('differences between two pieces of data', () => {
  const table: readonly [string, unknown, unknown, readonly object[]][] = [
    ['none', { a: [1, { b: 'x' }] }, { a: [1, { b: 'x' }] }, []],
    ['a value', { a: { b: 1 } }, { a: { b: 2 } }, [{ at: 'a › b', before: '1', after: '2' }]],
    ['something new', { a: 1 }, { a: 1, b: 'x' }, [{ at: 'b', after: 'x' }]],
    ['something gone', { a: [1, 2] }, { a: [1] }, [{ at: 'a › 2', before: '2' }]],
    ['another kind', { a: [1] }, { a: 'x' }, [{ at: 'a', before: '[1]', after: 'x' }]],
    ['nothing in place of something', { a: null }, { a: false }, [{ at: 'a', before: 'null', after: 'false' }]],
    ['an empty list', { a: [] }, { a: {} }, []],
  ]
  for (const [what, before, after, expected] of table) {
    it(`tell of ${what}`, () => {
      expect(differencesIn(before, after)).to.deep.equal(expected)
    })
  }
  it('are cut short, and at most a hundred', () => {
    const many = (value: string) => Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`n${n}`, value]))
    const found = differencesIn(many('x'), many('y'.repeat(1_000)))
    expect(found.length).to.equal(100)
    expect(found[0]?.after?.length).to.equal(300)
  })
})

describe('changes', () => {
  forEachDatabase((database) => {
    let runtime: Runtime
    before(async function () {
      this.timeout(60_000)
      ;({ runtime } = await startRuntime(database, { now: '2026-02-02T09:00:00.000Z' }))
      const changed = FILES.map(withAnotherTitle)
      await deployProcedure(runtime, SYSTEM, changed)
      await activateProcedure(runtime, SYSTEM, 'children-act', 2)
      await noteSettings(runtime)
      await createUser(runtime, COMMAND_LINE, { id: 'new.hand', name: 'New Hand', roles: ['caseworker'] })
      await setUserStatus(runtime, COMMAND_LINE, 'new.hand', 'disabled')
      await takeRoles(runtime, COMMAND_LINE, 'new.hand', ['caseworker'])
    })

    const changesOf = async (asked: object = {}) =>
      (await listChanges(runtime, AUDITOR, { ...asked, limit: 500 })).changes

    it('are there with who did them, the newest first', async () => {
      const changes = await changesOf()
      expect(changes.map(({ seq }) => seq)).to.deep.equal(changes.map(({ seq }) => seq).toSorted((x, y) => y - x))
      expect(changes[0]).to.include({ type: 'roles-taken', user: 'new.hand', actor: 'command-line', kind: 'users' })
      expect(changes[0]?.roles).to.deep.equal(['caseworker'])
      const activated = changes.find(({ type }) => type === 'procedure-activated')
      expect(activated).to.include({ procedure: 'children-act', version: 2, actor: SYSTEM.id })
    })

    it('are narrowed and paged so that the pages together are all of them', async () => {
      const all = await changesOf()
      const kinds = new Set(all.map(({ kind }) => kind))
      expect([...kinds].sort()).to.deep.equal(['procedures', 'settings', 'users'] satisfies ChangeKind[])
      for (const kind of kinds) {
        const { changes, total } = await listChanges(runtime, AUDITOR, { kind, limit: 1, offset: 1 })
        const own = all.filter((each) => each.kind === kind)
        expect(total).to.equal(own.length)
        expect(changes).to.deep.equal(own.slice(1, 2))
      }
      expect((await changesOf({ actor: 'command-line' })).every(({ actor }) => actor === 'command-line')).to.equal(true)
      expect((await changesOf({ from: localDate('2026-02-02'), to: localDate('2026-02-02') })).length).to.equal(
        all.length,
      )
      expect(await changesOf({ from: localDate('2026-02-03') })).to.deep.equal([])
    })

    it('of a procedure are compared with the version before', async () => {
      const [second, first] = (await changesOf({ kind: 'procedures' })).filter(
        ({ type }) => type === 'procedure-deployed',
      )
      const now = await changeDetail(runtime, AUDITOR, second?.seq ?? 0)
      expect(now.compared?.before).to.equal(1)
      expect(now.compared?.files.map(({ kind, id, change }) => [kind, id, change])).to.deep.equal([
        ['form', 'answer-stage-1', 'changed'],
      ])
      expect(now.compared?.files[0]?.differences).to.deep.include({
        at: 'title',
        before: 'Answer the complaint',
        after: 'Write the answer',
      })
      const whole = await changeDetail(runtime, AUDITOR, first?.seq ?? 0)
      expect(whole.compared).not.to.have.property('before')
      expect(whole.compared?.files.every(({ change }) => change === 'added')).to.equal(true)
      expect(whole.compared?.unchanged).to.equal(0)
    })

    it('of the council’s file, calendar, rules and rights are noted once, and then what is another', async () => {
      const noted = await changesOf({ kind: 'settings' })
      expect(noted.map(({ settings }) => settings?.part).sort()).to.deep.equal([...SETTINGS_PARTS].sort())
      expect(noted.every(({ settings }) => settings?.isFirst)).to.equal(true)
      expect(await noteSettings(runtime)).to.deep.equal([])
      const { council } = runtime
      const other = { ...runtime, council: { ...council, closureDays: [...council.closureDays, '2026-12-29'] } }
      expect(await noteSettings(other)).to.deep.equal(['council'])
      const [last] = await changesOf({ kind: 'settings' })
      expect(last?.settings).to.deep.equal({
        part: 'council',
        isFirst: false,
        added: [],
        changed: ['closureDays'],
        removed: [],
      })
    })

    it('are for those who read compliance; another row of the trail is none', async () => {
      expect(await thrownBy(listChanges(runtime, a('caseworker'), {}))).to.be.instanceOf(NotPermittedError)
      await changesOf()
      const { rows } = await runtime.store.read.history({ limit: 500 })
      const looked = rows.findLast(({ type }) => type === 'changes-viewed')
      expect(looked).to.include({ actor: AUDITOR.id })
      for (const seq of [looked?.seq ?? 0, 999_999]) {
        expect(await thrownBy(changeDetail(runtime, AUDITOR, seq))).to.be.instanceOf(NotFoundError)
      }
    })

    it('say that the clock of a machine was set, and by how much', async () => {
      await noteClockJump(runtime, { bySeconds: -3_600, against: 'time-passed' })
      const { changes } = await listChanges(runtime, AUDITOR, { kind: 'settings', limit: 1 })
      expect(changes[0]).to.include({ type: 'clock-jumped', clockBySeconds: -3_600 })
    })
  })
})

function withAnotherTitle(file: ProcedureFile): ProcedureFile {
  if (!file.path.endsWith('forms/answer-stage-1.json')) return file
  return { ...file, text: file.text.replace('"title": "Answer the complaint"', '"title": "Write the answer"') }
}
