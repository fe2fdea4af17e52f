import { expect } from 'chai'
import { readFileSync } from 'node:fs'
import { hostStep, prepare } from '../../../../engine/runtime/host/index.ts'
import { initialState, step, waits, type Stimulus, type TokenState } from '../../../../engine/tokens/index.ts'
import { instant } from '../../../../engine/values/instant.ts'
import { modelOfXml } from '../../../support/model-builder.ts'
import type { Case } from '../../tokens/corpus/case.ts'
import { CORPUS } from '../../tokens/corpus/index.ts'

const FOLDER = new URL('../../../fixtures/tokens/', import.meta.url)

describe("the token core's corpus through bpmn-engine", () => {
  for (const [family, cases] of Object.entries(CORPUS)) {
    it(`${family}: ${cases.length} diagrams give the same as the core alone, saved as text before each step`, () => {
      for (const one of cases) compare(one)
    })
  }
})

function compare({ diagram, steps }: Case): void {
  const model = modelOfXml(readFileSync(new URL(`${diagram}.bpmn`, FOLDER), 'utf8'))
  const hosted = prepare({ id: 'd', main: model, others: new Map(), semanticHash: diagram, layoutHash: '' })
  let state = initialState(model, { child: steps[0] === 'child' })
  let now = instant('2026-04-01T08:00:00Z')
  for (const line of steps) {
    if (line.startsWith('at ')) now = instant(line.slice(3))
    const stimulus = stimulusOf(line.split(' => ')[0] ?? '', state)
    if (stimulus === undefined) continue
    const alone = step(model, state, stimulus, now)
    const saved = JSON.parse(JSON.stringify(state)) as TokenState
    expect(hostStep(hosted, saved, stimulus, now), `${diagram}: ${line}`).to.deep.equal(alone)
    if (alone.kind === 'stepped') state = alone.state
  }
}

/** A line of the corpus (see its case.ts) as a stimulus. */
function stimulusOf(text: string, state: TokenState): Stimulus | undefined {
  const json = /\{.*\}$/.exec(text)?.[0]
  const words = text
    .replace(json ?? '', '')
    .trim()
    .split(' ')
  const [type = '', name = '', more = '', last = ''] = words
  const nth = Number(words.find((word) => word.startsWith('#'))?.slice(1) ?? 1)
  const waitAt = (element: string) => waits(state).filter((wait) => wait.element === element)[nth - 1]?.id ?? element
  const made: Readonly<Record<string, object>> = {
    start: { type: 'start' },
    'start-message': { type: 'start', message: name },
    'start-signal': { type: 'start', signal: name },
    'start-element': { type: 'start', element: name },
    complete: { type, wait: waitAt(name) },
    job: { type: 'job-done', wait: waitAt(name) },
    child: name === '' ? {} : { type: 'child-ended', wait: waitAt(name) },
    throw: { type: 'error', wait: waitAt(name), error: more },
    escalate: { type, wait: waitAt(name), escalation: more },
    'child-escalated': { type, wait: waitAt(name), escalation: more },
    message: { type, message: name, ...(more === 'to' && { wait: waitAt(last) }) },
    signal: { type, signal: name },
    fire: { type, wait: waitAt(name) },
    set: { type, variables: {} },
    cancel: { type: 'cancel-activity', wait: waitAt(name) },
    move: { type, wait: waitAt(name), to: last },
    retry: { type, wait: waitAt(name) },
    terminate: { type },
  }
  const stimulus = made[type]
  if (stimulus === undefined || !('type' in stimulus)) return undefined
  return { ...stimulus, ...(json !== undefined && { variables: JSON.parse(json) as object }) } as Stimulus
}
