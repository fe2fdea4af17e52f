/*
 * Loaded into a process, its threads and its children, before all else (`--import`): writes down where each connection
 * goes, each datagram, and each name that is looked up, into the file that `OUTBOUND_FILE` names.
 */
import dgram from 'node:dgram'
import dns from 'node:dns'
import { appendFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'

const file = process.env['OUTBOUND_FILE'] ?? ''
const note = (to: string): void => {
  appendFileSync(file, `${to}\n`)
}

type AnyFunction = (...given: unknown[]) => unknown

/** In place of that method: says where it goes, then does it. */
function watch(owner: object, method: string, where: (given: readonly unknown[]) => string): void {
  const methods = owner as Record<string, AnyFunction>
  const real = methods[method]
  if (real === undefined) return
  methods[method] = function (this: unknown, ...given: unknown[]) {
    note(where(given))
    return real.apply(this, given)
  }
}

/** TLS, HTTP and everything else that talks over TCP ends here. */
watch(net.Socket.prototype, 'connect', (given) => {
  // Node itself hands on what it has taken apart already.
  const [first, second] = (Array.isArray(given[0]) ? given[0] : given) as readonly unknown[]
  if (typeof first === 'object' && first !== null) {
    const { path, host, port } = first as { path?: string; host?: string; port?: number | string }
    return path === undefined ? `tcp ${host ?? 'localhost'}:${port ?? ''}` : `pipe ${path}`
  }
  return `tcp ${typeof second === 'string' ? second : 'localhost'}:${String(first)}`
})
for (const method of ['send', 'connect'])
  watch(dgram.Socket.prototype, method, (given) => `udp ${String(given.at(-1))}`)

for (const owner of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype]) {
  for (const method of Object.getOwnPropertyNames(owner)) {
    if (/^(lookup|resolve|reverse)/.test(method)) watch(owner, method, ([name]) => `name ${String(name)}`)
  }
}
syncBuiltinESMExports()
