import { randomBytes } from 'node:crypto'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { keyHash } from '../../api/middleware/authenticate.ts'
import type { ProcedureFile, Role, Store } from '../../engine/index.ts'
import { startFaultsProcess, type FaultsProcess } from './two-nodes-process.ts'

/** The service as an operator runs it, on real time that can be set wrong from outside. */
export interface ShiftedServer {
  readonly process: FaultsProcess
  readonly url: string
  /** Sets its clock to that moment, from which it runs on. */
  setClock(to: string): Promise<void>
  stop(): Promise<void>
}

/**
 * @param settings - Of the database, and others.
 * @param now - What its clock says when it starts.
 * @param files - Of the one procedure that the cases need: others would be read first.
 */
export async function startShiftedServer(
  settings: Readonly<Record<string, string>>,
  now: string,
  files: readonly ProcedureFile[],
): Promise<ShiftedServer> {
  const folder = await mkdtemp(join(tmpdir(), 'redress-faults-'))
  await cp('processes/letters', join(folder, 'letters'), { recursive: true })
  for (const { path, text } of files) {
    await mkdir(dirname(join(folder, 'procedure', path)), { recursive: true })
    await writeFile(join(folder, 'procedure', path), text)
  }
  const server = startFaultsProcess('web/main.ts', ['serve'], {
    env: {
      PORT: '0',
      LOG_LEVEL: 'warn',
      POLL_SECONDS: '0.5',
      PROCEDURES_DIR: folder,
      CLOCK_SHIFT_MS: String(Date.parse(now) - Date.now()),
      ...settings,
    },
    preload: 'tests/faults/clock-shift.ts',
    ipc: true,
  })
  const line = await server.line('Redress is running at')
  return {
    process: server,
    url: /http:\S+/.exec(line)?.[0] ?? '',
    setClock: (to) =>
      new Promise((done) => {
        server.child.once('message', () => {
          done()
        })
        server.child.send({ shiftMs: Date.parse(to) - Date.now() })
      }),
    async stop() {
      await server.kill('SIGKILL')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A key for the API. */
export async function addKey(store: Store, role: Role): Promise<string> {
  const secret = `rk_${randomBytes(24).toString('base64url')}`
  await store.command((unit) => {
    unit.addApiKey({ id: `key-${role}`, hash: keyHash(secret), role, name: role, createdAt: unit.now, revokedAt: null })
    return Promise.resolve()
  })
  return secret
}
