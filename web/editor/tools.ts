import type { DiagramInstance } from './bpmn.ts'
import { place, say } from './dom.ts'
import { exportPng, exportSvg, exportXml } from './files.ts'

/** The buttons above the drawing. */
export function useTools(diagram: DiagramInstance, file: string, readOnly: boolean): void {
  const canvas = diagram.get('canvas')
  const on = (id: string, press: () => unknown) => {
    place(id).addEventListener('click', () => {
      press()
    })
  }
  on('tool-fit', () => {
    showWhole(diagram)
  })
  on('tool-in', () => canvas.zoom(canvas.zoom() * 1.2))
  on('tool-out', () => canvas.zoom(canvas.zoom() / 1.2))
  on('tool-map', () => {
    const minimap = diagram.get('minimap')
    minimap.toggle()
    place('tool-map').setAttribute('aria-pressed', String(minimap.isOpen()))
  })
  on('export-bpmn', () => exportXml(diagram, file))
  on('export-svg', () => exportSvg(diagram, file))
  on('export-png', () => exportPng(diagram, file))
  on('tool-flow', () => {
    diagram.get('toggleMode').toggleMode()
  })
  diagram.get('eventBus').on('tokenSimulation.toggleMode', ({ active = false }) => {
    place('tool-flow').setAttribute('aria-pressed', String(active))
    place('editor').classList.toggle('redress-editor--flow', active)
    say(
      active
        ? 'Shows how it flows: press the play sign on the start, and choose the ways yourself. No deadline and no rule is tried here.'
        : 'You can draw again.',
    )
  })
  if (readOnly) {
    for (const id of ['tool-undo', 'tool-redo', 'tool-import']) place(id).toggleAttribute('disabled', true)
    return
  }
  const stack = diagram.get('commandStack')
  const standing = () => {
    place('tool-undo').toggleAttribute('disabled', !stack.canUndo())
    place('tool-redo').toggleAttribute('disabled', !stack.canRedo())
  }
  on('tool-undo', () => {
    stack.undo()
  })
  on('tool-redo', () => {
    stack.redo()
  })
  diagram.get('eventBus').on('commandStack.changed', standing)
  standing()
}

/** Esc leaves the drawing for the panel, unless it ends something in the drawing itself. */
export function leaveByEscape(leaveTo: () => void): void {
  const container = place('editor-canvas')
  let wasBusy = false
  container.addEventListener(
    'keydown',
    ({ key }) => {
      if (key === 'Escape')
        wasBusy = container.querySelector('.djs-popup, .djs-direct-editing-parent, .djs-dragging') !== null
    },
    { capture: true },
  )
  container.addEventListener('keyup', ({ key }) => {
    if (key !== 'Escape' || wasBusy) return
    leaveTo()
  })
}

/** Points of the screen: the tools stand on the left of the drawing. */
const [BESIDE_TOOLS, AROUND] = [80, 30]

/** Brings the whole drawing into sight, beside the tools. @param least - the smallest scale */
export function showWhole(diagram: DiagramInstance, least = 0.2): void {
  const canvas = diagram.get('canvas')
  canvas.zoom(1)
  const { inner, outer } = canvas.viewbox()
  const [width, height] = [outer.width - BESIDE_TOOLS - AROUND, outer.height - 2 * AROUND]
  const scale = Math.max(least, Math.min(1, width / Math.max(inner.width, 1), height / Math.max(inner.height, 1)))
  const above = Math.min(2 * AROUND, Math.max(AROUND, (outer.height - inner.height * scale) / 2))
  canvas.viewbox({
    x: inner.x - BESIDE_TOOLS / scale,
    y: inner.y - above / scale,
    width: outer.width / scale,
    height: outer.height / scale,
  })
}
