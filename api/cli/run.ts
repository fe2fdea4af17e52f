import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import {
  closeDiagramReader,
  InvalidValueError,
  InvalidVariablesError,
  momentInLondon,
  parseSteps,
  rehearse,
  type Instant,
  type ScenarioStep,
} from '../../engine/index.ts'
import type { Io } from './io.ts'
import { describeFinding, describeStep } from './run/describe.ts'
import { DiagramRefused, readProcesses } from './run/read-processes.ts'

const USAGE =
  'Usage: redress run <diagram.bpmn> --steps <steps.json> [--at <moment>] [--persist] [--plain] [--json]\n' +
  'Plays a diagram through in memory, on virtual time; processes/STEPS.md says how the steps are written.'

/** The command itself is wrong, and the person who typed it is told why. */
class UsageError extends Error {}

interface Asked {
  readonly diagram: string
  readonly steps: string
  readonly at?: Instant
  readonly persist: boolean
  readonly plain: boolean
  readonly json: boolean
}

/**
 * `redress run`: plays a diagram through its steps, by bpmn-engine in memory, and tells after each step what waits.
 *
 * @returns 0; 1 when the diagram is refused, a step could not be done or the process is stuck; 2 when the command itself
 *   is wrong: its arguments, a file that is not there, steps that cannot be read.
 */
export async function run(args: readonly string[], io: Io): Promise<number> {
  try {
    const asked = readArguments(args)
    return await play(asked, await readSteps(asked.steps), io)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    io.err(error.message)
    return 2
  } finally {
    await closeDiagramReader()
  }
}

async function play({ diagram, at, persist, plain, json }: Asked, steps: readonly ScenarioStep[], io: Io) {
  const processes = await readProcesses(diagram, await read(diagram), plain).catch((error: unknown) => {
    if (error instanceof DiagramRefused) return error
    throw error
  })
  if (processes instanceof DiagramRefused) {
    const { findings } = processes
    for (const line of json ? [JSON.stringify({ findings })] : findings.map(describeFinding)) io.out(line)
    return 1
  }
  const rehearsal = rehearse(processes.main, processes.definitions, { persist, ...(at !== undefined && { at }) })
  let isFaulty = false
  for (const step of steps) {
    const report = rehearsal.play(step)
    isFaulty ||= report.refused !== undefined || report.stuck === true
    for (const line of json ? [JSON.stringify(report)] : describeStep(step, report, rehearsal.now())) io.out(line)
  }
  return isFaulty ? 1 : 0
}

function readArguments(args: readonly string[]): Asked {
  const { values, positionals } = parsed(args)
  const [diagram, ...more] = positionals
  if (diagram === undefined || values.steps === undefined) throw new UsageError(USAGE)
  if (more.length > 0) throw new UsageError(`One diagram at a time, please; what is '${more.join("', '")}'?\n${USAGE}`)
  const { steps, at, persist = false, plain = false, json = false } = values
  return { diagram, steps, persist, plain, json, ...(at !== undefined && { at: readMoment(at) }) }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        steps: { type: 'string' },
        at: { type: 'string' },
        persist: { type: 'boolean' },
        plain: { type: 'boolean' },
        json: { type: 'boolean' },
      },
    })
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
  }
}

function readMoment(text: string): Instant {
  try {
    return momentInLondon(text)
  } catch (error) {
    if (error instanceof InvalidValueError) throw new UsageError(`${error.message}; write --at 2026-01-05T09:00`)
    throw error
  }
}

async function readSteps(file: string): Promise<readonly ScenarioStep[]> {
  const text = await read(file)
  try {
    return parseSteps(JSON.parse(text.replace(/^\uFEFF/, '')))
  } catch (error) {
    if (error instanceof SyntaxError) throw new UsageError(`${file} is not JSON: ${error.message}`)
    if (error instanceof InvalidVariablesError) throw new UsageError(`${file}: ${error.message}`)
    throw error
  }
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}
