import { monitorEventLoopDelay } from 'node:perf_hooks'
import { admitHere, makeDiagramReader, readDiagram } from '../../engine/diagram/index.ts'
import type { ProcedureFile } from '../../engine/index.ts'
import { hostStep, prepare } from '../../engine/runtime/host/index.ts'
import { instant } from '../../engine/values/instant.ts'
import { aProcess } from '../engine/diagram/bpmn.ts'
import { makePrng } from '../support/random-process/prng.ts'
import type { Experiment } from './experiment.ts'
import { brokenFiles } from './hostile-diagrams-files.ts'
import { spoilt } from './hostile-diagrams-mutations.ts'
import { payloadsFor } from './hostile-diagrams-payloads.ts'
import { positionsInXml } from './hostile-diagrams-positions.ts'
import {
  diagramSources,
  missingIn,
  oneOfEach,
  positionsOf,
  procedureFiles,
  startHostileService,
  type HostileService,
} from './hostile-diagrams-procedure.ts'
import { runAsWords } from './hostile-diagrams-run.ts'
import { layTraces, type LaidTraces } from './hostile-diagrams-traces.ts'

const NOW = '2026-02-02T09:00:00.000Z'
/** The thread ends what takes it three seconds; the rest is a machine that is busy with others, and a thread that starts. */
const HANGS_MS = 60_000
const MUTATIONS = { short: 300, long: 20_000 } as const
/** Of the payloads, every n-th is put at a place; of a procedure's files at each. */
const EVERY = { short: 45, long: 1 } as const
const DEPLOYED = { short: 88, long: 8 } as const
const RUN = { short: 8, long: 1 } as const

interface Trial {
  readonly service: HostileService
  readonly traces: LaidTraces
  readonly faults: string[]
  /** How long each judgement took, in ms. */
  readonly took: number[]
  readonly counts: Record<string, number>
}

/** Whatever somebody writes into a procedure is refused, or is words. */
export const HOSTILE_DIAGRAMS: Experiment = {
  name: 'hostile-diagrams',
  promises: ['P23', 'P24'],
  hypothesis:
    'what is written into a diagram, form, letter or table is refused or stays words, through deployment, a run and a restart; broken and huge files are refused; whatever is admitted can be loaded and started',
  fault:
    'payloads of known attacks in every place that holds text, bombs, broken and cut off files, spoilt copies of our own diagrams',
  databases: ['sqlite'],
  async run({ seed, size }) {
    const traces = await layTraces()
    const service = await startHostileService(NOW)
    const lag = monitorEventLoopDelay({ resolution: 10 })
    const trial: Trial = { service, traces, faults: [], took: [], counts: {} }
    try {
      lag.enable()
      await inDiagrams(trial, size)
      await inProcedures(trial, size)
      await inBrokenFiles(trial)
      await withWords(trial, size)
      lag.disable()
      await inMutations(trial, size, seed)
      await atItsLimit(trial)
      trial.faults.push(...traces.touched())
    } finally {
      lag.disable()
      await service.stop()
      await traces.close()
    }
    const { faults, took } = trial
    const inOrder = took.toSorted((a, b) => a - b)
    const counts = {
      ...trial.counts,
      'judged ms p95': Math.round(inOrder[Math.floor(inOrder.length * 0.95)] ?? 0),
      'judged ms at most': Math.round(inOrder.at(-1) ?? 0),
      'server not answering for ms at most': Math.round(lag.max / 1e6),
      'traces touched': traces.touched().length,
    }
    return { held: faults.length === 0, counts, faults }
  },
}

function count({ counts }: Trial, what: string): void {
  counts[what] = (counts[what] ?? 0) + 1
}

function judged(trial: Trial, began: number, what: string): void {
  const ms = performance.now() - began
  trial.took.push(ms)
  if (ms > HANGS_MS) trial.faults.push(`${what} took ${Math.round(ms)} ms`)
}

/** Each payload in each place of a diagram, by the thread that reads them. */
async function inDiagrams(trial: Trial, size: 'short' | 'long'): Promise<void> {
  const payloads = payloadsFor(trial.traces)
  const sources = diagramSources()
  trial.counts['payloads'] = payloads.length
  for (const missing of missingIn(sources)) trial.faults.push(`No source holds ${missing}`)
  const positions = sources.map(positionsInXml).flatMap(size === 'short' ? oneOfEach : (all) => all)
  const distinct = size === 'short' ? oneOfEach(positions) : positions
  trial.counts['places in diagrams'] = new Set(positions.map(({ name }) => name)).size
  for (const [index, { name, put }] of distinct.entries()) {
    for (const [n, { text, isCode }] of payloads.entries()) {
      if (n % EVERY[size] !== index % EVERY[size]) continue
      const began = performance.now()
      const { diagram } = await readDiagram(put(text), { file: 'a.bpmn' })
      judged(trial, began, `${text} at ${name}`)
      count(trial, diagram ? 'let in as words' : 'refused')
      if (isCode && diagram) trial.faults.push(`${text} at ${name} was let in`)
      if (diagram) startable(trial, put(text), `${text} at ${name}`)
    }
  }
}

