import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { HTTP_CODES, problemOf, STATUS } from '../../api/middleware/problems.ts'
import {
  ConflictError,
  InvalidVariablesError,
  NotFoundError,
  RefusedError,
  StateDamagedError,
} from '../../engine/index.ts'
import { CHILDS_COMPLAINT } from '../support/journey.ts'
import { startTestService, type TestService } from '../support/service.ts'

describe('problems', function () {
  this.timeout(60_000)

  it('have a section each on the page of errors, with their status', () => {
    const page = readFileSync('api/errors.md', 'utf8')
    const sections = new Map(
      page
        .split(/^## /m)
        .slice(1)
        .map((section) => [section.slice(0, section.indexOf('\n')), section]),
    )
    const byCode = new Map<string, number>([
      ...Object.entries(STATUS),
      ...Object.entries(HTTP_CODES).map(([status, code]): [string, number] => [code, Number(status)]),
    ])
    expect([...sections.keys()]).to.have.members([...byCode.keys()])
    for (const [code, section] of sections) expect(section, code).to.include(`\n${byCode.get(code)}. `)
  })

  const CASES = [
    [new NotFoundError('case', 'EX-1'), { type: '/errors#NOT_FOUND', title: 'There is no case EX-1', status: 404 }],
    [
      new ConflictError('Too late', { by: 'ann', at: '2026-02-02T09:00:00.000Z' }),
      {
        type: '/errors#CONFLICT',
        title: 'Too late',
        status: 409,
        winner: { by: 'ann', at: '2026-02-02T09:00:00.000Z' },
      },
    ],
    [new RefusedError('too-long', 'No'), { type: '/errors#REFUSED', title: 'No', status: 409, reason: 'too-long' }],
    [
      new InvalidVariablesError('The form', [{ at: '/a', message: 'is missing' }]),
      {
        type: '/errors#INVALID_VARIABLES',
        title: 'The form: /a is missing',
        status: 422,
        faults: [{ at: '/a', message: 'is missing' }],
      },
    ],
    [
      new StateDamagedError('Row 7 of instances: secret'),
      { type: '/errors#STATE_DAMAGED', title: 'What was stored is not what was saved', status: 500 },
    ],
    [new TypeError('secret'), { type: '/errors#UNFORESEEN', title: 'Something went wrong', status: 500 }],
    ['a thrown string', { type: '/errors#UNFORESEEN', title: 'Something went wrong', status: 500 }],
  ] as const
  for (const [error, problem] of CASES) {
    it(`tell of ${error instanceof Error ? error.name : 'what is no error'} what the client may know`, () => {
      expect(problemOf(error)).to.deep.equal(problem)
    })
  }

  describe('of requests that are none', () => {
    let test: TestService
    before(async () => {
      test = await startTestService({ now: '2026-02-02T09:00:00.000Z' })
    })
    after(() => test.stop())

    const send = async (init: RequestInit & { path?: string; type?: string | null }) => {
      const { path = '/api/v1/cases', type = 'application/json', ...rest } = init
      const response = await fetch(`${test.service.url}${path}`, {
        method: 'POST',
        ...rest,
        headers: {
          authorization: `Bearer ${await test.secretOf('complaints-manager')}`,
          ...(type !== null && { 'content-type': type }),
          ...(rest.headers as Record<string, string> | undefined),
        },
      })
      expect(response.headers.get('content-type')).to.match(/^application\/problem\+json/)
      return { response, problem: (await response.json()) as { type: string; title: string; status: number } }
    }
    const complaint = JSON.stringify(CHILDS_COMPLAINT)

    const BROKEN: readonly [what: string, init: Parameters<typeof send>[0], status: number, code: string][] = [
      ['JSON cut short', { body: '{"procedure": "chil' }, 400, 'INVALID_REQUEST'],
      ['no object', { body: '7' }, 400, 'INVALID_REQUEST'],
      ['an empty body', { body: '' }, 400, 'INVALID_REQUEST'],
      ['a form', { body: 'a=b', type: 'application/x-www-form-urlencoded' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
      ['JSON called text', { body: complaint, type: 'text/plain' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
      ['a body of 3 MiB', { body: JSON.stringify({ a: 'x'.repeat(3 * 1_048_576) }) }, 413, 'TOO_LARGE'],
      [
        'an unknown compression',
        { body: complaint, headers: { 'content-encoding': 'rot13' } },
        415,
        'UNSUPPORTED_MEDIA_TYPE',
      ],
      ['__proto__', { body: complaint.replace('"oral"', '"__proto__":{"admin":true},"oral"') }, 400, 'INVALID_VALUE'],
      [
        'constructor',
        { body: complaint.replace('"oral"', '"variables":{"constructor":1},"oral"') },
        400,
        'INVALID_VALUE',
      ],
      ['an address that is none', { path: '/api/v1/complaints', body: '{}' }, 404, 'NOT_FOUND'],
      ['an address outside of the API', { path: '/admin', body: '{}' }, 404, 'NOT_FOUND'],
      ['a method that is none there', { method: 'DELETE' }, 405, 'METHOD_NOT_ALLOWED'],
      ['an address with a broken escape', { path: '/api/v1/cases/%E0%A4%A', method: 'GET' }, 400, 'INVALID_REQUEST'],
    ]
    for (const [what, init, status, code] of BROKEN) {
      it(`${what}: ${status}`, async () => {
        const { problem } = await send(init)
        expect(problem.status, JSON.stringify(problem)).to.equal(status)
        expect(problem.type).to.equal(`/errors#${code}`)
        expect(JSON.stringify(problem)).to.not.match(/node_modules|\.ts|at Object|chil/)
      })
    }

    it('says which methods an address takes', async () => {
      const { response } = await send({ method: 'DELETE' })
      expect(response.headers.get('allow')?.split(', ')).to.have.members(['POST', 'GET'])
    })

    it('leaves every object as it was', () => {
      expect(Object.hasOwn(Object.prototype, 'admin')).to.equal(false)
    })

    it('stands up after all that', async () => {
      expect((await test.call('intake', 'POST', '/api/v1/cases', CHILDS_COMPLAINT)).status).to.equal(201)
    })
  })
})
