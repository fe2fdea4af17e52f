import { InvalidVariablesError } from '../../errors.ts'
import { reportYear } from '../../figures/index.ts'
import { compileSchema, mustFit } from '../../schema.ts'
import { mustBeAllowed, type Actor } from '../../access/index.ts'
import type { Runtime } from '../runtime.ts'

/** Figures of a year whose cases are not here, for comparison: numbers only, nobody's data. */
export interface Aggregates {
  /** `2019-20`. */
  readonly year: string
  /** Where they were read. */
  readonly source: string
  /** By the id of the figure, or of the cell of a table; counts, whole percent or pence, as the figure is. */
  readonly figures: Readonly<Record<string, number>>
}

const check = compileSchema({
  type: 'object',
  additionalProperties: false,
  required: ['year', 'source', 'figures'],
  properties: {
    year: { type: 'string' },
    source: { type: 'string', minLength: 1, maxLength: 300 },
    figures: {
      type: 'object',
      minProperties: 1,
      maxProperties: 1000,
      propertyNames: { pattern: '^[a-z][a-z0-9-]*(\\.[a-z0-9-]+){1,3}$' },
      additionalProperties: { type: 'integer', minimum: 0, maximum: 1_000_000_000_000 },
    },
  },
})

/**
 * Takes in the figures of another year, for comparison. A figure that is imported again takes the place of the first.
 *
 * @returns how many figures were taken in.
 * @throws InvalidVariablesError with every fault.
 */
export async function importAggregates(runtime: Runtime, actor: Actor, request: unknown): Promise<number> {
  mustBeAllowed(actor, 'deploy-procedures')
  mustFit('The figures', check, request)
  const { year, source, figures } = request as Aggregates
  try {
    reportYear(year)
  } catch {
    throw new InvalidVariablesError('The figures', [
      { at: '/year', message: 'is not a financial year such as 2019-20' },
    ])
  }
  const entries = Object.entries(figures)
  await runtime.store.command((unit) => {
    for (const [figure, value] of entries) {
      unit.saveAggregate({ year, figure, value, source, importedAt: unit.now, importedBy: actor.id })
    }
    unit.audit({
      actor: actor.id,
      role: actor.role,
      type: 'aggregates-imported',
      body: { year, source, figures: { ...figures } },
    })
    return Promise.resolve()
  })
  return entries.length
}
