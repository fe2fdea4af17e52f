/**
 * One diagram of the corpus and what must become of it. Each step is a line:
 *
 *     complete a #2 {"x":1} => b*2 t:timer@2026-04-01T09:00:00.000Z; taken a_b; ends e; done completed
 *
 * - left, a stimulus: `start`, `start-message m`, `start-signal s`, `start-element e`, `complete a`, `job a`, `child a`,
 *   `throw a CODE`, `escalate a CODE`, `child-escalated a CODE`, `message m`, `message m to a`, `signal s`, `fire t`, `set`,
 *   `cancel a`, `move a to b`, `retry a`, `terminate`; `#n` is the n-th wait at the element; variables as JSON;
 * - right, all that then waits: element, `:kind` unless it is a user task, `@due`, its loop variables as JSON, `*n`;
 *   `-` for nothing; or `refused <code>`;
 * - then `taken` flows (in order, where it matters), `ends` events reached, `thrown` out of the instance, `incident`
 *   code@element, `done` kind of end, `stuck`. What is not said must not be.
 *
 * A line `at <moment>` sets the time, which is 2026-04-01T08:00:00Z at first; `child` makes it a called instance.
 */
export interface Case {
  /** File in tests/fixtures/tokens, without its ending. */
  readonly diagram: string
  readonly because: string
  readonly steps: readonly string[]
}
