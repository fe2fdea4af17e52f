import type { Choices, StepRow } from '../../engine/index.ts'
import type { Explained } from './question.ts'
import type { StepInHand } from './step-edit.ts'

/** A change that stands on the page of a step, with what is so now. */
export function onRow(of: (step: StepRow) => boolean, now: (step: StepRow, choices: Choices) => string) {
  return { of, now, has: ({ step }: StepInHand) => of(step) }
}

export function options(choices: Choices['roles']): readonly { readonly value: string; readonly text: string }[] {
  return choices.map(({ code, title }) => ({ value: code, text: title }))
}

/** Actions are many: they stand in groups. */
export function actionSelect({ actions }: Choices): object {
  const groups = groupsOf(actions).map(([group, own]) => [group, own.map(({ code }) => code)] as const)
  return { component: 'select', groups: Object.fromEntries(groups) }
}

export function actionsInWords({ choices }: StepInHand): Explained {
  return {
    summary: 'What each of them does',
    groups: groupsOf(choices.actions).map(([title, own]) => ({
      title,
      items: own.flatMap((action) => (action.says === undefined ? [] : [{ title: action.title, says: action.says }])),
    })),
  }
}

function groupsOf(actions: Choices['actions']): readonly (readonly [group: string, own: Choices['actions']])[] {
  const groups = [...new Set(actions.map(({ group }) => group))]
  return groups.map((group) => [group, actions.filter((each) => each.group === group)])
}
