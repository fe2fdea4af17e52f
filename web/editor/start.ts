import './styles.css'
import { inspect, silentRules, type Finding } from '../../engine/diagram/in-browser.ts'
import type { DiagramInstance, Drawn } from './bpmn.ts'
import { makeComments } from './comments.ts'
import { makeDiagram } from './diagram.ts'
import { button, h, place, say } from './dom.ts'
import { makeEdit, type Edit } from './edit.ts'
import { importFile } from './files.ts'
import { makeLiveChecks } from './findings/check.ts'
import { makeFindingsList } from './findings/list.ts'
import { fixesFor } from './fixes/index.ts'
import type { EditState } from './page-data.ts'
import { makePanel } from './panel/index.ts'
import { forgetHere, keptHere, makeSaving } from './saving.ts'
import { ask, NotReachedError } from './server.ts'
import { leaveByEscape, showWhole, useTools } from './tools.ts'

/* The editor of one diagram of a draft. The page brings its frame; everything in it is filled here. */

const editor = place('editor')
const { file = '', forms = '', steps = '' } = editor.dataset

async function start(): Promise<void> {
  const state = (await ask('state', file)) as EditState
  const readOnly = state.readOnly !== undefined
  const diagram = makeDiagram(place('editor-canvas'), {
    readOnly,
    idsElsewhere: new Set(state.choices.idsElsewhere),
  })
  const { warnings } = await diagram.importXML(state.xml)
  for (const { message } of warnings) say(message)
  // A drawing that fits no window is read from its start.
  showWhole(diagram, 0.5)
  document.querySelector('.bjs-powered-by')?.setAttribute('aria-label', 'Made with bpmn.io')

  const edit = readOnly ? NO_EDIT : makeEdit(services(diagram))
  const root = () => diagram.get('canvas').getRootElement()
  let findings: readonly Finding[] = []
  const panel = makePanel({
    services: { elementRegistry: diagram.get('elementRegistry'), selection: diagram.get('selection') },
    edit,
    choices: state.choices,
    readOnly,
    formPage: (form) => `${forms}/${encodeURIComponent(form)}`,
    daysPage: (element) =>
      `${steps}/${encodeURIComponent(element)}/deadline?${new URLSearchParams({ file }).toString()}`,
    fault: (element, ...rules) =>
      findings.find((finding) => finding.element === element && rules.includes(finding.rule))?.message,
  })
  const selected = (): Drawn => {
    const [element] = diagram.get('selection').get()
    return element?.labelTarget ?? element ?? root()
  }
  const goTo = (element: Drawn, field?: string): void => {
    diagram.get('canvas').scrollToElement(element, 120)
    diagram.get('selection').select(element)
    panel.show(element)
    panel.focus(field)
  }
  const list = makeFindingsList({
    diagram,
    stepsPage: (element) => `${steps}?${new URLSearchParams({ file }).toString()}#${encodeURIComponent(element)}`,
    goTo,
    fixesFor: (finding) => (readOnly ? [] : fixesFor(finding, { diagram, edit, choices: state.choices, say })),
  })
  const checks = makeLiveChecks(diagram, state, (found) => {
    findings = found
    list.show(found)
    panel.show(selected())
  })
  useWholeCheck()
  const comments = makeComments(diagram, state, goTo)
  diagram.get('eventBus').on('selection.changed', () => {
    panel.show(selected())
    comments.about(selected())
  })
  useTools(diagram, file, readOnly)
  leaveByEscape(() => {
    place('editor-panel-heading').focus()
  })

  if (!readOnly) {
    const saving = makeSaving(diagram, state)
    diagram.get('eventBus').on('commandStack.changed', () => {
      saving.changed()
      checks.soon()
      panel.show(selected())
      comments.about(selected())
    })
    const replace = async (xml: string): Promise<void> => {
      await diagram.importXML(xml)
      showWhole(diagram, 0.5)
      saving.changed()
      checks.soon()
      panel.show(root())
    }
    useImport(replace, async () => (await diagram.saveXML({ format: true })).xml)
    offerKept(state, replace)
  }
  panel.show(root())
  await checks.now()
  if (location.hash !== '') {
    const wanted = diagram.get('elementRegistry').get(decodeURIComponent(location.hash.slice(1)))
    if (wanted !== undefined) goTo(wanted)
  }
  editor.dataset['ready'] = String(Math.round(performance.now()))
  place('editor-waiting').hidden = true
  setTimeout(() => void selfTest(), 200)
}

