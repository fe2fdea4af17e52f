import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'

/** A table of steps, which is read back in: what was put before a formula would come back with it. */
const READ_BACK = ['web/procedures/scenario.ts']

describe('files of lists', () => {
  it('leave no formula to a spreadsheet', () => {
    const writers = ['api', 'engine', 'handlers', 'web']
      .flatMap((layer) => readdirSync(layer, { recursive: true, encoding: 'utf8' }).map((file) => join(layer, file)))
      .filter((file) => file.endsWith('.ts') && readFileSync(file, 'utf8').includes("from 'csv-stringify"))
    expect(writers.length).to.be.above(4)
    const open = writers.filter((file) => !readFileSync(file, 'utf8').includes('escape_formulas: true'))
    expect(open).to.deep.equal(READ_BACK)
  })
})
