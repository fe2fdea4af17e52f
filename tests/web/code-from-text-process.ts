/* Started by code-from-text.test.ts, in a process that makes no code of text. Says what went wrong, a line each. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { graphSvg } from '../../api/report/graph-svg.ts'
import { readDiagram, type Actor, type ReportGraph } from '../../engine/index.ts'
import { makeAreas } from '../../web/areas.ts'
import { startTestPages } from '../support/pages.ts'
import { say, tryThread, tryWays } from './code-from-text-ways.ts'

const ACTORS: readonly Actor[] = [
  { id: 'manager', role: 'complaints-manager' },
  { id: 'auditor', role: 'auditor' },
  { id: 'owner', role: 'process-owner' },
]

const GRAPH: ReportGraph = {
  ...{ kind: 'graph', id: 'graph-1', number: 1, title: 'Complaints', description: 'Bars', series: ['2025-26'] },
  bars: [{ label: 'Assessment', cells: [{ text: '3', value: 3 }] }],
  table: { kind: 'table', id: 'table-1', caption: 'Complaints', columns: [], rows: [], notes: [] },
}

tryWays('At the start')
const folder = mkdtempSync(join(tmpdir(), 'redress-code-'))
// One short procedure: what is asked here is asked of the packages.
for (const each of ['tests/fixtures/faults/storm', 'processes/letters']) {
  cpSync(each, join(folder, each.split('/').at(-1) ?? ''), { recursive: true })
}
const pages = await startTestPages({
  database: { file: join(folder, 'redress.sqlite') },
  now: '2026-03-02T09:00:00.000Z',
  environment: { PROCEDURES_DIR: folder },
})
const opened = await pages.call('complaints-manager', 'POST', '/api/v1/cases', {
  ...{ procedure: 'storm', channel: 'form', oral: false, byChild: false },
  people: [
    { role: 'complainant', name: 'Jordan Reed', email: 'j@example.org', contactPreference: 'email', adjustments: [] },
  ],
  points: [{ text: 'My visits were cancelled.', desiredOutcome: 'An apology.' }],
})
if (opened.status !== 201) say(`A complaint: ${opened.status} ${JSON.stringify(opened.body)}`)
let seen = 0
for (const actor of ACTORS) {
  const browser = pages.browse(actor)
  for (const { method, path } of makeAreas(pages.parts).flatMap((area) => area.routes)) {
    if (method !== 'get' || path.includes(':') || /^\/(events|sign-out)/.test(path)) continue
    const { status } = await browser.get(path)
    seen += 1
    if (status >= 500) say(`${path} as ${actor.role}: ${status}`)
  }
}
const checked = await pages.call('complaints-manager', 'POST', '/api/v1/cases', { procedure: 1 })
if (checked.status !== 400 && checked.status !== 422) say(`A body of another shape: ${checked.status}`)
const { findings } = await readDiagram('<a/>', { file: 'a.bpmn' })
if (findings.length !== 1) say('The thread that reads diagrams did not answer')
const drawn = await graphSvg(GRAPH)
if (!drawn.startsWith('<svg')) say(`A graph: ${drawn.slice(0, 200)}`)
await tryThread()
tryWays('At the end')
await pages.stop()
rmSync(folder, { recursive: true, force: true })
console.log(`SEEN ${seen}`)
process.exit(0)
