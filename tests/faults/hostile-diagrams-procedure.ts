import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { filesOf } from '../../api/service.ts'
import { newTable } from '../../engine/diagram/index.ts'
import type { ProcedureFile } from '../../engine/index.ts'
import redress from '../../engine/diagram/redress.moddle.json' with { type: 'json' }
import { freshDatabase } from './experiment.ts'
import { positionsInJson, positionsInLetter, positionsInXml, type Position } from './hostile-diagrams-positions.ts'
import { startTestService, type Answer, type TestService } from '../support/service.ts'

/** A whole procedure, a file of each kind: a diagram, a form, letters, a decision table. */
export async function procedureFiles(): Promise<readonly ProcedureFile[]> {
  const table = await newTable({
    name: 'ways',
    title: 'Which way',
    input: { name: 'ready', label: 'Ready', type: 'boolean' },
    output: { name: 'way', label: 'Way', type: 'string', options: ['on', 'back'] },
  })
  return [...filesOf('tests/fixtures/faults/storm'), { path: 'ways.dmn', text: table }]
}

/** The same procedure under other names. */
export function renamed(files: readonly ProcedureFile[], id: string): readonly ProcedureFile[] {
  return files.map(({ path, text }) => ({ path: path.replaceAll('storm', id), text: text.replaceAll('storm', id) }))
}

/** Every place of a file that holds words. */
export function positionsOf({ path, text }: ProcedureFile): readonly Position[] {
  if (/\.(bpmn|dmn)$/.test(path)) return positionsInXml(text)
  return path.endsWith('.json') ? positionsInJson(text) : positionsInLetter(text)
}

/** One of each name. */
export function oneOfEach(positions: readonly Position[]): readonly Position[] {
  return [...new Map(positions.map((position) => [position.name, position])).values()]
}

export interface HostileService {
  readonly test: () => TestService
  deploy(files: readonly ProcedureFile[]): Promise<Answer & { readonly ms: number }>
  /** Stops it, and starts it again on what it wrote. */
  again(): Promise<void>
  stop(): Promise<void>
}

/** The service with one short procedure, on virtual time. */
export async function startHostileService(now: string): Promise<HostileService> {
  const database = await freshDatabase('sqlite')
  const folder = mkdtempSync(join(tmpdir(), 'redress-hostile-'))
  cpSync('processes/letters', join(folder, 'letters'), { recursive: true })
  cpSync('tests/fixtures/faults/storm', join(folder, 'storm'), { recursive: true })
  const file = database.settings['DATABASE_FILE'] ?? ''
  const start = (at: string) =>
    startTestService({ database: { file }, now: at, environment: { PROCEDURES_DIR: folder } })
  let test = await start(now)
  return {
    test: () => test,
    async deploy(files) {
      const began = performance.now()
      const answer = await test.call('process-owner', 'POST', '/api/v1/procedures', { files })
      return { ...answer, ms: performance.now() - began }
    },
    async again() {
      const at = test.service.runtime.clock.now()
      await test.stop()
      test = await start(at)
    },
    async stop() {
      await test.stop()
      rmSync(folder, { recursive: true, force: true })
      await database.remove()
    },
  }
}

/** Diagrams that hold between them every element and attribute that may stand in one. */
export function diagramSources(): readonly string[] {
  return [
    'tests/fixtures/admission/every-element.bpmn',
    'tests/fixtures/faults/storm/storm.bpmn',
    'processes/adult-social-care/extreme-risk.bpmn',
    'processes/adult-social-care/handling.bpmn',
  ].map((path) => readFileSync(path, 'utf8'))
}

/** Our own elements and attributes (`redress:deadline rule`, `redress:role`) that no source holds. */
export function missingIn(sources: readonly string[]): readonly string[] {
  const text = sources.join('')
  return redress.types.flatMap(({ name, properties, ...type }) => {
    const isOnOthers = 'extends' in type
    // The parser puts the prefix to the names when it first reads the list.
    const own = properties.map((property) => property.name.replace(/^.*:/, ''))
    return own
      .filter((attribute) => {
        const written = isOnOthers ? `redress:${attribute}` : `<redress:${name.toLowerCase()}[^>]*\\s${attribute}`
        return !new RegExp(`${written}="`, 'i').test(text)
      })
      .map((attribute) => `${name} ${attribute}`)
  })
}
