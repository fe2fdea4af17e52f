import { FACT_SCHEMAS, FACT_TYPES } from '../../../engine/case/index.ts'
import type { NewFact } from '../../../engine/case/fact.ts'
import { addDays, localDate } from '../../../engine/values/local-date.ts'

/** Numbers from 0 up to 1, the same for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Few ids, so that facts meet each other. */
const IDS = ['a', 'b', 'c', 'd', '1', '2', 'SC-2026-00123/1', 'SC-2026-00123/2', 'SC-2026-00123/5', '2026-Q1']

interface Schema {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly format?: string
  readonly pattern?: string
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
}

/** A fact of any type that fits its schema. */
export function randomFact(random: () => number): NewFact {
  const type = pick(random, FACT_TYPES)
  return { type, on: randomDay(random), data: randomValue(random, FACT_SCHEMAS[type]) } as NewFact
}

function randomValue(random: () => number, schema: Schema): unknown {
  if (schema.enum !== undefined) return pick(random, schema.enum)
  switch (schema.type) {
    case 'boolean':
      return random() < 0.5
    case 'integer':
      return Math.floor(random() * 100)
    case 'array':
      return Array.from({ length: Math.floor(random() * 4) }, () => randomValue(random, schema.items ?? {}))
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([name]) => schema.required?.includes(name) === true || random() < 0.5)
          .map(([name, property]) => [name, randomValue(random, property)]),
      )
    default:
      return schema.format === 'date'
        ? randomDay(random)
        : pick(
            random,
            IDS.filter((id) => new RegExp(schema.pattern ?? '', 'u').test(id)),
          )
  }
}

function randomDay(random: () => number) {
  return addDays(localDate('2026-04-01'), Math.floor(random() * 200))
}

function pick<Value>(random: () => number, values: readonly Value[]): Value {
  return values[Math.floor(random() * values.length)] as Value
}
