import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { openStore, type Store } from '../../../engine/index.ts'
import { StoreUnavailableError } from '../../../engine/errors.ts'
import { fixedClock } from '../../support/test-databases-clock.ts'

const BUSY_MS = 1_200

describe('a file of SQLite that another process holds', () => {
  let folder: string
  let store: Store
  let other: Store
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'redress-busy-'))
    const file = join(folder, 'redress.sqlite')
    store = await openStore({ file, clock: fixedClock(), busyMs: BUSY_MS })
    await store.migrate()
    other = await openStore({ file, clock: fixedClock() })
  })
  after(async () => {
    await store.close()
    await other.close()
    await rm(folder, { recursive: true })
  })

  const write = (name: string): Promise<void> =>
    store.command((unit) => {
      unit.saveSetting({ name, value: 'written' })
      return Promise.resolve()
    })

  it('is waited for', async () => {
    await other.knex.raw('begin immediate')
    const waiting = write('waited')
    await new Promise((resolve) => setTimeout(resolve, BUSY_MS / 8))
    await other.knex.raw('rollback')
    await waiting
    expect(await store.read.setting('waited')).to.equal('written')
  })

  it('is waited for once by all who want it, and they hear of it in words; then all goes on', async () => {
    await other.knex.raw('begin immediate')
    const came = await Promise.allSettled(Array.from({ length: 40 }, (_, n) => write(`refused-${n}`)))
    expect(await store.read.setting('refused-39')).to.equal(undefined)
    await other.knex.raw('rollback')
    const errors = came.map((each) => (each.status === 'rejected' ? (each.reason as Error) : undefined))
    for (const error of errors) expect(error).to.be.instanceOf(StoreUnavailableError)
    expect(errors[0]?.message).to.match(/another process has kept it for too long/)
    await write('afterwards')
    expect(await store.read.setting('afterwards')).to.equal('written')
  }).timeout(BUSY_MS * 15)
})