/** What was admitted can be loaded as it would be from the database, and started. */
function startable(trial: Trial, xml: string, what: string): void {
  try {
    const { diagram } = admitHere(xml, { file: 'a.bpmn', plain: true })
    if (!diagram) throw new TypeError('it cannot be loaded')
    hostStep(prepare(diagram), null, { type: 'start' }, instant(NOW))
  } catch (error) {
    trial.faults.push(`${what} was let in, and then: ${String(error)}`)
  }
}

/** Payloads in each place of each file of a procedure, over HTTP. */
async function inProcedures(trial: Trial, size: 'short' | 'long'): Promise<void> {
  const files = await procedureFiles()
  const payloads = payloadsFor(trial.traces)
  const sound = await trial.service.deploy(files)
  if (sound.status !== 201) trial.faults.push(`The procedure itself: ${JSON.stringify(sound.body)}`)
  const letter = files.find(({ path }) => path.endsWith('.txt'))
  const kinds = files.filter((file) => !file.path.endsWith('.txt') || file === letter)
  for (const [index, file] of kinds.entries()) {
    for (const [place, { name, put }] of oneOfEach(positionsOf(file)).entries()) {
      for (const [n, { text }] of payloads.entries()) {
        if (n % DEPLOYED[size] !== (place + index) % DEPLOYED[size]) continue
        await deployed(trial, `${text} at ${file.path} ${name}`, files, file, put(text))
      }
    }
  }
}

/** @returns whether it was deployed. */
async function deployed(
  trial: Trial,
  what: string,
  files: readonly ProcedureFile[],
  file: ProcedureFile,
  text: string,
): Promise<boolean> {
  const changed = files.map((each) => (each === file ? { ...each, text } : each))
  const { status, body, ms } = await trial.service.deploy(changed)
  trial.took.push(ms)
  count(trial, status < 300 ? 'deployed' : 'not deployed')
  if (status >= 500) trial.faults.push(`${what}: ${status} ${JSON.stringify(body)}`)
  return status < 300
}

async function inBrokenFiles(trial: Trial): Promise<void> {
  const files = await procedureFiles()
  const diagram = files.find(({ path }) => path.endsWith('.bpmn'))
  if (!diagram) throw new TypeError('The procedure has no diagram')
  for (const { name, text } of brokenFiles(diagram.text)) {
    const began = performance.now()
    const { diagram: read } = await readDiagram(text(), { file: 'a.bpmn' })
    judged(trial, began, name)
    const isDeployed = await deployed(trial, name, files, diagram, text())
    count(trial, 'broken files')
    if (read ?? isDeployed) trial.faults.push(`${name} was let in`)
    const others = files.filter(({ path }) => /^(procedure\.json|ways\.dmn|forms|letters\/storm-answered)/.test(path))
    const spoiltToo = files.map((file) => (others.includes(file) ? { ...file, text: text().slice(0, 300_000) } : file))
    const answer = await trial.service.deploy(spoiltToo)
    trial.took.push(answer.ms)
    const said = JSON.stringify(answer.body)
    const silent = others.filter(({ path }) => !said.includes(`"${path}"`))
    if (answer.status >= 500 || answer.status < 300) trial.faults.push(`${name} in each file: ${answer.status} ${said}`)
    else if (said.includes('DIAGRAM_REFUSED') && silent.length > 0) {
      trial.faults.push(`${name} was let in as ${silent.map(({ path }) => path).join(', ')}`)
    }
  }
}

/** Where words may stand, payloads are words: through a run, and a restart in the middle of it. */
async function withWords(trial: Trial, size: 'short' | 'long'): Promise<void> {
  const payloads = payloadsFor(trial.traces).filter((_, n) => n % RUN[size] === 0)
  const { ran, faults } = await runAsWords(trial.service, payloads)
  trial.counts['run as words, and recovered'] = ran
  trial.faults.push(...faults)
}

async function inMutations(trial: Trial, size: 'short' | 'long', seed: number): Promise<void> {
  const prng = makePrng(seed)
  const sources = diagramSources().filter(({ length }) => length < 30_000)
  for (let n = 0; n < MUTATIONS[size]; n += 1) {
    const xml = spoilt(sources, prng)
    const began = performance.now()
    const { diagram, findings } = await readDiagram(xml, { file: 'a.bpmn' })
    judged(trial, began, `mutation ${n}`)
    count(trial, diagram ? 'mutations still sound' : 'mutations refused')
    if (diagram) startable(trial, xml, `mutation ${n}`)
    else if (findings.length === 0) trial.faults.push(`mutation ${n} was refused without a word`)
  }
}

/** A reading that takes too long is ended with its thread, and the next one is read as ever. */
async function atItsLimit(trial: Trial): Promise<void> {
  const reader = makeDiagramReader({ timeLimitMs: 20 })
  const large = aProcess(Array.from({ length: 4_900 }, (_, n) => `<task id="t${n}" name="t"/>`).join(''))
  const { findings } = await reader.read(large, { file: 'a.bpmn' })
  const next = await reader.read('<a/>', { file: 'a.bpmn' })
  await reader.close()
  if (!findings.some(({ rule }) => rule === 'admission/too-costly'))
    trial.faults.push('A reading went on after its time')
  if (next.findings.length === 0) trial.faults.push('After one reading that took too long nothing was read')
}
