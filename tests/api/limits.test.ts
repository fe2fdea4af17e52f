import { expect } from 'chai'
import express from 'express'
import type { AddressInfo } from 'node:net'
import { authenticate } from '../../api/middleware/authenticate.ts'
import { keyLimits, PER_KEY } from '../../api/middleware/limits.ts'
import type { Runtime } from '../../engine/index.ts'

/** Every key there is. */
const store = {
  read: { apiKeyByHash: (hash: string) => Promise.resolve({ hash, name: hash, role: 'intake', revokedAt: null }) },
}
const KEY = 'rk_abcdefghijklmnopqrstuvwxyz'

describe('what costs much, with one key', () => {
  it('is asked so often in a minute, and then refused before it is read', async () => {
    let nowMs = 0
    const app = express()
    const runtime = { store, clock: { now: () => '2026-03-02T09:00:00.000Z' } } as unknown as Runtime
    app.use(
      authenticate(runtime),
      keyLimits(() => nowMs),
    )
    app.use((_request, response) => response.status(204).end())
    const server = app.listen(0)
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const ask = async (path: string, key: string, method = 'POST') => {
      const response = await fetch(`${url}${path}`, { method, headers: { authorization: `Bearer ${key}` } })
      return { status: response.status, after: response.headers.get('retry-after'), text: await response.text() }
    }
    try {
      for (let n = 0; n < PER_KEY; n += 1) expect((await ask('/search', KEY)).status).to.equal(204)
      nowMs = 20_000
      const refused = await ask('/search', KEY)
      expect(refused).to.include({ status: 429, after: '40' })
      expect(refused.text).to.include('Too many requests; ask again in a minute')
      expect((await ask('/intake', KEY)).status).to.equal(204)
      expect((await ask('/search', `${KEY}2`)).status).to.equal(204)
      expect((await ask('/cases/SC-2026-00001/documents', KEY, 'GET')).status).to.equal(204)
      nowMs = 60_000
      expect((await ask('/search', KEY)).status).to.equal(204)
    } finally {
      server.close()
    }
  })
})
