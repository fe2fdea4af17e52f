import {
  capital,
  conditionWords,
  readCondition,
  timerWords,
  type Choices,
  type StepRow,
  type StepWay,
} from '../../engine/index.ts'

/** Codes of a draft in the words of its choices. */
export function roleInWords({ roles }: Pick<Choices, 'roles'>, code: string): string {
  return roles.find((role) => role.code === code)?.title ?? code
}

export function titleOfCode(list: Choices['forms'], code: string): string {
  return list.find((each) => each.code === code)?.title ?? code
}

/** What must hold for an answer, for people. */
export function conditionInWords({ variables }: Pick<Choices, 'variables'>, way: StepWay): string {
  if (way.isDefault) return 'When no other answer holds'
  return way.conditionText === undefined ? '' : `When ${feelInWords({ variables }, way.conditionText)}`
}

/** An expression in words; what cannot be said in words stands as it is written. */
export function feelInWords({ variables }: Pick<Choices, 'variables'>, text: string): string {
  const plain = readCondition(text)
  return plain === undefined ? text : conditionWords(variables, plain)
}

/** Who does a step, with what: an empty text where nobody does. */
export function whoInWords(choices: Choices, { role, action, calls, type }: StepRow): string {
  if (role !== undefined) return roleInWords(choices, role)
  if (action !== undefined) return 'The service'
  if (calls !== undefined) return 'Its own diagram'
  return type === 'userTask' ? 'Nobody yet' : ''
}

/** What somebody fills in, what the service does, or which diagram stands behind it. */
export function withInWords(choices: Choices, { form, action, calls, parameters, outcome }: StepRow): string {
  if (form !== undefined) return titleOfCode(choices.forms, form)
  if (action !== undefined) {
    const letter = parameters['letter']
    return letter === undefined
      ? (choices.actions.find(({ code }) => code === action)?.title ?? action)
      : `Letter: ${titleOfCode(choices.letters, letter)}`
  }
  if (calls !== undefined) return titleOfCode(choices.processes, calls)
  return outcome === undefined ? '' : `Outcome: ${titleOfCode(choices.outcomes, outcome)}`
}

/** The deadline in one line: of a timer with the moment that is meant. */
export function deadlineOfStep({ deadline, noDeadline, timer, type }: StepRow): string {
  if (deadline !== undefined) {
    const { moment, sentence } = deadline.words
    return type === 'userTask' && deadline.binding.at === 'due' ? capital(sentence) : `${moment}: ${sentence}`
  }
  if (noDeadline !== undefined) return `None, ${noDeadline}`
  if (timer !== undefined) return timerWords(timer)
  return type === 'userTask' ? 'Not said yet' : ''
}
