/** One thing that is not as a scenario expects it, apart from the words for it. */
export type Gap =
  | { readonly kind: 'task-not-open'; readonly element: string; readonly due: string | null }
  | {
      readonly kind: 'task-due'
      readonly element: string
      readonly expected: string | null
      readonly found: readonly (string | null)[]
    }
  | { readonly kind: 'task-too-many'; readonly element: string }
  | { readonly kind: 'task-still-open'; readonly element: string }
  | { readonly kind: 'letter-missing'; readonly letter: string; readonly found: readonly string[] }
  | { readonly kind: 'letter-too-many'; readonly letter: string }
  | { readonly kind: 'fact-missing'; readonly fact: string; readonly found: readonly string[] }
  | { readonly kind: 'fact-too-many'; readonly fact: string }
  | { readonly kind: 'clock-missing'; readonly rule: string; readonly found: readonly string[] }
  | { readonly kind: 'clock-due'; readonly rule: string; readonly expected: string; readonly found: string | undefined }
  | { readonly kind: 'clock-status'; readonly rule: string; readonly expected: string; readonly found: string }
  | {
      readonly kind: 'case'
      readonly what: 'procedure' | 'status' | 'outcome'
      readonly expected: string
      readonly found: string | undefined
    }
  | { readonly kind: 'incident'; readonly element: string | null; readonly code: string; readonly message: string }
  | { readonly kind: 'work-failed'; readonly element: string; readonly action: string; readonly message: string }
  /** The step could not be done; in the words of what refused it. */
  | { readonly kind: 'cannot'; readonly words: string }
  | { readonly kind: 'not-refused'; readonly expected: string }
  | { readonly kind: 'other-refusal'; readonly expected: string; readonly words: string }
  | { readonly kind: 'earlier'; readonly at: string; readonly now: string }

/** How what has an id is called. */
export interface Names {
  readonly task: (element: string) => string
  readonly letter: (letter: string) => string
  readonly fact: (type: string) => string
  readonly rule: (rule: string) => string
  readonly procedure: (id: string) => string
  /** Of a day `2026-01-05`. */
  readonly day: (day: string) => string
  /** Of a status, an outcome. */
  readonly code: (code: string) => string
}

const same = (text: string): string => text

/** By their ids: for the command line, and for whoever writes the files. */
export const BY_ID: Names = {
  task: same,
  letter: same,
  fact: same,
  rule: same,
  procedure: same,
  day: same,
  code: same,
}

/** The gap as a sentence without its full stop. */
export function gapInWords(gap: Gap, names: Names = BY_ID): string {
  const dayOr = (none: string, day: string | null) => (day === null ? none : names.day(day))
  const all = (of: readonly string[], name: (id: string) => string) => of.map(name).join(', ') || 'none'
  switch (gap.kind) {
    case 'task-not-open':
      return `expected the task ${names.task(gap.element)} (${dayOr('no day', gap.due)}), but it is not open`
    case 'task-due': {
      const days = gap.found.map((day) => dayOr('no day', day)).join(', ')
      const wanted = dayOr('on no day', gap.expected)
      return `expected the task ${names.task(gap.element)} to be due ${wanted}, but it is due: ${days}`
    }
    case 'task-too-many':
      return `expected no other tasks, but ${names.task(gap.element)} is open`
    case 'task-still-open':
      return `expected that ${names.task(gap.element)} is not open, but it is`
    case 'letter-missing':
      return `expected the letter ${names.letter(gap.letter)}, but there were: ${all(gap.found, names.letter)}`
    case 'letter-too-many':
      return `expected no other letter to the complainant, but ${names.letter(gap.letter)} was sent`
    case 'fact-missing':
      return `expected the fact ${names.fact(gap.fact)}, but there were: ${all(gap.found, names.fact)}`
    case 'fact-too-many':
      return `expected that ${names.fact(gap.fact)} is not recorded, but it was`
    case 'clock-missing':
      return `expected a clock for ${names.rule(gap.rule)}, but there are: ${all(gap.found, names.rule)}`
    case 'clock-due': {
      const found = gap.found === undefined ? 'not set' : names.day(gap.found)
      return `expected the due day of the clock ${names.rule(gap.rule)} ${names.day(gap.expected)}, but it is ${found}`
    }
    case 'clock-status':
      return `expected the status of the clock ${names.rule(gap.rule)} ${names.code(gap.expected)}, but it is ${names.code(gap.found)}`
    case 'case': {
      const name = gap.what === 'procedure' ? names.procedure : names.code
      const found = gap.found === undefined ? 'not set' : name(gap.found)
      return `expected the ${gap.what} ${name(gap.expected)}, but it is ${found}`
    }
    case 'incident': {
      const where = gap.element === null ? 'the case' : names.task(gap.element)
      return `${where} is an incident (${gap.code}): ${gap.message}`
    }
    case 'work-failed':
      return `${names.task(gap.element)} (${gap.action}) has failed and will be tried again: ${gap.message}`
    case 'cannot':
      return gap.words
    case 'not-refused':
      return `expected the step to be refused (${gap.expected}), but it was done`
    case 'other-refusal':
      return `expected the step to be refused with ${gap.expected}, but: ${gap.words}`
    case 'earlier':
      return `the time ${gap.at} is before that of the step before, ${gap.now}`
  }
}