function services(diagram: DiagramInstance) {
  const [modeling, bpmnFactory, commandStack] = [
    diagram.get('modeling'),
    diagram.get('bpmnFactory'),
    diagram.get('commandStack'),
  ]
  return { modeling, bpmnFactory, commandStack }
}

function nothing(): never {
  throw new Error('This diagram is read only')
}
const NO_EDIT: Edit = {
  set: nothing,
  document: nothing,
  extend: nothing,
  condition: nothing,
  sign: nothing,
  expression: nothing,
  put: nothing,
  loop: nothing,
  connect: nothing,
  make: nothing,
  together: nothing,
}

/** Each rule of ours is tried here on a diagram that breaks it: a rule that was lost on the way would look like no fault. */
async function selfTest(): Promise<void> {
  const silent = await silentRules(inspect)
  editor.dataset['checks'] = silent.length === 0 ? 'complete' : silent.join(' ')
  if (silent.length === 0) return
  place('editor-trouble').append(
    h(
      'p',
      { class: 'govuk-error-message' },
      `Some checks do not work in this browser: ${silent.join(', ')}. The service tries all of them before anything is published.`,
    ),
  )
}

/** What only the whole procedure shows is asked of the server, which has all its files. */
function useWholeCheck(): void {
  const list = place('editor-whole')
  place('editor-check-whole').addEventListener('click', () => {
    void (async () => {
      list.textContent = 'The whole procedure is being checked …'
      try {
        const { findings = [], message } = (await ask('checks', file)) as WholeChecked
        const others = findings.filter((finding) => finding.file !== file)
        const items = others.slice(0, 20).map((each) => h('li', {}, `${each.file}: ${each.message} ${each.remedy}`))
        list.replaceChildren(
          h(
            'p',
            { class: 'govuk-body-s' },
            message ??
              (others.length === 0
                ? 'Nothing is wrong elsewhere in the procedure.'
                : `${others.length} elsewhere in the procedure:`),
          ),
          h('ul', { class: 'govuk-list govuk-list--bullet' }, ...items),
        )
      } catch (error) {
        if (!(error instanceof NotReachedError)) throw error
        list.textContent = error.message
      }
    })()
  })
}

interface WholeChecked {
  readonly findings?: readonly Finding[]
  readonly message?: string
}

function useImport(replace: (xml: string) => Promise<void>, now: () => Promise<string | undefined>): void {
  const input = place('editor-import') as HTMLInputElement
  place('tool-import').addEventListener('click', () => {
    input.click()
  })
  input.addEventListener('change', () => {
    const [chosen] = input.files ?? []
    if (chosen !== undefined) void importFile(chosen, file, { replace, now })
    input.value = ''
  })
}

/** What an earlier visit could not save. */
function offerKept(state: EditState, replace: (xml: string) => Promise<void>): void {
  const kept = keptHere(state)
  if (kept === undefined) return
  const trouble = place('editor-trouble')
  trouble.append(
    h(
      'div',
      { class: 'govuk-inset-text', id: 'editor-kept' },
      h(
        'p',
        { class: 'govuk-body' },
        'This browser keeps changes to this diagram that were not saved when you were here last.',
      ),
      h(
        'div',
        { class: 'redress-editor__row' },
        button('Bring them back', () => {
          trouble.replaceChildren()
          void replace(kept)
        }),
        button('Throw them away', () => {
          forgetHere(state)
          trouble.replaceChildren()
        }),
      ),
    ),
  )
}

/** A diagram as this editor writes it when nothing is changed: what tests hold against the server's reading of it. */
export async function rewritten(xml: string): Promise<string> {
  const container = h('div', { class: 'redress-editor__canvas' })
  document.body.append(container)
  const diagram = makeDiagram(container, { readOnly: false, idsElsewhere: new Set() })
  const { warnings } = await diagram.importXML(xml)
  const saved = await diagram.saveXML({ format: true })
  diagram.destroy()
  container.remove()
  if (warnings.length > 0 || saved.xml === undefined) throw new Error(warnings[0]?.message ?? 'It cannot be saved')
  return saved.xml
}

start().catch((error: unknown) => {
  place('editor-waiting').hidden = true
  const reason = error instanceof NotReachedError ? error.message : 'The diagram cannot be shown in this browser.'
  place('editor-trouble').append(
    h('p', { class: 'govuk-error-message' }, `${reason} The table of steps says and changes the same.`),
  )
  if (!(error instanceof NotReachedError)) throw error
})
