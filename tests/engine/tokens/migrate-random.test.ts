import { expect } from 'chai'
import type { ProcedureModel } from '../../../engine/diagram/procedure-model.ts'
import {
  endOf,
  initialState,
  isStuck,
  migrate,
  proposeMapping,
  step,
  waits,
  type Instruction,
  type Stimulus,
  type TokenState,
  type Variables,
  type Wait,
} from '../../../engine/tokens/index.ts'
import { instant } from '../../../engine/values/instant.ts'
import { model } from '../../support/model-builder.ts'
import { draw } from '../../support/random-process/draw.ts'
import { edit, type Edit } from '../../support/random-process/edit.ts'
import { makePrng, randomProcess, type Prng } from '../../support/random-process/index.ts'
import { foresee, type Oracle } from '../../support/random-process/oracle.ts'

const PAIRS = Number(process.env['RANDOM_PAIRS'] ?? 250)
const FIRST_SEED = Number(process.env['RANDOM_SEED'] ?? 1)
/** Enough of everything, and read in a few ms. */
const SMALL = { depth: 3, blocks: 3, branches: 2, repeats: 2 }
const NOW = instant('2026-04-01T08:00:00Z')

describe('moving a case of a random process to a random change of it', () => {
  const found = new Map<string, number>()
  const note = (what: string) => found.set(what, (found.get(what) ?? 0) + 1)

  it(`behaves as the new version from there: ${PAIRS} pairs from seed ${FIRST_SEED}`, function () {
    this.timeout(120_000)
    for (let seed = FIRST_SEED; seed < FIRST_SEED + PAIRS; seed += 1) {
      try {
        note(tryPair(seed))
      } catch (error) {
        throw new Error(`seed ${seed}: ${String(error)}`, { cause: error })
      }
    }
    // Most changes leave the case where it is; those that do not are refused and nothing else.
    expect(found.get('moved') ?? 0).to.be.above(PAIRS * 0.6)
  })

  it('is seen to fail where a new time limit is not armed', () => {
    const seeds = Array.from({ length: 150 }, (_, at) => at + 1)
    expect(seeds.some((seed) => faultOf(seed, withoutNew) !== undefined)).to.equal(true)
  })
})

/** A migration with a planted fault: what begins to wait is lost. */
function withoutNew(moved: TokenState, before: TokenState): TokenState {
  const known = new Set(before.held.map(({ id }) => id))
  return { ...moved, held: moved.held.filter(({ id }) => known.has(id)) }
}

function faultOf(seed: number, spoil: Spoil): string | undefined {
  try {
    tryPair(seed, spoil)
    return undefined
  } catch (error) {
    return String(error)
  }
}

type Spoil = (moved: TokenState, before: TokenState) => TokenState

function tryPair(seed: number, spoil: Spoil = (moved) => moved): string {
  const old = randomProcess(seed, SMALL)
  const prng = makePrng(seed * 7919)
  const walked = walk(old.model, old.oracle, old.variables, prng.below(12), prng)
  if (walked === undefined) return 'ended'
  const at = new Set(waits(walked.state).map(({ element }) => element))
  const changed = edit(old.blocks, prng, (id) => sum(walked.answered, id), at)
  const { text, variables } = draw(changed.blocks)
  const next = model(text)
  const renames = [...changed.renamed].map(([source, target]): Instruction => ({ source, target }))
  const plan = [...proposeMapping(old.model, next), ...renames]
  const before = JSON.stringify(walked.state)
  const result = migrate(old.model, next, plan, walked.state, NOW)
  expect(JSON.stringify(walked.state), 'the state handed in').to.equal(before)
  if (result.kind === 'failed') {
    for (const { message } of result.failures) expect(message).to.match(/^[A-Z“]/)
    const codes = result.failures.map(({ code }) => code)
    return `refused: ${mayBeRefused(changed, codes)}`
  }
  if (changed.what === 'nothing') {
    expect(result.state).to.deep.equal(walked.state)
    expect(result.happenings).to.deep.equal([])
  }
  expect(migrate(old.model, next, result.used, walked.state, NOW), 'by what it used').to.deep.equal(result)
  const moved = spoil(JSON.parse(JSON.stringify(result.state)) as TokenState, walked.state)
  const ids = moved.held.map(({ id }) => id)
  expect(new Set(ids).size).to.equal(ids.length)
  const oracle = foresee(changed.blocks)
  const placed = place(next, { ...variables, ...old.variables }, changed, walked.answered, oracle)
  together(next, moved, placed, oracle, makePrng(seed))
  return 'moved'
}

/** @throws AssertionError for a refusal that this change does not account for. */
function mayBeRefused({ what }: Edit, codes: readonly string[]): string {
  const allowed: Readonly<Record<Edit['what'], readonly string[]>> = {
    nothing: [],
    added: [],
    renamed: [],
    'part-added': [],
    'fork-added': [],
    'edge-added': [],
    'edge-deleted': ['no-instruction'],
    deleted: ['no-instruction', 'no-path', 'would-go-on'],
  }
  for (const code of codes) expect(allowed[what], `${what} refused`).to.include(code)
  return codes.join()
}

