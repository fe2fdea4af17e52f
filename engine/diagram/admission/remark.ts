import type { Diagram } from '../procedure-model.ts'
import type { Registry } from '../finding.ts'

/** A finding before the file's name is put to it. */
export interface Remark {
  /** Id of the element, or `line:column`. */
  readonly element: string
  /** What kind of fault, without `admission/`. */
  readonly what: string
  readonly level: 'error' | 'warning'
  readonly message: string
  readonly remedy: string
}

/** What a check of a diagram may know besides the process that it looks at. */
export interface Setting {
  readonly diagram: Diagram
  /** Any standard BPMN: roles, forms, deadlines and actions are not asked for. */
  readonly plain: boolean
  readonly registry: Registry | undefined
}

export function refusal(element: string, what: string, message: string, remedy: string): Remark {
  return { element, what, level: 'error', message, remedy }
}

export function caution(element: string, what: string, message: string, remedy: string): Remark {
  return { element, what, level: 'warning', message, remedy }
}

/** Those that come up again, of those with the same key. */
export function repeated<Item>(items: readonly Item[], keyOf: (item: Item) => string | undefined): readonly Item[] {
  const seen = new Set<string>()
  return items.filter((item) => {
    const key = keyOf(item)
    if (key === undefined) return false
    if (seen.has(key)) return true
    seen.add(key)
    return false
  })
}
