import { extensionsOf, numberOf, textOf, type ModdleElement } from './moddle.ts'
import type { DeadlineBinding, LocalDeadline, RedressAttributes } from './procedure-model.ts'

/** What the `redress:` namespace adds to a node. Says nothing of whether it is right: admission does. */
export function redressOf(element: ModdleElement): RedressAttributes {
  const [deadline] = extensionsOf(element, 'redress:Deadline')
  const parameters = extensionsOf(element, 'redress:Parameter')
  return present({
    role: textOf(element, 'redress:role'),
    form: textOf(element, 'redress:form'),
    noDeadline: textOf(element, 'redress:noDeadline'),
    action: textOf(element, 'redress:action'),
    outcome: textOf(element, 'redress:outcome'),
    deadline: deadline && deadlineOf(deadline),
    parameters: parameters.length > 0 ? Object.fromEntries(parameters.map(nameAndValue)) : undefined,
  })
}

export function deadlineOf(element: ModdleElement): DeadlineBinding {
  const at = textOf(element, 'at')
  return {
    ...present({
      rule: textOf(element, 'rule'),
      local: localOf(element),
      before: numberOf(element, 'before'),
      repeat: numberOf(element, 'repeat'),
    }),
    at: at === 'warning' || at === 'breach' ? at : 'due',
  }
}

function localOf(element: ModdleElement): LocalDeadline | undefined {
  const id = textOf(element, 'local')
  if (id === undefined) return undefined
  return {
    id,
    title: textOf(element, 'title') ?? '',
    workingDays: numberOf(element, 'workingDays') ?? 0,
    calendar: textOf(element, 'calendar') ?? '',
    startedBy: textOf(element, 'startedBy') ?? '',
    metBy: textOf(element, 'metBy') ?? '',
    ...onlyWhereOf(element),
  }
}

/** `grade=low`: admission has refused anything else. */
function onlyWhereOf(element: ModdleElement): Pick<LocalDeadline, 'onlyWhere'> {
  const [property, is] = (textOf(element, 'onlyWhere') ?? '').split('=')
  return property === undefined || is === undefined ? {} : { onlyWhere: { property, is } }
}

function nameAndValue(parameter: ModdleElement): readonly [string, string] {
  return [textOf(parameter, 'name') ?? '', textOf(parameter, 'value') ?? '']
}

/** Without the keys whose value is undefined. */
export function present<Shape extends object>(shape: Shape): Present<Shape> {
  return Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== undefined)) as Present<Shape>
}

type Present<Shape> = { readonly [Key in keyof Shape]?: Exclude<Shape[Key], undefined> }
