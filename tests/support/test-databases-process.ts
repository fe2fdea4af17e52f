import { spawn, type ChildProcess } from 'node:child_process'

export interface Ended {
  readonly code: number | null
  readonly output: string
}

/** Runs a TypeScript file in a process of its own, with one argument as JSON. */
export function startProcess(
  file: URL,
  argument: unknown,
): { readonly child: ChildProcess; readonly ended: Promise<Ended> } {
  const child = spawn(process.execPath, [...process.execArgv, ...LOADER, file.pathname, JSON.stringify(argument)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const ended = new Promise<Ended>((resolve) =>
    child.once('close', (code) => {
      resolve({ code, output })
    }),
  )
  return { child, ended }
}

/** The tests run from TypeScript, or compiled: then there is nothing to load. */
const LOADER = import.meta.url.endsWith('.ts') ? ['--import=tsx'] : []
