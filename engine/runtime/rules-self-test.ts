import { readDiagram } from '../diagram/index.ts'
import { rulesToSpeak, speakingRules } from '../diagram/self-test/index.ts'
import { RefusedError } from '../errors.ts'

let tried: ReturnType<typeof speakingRules> | undefined

/**
 * The rules on diagrams that find nothing in a diagram that breaks them, tried once a process in the thread in which
 * diagrams are read. Empty, unless a release was put together wrongly.
 */
export async function rulesKeepingSilent(): Promise<readonly string[]> {
  tried ??= speakingRules(readDiagram)
  const speaking = await tried
  return rulesToSpeak().filter((id) => !speaking.has(id))
}

/**
 * Nothing is published by checks that do not work.
 *
 * @throws RefusedError (`checks-silent`) that names the rules.
 */
export async function mustCheckRightly(silent = rulesKeepingSilent): Promise<void> {
  const rules = await silent()
  if (rules.length === 0) return
  const message = `These checks do not work in this service, so nothing is published: ${rules.join(', ')}. Tell whoever runs it.`
  throw new RefusedError('checks-silent', message)
}
