import { readdirSync } from 'node:fs'
import { expect } from 'chai'
import { compareProcedures } from '../../../../engine/diagram/compare/index.ts'
import { filesBelow } from './folder.ts'
import { diceOf, jsonMutants, letterMutants, sampled, xmlMutants, type Mutant } from './mutants.ts'

const SEED = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31))
/** For each procedure. Several hundred by hand: `MUTANTS=400`. */
const MUTANTS = Number(process.env['MUTANTS'] ?? 15)

const PROCEDURES = readdirSync(new URL('../../../../processes/', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && filesBelow(entry.name).some(({ path }) => path === 'procedure.json'))
  .map(({ name }) => name)

type MutantOfFile = Mutant & { readonly path: string; readonly was: string }

function mutantsOf(procedure: string): readonly MutantOfFile[] {
  return filesBelow(procedure).flatMap(({ path, text }) =>
    mutantsIn(path, text).map((mutant) => ({ ...mutant, kind: `${folderOf(path)} ${mutant.kind}`, path, was: text })),
  )
}

function mutantsIn(path: string, text: string): readonly Mutant[] {
  if (/\.(bpmn|dmn)$/.test(path)) return xmlMutants(text)
  if (path.endsWith('.json')) return jsonMutants(text)
  return path.endsWith('.txt') ? letterMutants(text) : []
}

/** Files of a kind are sampled as one. */
function folderOf(path: string): string {
  if (/^(forms|letters)\//.test(path)) return path.split('/')[0]!
  return path.includes('scenarios') ? 'scenarios' : path.split('.').at(-1)!
}

/** Nobody needs words for these: the file cannot be read as BPMN any more, or nothing of a case hangs on it. */
const NO_WORDS = '@xsi:type'
/** Another identifier, or another rule between answers: the change stands where the newer one has it. */
const ELSEWHERE = /@id$|allOf|scenarios|json /

describe(`every change of the shipped procedures shows in the comparison (SEED=${SEED})`, () => {
  const dice = diceOf(SEED)
  for (const procedure of PROCEDURES) {
    it(`${procedure}: ${MUTANTS} mutants, none of them unseen, each said of the thing that changed`, () => {
      const faults: string[] = []
      for (const { path, kind, around, was, text } of sampled(mutantsOf(procedure), MUTANTS, dice)) {
        const now = text()
        const { changes, layout, notation } = compareProcedures([{ path, text: was }], [{ path, text: now }])
        const about = `${kind} of ${around[0] ?? ''} in ${path}`
        if (changes.length + layout.length + notation.length === 0) faults.push(`Unseen: ${about}`)
        if (kind.endsWith(NO_WORDS)) continue
        if (changes.some(({ level }) => level === 'error')) faults.push(`Without words: ${about}`)
        const places = changes.flatMap(({ element = '' }) => [element, ...element.split('/')])
        if (
          changes.length > 0 &&
          around.length > 0 &&
          !ELSEWHERE.test(kind) &&
          !around.some((id) => places.includes(id))
        )
          faults.push(`Said of ${places.join(', ')}: ${about}`)
      }
      expect(faults).to.deep.equal([])
    })
  }
})
