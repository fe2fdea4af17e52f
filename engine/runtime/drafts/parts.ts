import { createHash } from 'node:crypto'
import type { ProcedureFile } from '../../diagram/index.ts'
import { canonicalJson } from '../../store/index.ts'

/** Lies beside the diagrams: scenarios, and what they answer. No part of what a case runs on, nor of a version's hash. */
const BESIDE = /(\.scenarios\.json|\.steps\.json|\.context\.json|(^|\/)usual-answers\.json)$/

/** What a file of a procedure may be called. */
const NAMED =
  /^(?!.*\.\.)(procedure\.json|usual-answers\.json|[\w-]+(\.[\w-]+)*\.(bpmn|dmn|scenarios\.json)|forms\/[\w-]+\.json|letters\/[\w-]+(\.[\w-]+)*\.(txt|docx))$/

export function isBeside(path: string): boolean {
  return BESIDE.test(path)
}

/** Belongs to a procedure that this one uses. */
export function isOfAnother(path: string): boolean {
  return path.startsWith('uses/')
}

/** Whether a file of that name may be part of a procedure's own folder. */
export function isNameOfFile(path: string): boolean {
  return path.length <= 200 && NAMED.test(path)
}

/**
 * How many characters a file may have, by what it is: many times what any has had. What is read of forms and letters is
 * read in the process that serves people.
 */
export function longestOf(path: string): number {
  return LONGEST.find(([ending]) => path.endsWith(ending))?.[1] ?? 100_000
}

const LONGEST: readonly (readonly [ending: string, characters: number])[] = [
  ['.docx', 4_000_000],
  ['.bpmn', 1_048_576],
  ['.dmn', 524_288],
  ['usual-answers.json', 500_000],
  ['.scenarios.json', 500_000],
]

/** Of a procedure with those that it uses. */
export const MOST_FILES = 1_000
export const LONGEST_OF_ALL = 40_000_000

/** What a case runs on. */
export function partsOf(files: readonly ProcedureFile[]): readonly ProcedureFile[] {
  return files.filter(({ path }) => !isBeside(path))
}

export function inOrderOfPath(files: readonly ProcedureFile[]): readonly ProcedureFile[] {
  return files.map(({ path, text }) => ({ path, text })).sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** Over the text of each file, whatever their order; SHA-256 in hex. */
export function hashOfFiles(files: readonly ProcedureFile[]): string {
  const texts = Object.fromEntries(files.map(({ path, text }) => [path, text]))
  return createHash('sha256').update(canonicalJson(texts)).digest('hex')
}
