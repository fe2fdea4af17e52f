import { expect } from 'chai'
import { filesOf } from '../../../api/service.ts'
import { submitComplaint } from '../../../engine/index.ts'
import { CHILDS_COMPLAINT } from '../../support/journey.ts'
import { a, startRuntime } from '../../support/runtime.ts'
import { forEachDatabase } from '../../support/test-databases.ts'

describe('engine/runtime/begin-case', () => {
  forEachDatabase((database) => {
    it('keeps a case whose procedure stops at its very beginning, with its incident', async () => {
      const files = filesOf('tests/fixtures/scenarios/hasty')
      const { runtime, store } = await startRuntime(database, { files })
      const { caseId } = await submitComplaint(runtime, a('intake'), { ...CHILDS_COMPLAINT, procedure: 'hasty' })
      const incidents = await store.read.incidents({ caseId, status: 'open' })
      expect(incidents.rows.map(({ element }) => element)).to.deep.equal(['gw_hasty'])
      expect((await store.read.case(caseId))?.status).to.equal('incident')
    })
  })
})
