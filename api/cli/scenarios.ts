import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { readCouncilFile } from '../council-file.ts'
import {
  coverageOf,
  foldersBeside,
  foldersIn,
  isProcedureFolder,
  playScenario,
  proceduresOf,
  readScenarioFolder,
  ScenariosUnreadableError,
  startWorld,
  type DiagramCoverage,
  type Played,
  type ScenarioFolder,
  type ScenarioWorld,
  type TakenFlow,
  type Watch,
} from '../scenarios/index.ts'
import { coverageInWords, playedInWords, seenAsTexts, seenInWords } from './scenarios/describe.ts'
import type { Environment, Io } from './io.ts'

const USAGE = 'redress scenarios [<procedure folder>…] [--only <id>] [--coverage] [--show] [--json]'

/**
 * `redress scenarios`: plays the scenarios of those folders, of all under PROCEDURES_DIR where none is named, and says how
 * far they take the flows of each diagram.
 *
 * @returns 0; 1 when a scenario did not go as it says, or with `--coverage` when a flow was not taken; 2 when there is
 * nothing that could be played.
 */
export async function scenarios(args: readonly string[], environment: Environment, io: Io): Promise<number> {
  const asked = argumentsOf(args)
  if (asked === undefined) {
    io.err(`Usage: ${USAGE}`)
    return 2
  }
  const paths = asked.paths.length > 0 ? asked.paths : foldersIn(environment['PROCEDURES_DIR'] ?? 'processes')
  const strange = paths.filter((path) => !isProcedureFolder(path))
  if (strange.length > 0) {
    io.err(`There is no procedure.json in ${strange.join(', ')}.`)
    return 2
  }
  const folders = readFolders(paths, io)
  if (folders === undefined) return 2
  if (asked.only !== undefined && !folders.some(({ scenarios: all }) => all.some(({ id }) => id === asked.only))) {
    io.err(`No scenario of ${paths.join(', ')} has the id ${asked.only}.`)
    return 2
  }
  const council = readCouncilFile(environment['COUNCIL_FILE'] ?? 'processes/councils/example-council.json')
  const own = folders.map(({ procedure }) => procedure)
  const world = await startWorld(council, proceduresOf(foldersBeside(paths)), own)
  try {
    return await playAll(world, folders, asked, io)
  } finally {
    await world.close()
  }
}

interface Asked {
  readonly paths: readonly string[]
  readonly only?: string | undefined
  readonly coverage: boolean
  readonly show: boolean
  readonly json: boolean
}

async function playAll(
  world: ScenarioWorld,
  folders: readonly ScenarioFolder[],
  asked: Asked,
  io: Io,
): Promise<number> {
  const own = folders.map(({ procedure }) => procedure)
  const unfit = own.filter((id) => world.refused.has(id))
  for (const id of unfit) {
    io.err(`${id} cannot be deployed:`)
    for (const error of world.refused.get(id) ?? []) io.err(`  ${error}`)
  }
  if (unfit.length > 0) return 2

  const show: Watch = (watched) => {
    const { step, doing, at, seen } = watched
    if (asked.json) io.out(JSON.stringify({ step, doing, at, ...seenAsTexts(seen) }))
    else for (const line of seenInWords(watched)) io.out(line)
  }
  const taken: TakenFlow[] = []
  let failed = 0
  let count = 0
  for (const folder of folders) {
    for (const scenario of folder.scenarios) {
      if (asked.only !== undefined && scenario.id !== asked.only) continue
      const played = await playScenario(world, folder, scenario, asked.show ? show : undefined)
      taken.push(...played.taken)
      count += 1
      if (played.problems.length > 0) failed += 1
      tell(folder, played, asked, io)
    }
  }
  for (const id of world.refused.keys()) {
    io.err(`${id} cannot be deployed and was left out; redress check says why.`)
  }
  const coverage = own.flatMap((id) => coverageOf(world, id, taken))
  if (asked.json) for (const diagram of coverage) io.out(JSON.stringify({ coverage: briefly(diagram) }))
  else if (asked.only === undefined) for (const line of coverageInWords(coverage)) io.out(line)
  if (!asked.json) io.out(`${count} ${count === 1 ? 'scenario' : 'scenarios'} played, ${failed} not as it should be`)
  return failed > 0 || (asked.coverage && coverage.some(({ untaken }) => untaken.length > 0)) ? 1 : 0
}

/** Programs are told of flows by their ids. */
function briefly({ untaken, ...rest }: DiagramCoverage): object {
  return { ...rest, untaken: untaken.map(({ id, name, from, to }) => ({ id, ...(name && { name }), from, to })) }
}

function tell(folder: ScenarioFolder, played: Played, { json }: Asked, io: Io): void {
  if (!json) {
    for (const line of playedInWords(folder, played)) io.out(line)
    return
  }
  const { scenario, problems, milliseconds } = played
  const { id, file } = scenario
  io.out(JSON.stringify({ folder: folder.path, file, scenario: id, problems, milliseconds: Math.round(milliseconds) }))
}

function readFolders(paths: readonly string[], io: Io): readonly ScenarioFolder[] | undefined {
  const read: ScenarioFolder[] = []
  for (const path of paths) {
    try {
      read.push(readScenarioFolder(path))
    } catch (error) {
      if (!(error instanceof ScenariosUnreadableError)) throw error
      io.err(error.message)
    }
  }
  return read.length < paths.length ? undefined : read
}

function argumentsOf(args: readonly string[]): Asked | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        only: { type: 'string' },
        coverage: { type: 'boolean', default: false },
        show: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    })
    const paths = new Map(positionals.map((path) => path.replace(/\/+$/, '')).map((path) => [basename(path), path]))
    return { ...values, paths: [...paths.values()] }
  } catch {
    return undefined
  }
}
