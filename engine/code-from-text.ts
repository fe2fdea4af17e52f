import { compileFunction } from 'node:vm'

/** Whether this process makes code of any text: not when it was started with `--disallow-code-generation-from-strings`. */
export function makesCodeOfText(): boolean {
  try {
    Reflect.construct(Function, [])
    return true
  } catch {
    return false
  }
}

const IS_FORBIDDEN = !makesCodeOfText()

function made(given: readonly unknown[]): object {
  const texts = given.map(String)
  return compileFunction(texts.at(-1) ?? '', texts.slice(0, -1))
}

/** What stands in for `Function` while a package compiles. */
const Maker = new Proxy(Function, {
  construct: (_, given: readonly unknown[]) => made(given),
  apply: (_, __, given: readonly unknown[]) => made(given),
})

/**
 * Runs what compiles text of ours (a template, what checks answers against a form), in a process that makes code of no
 * text otherwise. What it is given must hold no words that somebody typed, but as data; and it must be done when it returns.
 */
export function whileCompiling<Result>(work: () => Result): Result {
  if (!IS_FORBIDDEN || globalThis.Function === Maker) return work()
  const own = globalThis.Function
  globalThis.Function = Maker
  try {
    return work()
  } finally {
    globalThis.Function = own
  }
}
