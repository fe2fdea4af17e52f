import type { Actor, CodeHolder, Runtime } from '../../engine/index.ts'

/** Whoever opened a case with a code. */
export interface Owner {
  readonly runtime: Runtime
  readonly holder: CodeHolder
  readonly actor: Actor
}
