import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import {
  InvalidVariablesError,
  parseScenarios,
  parseUsualAnswers,
  type Scenario,
  type UsualAnswers,
} from '../../engine/index.ts'
import { foldersIn } from './folders.ts'

/** The scenarios of one procedure folder. */
export interface ScenarioFolder {
  /** As the caller named it. */
  readonly path: string
  /** Its name, which is the procedure's id. */
  readonly procedure: string
  readonly scenarios: readonly FiledScenario[]
  readonly usual: UsualAnswers
  /** Those of the folders beside it, by name, for a case that goes on there, and for what is used from there. */
  readonly usualBeside: ReadonlyMap<string, UsualAnswers>
}

type JsonAnswers = Readonly<Record<string, unknown>>

export interface FiledScenario extends Scenario {
  /** The name of its file. */
  readonly file: string
}

/** Scenarios that cannot be read. The message has a line for each fault, with its file and place. */
export class ScenariosUnreadableError extends Error {
  override readonly name = 'ScenariosUnreadableError'
}

const ENDING = '.scenarios.json'
const USUAL = 'usual-answers.json'

/** @throws ScenariosUnreadableError */
export function readScenarioFolder(path: string): ScenarioFolder {
  const names = namesIn(path)
  const faults: string[] = []
  const scenarios = names
    .filter((name) => name.endsWith(ENDING))
    .flatMap((file) =>
      (readJson(join(path, file), (value) => parseScenarios(value, join(path, file)), faults) ?? []).map(
        (scenario) => ({
          ...scenario,
          file,
        }),
      ),
    )
  const usual = readUsual(path, faults)
  const beside = foldersIn(dirname(resolve(path))).map((folder) => [basename(folder), readUsual(folder, [])] as const)
  faults.push(...togetherFaults(path, scenarios))
  if (faults.length > 0) throw new ScenariosUnreadableError(faults.join('\n'))
  return { path, procedure: basename(path), scenarios, usual, usualBeside: new Map(beside) }
}

/** What the form is usually answered with in a case of that procedure. */
export function usualFor({ usual, usualBeside }: ScenarioFolder, form: string, procedure: string): JsonAnswers {
  const there = usualBeside.get(procedure)
  const all = [...(there === undefined ? [] : [there]), usual, ...usualBeside.values()]
  return all.find(({ forms }) => Object.hasOwn(forms, form))?.forms[form] ?? {}
}

function readUsual(path: string, faults: string[]): UsualAnswers {
  const file = join(path, USUAL)
  const none: UsualAnswers = { people: [], forms: {} }
  if (!existsSync(file)) return none
  return readJson(file, (value) => parseUsualAnswers(value, file), faults) ?? none
}

/** What only shows with all of the folder's scenarios at hand. */
function togetherFaults(path: string, scenarios: readonly FiledScenario[]): readonly string[] {
  const known = new Map(scenarios.map((scenario) => [scenario.id, scenario]))
  return scenarios.flatMap((scenario) => {
    const { id, file, from, until } = scenario
    const place = `${join(path, file)}: ${id}`
    if (known.get(id) !== scenario) return [`${place}: another scenario of the folder has that id`]
    if (from === undefined) return []
    const base = known.get(from)
    if (base === undefined) return [`${place}: from names ${from}, which is no scenario of the folder`]
    if (goesRound(scenario, known)) return [`${place}: from leads back to itself`]
    if (until === undefined || base.steps.some(({ mark }) => mark === until)) return []
    const marks = base.steps.flatMap(({ mark }) => mark ?? [])
    return [`${place}: no step of ${from} has the mark ${until}; it has ${marks.join(', ') || 'none'}`]
  })
}

function goesRound(scenario: FiledScenario, known: ReadonlyMap<string, FiledScenario>): boolean {
  const seen = new Set<string>()
  for (let at: FiledScenario | undefined = scenario; at !== undefined; at = known.get(at.from ?? '')) {
    if (seen.has(at.id)) return true
    seen.add(at.id)
  }
  return false
}

function namesIn(path: string): readonly string[] {
  try {
    return readdirSync(path).sort()
  } catch {
    throw new ScenariosUnreadableError(`${path} is no folder that can be read`)
  }
}

function readJson<Value>(file: string, parse: (value: unknown) => Value, faults: string[]): Value | undefined {
  try {
    return parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    if (error instanceof SyntaxError) faults.push(`${file} is not JSON: ${error.message}`)
    else if (error instanceof InvalidVariablesError) {
      faults.push(...error.faults.map(({ at, message }) => `${file}: ${at || '/'} ${message}`))
    } else throw error
    return undefined
  }
}
