import { spawn, type ChildProcess } from 'node:child_process'
import { resolve } from 'node:path'
import { runCommand } from '../../api/cli/command-line.ts'
import { makePages } from '../../web/index.ts'

/** What a command of the command line said, and its exit code. */
export interface Said {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

const MAIN = resolve('web/main.ts')

/** Starts `redress …` in a process of its own, from the sources, with no setting but these. */
export function startRedress(args: readonly string[], settings: Readonly<Record<string, string>>): ChildProcess {
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], ...settings }
  return spawn(process.execPath, ['--import', 'tsx', MAIN, ...args], { env })
}

/** Carries out `redress …` in this process, with no setting but these: what starts, and loads for seconds, does so once. */
export async function redress(args: readonly string[], settings: Readonly<Record<string, string>> = {}): Promise<Said> {
  const said = { out: '', err: '' }
  const io = {
    out: (line: string) => void (said.out += `${line}\n`),
    err: (line: string) => void (said.err += `${line}\n`),
  }
  const code = await runCommand(args, { makePages, environment: settings, io })
  return { code, ...said }
}

/** What a process says until it ends. */
export function ended(child: ChildProcess): Promise<Said> {
  return new Promise((done) => {
    let out = ''
    let err = ''
    child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()))
    child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()))
    child.on('close', (code) => {
      done({ code, out, err })
    })
  })
}
