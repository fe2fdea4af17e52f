import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Browser } from 'playwright-core'
import { openBrowser } from './browser.ts'

/*
 * Opens diagrams in bpmn-js, as the editor and the case page do.
 * By hand: `npx tsx tests/support/diagram-shots.ts <folder of .bpmn files> <folder for the pictures> [name …]`.
 */

const VIEWER = 'node_modules/bpmn-js/dist/bpmn-navigated-viewer.production.min.js'

/** What bpmn-js said of a diagram, and the picture of it. */
export interface Opened {
  readonly warnings: readonly string[]
  /** Ids of the elements whose text does not fit into their shape, or runs into the sign in its corner. */
  readonly cutTexts: readonly string[]
  readonly picture: Buffer
}

interface Imported {
  readonly warnings: readonly string[]
  readonly cutTexts: readonly string[]
  readonly width: number
  readonly height: number
}

/** Imports one diagram into the bpmn-js viewer and takes its picture at the size of its content. */
export async function openInViewer(browser: Browser, xml: string): Promise<Opened> {
  const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } })
  try {
    await page.setContent('<div id="canvas" style="width:1600px;height:1000px"></div>')
    await page.addScriptTag({ path: VIEWER })
    const { warnings, width, height, cutTexts } = await page.evaluate<Imported>(`(${IMPORT})(${JSON.stringify(xml)})`)
    await page.setViewportSize({ width: Math.min(Math.ceil(width), 3800), height: Math.ceil(height) })
    const picture = await page.screenshot()
    return { warnings, cutTexts, picture }
  } finally {
    await page.close()
  }
}

/** Runs in the page. */
const IMPORT = `async (xml) => {
  const viewer = new BpmnJS({ container: '#canvas' })
  const { warnings } = await viewer.importXML(xml)
  const canvas = viewer.get('canvas')
  const { inner } = canvas.viewbox()
  const box = document.getElementById('canvas')
  const width = inner.width + 60
  const height = inner.height + 90 // the mark of bpmn.io stands below the drawing
  box.style.width = width + 'px'
  box.style.height = height + 'px'
  canvas.resized()
  canvas.viewbox({ x: inner.x - 30, y: inner.y - 30, width, height })
  const cutTexts = viewer.get('elementRegistry').filter((element) => {
    if (element.waypoints || element.labelTarget || !/Task|CallActivity/.test(element.type)) return false
    const text = viewer.get('elementRegistry').getGraphics(element).querySelector('text')
    if (text === null) return false
    const inCorner = [...text.querySelectorAll('tspan')].map((line) => line.getBBox()).some(({ x, y }) => x < 22 && y < 23)
    return text.getBBox().height > element.height - 4 || (inCorner && /UserTask|ServiceTask/.test(element.type))
  }).map((element) => element.id)
  return { warnings: warnings.map((warning) => warning.message ?? String(warning)), width, height, cutTexts }
}`

const [from, to, ...only] = process.argv.slice(2)
if (process.argv[1]?.endsWith('diagram-shots.ts') && from !== undefined && to !== undefined) {
  mkdirSync(to, { recursive: true })
  const browser = await openBrowser()
  for (const file of readdirSync(from).filter((name) => name.endsWith('.bpmn'))) {
    const name = basename(file, '.bpmn')
    if (only.length > 0 && !only.includes(name)) continue
    const { warnings, cutTexts, picture } = await openInViewer(browser, readFileSync(`${from}/${file}`, 'utf8'))
    writeFileSync(`${to}/${name}.png`, picture)
    console.log(name, warnings.length === 0 ? 'no warning' : warnings, cutTexts.length === 0 ? '' : cutTexts)
  }
  await browser.close()
}
