import { spawn } from 'node:child_process'
import { createServer } from 'node:net'

/** The service as an operator runs it, in a process of its own. */
export interface BenchServer {
  readonly url: string
  readonly pid: number
  readonly stop: () => void
}

/** @param settings - Environment of the process, besides its port. @returns once it is ready. */
export async function startBenchServer(settings: Readonly<Record<string, string>>): Promise<BenchServer> {
  const port = await freePort()
  const server = spawn(process.execPath, [...process.execArgv, mainScript(), 'serve'], {
    env: { ...process.env, LOG_LEVEL: 'silent', ...settings, PORT: String(port) },
    stdio: 'ignore',
  })
  const stop = () => {
    server.kill('SIGKILL')
  }
  const url = `http://127.0.0.1:${port}`
  try {
    await ready(url)
  } catch (error) {
    stop()
    throw error
  }
  return { url, pid: server.pid ?? 0, stop }
}

/** The built command line when this file is built, else the source. */
function mainScript(): string {
  return new URL(import.meta.url.endsWith('.ts') ? '../../web/main.ts' : '../../web/main.js', import.meta.url).pathname
}

async function ready(url: string): Promise<void> {
  for (let tries = 0; tries < 1_200; tries += 1) {
    const answer = await fetch(`${url}/ready`).catch(() => undefined)
    if (answer?.ok === true) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('The service was not ready within a minute')
}

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : 0)
      })
    })
  })
}
