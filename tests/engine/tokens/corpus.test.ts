import { expect } from 'chai'
import { readdirSync, readFileSync } from 'node:fs'
import type { TokenState } from '../../../engine/tokens/index.ts'
import { modelOfXml } from '../../support/model-builder.ts'
import { CORPUS } from './corpus/index.ts'
import { runCase, type Trace } from './corpus/run-case.ts'

const FOLDER = new URL('../../fixtures/tokens/', import.meta.url)

describe('the token core on the corpus', () => {
  for (const [family, cases] of Object.entries(CORPUS)) {
    describe(family, () => {
      for (const one of cases) {
        const model = () => modelOfXml(readFileSync(new URL(`${one.diagram}.bpmn`, FOLDER), 'utf8'))

        it(`${one.diagram}: ${one.because}`, () => {
          checkIds(runCase(model(), one, frozen))
        })

        it(`${one.diagram}: the same with the state as text between the steps`, () => {
          expect(runCase(model(), one, throughText)).to.deep.equal(runCase(model(), one, (state) => state))
        })
      }
    })
  }

  it('has at least 120 diagrams, each with its file, and no file more', () => {
    const named = Object.values(CORPUS)
      .flat()
      .map(({ diagram }) => `${diagram}.bpmn`)
    expect(new Set(named).size).to.equal(named.length).and.to.be.at.least(120)
    expect([...named].sort()).to.deep.equal(
      readdirSync(FOLDER)
        .filter((file) => file.endsWith('.bpmn'))
        .sort(),
    )
  })
})

/** A step that changed what it was given would fail on this. */
function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const inner of Object.values(value)) frozen(inner)
  }
  return value
}

function throughText(state: TokenState): TokenState {
  const text = JSON.stringify(state)
  const back = JSON.parse(text) as TokenState
  expect(back).to.deep.equal(state)
  return back
}

/** No two waits of one instance have the same id, and each that is closed was open. */
function checkIds(trace: Trace): void {
  const opened = new Set<string>()
  const open = new Set<string>()
  for (const happening of trace.flatMap(({ happenings }) => happenings)) {
    if (happening.type === 'wait-opened') {
      expect(opened.has(happening.wait.id), `${happening.wait.id} is opened twice`).to.equal(false)
      opened.add(happening.wait.id)
      open.add(happening.wait.id)
    } else if (happening.type === 'wait-closed') {
      expect(open.delete(happening.wait), `${happening.wait} is closed but not open`).to.equal(true)
    }
  }
}
