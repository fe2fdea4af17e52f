import { FACT_SCHEMAS } from '../case/fact-schema.ts'
import type { Fact } from '../case/fact.ts'
import { initialsOf } from '../case/initials.ts'
import { isAdvice } from '../case/search.ts'
import type { Instant } from '../values/instant.ts'
import type { Actor } from './actor.ts'
import { decide } from './decide.ts'
import type { CaseInView, Standing } from './relation.ts'

/** Which classes of what a case holds may be shown. */
export interface Masking {
  /** Who the child, the complainant and others are. */
  readonly identity: boolean
  /** What people said: health, care, abuse. */
  readonly health: boolean
  /** What concerns third parties. */
  readonly thirdParties: boolean
  /** Legal advice that others wrote down: it is privileged. */
  readonly privileged: boolean
  /** Codes, days, stages. */
  readonly operational: boolean
}

/** Pure, as `decide`. Whoever has a case's file but not its names sees the file with names and free text taken out. */
export function maskingOf(user: Actor, theCase: CaseInView, standing: Standing, now: Instant): Masking {
  const may = (action: 'read-cases' | 'see-case-file' | 'see-child-identity' | 'read-privileged') => {
    const decision = decide(user, action, theCase, standing, now)
    return decision.kind === 'allow' && decision.reach !== 'shared'
  }
  const revealed = standing.relations.has('identity-revealed') && may('see-case-file')
  const identity = revealed || may('see-child-identity')
  return {
    identity,
    health: identity,
    thirdParties: identity,
    privileged: may('read-privileged'),
    operational: may('read-cases'),
  }
}

/** Without legal advice that others wrote down, what was put right in it, and its taking back: as if it were not there. */
export function withoutAdvice(facts: readonly Fact[], reader: string): readonly Fact[] {
  const advice = new Set(facts.flatMap((fact) => (isAdvice(fact) && fact.recordedBy !== reader ? [fact.id] : [])))
  if (advice.size === 0) return facts
  const asked = new Map(
    facts.flatMap((fact) => (fact.type === 'rectification-requested' ? [[fact.data.request, fact.data.of]] : [])),
  )
  const about = (fact: Fact) => {
    switch (fact.type) {
      case 'note-corrected':
        return fact.data.note
      case 'fact-corrected':
        return fact.data.fact
      case 'rectification-requested':
        return fact.data.of
      case 'rectification-decided':
        return asked.get(fact.data.request) ?? fact.id
      default:
        return fact.id
    }
  }
  return facts.filter((fact) => !advice.has(about(fact)))
}

export const MASKED = '(not shown)'

/** A person with initials in place of the name, and no way to reach or to recognise them. */
export function maskedPerson(person: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { id, role, name, contactPreference, adjustments } = person
  return {
    id,
    role,
    name: typeof name === 'string' ? initialsOf(name) : MASKED,
    contactPreference,
    adjustments,
  }
}

/** A fact with its words taken out: codes, days and numbers stay. */
export function maskedFact(fact: Fact): Fact {
  const schema = FACT_SCHEMAS[fact.type] as Schema
  return { ...fact, data: maskedBy(schema, fact.data) } as Fact
}

interface Schema {
  readonly type?: string
  readonly pattern?: string
  readonly format?: string
  readonly enum?: readonly unknown[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
}

/** Codes and ids have a pattern that admits no space; what admits one may be words. */
function maskedBy(schema: Schema | undefined, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => maskedBy(schema?.items, each))
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, maskedBy(schema?.properties?.[key], each)]),
    )
  }
  if (typeof value !== 'string') return value
  const isCode = schema?.enum !== undefined || schema?.format === 'date' || admitsNoSpace(schema?.pattern)
  return isCode ? value : MASKED
}

function admitsNoSpace(pattern: string | undefined): boolean {
  return (
    pattern !== undefined &&
    /^\^\[[^\\^]*\](\[[^\\^]*\])*(\{[0-9,]+\}|\*|\+)?\$$/.test(pattern) &&
    !pattern.includes(' ')
  )
}
