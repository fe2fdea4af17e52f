/*
 * Loaded before all else, so that whatever is loaded after it finds no `Function` and no `eval` that make code of text,
 * however the process was started. Threads begun from now on have V8's own flag; V8 takes none for the code that runs
 * already, so that here the ways to them are closed: their names, and the `constructor` of every kind of function. What
 * compiles texts of ours gets its `Function` from `engine/code-from-text.ts`. See engine/decisions/0020-no-text-becomes-code.md.
 */
import { setFlagsFromString } from 'node:v8'

type Maker = typeof Function

function refuse(): never {
  throw new EvalError('Code generation from strings disallowed for this process')
}

function closed(maker: Maker): Maker {
  const shut = new Proxy(maker, { apply: refuse, construct: refuse })
  Object.defineProperty(maker.prototype, 'constructor', { value: shut, writable: false, configurable: false })
  return shut
}

setFlagsFromString('--disallow-code-generation-from-strings')
const ofEveryKind = [
  async () => Promise.resolve(),
  function* () {
    yield 0
  },
  async function* () {
    yield await Promise.resolve(0)
  },
].map((each) => each.constructor as Maker)
const shut = closed(Function)
for (const maker of ofEveryKind) {
  closed(maker)
  // It is made from `Function`, which could be asked of it.
  Object.setPrototypeOf(maker, shut)
}
Object.assign(globalThis, { Function: shut, eval: refuse })
