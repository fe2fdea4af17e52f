import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { localDate, startOf, type CaseFacts } from '../../engine/index.ts'

/**
 * Every case of the synthetic year 2020-21 with its facts, without words, recorded at noon of the day they happened. Made by
 * `make-year-fixture.ts`.
 */
export function yearOf2020(): readonly CaseFacts[] {
  const text = gunzipSync(readFileSync('tests/fixtures/figures/year-2020-21.json.gz')).toString('utf8')
  const lines = JSON.parse(text) as readonly [string, string, readonly [string, string, object][]][]
  return lines.map(([caseId, procedure, facts]) => ({
    caseId,
    procedure,
    facts: facts.map(([type, on, data], index) => ({
      id: `${caseId}/${index + 1}`,
      type,
      on: localDate(on),
      data,
      recordedAt: startOf(localDate(on), 12),
      recordedBy: 'somebody',
      role: 'complaints-manager',
    })) as CaseFacts['facts'],
  }))
}
