import { expect } from 'chai'
import { filesOf } from '../../../../api/procedure-files.ts'
import {
  changeDraftAbout,
  draftAbout,
  draftHistory,
  openDraft,
  readDraft,
  saveDraft,
  type SettingsOperation,
} from '../../../../engine/index.ts'
import { a, MANAGER, startRuntime, type TestRuntime } from '../../../support/runtime.ts'
import { thrownBy } from '../../../support/test-databases-thrown.ts'
import { forEachDatabase } from '../../../support/test-databases.ts'

const OWNER = a('process-owner')
const OTHER = a('process-owner', 'another-owner')
const CLERK = { do: 'add-role', role: 'panel-clerk', title: 'Clerk of the panel' } as const

describe('what the procedure of a draft is', () => {
  forEachDatabase((database) => {
    let test: TestRuntime
    let id = ''
    before(async () => {
      test = await startRuntime(database, { files: filesOf('tests/fixtures/scenarios/tiny') })
    })
    beforeEach(async () => {
      ;({ id } = await openDraft(test.runtime, OWNER, 'tiny'))
    })

    const change = (revision: number, operation: SettingsOperation, as = OWNER) =>
      changeDraftAbout(test.runtime, as, id, { revision, operation })
    const roles = async () => (await draftAbout(test.runtime, MANAGER, id)).roles.map(({ title }) => title)

    it('is changed one thing at a time, with a line of history and one of the trail for each', async () => {
      const { draft, what } = await change(1, CLERK)
      expect(what).to.equal('Role added: Clerk of the panel')
      expect(draft)
        .to.include({ revision: 2, lock: draft.lock })
        .and.to.deep.include({ changed: ['procedure.json'] })
      await change(2, { do: 'rename', title: 'Small procedure' })
      expect(await roles()).to.deep.equal(['Caseworker', 'Clerk of the panel'])
      expect(await readDraft(test.runtime, MANAGER, id)).to.include({ title: 'Small procedure', revision: 3 })
      const { lines } = await draftHistory(test.runtime, MANAGER, id)
      expect(lines.map(({ words }) => words)).to.deep.equal([
        'Title: “Tiny procedure” → “Small procedure”',
        'Role added: Clerk of the panel',
        undefined,
      ])
      const rows = await test.store.knex<{ type: string; body: string }>('audit').where('type', 'procedure-draft-saved')
      expect(rows.filter(({ body }) => body.includes(id))).to.have.length(2)
    })

    it('gets a diagram, which it tells, and loses it again', async () => {
      const made = await change(1, {
        do: 'add-diagram',
        ...{ title: 'Checking', task: 'Check it', role: 'caseworker' },
        ...{ outcome: 'checked', clause: 'Local practice' },
      })
      expect(made.file).to.equal('checking.bpmn')
      expect(made.draft.changed).to.deep.equal(['checking.bpmn', 'forms/check-it.json'])
      await change(2, { do: 'remove-diagram', file: 'checking.bpmn' })
      expect((await draftAbout(test.runtime, MANAGER, id)).diagrams.map(({ file }) => file)).to.deep.equal([
        'tiny.bpmn',
      ])
    })

    it('is refused with the steps that stand in the way, and nothing is saved', async () => {
      const error = (await thrownBy(change(1, { do: 'remove-role', role: 'caseworker' }))) as Error & { reason: string }
      expect(error).to.include({ name: 'RefusedError', reason: 'settings-refused' })
      expect(error.message).to.include('“Choose” in “Tiny”')
      expect(await readDraft(test.runtime, MANAGER, id)).to.include({ revision: 1 })
    })

    it('is held by whoever changes it, and changed only from what they have seen', async () => {
      await change(1, CLERK)
      expect(await thrownBy(change(2, CLERK, OTHER))).to.be.an('error')
      const late = (await thrownBy(change(1, { do: 'rename', title: 'Late' }))) as Error
      expect(late).to.include({ name: 'ConflictError' })
      expect(await thrownBy(change(2, CLERK, MANAGER))).to.include({ name: 'NotPermittedError' })
    })

    it('cannot be looked at where procedure.json cannot be read', async () => {
      const changes = [{ path: 'procedure.json', text: '{' }]
      await saveDraft(test.runtime, OWNER, id, { revision: 1, changes, what: 'Broken' })
      expect(await thrownBy(draftAbout(test.runtime, MANAGER, id))).to.include({ reason: 'settings-unreadable' })
    })
  })
})
