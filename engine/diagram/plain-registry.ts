import type {
  ActionDescription,
  DeadlineRuleDescription,
  DecisionDescription,
  FormDescription,
  LetterDescription,
  Registry,
  VariableDescription,
} from './finding.ts'

/** A registry as JSON, for what checks a diagram somewhere else: the editor in a browser. */
export interface PlainRegistry {
  readonly actions: readonly ActionDescription[]
  readonly roles: readonly string[]
  readonly forms: readonly FormDescription[]
  readonly deadlineRules: readonly DeadlineRuleDescription[]
  readonly processes: readonly string[]
  readonly calendars: readonly string[]
  readonly factTypes: readonly string[]
  readonly startVariables: Readonly<Record<string, VariableDescription>>
  readonly decisions: readonly DecisionDescription[]
  readonly letters: readonly LetterDescription[]
  readonly toldWhenLate: readonly string[]
}

export function plainRegistry(registry: Registry): PlainRegistry {
  const { actions, roles, forms, deadlineRules, processes, calendars, factTypes } = registry
  return {
    actions: [...actions.values()],
    roles: [...roles],
    forms: [...forms.values()],
    deadlineRules: [...deadlineRules.values()],
    processes: [...processes],
    calendars: [...calendars],
    factTypes: [...factTypes],
    startVariables: registry.startVariables ?? {},
    decisions: [...(registry.decisions?.values() ?? [])],
    letters: [...(registry.letters?.values() ?? [])],
    toldWhenLate: [...(registry.toldWhenLate ?? [])],
  }
}

export function registryFromPlain(plain: PlainRegistry): Registry {
  return {
    actions: keyed(plain.actions, ({ name }) => name),
    roles: new Set(plain.roles),
    forms: keyed(plain.forms, ({ id }) => id),
    deadlineRules: keyed(plain.deadlineRules, ({ id }) => id),
    processes: new Set(plain.processes),
    calendars: new Set(plain.calendars),
    factTypes: new Set(plain.factTypes),
    startVariables: plain.startVariables,
    decisions: keyed(plain.decisions, ({ name }) => name),
    letters: keyed(plain.letters, ({ id }) => id),
    toldWhenLate: new Set(plain.toldWhenLate),
  }
}

function keyed<Item>(items: readonly Item[], key: (item: Item) => string): ReadonlyMap<string, Item> {
  return new Map(items.map((item) => [key(item), item]))
}
