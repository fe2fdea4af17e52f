import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

/** Each throws where no text becomes code. */
const WAYS: readonly (readonly [string, () => unknown])[] = [
  ['Function', () => Reflect.construct(Function, ['return 1'])],
  ['eval', () => (Reflect.get(globalThis, 'eval') as (text: string) => unknown)('1')],
  [
    'the constructor of a function',
    () => Reflect.construct((() => undefined).constructor as FunctionConstructor, ['']),
  ],
  [
    'the constructor of a function that waits',
    () => Reflect.construct((async () => Promise.resolve()).constructor as FunctionConstructor, ['']),
  ],
  [
    'what that constructor is made from',
    () =>
      Reflect.construct(Reflect.getPrototypeOf((async () => Promise.resolve()).constructor) as FunctionConstructor, [
        '',
      ]),
  ],
  [
    'the constructor of a generator',
    () =>
      Reflect.construct(
        function* () {
          yield 0
        }.constructor as FunctionConstructor,
        [''],
      ),
  ],
]

/** A line for code-from-text.test.ts. */
export const say = (fault: string) => {
  console.log(`FAULT ${fault}`)
}

/** Tries each way from text to code, and says which is open. */
export function tryWays(when: string): void {
  for (const [name, way] of WAYS) {
    try {
      way()
      say(`${when}, ${name} made code of text`)
    } catch (error) {
      if (!(error instanceof EvalError)) say(`${when}, ${name}: ${String(error)}`)
    }
  }
}

/** The same in a thread of its own. */
export async function tryThread(): Promise<void> {
  const thread = new Worker('try { Function("return 1"); process.exit(3) } catch { process.exit(0) }', { eval: true })
  const [code] = (await once(thread, 'exit')) as [number]
  if (code !== 0) say('In a thread, text became code')
}
