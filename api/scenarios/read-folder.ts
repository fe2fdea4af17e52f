import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import {
  InvalidVariablesError,
  parseScenarios,
  parseUsualAnswers,
  type ProcedureFile,
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
  const files = namesIn(path)
    .filter((name) => name.endsWith(ENDING) || name === USUAL)
    .map((name) => ({ path: name, text: readFileSync(join(path, name), 'utf8') }))
  const beside = foldersIn(dirname(resolve(path))).map((folder) => [basename(folder), usualIn(folder)] as const)
  return scenarioFolderOf({ path, procedure: basename(path) }, files, new Map(beside))
}

/**
 * The scenarios and usual answers among the files of a procedure's folder; only those of the folder itself count.
 *
 * @throws ScenariosUnreadableError
 */
export function scenarioFolderOf(
  { path, procedure }: Pick<ScenarioFolder, 'path' | 'procedure'>,
  files: readonly ProcedureFile[],
  usualBeside: ReadonlyMap<string, UsualAnswers>,
): ScenarioFolder {
  const faults: string[] = []
  const scenarios = files
    .filter((file) => isScenarioFile(file.path))
    .flatMap((file) => {
      const label = join(path, file.path)
      const read = readJson(label, file.text, (value) => parseScenarios(value, label), faults)
      return (read ?? []).map((scenario) => ({ ...scenario, file: file.path }))
    })
  const usual = usualAmong(path, files, faults)
  faults.push(...togetherFaults(path, scenarios))
  if (faults.length > 0) throw new ScenariosUnreadableError(faults.join('\n'))
  return { path, procedure, scenarios, usual, usualBeside }
}

/** What people usually answer in a procedure, of those of its files that can be read. */
export function usualAnswersIn(files: readonly ProcedureFile[]): UsualAnswers {
  return usualAmong('', files, [])
}

export function isScenarioFile(path: string): boolean {
  return path.endsWith(ENDING) && !path.includes('/')
}

/** What the form is usually answered with in a case of that procedure. */
export function usualFor({ usual, usualBeside }: ScenarioFolder, form: string, procedure: string): JsonAnswers {
  const there = usualBeside.get(procedure)
  const all = [...(there === undefined ? [] : [there]), usual, ...usualBeside.values()]
  return all.find(({ forms }) => Object.hasOwn(forms, form))?.forms[form] ?? {}
}

function usualAmong(path: string, files: readonly ProcedureFile[], faults: string[]): UsualAnswers {
  const none: UsualAnswers = { people: [], forms: {} }
  const file = files.find((each) => each.path === USUAL)
  if (file === undefined) return none
  const label = join(path, USUAL)
  return readJson(label, file.text, (value) => parseUsualAnswers(value, label), faults) ?? none
}

function usualIn(folder: string): UsualAnswers {
  const file = join(folder, USUAL)
  return usualAnswersIn(existsSync(file) ? [{ path: USUAL, text: readFileSync(file, 'utf8') }] : [])
}

/** What only shows with all of the folder's scenarios at hand. */
function togetherFaults(path: string, scenarios: readonly FiledScenario[]): readonly string[] {
  const known = new Map(scenarios.map((scenario) => [scenario.id, scenario]))
  const straight = new Set<string>()
  return scenarios.flatMap((scenario) => {
    const { id, file, from, until } = scenario
    const place = `${join(path, file)}: ${id}`
    if (known.get(id) !== scenario) return [`${place}: another scenario of the folder has that id`]
    if (from === undefined) return []
    const base = known.get(from)
    if (base === undefined) return [`${place}: from names ${from}, which is no scenario of the folder`]
    if (goesRound(scenario, known, straight)) return [`${place}: from leads back to itself`]
    if (until === undefined || base.steps.some(({ mark }) => mark === until)) return []
    const marks = base.steps.flatMap(({ mark }) => mark ?? [])
    return [`${place}: no step of ${from} has the mark ${until}; it has ${marks.join(', ') || 'none'}`]
  })
}

/** @param straight - Those that do not, as far as is known: from there nobody goes on looking. */
function goesRound(scenario: FiledScenario, known: ReadonlyMap<string, FiledScenario>, straight: Set<string>): boolean {
  const seen = new Set<string>()
  let at: FiledScenario | undefined = scenario
  while (at !== undefined && !straight.has(at.id)) {
    if (seen.has(at.id)) return true
    seen.add(at.id)
    at = known.get(at.from ?? '')
  }
  for (const id of seen) straight.add(id)
  return false
}

function namesIn(path: string): readonly string[] {
  try {
    return readdirSync(path).sort()
  } catch {
    throw new ScenariosUnreadableError(`${path} is no folder that can be read`)
  }
}

function readJson<Value>(
  label: string,
  text: string,
  parse: (value: unknown) => Value,
  faults: string[],
): Value | undefined {
  try {
    return parse(JSON.parse(text))
  } catch (error) {
    if (error instanceof SyntaxError) faults.push(`${label} is not JSON: ${error.message}`)
    else if (error instanceof InvalidVariablesError) {
      faults.push(...error.faults.map(({ at, message }) => `${label}: ${at || '/'} ${message}`))
    } else throw error
    return undefined
  }
}
