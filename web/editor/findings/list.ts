import type { Finding } from '../../../engine/diagram/in-browser.ts'
import { nameOf, type DiagramInstance, type Drawn } from '../bpmn.ts'
import { button, h, hidden, place } from '../dom.ts'
import type { Fix } from '../fixes/index.ts'
import { REMEDIES } from './plain-remedies.ts'

export interface FindingsList {
  show(findings: readonly Finding[]): void
}

export interface ListParts {
  readonly diagram: DiagramInstance
  /** The page with the table of steps. */
  readonly stepsPage: (element: string) => string
  /** Selects the element and brings it into sight. */
  readonly goTo: (element: Drawn, field?: string) => void
  readonly fixesFor: (finding: Finding) => readonly Fix[]
}

/** The findings beside the drawing, and a sign on each element that has one. */
export function makeFindingsList(parts: ListParts): FindingsList {
  const list = place('editor-findings')
  const count = place('editor-findings-count')
  return {
    show(findings) {
      const sorted = [...findings].sort((one, other) => rank(one) - rank(other))
      const errors = findings.filter(({ level }) => level === 'error').length
      count.textContent = summary(errors, findings.length - errors)
      const focused = list.contains(document.activeElement) ? (document.activeElement?.id ?? '') : ''
      list.replaceChildren(...sorted.map((finding, index) => itemOf(finding, index, parts)))
      if (focused !== '') (document.getElementById(focused) ?? count).focus()
      mark(sorted, parts)
    },
  }
}

function summary(errors: number, warnings: number): string {
  if (errors + warnings === 0) return 'Nothing is wrong with this diagram.'
  const parts = [
    ...(errors > 0 ? [`${errors} ${errors === 1 ? 'error' : 'errors'}`] : []),
    ...(warnings > 0 ? [`${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`] : []),
  ]
  return `${parts.join(' and ')} in this diagram.${errors > 0 ? ' Errors must be put right before it is published.' : ''}`
}

const rank = ({ level }: Finding): number => (level === 'error' ? 0 : 1)

function itemOf(finding: Finding, index: number, parts: ListParts): HTMLElement {
  const element = parts.diagram.get('elementRegistry').get(finding.element)
  const called = element === undefined ? '' : nameOf(element)
  const about = called === '' ? finding.element : called
  const tag =
    finding.level === 'error'
      ? h('strong', { class: 'govuk-tag govuk-tag--red' }, 'Error')
      : h('strong', { class: 'govuk-tag govuk-tag--yellow' }, 'Warning')
  const fixes = parts.fixesFor(finding).map((fix, number) => {
    const id = `finding-${index}-fix-${number}`
    return button(fix.label, fix.apply, { id, class: 'redress-editor__button redress-editor__button--fix' })
  })
  const show =
    element === undefined
      ? undefined
      : button(
          'Show',
          () => {
            parts.goTo(element, fieldOf(finding.rule))
          },
          { id: `finding-${index}-show` },
        )
  show?.append(hidden(` ${about}: ${finding.message}`))
  const row = h(
    'a',
    { class: 'govuk-link', href: parts.stepsPage(finding.element) },
    'In the table',
    hidden(` of steps: ${about}, finding ${index + 1}`),
  )
  return h(
    'li',
    { class: 'redress-editor__finding', 'data-rule': finding.rule, 'data-element': finding.element },
    h('p', { class: 'govuk-body-s' }, tag, ' ', messageOf(finding, called)),
    h('p', { class: 'govuk-body-s' }, REMEDIES[finding.rule] ?? finding.remedy),
    finding.clause === undefined ? undefined : h('p', { class: 'govuk-hint' }, finding.clause),
    h('div', { class: 'redress-editor__row' }, ...fixes, show, row),
  )
}

/** bpmnlint knows an element by its id alone. */
function messageOf({ rule, element, message }: Finding, called: string): string {
  return called !== '' && rule.startsWith('bpmnlint/') ? message.replace(element, `“${called}”`) : message
}

/** The field of the panel where it can be put right. */
function fieldOf(rule: string): string | undefined {
  return FIELDS.find(([pattern]) => pattern.test(rule))?.[1]
}

const FIELDS: readonly (readonly [rule: RegExp, field: string])[] = [
  [/role/, 'panel-role'],
  [/has-form|unknown-form/, 'panel-form'],
  [/deadline|no-time|raw-days|long-timers/, 'panel-deadline'],
  [/outcome/, 'panel-outcome'],
  [/clause/, 'panel-law'],
  [/action|parameter|letter/, 'panel-action'],
]

function mark(findings: readonly Finding[], { diagram, goTo }: ListParts): void {
  const overlays = diagram.get('overlays')
  const registry = diagram.get('elementRegistry')
  overlays.remove({ type: 'finding' })
  const byElement = new Map<string, Finding[]>()
  for (const finding of findings) byElement.set(finding.element, [...(byElement.get(finding.element) ?? []), finding])
  for (const [id, own] of byElement) {
    const element = registry.get(id)
    if (element === undefined || element.type === 'bpmn:Process') continue
    const isError = own.some(({ level }) => level === 'error')
    // For the eye and the pointer; who listens has the list beside the drawing.
    const sign = h(
      'div',
      {
        class: `redress-editor__sign redress-editor__sign--${isError ? 'error' : 'warning'}`,
        'aria-hidden': true,
        title: own.map(({ message }) => message).join('\n'),
      },
      isError ? '!' : '?',
    )
    sign.addEventListener('click', () => {
      goTo(element)
    })
    const isLine = element.waypoints !== undefined
    overlays.add(id, 'finding', { position: isLine ? { top: -12, left: 0 } : { top: -12, right: 14 }, html: sign })
  }
}
