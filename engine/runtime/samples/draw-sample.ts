import { mustBeAllowed, type Actor } from '../../access/index.ts'
import { InvalidVariablesError } from '../../errors.ts'
import { dayOf } from '../../values/instant.ts'
import { idempotentRequest } from '../change-case.ts'
import type { CommandOptions, Runtime } from '../runtime.ts'
import { MOST_DRAWN, sampleAsked, type SampleAsked } from './asked.ts'
import { draw, populationHash, populationLines, type Drawable, type Drawn } from './draw.ts'
import { populationOf } from './population.ts'

/** What drawing would give, before anything is drawn: how many cases, never which. */
export interface SamplePreview {
  readonly populationSize: number
  /** In the order of their names. */
  readonly strata: readonly StratumShare[]
  readonly drawn: number
}

export interface StratumShare {
  readonly stratum: string
  readonly population: number
  readonly drawn: number
}

/**
 * How many cases there are to draw from, and how many of each stratum would be drawn.
 *
 * @throws InvalidVariablesError with every fault, also where no case fits or too many would be drawn.
 */
export async function previewSample(runtime: Runtime, actor: Actor, asked: unknown): Promise<SamplePreview> {
  mustBeAllowed(actor, 'work-samples')
  const sample = sampleAsked(asked)
  const population = await populationOf(runtime, actor, sample.rule, sample.strata)
  const drawn = drawFrom(population, sample)
  return { populationSize: population.length, strata: sharesOf(population, drawn), drawn: drawn.length }
}

/** What was drawn, and from how many. */
export interface SampleDrawn {
  readonly sample: string
  readonly populationSize: number
  readonly populationHash: string
  readonly drawn: number
}

/**
 * Draws a sample, and freezes what it was drawn from: the same rule finds other cases tomorrow, the same population, seed
 * and size give the same cases for ever. Cases that the asker may not see are not drawn from.
 *
 * @throws InvalidVariablesError as `previewSample`.
 */
export async function drawSample(
  runtime: Runtime,
  actor: Actor,
  asked: unknown,
  options: CommandOptions = {},
): Promise<SampleDrawn> {
  mustBeAllowed(actor, 'work-samples')
  const { title, rule, seed, size, strata, spread, tests } = sampleAsked(asked)
  const population = await populationOf(runtime, actor, rule, strata)
  const drawn = drawFrom(population, { seed, size, spread })
  const lines = populationLines(population)
  const hash = populationHash(lines)
  const request = idempotentRequest(actor, { ...options, request: asked }, 'draw-sample')
  return runtime.store.command(async (unit) => {
    const earlier = request && (await unit.idempotent(request))
    if (earlier !== undefined) return earlier.response as unknown as SampleDrawn
    const year = Number(dayOf(unit.now).slice(0, 4))
    const id = `S-${year}-${await unit.nextSampleNumber(year)}`
    const row = { id, title, rule: { ...rule }, seed, size, strata, spread, tests }
    unit.addSample(
      { ...row, populationSize: population.length, populationHash: hash, drawnBy: actor.id, drawnAt: unit.now },
      lines,
      drawn.map(({ place, caseId, stratum, key }) => ({ sampleId: id, place, caseId, stratum, drawKey: key })),
    )
    const result = { populationSize: population.length, populationHash: hash, drawn: drawn.length }
    unit.audit({
      actor: actor.id,
      role: actor.role,
      type: 'sample-drawn',
      body: { sample: id, seed, size, strata, spread, ...result },
      payload: JSON.stringify({ title, rule, tests }),
    })
    const answer = { sample: id, ...result }
    if (request !== undefined) unit.rememberAnswer(request, { status: 201, response: answer })
    return answer
  })
}

function drawFrom(
  population: readonly Drawable[],
  asked: Pick<SampleAsked, 'seed' | 'size' | 'spread'>,
): readonly Drawn[] {
  if (population.length === 0) {
    throw new InvalidVariablesError('The sample', [{ at: '/rule', message: 'describes no case' }])
  }
  const drawn = draw(population, asked)
  if (drawn.length <= MOST_DRAWN) return drawn
  const message = `would be ${drawn.length} cases; at most ${MOST_DRAWN} can be drawn`
  throw new InvalidVariablesError('The sample', [{ at: asked.spread === 'all' ? '/spread' : '/size', message }])
}

/** @param drawn - Of that population. */
export function sharesOf(
  population: readonly Drawable[],
  drawn: readonly Pick<Drawn, 'stratum'>[],
): readonly StratumShare[] {
  const shares = new Map<string, { population: number; drawn: number }>()
  for (const { stratum } of population) {
    const known = shares.get(stratum) ?? { population: 0, drawn: 0 }
    shares.set(stratum, { ...known, population: known.population + 1 })
  }
  for (const { stratum } of drawn) {
    const known = shares.get(stratum)
    if (known !== undefined) known.drawn += 1
  }
  return [...shares]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([stratum, counts]) => ({ stratum, ...counts }))
}
