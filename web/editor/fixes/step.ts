import { isA, nameOf, textOf, type Drawn } from '../bpmn.ts'
import { documentationOf } from '../edit.ts'
import { deadlineOf } from '../panel/deadline.ts'
import { codeOf } from '../words.ts'
import type { Fixer } from './index.ts'

/** Steps before one, the nearest first. */
function before(element: Drawn): readonly Drawn[] {
  const found = new Set<Drawn>([element])
  for (const each of found) for (const { source } of each.incoming) if (source !== undefined) found.add(source)
  return [...found].slice(1)
}

/** The role of the step before; where there is none, the first of the procedure. */
export const fixRole: Fixer = (element, { edit, choices }) => {
  const near = before(element).map((step) => textOf(step.businessObject, 'redress:role'))
  const role = choices.roles.find(({ code }) => code === near.find((each) => each !== '')) ?? choices.roles[0]
  if (role === undefined) return []
  return [
    {
      label: `Give it to: ${role.title}`,
      apply: () => {
        edit.set(element, { 'redress:role': role.code })
      },
    },
  ]
}

/** The form whose name is most like the step's. */
export const fixForm: Fixer = (element, { edit, choices }) => {
  const words = new Set([...codeOf(nameOf(element), '-').split('-'), ...element.id.split('_').slice(1)])
  const likeness = (code: string) => code.split('-').filter((word) => words.has(word)).length
  const [best] = [...choices.forms].sort((one, other) => likeness(other.code) - likeness(one.code))
  if (best === undefined || likeness(best.code) === 0) return []
  return [
    {
      label: `Use the form: ${best.title}`,
      apply: () => {
        edit.set(element, { 'redress:form': best.code })
      },
    },
  ]
}

const STAGE_COUNTS = 'because the deadline of the whole stage counts'

export const fixDeadline: Fixer = (element, { edit, choices }) => {
  const now = deadlineOf(element)
  const extend = (values: Readonly<Record<string, unknown>> | undefined, noDeadline: string) => () => {
    edit.together(() => {
      edit.set(element, { 'redress:noDeadline': noDeadline })
      edit.extend(element, element.businessObject, 'redress:Deadline', values === undefined ? [] : [values])
    })
  }
  if (now !== undefined) return [{ label: 'Keep the deadline alone', apply: extend(now, '') }]
  const near = before(element)
    .filter((step) => isA(step, 'bpmn:UserTask'))
    .map((step) => ({ step, deadline: deadlineOf(step) }))
    .find(({ deadline }) => deadline !== undefined)
  const rule = choices.deadlines.find(({ code }) => code === near?.deadline?.rule)
  const named = rule?.title ?? String(near?.deadline?.title ?? '')
  return [
    ...(near?.deadline === undefined
      ? []
      : [{ label: `Same deadline as “${nameOf(near.step)}”: ${named}`, apply: extend(near.deadline, '') }]),
    { label: `No deadline, ${STAGE_COUNTS}`, apply: extend(undefined, STAGE_COUNTS) },
  ]
}

/** What no clause asks for is the council's own way, and says so. */
export const fixLaw: Fixer = (element, { edit }) => [
  {
    label: 'Say “Local practice”',
    apply: () => {
      edit.document(element, `Local practice\n${documentationOf(element.businessObject)}`.trim())
    },
  },
]

/** The outcome that is called as the end is. */
export const fixOutcome: Fixer = (element, { edit, choices }) => {
  const own = codeOf(nameOf(element) === '' ? element.id.replace(/^end_/, '') : nameOf(element), '-')
  if (own === '') return []
  const code =
    choices.outcomes.find((outcome) => outcome.code === own || codeOf(outcome.title, '-') === own)?.code ?? own
  return [
    {
      label: `Outcome “${code}”`,
      apply: () => {
        edit.set(element, { 'redress:outcome': code })
      },
    },
  ]
}
