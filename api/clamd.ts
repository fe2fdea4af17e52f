import { connect, type Socket } from 'node:net'
import type { Scanner } from '../engine/index.ts'

/** How long one file may take, in milliseconds. */
const PATIENCE_MS = 60_000
/** clamd takes a stream in chunks; its own limit for one is 25 MB by default. */
const CHUNK_BYTES = 256 * 1024

/** Where clamd listens: `tcp://host:port`, or `unix:/path/of/its/socket`. Undefined for any other text. */
export function clamdAddress(
  url: string,
): { readonly host: string; readonly port: number } | { readonly path: string } | undefined {
  const path = /^unix:(?:\/\/)?(\/.+)$/.exec(url)?.[1]
  if (path !== undefined) return { path }
  const [, host, port] = /^tcp:\/\/(\[[^\]]+\]|[^:/]+):(\d{1,5})\/?$/.exec(url) ?? []
  return host === undefined ? undefined : { host: host.replace(/^\[|\]$/g, ''), port: Number(port) }
}

/**
 * Asks clamd, by its INSTREAM command, whether a file carries a virus. A connection for each file; nothing is written to
 * a disk that both can read.
 */
export function makeClamd(url: string, patienceMs = PATIENCE_MS): Scanner {
  const address = clamdAddress(url)
  if (address === undefined) throw new RangeError('Not an address of clamd')
  return {
    scan: (content) =>
      new Promise((resolve, reject) => {
        const socket = connect(address)
        const fail = (why: string) => {
          clearTimeout(limit)
          socket.destroy()
          reject(new Error(why))
        }
        const limit = setTimeout(() => {
          fail('clamd took too long')
        }, patienceMs)
        let reply = ''
        socket.on('error', (error) => {
          fail(`clamd cannot be reached: ${error.message}`)
        })
        socket.on('data', (data) => {
          reply += data.toString('latin1')
        })
        socket.on('close', () => {
          clearTimeout(limit)
          if (/^stream: OK\0?$/.test(reply)) resolve('clean')
          else if (/ FOUND\0?$/.test(reply)) resolve('infected')
          else reject(new Error('clamd gave no answer'))
        })
        socket.on('connect', () => {
          send(socket, content)
        })
      }),
  }
}

function send(socket: Socket, content: Buffer): void {
  socket.write('zINSTREAM\0')
  for (let from = 0; from < content.length; from += CHUNK_BYTES) {
    const chunk = content.subarray(from, from + CHUNK_BYTES)
    const length = Buffer.alloc(4)
    length.writeUInt32BE(chunk.length)
    socket.write(length)
    socket.write(chunk)
  }
  socket.write(Buffer.alloc(4))
}
