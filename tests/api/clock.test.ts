import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { storedVirtualClock } from '../../api/clock.ts'
import { instant } from '../../engine/index.ts'

const START = instant('2026-02-02T09:00:00.000Z')
const LATER = instant('2026-05-07T23:00:00.000Z')

describe('a virtual clock that is stored', () => {
  let folder: string
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'redress-clock-'))
  })
  after(() => {
    rmSync(folder, { recursive: true, force: true })
  })

  it('begins where it is told to, and stands after a restart where it stood', () => {
    const file = join(folder, 'beside', 'clock.json')
    const clock = storedVirtualClock(file, START)
    expect(clock.now()).to.equal(START)
    clock.moveTo(LATER)
    expect(clock.now()).to.equal(LATER)
    expect(storedVirtualClock(file, START).now()).to.equal(LATER)
  })
})
