import { spawn, type ChildProcess } from 'node:child_process'

/** A process of an experiment: it is told things by its argument and its environment, and says things in lines. */
export interface FaultsProcess {
  readonly child: ChildProcess
  readonly lines: readonly string[]
  /** The first line from `from` on, said already or still to come, that begins so. @throws when it ends without it. */
  line(start: string, from?: number): Promise<string>
  readonly ended: Promise<number | null>
  kill(signal: NodeJS.Signals): Promise<void>
}

const BUILT = import.meta.url.endsWith('.js')
const LOADER = BUILT ? [] : ['--import=tsx']

/** A program of this tree, from its TypeScript or as it was built. */
export function fileUrl(path: string): URL {
  return new URL(`../../${BUILT ? path.replace(/\.ts$/, '.js') : path}`, import.meta.url)
}

export function startFaultsProcess(
  path: string,
  args: readonly string[],
  options: {
    readonly env?: Readonly<Record<string, string>>
    readonly preload?: string
    /** Messages can be sent to it. */
    readonly ipc?: boolean
  } = {},
): FaultsProcess {
  const { env = {}, preload, ipc = false } = options
  const preloads = preload === undefined ? [] : [`--import=${fileUrl(preload).href}`]
  const child = spawn(process.execPath, [...LOADER, ...preloads, fileUrl(path).pathname, ...args], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe', ...(ipc ? ['ipc' as const] : [])],
  })
  const lines: string[] = []
  const awaited = new Set<() => void>()
  let rest = ''
  let hasEnded = false
  const take = (chunk: Buffer): void => {
    const parts = `${rest}${chunk.toString()}`.split('\n')
    rest = parts.pop() ?? ''
    lines.push(...parts.filter((part) => part !== ''))
    for (const look of awaited) look()
  }
  child.stdout?.on('data', take)
  child.stderr?.on('data', take)
  const ended = new Promise<number | null>((resolve) =>
    child.once('close', (code) => {
      hasEnded = true
      for (const look of awaited) look()
      resolve(code)
    }),
  )
  return {
    child,
    lines,
    ended,
    line: (start, from = 0) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = lines.slice(from).find((line) => line.trimStart().startsWith(start))
          if (found === undefined && !hasEnded) return
          awaited.delete(look)
          if (found === undefined) reject(new Error(`It ended without "${start}": ${lines.slice(-5).join(' / ')}`))
          else resolve(found)
        }
        awaited.add(look)
        look()
      }),
    async kill(signal) {
      child.kill(signal)
      await ended
    },
  }
}

/** Looks again and again until it is so. @returns false when it is not after so long, in ms. */
export async function until(isSo: () => Promise<boolean>, limitMs: number, everyMs = 100): Promise<boolean> {
  const end = performance.now() + limitMs
  for (;;) {
    if (await isSo()) return true
    if (performance.now() > end) return false
    await pause(everyMs)
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
