import { createSocket } from 'node:dgram'
import dns from 'node:dns'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Traces } from './hostile-diagrams-payloads.ts'

export interface LaidTraces extends Traces {
  /** What left a trace, in words; empty while nothing ran. */
  touched(): readonly string[]
  close(): Promise<void>
}

/** A file that is not there, a listener and a name server that nobody should ask, a property that nothing should have. */
export async function layTraces(): Promise<LaidTraces> {
  const folder = mkdtempSync(join(tmpdir(), 'redress-trace-'))
  const file = join(folder, 'ran')
  const key = 'redressTrace'
  const host = 'trace.redress.invalid'
  const calls: string[] = []

  const listener = createServer((socket) => {
    calls.push('somebody connected to the listener')
    socket.destroy()
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  const address = listener.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const names = createSocket('udp4', () => calls.push('somebody asked the name server'))
  await new Promise<void>((resolve) => names.bind(0, '127.0.0.1', resolve))
  const servers = dns.getServers()
  dns.setServers([`127.0.0.1:${names.address().port}`])
  const { lookup } = dns
  dns.lookup = new Proxy(lookup, {
    apply(target, self, given: readonly unknown[]) {
      if (given[0] === host) calls.push(`somebody looked ${host} up`)
      return Reflect.apply(target, self, given) as unknown
    },
  })
  syncBuiltinESMExports()

  return {
    file,
    key,
    host,
    url: `http://127.0.0.1:${port}/trace`,
    touched() {
      const plain: object = {}
      return [
        ...new Set(calls),
        ...(existsSync(file) ? ['the file was written'] : []),
        ...(key in plain ? ['every object has the property'] : []),
        ...(Object.isFrozen(Object.prototype) ? ['the prototype of objects is frozen'] : []),
      ]
    },
    async close() {
      dns.lookup = lookup
      syncBuiltinESMExports()
      dns.setServers(servers)
      await new Promise<void>((resolve) => {
        listener.close(() => {
          resolve()
        })
      })
      await new Promise<void>((resolve) => {
        names.close(resolve)
      })
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
