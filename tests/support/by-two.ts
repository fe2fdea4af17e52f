import { cancelCase, skipIncident, type Actor, type Runtime } from '../../engine/index.ts'

/** The yes of a second person, whom such a test does not care about. */
const second = () => Promise.resolve('second-person')

/** `cancelCase` with a second person. */
export function cancelByTwo(runtime: Runtime, actor: Actor, request: Parameters<typeof cancelCase>[2]) {
  return cancelCase(runtime, actor, request, {}, second)
}

/** `skipIncident` with a second person. */
export function skipByTwo(runtime: Runtime, actor: Actor, request: Parameters<typeof skipIncident>[2]) {
  return skipIncident(runtime, actor, request, {}, second)
}
