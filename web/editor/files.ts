import type { DiagramInstance } from './bpmn.ts'
import { button, h, place, say } from './dom.ts'
import type { Finding } from '../../engine/diagram/in-browser.ts'
import { NotReachedError, send } from './server.ts'

/** Hands a file to whoever is at the browser. */
export function download(name: string, type: string, content: string | Blob): void {
  const url = URL.createObjectURL(new Blob([content], { type }))
  const link = h('a', { href: url, download: name })
  document.body.append(link)
  link.click()
  link.remove()
  // The browser has taken it by then.
  setTimeout(() => {
    URL.revokeObjectURL(url)
  }, 10_000)
}

export function baseName(file: string): string {
  return file.replace(/\.bpmn$/, '')
}

export async function exportXml(diagram: DiagramInstance, file: string): Promise<void> {
  const { xml } = await diagram.saveXML({ format: true })
  if (xml !== undefined) download(file, 'application/xml', xml)
}

export async function exportSvg(diagram: DiagramInstance, file: string): Promise<void> {
  const { svg } = await diagram.saveSVG()
  download(`${baseName(file)}.svg`, 'image/svg+xml', svg)
}

/** Points of the picture for each of the drawing. */
const SHARPNESS = 2
/** No browser draws a larger picture. */
const WIDEST = 16_000

export async function exportPng(diagram: DiagramInstance, file: string): Promise<void> {
  const { svg } = await diagram.saveSVG()
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  try {
    const picture = await loaded(url)
    const scale = Math.min(SHARPNESS, WIDEST / Math.max(picture.naturalWidth, picture.naturalHeight))
    const canvas = h('canvas', {
      width: Math.ceil(picture.naturalWidth * scale),
      height: Math.ceil(picture.naturalHeight * scale),
    })
    const context = canvas.getContext('2d')
    if (context === null) return
    context.fillStyle = '#ffffff'
    context.fillRect(0, 0, canvas.width, canvas.height)
    context.drawImage(picture, 0, 0, canvas.width, canvas.height)
    const blob = await new Promise<Blob | null>((resolve) => {
      canvas.toBlob(resolve, 'image/png')
    })
    if (blob !== null) download(`${baseName(file)}.png`, 'image/png', blob)
  } finally {
    URL.revokeObjectURL(url)
  }
}

function loaded(url: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const picture = new Image()
    picture.onload = () => {
      resolve(picture)
    }
    picture.onerror = () => {
      reject(new Error('The picture could not be drawn'))
    }
    picture.src = url
  })
}

function putBack(name: string, before: string, replace: (xml: string) => Promise<void>): HTMLElement {
  const back = button('Put back what was here before', () => {
    place('editor-import-findings').replaceChildren()
    void replace(before).then(() => {
      say('What was here before is back.')
      place('tool-import').focus()
    })
  })
  const said = h('p', { class: 'govuk-body' }, `The diagram of ${name} is in place of the one that was here.`)
  return h('div', { class: 'govuk-inset-text', id: 'editor-imported' }, said, back)
}

/** What the server says of a file before it may replace the diagram. */
interface Checked {
  readonly kind: 'fit' | 'refused'
  /** In the way in which we write diagrams. */
  readonly xml?: string
  readonly message?: string
  readonly findings: readonly Finding[]
}

/**
 * A file from elsewhere in place of the diagram. The server looks at it first: what it cannot read changes nothing. What
 * it reads and finds fault with may come in, and the faults are listed as those of any draft. What was there before can be
 * put back as long as the page is open, for undo begins anew with the diagram that came.
 */
export async function importFile(
  file: File,
  name: string,
  {
    replace,
    now,
  }: { readonly replace: (xml: string) => Promise<void>; readonly now: () => Promise<string | undefined> },
): Promise<void> {
  const list = place('editor-import-findings')
  list.replaceChildren()
  try {
    const checked = (await send('check', name, { xml: await file.text() })) as Checked
    if (checked.kind === 'fit' && checked.xml !== undefined) {
      const before = await now()
      await replace(checked.xml)
      say(`The diagram of ${file.name} is in place of the one that was here.`)
      if (before !== undefined) list.replaceChildren(putBack(file.name, before, replace))
      return
    }
    list.append(
      h(
        'p',
        { class: 'govuk-error-message', id: 'editor-import-refused' },
        checked.message ?? 'The file cannot be read. Nothing was changed.',
      ),
      h(
        'ul',
        { class: 'govuk-list govuk-list--bullet' },
        ...checked.findings.slice(0, 10).map(({ message, remedy }) => h('li', {}, `${message} ${remedy}`)),
      ),
    )
  } catch (error) {
    if (!(error instanceof NotReachedError)) throw error
    list.append(h('p', { class: 'govuk-error-message' }, error.message))
  }
}
