import { childOf, childrenOf, extensionsOf, isA, newElement, type ModdleElement } from '../moddle.ts'
import type { DeadlineBinding, LocalDeadline } from '../procedure-model.ts'
import type { DeadlineChosen, StepWords } from './operation.ts'
import { adopt, EditRefusedError, listOf, put } from './sheet.ts'

/** The clause as the first line, the guidance after it. */
export function setWords(element: ModdleElement, { clause = '', guidance = '' }: StepWords): void {
  const text = [clause.trim(), guidance.trim()].filter((line) => line !== '').join('\n')
  element.set('documentation', [])
  if (text !== '') put(element, 'documentation', 'bpmn:Documentation', { text })
}

/** Where the deadline of an element stands: of a timer in its definition, of a task in itself. */
export function deadlineHolder(element: ModdleElement): ModdleElement {
  const timer = childrenOf(element, 'eventDefinitions').find((each) => isA(each, 'bpmn:TimerEventDefinition'))
  if (timer === undefined) return element
  return extensionsOf(element, 'redress:Deadline').length > 0 ? element : timer
}

export function isTimer(element: ModdleElement): boolean {
  return childrenOf(element, 'eventDefinitions').some((each) => isA(each, 'bpmn:TimerEventDefinition'))
}

export function setDeadline(element: ModdleElement, chosen: DeadlineChosen): void {
  const holder = deadlineHolder(element)
  if ('because' in chosen) {
    if (!isA(element, 'bpmn:UserTask')) throw new EditRefusedError('Only a task can do without a deadline.')
    clearExtensions(holder, 'redress:Deadline')
    element.set('redress:noDeadline', chosen.because.trim())
    return
  }
  if (isA(element, 'bpmn:UserTask')) element.set('redress:noDeadline', undefined)
  else if (!isTimer(element)) throw new EditRefusedError('Only a task or a timer can have a deadline.')
  if (isTimer(element)) for (const time of ['timeDate', 'timeDuration', 'timeCycle']) holder.set(time, undefined)
  clearExtensions(holder, 'redress:Deadline')
  extend(holder, 'redress:Deadline', deadlineAttributes(chosen, isTimer(element)))
}

function deadlineAttributes({ rule, local, at, before, repeat }: DeadlineBinding, ofTimer: boolean) {
  return {
    ...(rule !== undefined && { rule }),
    ...(local !== undefined && localAttributes(local)),
    ...((ofTimer || at !== 'due') && { at }),
    ...(at === 'warning' && before !== undefined && { before }),
    ...(at === 'breach' && repeat !== undefined && { repeat }),
  }
}

function localAttributes({ id, title, workingDays, calendar, startedBy, metBy, onlyWhere }: LocalDeadline) {
  return {
    local: id,
    title,
    workingDays,
    calendar,
    startedBy,
    metBy,
    ...(onlyWhere !== undefined && { onlyWhere: `${onlyWhere.property}=${onlyWhere.is}` }),
  }
}

/** Changes every deadline of the elements that names that target, and says how many did. */
export function setLocal(elements: Iterable<ModdleElement>, local: LocalDeadline): number {
  let changed = 0
  for (const element of elements) {
    for (const deadline of extensionsOf(deadlineHolder(element), 'redress:Deadline')) {
      if (deadline.get('local') !== local.id) continue
      deadline.set('onlyWhere', undefined)
      for (const [name, value] of Object.entries(localAttributes(local))) deadline.set(name, value)
      changed += 1
    }
  }
  return changed
}

export function setParameters(element: ModdleElement, parameters: Readonly<Record<string, string>>): void {
  clearExtensions(element, 'redress:Parameter')
  for (const [name, value] of Object.entries(parameters)) extend(element, 'redress:Parameter', { name, value })
}

function extend(holder: ModdleElement, type: string, properties: Readonly<Record<string, unknown>>): void {
  const extensions =
    childOf(holder, 'extensionElements') ??
    put(holder, 'extensionElements', 'bpmn:ExtensionElements', {}, { isOnly: true })
  const element = newElement(type, properties)
  adopt(extensions, element)
  listOf(extensions, 'values').push(element)
}

export function clearExtensions(holder: ModdleElement, type: string): void {
  const extensions = childOf(holder, 'extensionElements')
  if (extensions === undefined) return
  const kept = childrenOf(extensions, 'values').filter(({ $type }) => $type !== type)
  if (kept.length === 0) holder.set('extensionElements', undefined)
  else extensions.set('values', kept)
}
