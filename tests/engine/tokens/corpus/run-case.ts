import { expect } from 'chai'
import type { ProcedureModel } from '../../../../engine/diagram/procedure-model.ts'
import { endOf, initialState, isStuck, step, waits } from '../../../../engine/tokens/index.ts'
import type { Happening, Stimulus, TokenState, Variables, Wait } from '../../../../engine/tokens/index.ts'
import { instant } from '../../../../engine/values/instant.ts'
import type { Case } from './case.ts'

/** What a run showed after each step. */
export type Trace = readonly { readonly state: TokenState; readonly happenings: readonly Happening[] }[]

/** Runs a case, checks each step, and returns what happened. `store` is done to the state before each step. */
export function runCase(model: ProcedureModel, { steps }: Case, store: (state: TokenState) => TokenState): Trace {
  let state = initialState(model, { child: steps[0] === 'child' })
  let now = instant('2026-04-01T08:00:00Z')
  const trace: { state: TokenState; happenings: readonly Happening[] }[] = []
  for (const line of steps) {
    if (line === 'child') continue
    if (line.startsWith('at ')) {
      now = instant(line.slice(3))
      continue
    }
    const [left = '', right = ''] = line.split(' => ')
    state = store(state)
    const result = step(model, state, stimulusOf(left, state), now)
    const [expected = '', ...clauses] = right.split('; ')
    if (result.kind === 'refused') {
      expect(`refused ${result.code}`, line).to.equal(expected)
      continue
    }
    state = result.state
    const { happenings } = result
    trace.push({ state, happenings })
    checkWaits(waits(state), expected, line)
    checkClauses(state, happenings, clauses, line)
  }
  return trace
}

function stimulusOf(text: string, state: TokenState): Stimulus {
  const json = /\{.*\}$/.exec(text)?.[0]
  const variables = json === undefined ? {} : { variables: JSON.parse(json) as Variables }
  const words = text
    .replace(json ?? '', '')
    .trim()
    .split(' ')
  const nth = Number(words.find((word) => word.startsWith('#'))?.slice(1) ?? 1)
  const [type = '', name = '', more = '', last = ''] = words
  const wait = waitAt(state, name, nth)
  switch (type) {
    case 'start':
      return { type, ...variables }
    case 'start-message':
      return { type: 'start', message: name, ...variables }
    case 'start-signal':
      return { type: 'start', signal: name, ...variables }
    case 'start-element':
      return { type: 'start', element: name, ...variables }
    case 'complete':
      return { type, wait, ...variables }
    case 'job':
      return { type: 'job-done', wait, ...variables }
    case 'child':
      return { type: 'child-ended', wait, ...variables }
    case 'throw':
      return { type: 'error', wait, error: more }
    case 'escalate':
    case 'child-escalated':
      return { type, wait, escalation: more }
    case 'message':
      return { type, message: name, ...variables, ...(more === 'to' && { wait: waitAt(state, last, nth) }) }
    case 'signal':
      return { type, signal: name, ...variables }
    case 'fire':
      return { type, wait }
    case 'set':
      return { type, variables: {}, ...variables }
    case 'cancel':
      return { type: 'cancel-activity', wait }
    case 'move':
      return { type, wait, to: last }
    case 'retry':
      return { type, wait, ...variables }
    case 'terminate':
      return { type }
    default:
      throw new RangeError(`Not a stimulus: ${text}`)
  }
}

function waitAt(state: TokenState, element: string, nth: number): string {
  return waits(state).filter((wait) => wait.element === element)[nth - 1]?.id ?? element
}

function checkWaits(actual: readonly Wait[], expected: string, line: string): void {
  const left = [...actual]
  const missing: string[] = []
  const wanted = expected === '-' ? [] : expected.split(' ')
  // The most exact ones choose first.
  for (const word of wanted.toSorted((one, other) => other.length - one.length)) {
    const [, element, kind = 'user', due, local, count = '1'] =
      /^([\w.]+)(?::(\w+))?(?:@([^*{]+))?(\{[^}]*\})?(?:\*(\d+))?$/.exec(word) ?? []
    for (let n = 0; n < Number(count); n += 1) {
      const at = left.findIndex(
        (wait) =>
          wait.element === element &&
          wait.kind === kind &&
          (due === undefined || (wait.kind === 'timer' && wait.due === due)) &&
          (local === undefined || isSame(wait.local, local)),
      )
      if (at < 0) missing.push(word)
      else left.splice(at, 1)
    }
  }
  const shown = actual.map((wait) => `${wait.element}:${wait.kind}`).join(' ')
  expect(missing, `${line}\n  waits: ${shown}\n  missing`).to.deep.equal([])
  expect(
    left.map(({ id }) => id),
    `${line}\n  waits: ${shown}\n  too many`,
  ).to.deep.equal([])
}

function isSame(local: Variables | undefined, text: string): boolean {
  const sorted = (value: object) => JSON.stringify(Object.entries(value).sort())
  return local !== undefined && sorted(local) === sorted(JSON.parse(text) as object)
}

function checkClauses(
  state: TokenState,
  happenings: readonly Happening[],
  clauses: readonly string[],
  line: string,
): void {
  const said = new Map(clauses.map((clause) => [clause.split(' ')[0], clause.split(' ').slice(1).join(' ')] as const))
  const end = endOf(state)
  const incidents = waits(state).flatMap((wait) => (wait.kind === 'incident' ? wait.incident : []))
  const actual: Readonly<Record<string, string>> = {
    taken: happenings.flatMap((one) => (one.type === 'taken' ? one.flow : [])).join(' '),
    ends: happenings.flatMap((one) => (one.type === 'end-event' ? one.element : [])).join(' '),
    thrown: happenings.flatMap(thrownBy).join(' '),
    incident: incidents.map(({ code, element }) => `${code}@${element}`).join(' '),
    done: end === null ? '' : [end.kind, ...(end.error === undefined ? [] : [end.error])].join(' '),
  }
  for (const [name, value] of Object.entries(actual)) {
    if (name === 'taken' && !said.has(name)) continue
    expect(value, `${line}\n  ${name}`).to.equal(said.get(name) ?? '')
  }
  expect(isStuck(state), `${line}\n  stuck`).to.equal(said.has('stuck'))
}

function thrownBy(happening: Happening): readonly string[] {
  switch (happening.type) {
    case 'message-thrown':
      return [`message:${happening.message}`]
    case 'signal-thrown':
      return [`signal:${happening.signal}`]
    case 'escalation-escaped':
      return [`escaped:${happening.escalation}`]
    default:
      return []
  }
}