interface Walked {
  readonly state: TokenState
  /** How often each wait was answered, by element and the values of its loop. */
  readonly answered: ReadonlyMap<string, number>
}

/** Runs so many answers, or one less than would end it; undefined when it ends at its start. */
function walk(of: ProcedureModel, oracle: Oracle, variables: Variables, most: number, prng: Prng): Walked | undefined {
  let state = told(of, initialState(of), { type: 'start', variables })
  if (endOf(state) !== null) return undefined
  let answered: ReadonlyMap<string, number> = new Map()
  for (let n = 0; n < most; n += 1) {
    const counted = new Map(answered)
    const after = told(of, state, stimulusFor(prng.pick(possible(state, oracle)), oracle, counted))
    if (endOf(after) !== null) break
    state = after
    answered = counted
  }
  return { state, answered }
}

/**
 * Where the new version stands when it is run from its start and answered as the old one was: nothing of `migrate` is in
 * it. Steps that are new and on the way are answered; a time limit that is new has not come.
 */
function place(
  of: ProcedureModel,
  variables: Variables,
  { added, renamed }: Edit,
  answered: ReadonlyMap<string, number>,
  oracle: Oracle,
): Walked {
  const oldIds = new Map([...renamed].map(([was, is]) => [is, was]))
  const left = new Map(answered)
  const rounds = new Map<string, number>()
  let state = told(of, initialState(of), { type: 'start', variables })
  for (;;) {
    const fresh = waits(state).find(({ element, role }) => added.includes(element) && role !== 'boundary')
    const wait = fresh ?? possible(state, oracle).find((each) => (left.get(keyOf(each, oldIds)) ?? 0) > 0)
    if (wait === undefined) return { state, answered: rounds }
    const key = keyOf(wait, oldIds)
    left.set(key, (left.get(key) ?? 0) - 1)
    state = told(of, state, stimulusFor(wait, oracle, rounds))
  }
}

/** Answers both alike until they end; at each moment they wait for the same. */
function together(
  of: ProcedureModel,
  moved: TokenState,
  { state: placed, answered }: Walked,
  oracle: Oracle,
  prng: Prng,
) {
  let [one, other] = [moved, placed]
  const [rounds, roundsToo] = [new Map(answered), new Map(answered)]
  for (let n = 0; n < 2_000; n += 1) {
    expect(waitingIn(one), `after ${n} answers`).to.deep.equal(waitingIn(other))
    if (endOf(one) !== null) return
    const open = possible(one, oracle)
    expect(open, 'what can be answered').to.not.be.empty
    const wait = prng.pick(open)
    const same = waits(other).find((each) => keyOf(each) === keyOf(wait))
    if (same === undefined) throw new Error(`${wait.id} does not wait in the other`)
    one = told(of, one, stimulusFor(wait, oracle, rounds))
    other = told(of, other, stimulusFor(same, oracle, roundsToo))
    expect(endOf(one)?.kind).to.equal(endOf(other)?.kind)
  }
  throw new Error('does not end')
}

function waitingIn(state: TokenState): readonly string[] {
  return waits(state)
    .map((wait) => `${keyOf(wait)} ${wait.kind} ${wait.role ?? ''} ${'message' in wait ? wait.message : ''}`)
    .sort()
}

/** As `drive` does: those that the oracle answers, and not before the events that must come first. */
function possible(state: TokenState, oracle: Oracle): readonly Wait[] {
  const open = waits(state)
  const armed = new Set(open.map(({ element }) => element))
  return open.filter(
    ({ element }) => oracle.answers.has(element) && !oracle.after.get(element)?.some((event) => armed.has(event)),
  )
}

function keyOf({ element, local }: Wait, oldIds: ReadonlyMap<string, string> = new Map()): string {
  return `${oldIds.get(element) ?? element} ${JSON.stringify(local ?? {})}`
}

function stimulusFor(wait: Wait, oracle: Oracle, answered: Map<string, number>): Stimulus {
  const { id, element } = wait
  const key = keyOf(wait)
  const n = (answered.get(key) ?? 0) + 1
  answered.set(key, n)
  const answer = oracle.answers.get(element)
  switch (answer?.how) {
    case 'check':
      return { type: 'complete', wait: id, variables: { [answer.loop]: n % answer.rounds !== 0 } }
    case 'error':
      return { type: 'error', wait: id, error: 'E' }
    default:
      break
  }
  // What the oracle does not answer, as something else comes in its place.
  if (wait.kind === 'user') return { type: 'complete', wait: id }
  if (wait.kind === 'job') return { type: 'job-done', wait: id }
  return wait.kind === 'message' ? { type: 'message', message: element, wait: id } : { type: 'fire', wait: id }
}

function told(of: ProcedureModel, state: TokenState, stimulus: Stimulus): TokenState {
  const result = step(of, state, stimulus, NOW)
  if (result.kind === 'refused') throw new RangeError(`${JSON.stringify(stimulus)}: ${result.message}`)
  if (isStuck(result.state)) throw new RangeError('is stuck')
  return result.state
}

function sum(answered: ReadonlyMap<string, number>, id: string): number {
  return [...answered].reduce((total, [key, n]) => (key.startsWith(`${id} `) ? total + n : total), 0)
}
