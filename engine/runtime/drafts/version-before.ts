import { createHash } from 'node:crypto'
import { readDiagram, type Finding, type InspectionOptions, type ProcedureFile } from '../../diagram/index.ts'
import { dayOf } from '../../values/instant.ts'
import { placesOf } from '../live/places.ts'
import type { Runtime } from '../runtime.ts'

/** The version from which a draft is made. */
export interface VersionBefore {
  readonly procedure: string
  readonly basedOn: number
}

/** Steps of a version at which open cases stand now, on whatever version each of them runs. */
export async function stepsWithCases(
  runtime: Runtime,
  { procedure, basedOn }: VersionBefore,
  wanted: (element: string) => boolean,
): Promise<ReadonlySet<string>> {
  const open = await runtime.store.read.openCaseVersions(procedure)
  if (open.length === 0) return new Set()
  const loaded = await runtime.procedures.load(procedure, basedOn)
  const places = placesOf(loaded).filter(({ element }) => wanted(element))
  if (places.length === 0) return new Set()
  const today = dayOf(runtime.clock.now())
  const stored = places.map((place) => place.stored)
  const counts = await Promise.all(
    open.map(({ version }) => runtime.store.read.liveCounts({ procedure, version, today }, stored)),
  )
  return new Set(counts.flatMap((found) => found.places.map(({ element }) => element)))
}

/** What a diagram is compared with: as the version before had it, and the steps that are gone under cases. */
export async function comparedWith(
  runtime: Runtime,
  before: VersionBefore,
  base: readonly ProcedureFile[],
  { path, text }: ProcedureFile,
): Promise<Pick<InspectionOptions, 'previous' | 'runningElements'>> {
  const previous = base.find((file) => file.path === path)?.text
  if (previous === undefined || previous === text) return {}
  // Of what is still there nothing is said, so that nobody has to count cases for it.
  const kept = idsIn(text)
  const gone = new Set([...idsIn(previous)].filter((id) => !kept.has(id)))
  return { previous, runningElements: await stepsWithCases(runtime, before, (element) => gone.has(element)) }
}

/** What the rules that compare with the version before say of the diagrams that a draft changes. */
export async function findingsAgainstBefore(
  runtime: Runtime,
  before: VersionBefore,
  files: readonly ProcedureFile[],
): Promise<readonly Finding[]> {
  const source = await runtime.store.read.procedureSource(before.procedure, before.basedOn)
  const base = source?.files ?? []
  const findings: Finding[] = []
  for (const file of files.filter(({ path }) => path.endsWith('.bpmn'))) {
    const compared = await comparedWith(runtime, before, base, file)
    if (compared.previous !== undefined) findings.push(...(await readOnce(file, compared)))
  }
  return findings
}

/** Readings kept, the last ones: a page of a draft asks for the same more than once. */
const KEPT = 32
const readings = new Map<string, Promise<readonly Finding[]>>()

function readOnce(
  { path, text }: ProcedureFile,
  compared: Pick<InspectionOptions, 'previous' | 'runningElements'>,
): Promise<readonly Finding[]> {
  const said = JSON.stringify([path, text, compared.previous, [...(compared.runningElements ?? [])].toSorted()])
  const key = createHash('sha256').update(said).digest('hex')
  const known = readings.get(key)
  if (known !== undefined) return known
  const reading = readDiagram(text, { file: path, lint: 'previous', ...compared }).then(({ findings }) => findings)
  readings.set(key, reading)
  reading.catch(() => readings.delete(key))
  const [oldest] = readings.keys()
  if (readings.size > KEPT && oldest !== undefined) readings.delete(oldest)
  return reading
}

function idsIn(xml: string): ReadonlySet<string> {
  return new Set([...xml.matchAll(/\sid\s*=\s*["']([^"']+)["']/g)].map(([, id = '']) => id))
}
