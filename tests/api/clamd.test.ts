import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { expect } from 'chai'
import { clamdAddress, makeClamd } from '../../api/clamd.ts'
import { A_PDF, EICAR } from '../support/files.ts'
import { thrownBy } from '../support/test-databases-thrown.ts'

/** Speaks clamd's INSTREAM as its manual has it; `answer` sees the whole of what was streamed. */
function clamdStub(answer: (streamed: Buffer) => string | undefined): Server {
  return createServer((socket: Socket) => {
    let held = Buffer.alloc(0)
    socket.on('error', () => undefined)
    socket.on('data', (data) => {
      held = Buffer.concat([held, data])
      const command = 'zINSTREAM\0'
      if (held.toString('latin1', 0, command.length) !== command) return
      const chunks: Buffer[] = []
      for (let at = command.length; at + 4 <= held.length;) {
        const length = held.readUInt32BE(at)
        if (length === 0) {
          const reply = answer(Buffer.concat(chunks))
          if (reply !== undefined) socket.end(reply)
          return
        }
        if (at + 4 + length > held.length) return
        chunks.push(held.subarray(at + 4, at + 4 + length))
        at += 4 + length
      }
    })
  })
}

describe('clamd', () => {
  const servers: Server[] = []
  const sockets = new Set<Socket>()
  const listen = async (server: Server): Promise<string> => {
    servers.push(server)
    server.on('connection', (socket: Socket) => sockets.add(socket))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`
  }
  after(() => {
    for (const socket of sockets) socket.destroy()
    for (const server of servers) server.close()
  })

  it('is handed every byte, and its yes and no are understood', async () => {
    const large = Buffer.concat([Buffer.alloc(3_000_000, 7), EICAR])
    const seen: number[] = []
    const url = await listen(
      clamdStub((streamed) => {
        seen.push(streamed.length)
        return streamed.includes('EICAR') ? 'stream: Eicar-Signature FOUND\0' : 'stream: OK\0'
      }),
    )
    expect(await makeClamd(url).scan(A_PDF)).to.equal('clean')
    expect(await makeClamd(url).scan(EICAR)).to.equal('infected')
    expect(await makeClamd(url).scan(large)).to.equal('infected')
    expect(seen).to.deep.equal([A_PDF.length, EICAR.length, large.length])
  })

  for (const [what, answer] of [
    ['an error of its own', 'INSTREAM size limit exceeded. ERROR\0'],
    ['nothing', ''],
    ['something else', 'stream: OK, or so\0'],
  ] as const) {
    it(`does not count as having looked when it answers ${what}`, async () => {
      const url = await listen(clamdStub(() => answer))
      expect(await thrownBy(makeClamd(url).scan(A_PDF))).to.be.instanceOf(Error)
    })
  }

  it('is not waited for without end', async () => {
    const url = await listen(clamdStub(() => undefined))
    expect(await thrownBy(makeClamd(url, 50).scan(A_PDF))).to.have.property('message', 'clamd took too long')
  })

  it('that is down has not looked', async () => {
    const server = clamdStub(() => '')
    const url = await listen(server)
    await new Promise((resolve) => server.close(resolve))
    expect(await thrownBy(makeClamd(url).scan(A_PDF))).to.be.instanceOf(Error)
  })

  for (const [url, address] of [
    ['tcp://127.0.0.1:3310', { host: '127.0.0.1', port: 3310 }],
    ['tcp://[::1]:3310', { host: '::1', port: 3310 }],
    ['unix:/run/clamav/clamd.ctl', { path: '/run/clamav/clamd.ctl' }],
    ['http://clamd', undefined],
    ['tcp://clamd', undefined],
  ] as const) {
    it(`${url} is ${address === undefined ? 'no address' : 'an address'}`, () => {
      expect(clamdAddress(url)).to.deep.equal(address)
    })
  }
})
