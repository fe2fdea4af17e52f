import { ADULT_FIGURES } from './adults.ts'
import { CHILDREN_FIGURES } from './children.ts'
import type { FigureDefinition } from './definitions.ts'
import { FEEDBACK_FIGURES } from './feedback.ts'
import { GRAPH_TABLES } from './graph-tables.ts'
import { OMBUDSMAN_FIGURES } from './ombudsman.ts'
import { OVERVIEW_FIGURES } from './overview.ts'
import { REQUIRED_FIGURES } from './required.ts'
import { REQUIRED_TABLES } from './required-tables.ts'
import { STATUTORY_FIGURES } from './statutory.ts'
import type { TableDefinition } from './table-definition.ts'
import { TIME_LIMIT_FIGURES, TIME_LIMIT_TABLES } from './time-limits.ts'

/** Every figure that is worked out from facts, in the order of a report. */
export const FIGURES: readonly FigureDefinition[] = [
  ...OVERVIEW_FIGURES,
  ...STATUTORY_FIGURES,
  ...ADULT_FIGURES,
  ...CHILDREN_FIGURES,
  ...FEEDBACK_FIGURES,
  ...OMBUDSMAN_FIGURES,
  ...REQUIRED_FIGURES,
  ...TIME_LIMIT_FIGURES,
]

/** Every table: those of the graphs first, by their numbers. */
export const TABLES: readonly TableDefinition[] = [...GRAPH_TABLES, ...TIME_LIMIT_TABLES, ...REQUIRED_TABLES]

/** Figures that are a part of another one: whoever knows both knows the rest as well. */
export const WITHIN: readonly (readonly [part: string, whole: string])[] = [
  ['adult.joint-received', 'adult.received'],
  ['adult.support-planning', 'adult.received'],
  ['children.by-children', 'children.received'],
  ['children.with-advocate', 'children.by-children'],
  ['children.advocacy-offered', 'children.received'],
  ['children.advocacy-wanted', 'children.received'],
  ['children.advocacy-declined', 'children.received'],
  ['children.advocacy-provided', 'children.received'],
  ['other-children.inclusion', 'other-children.received'],
]
