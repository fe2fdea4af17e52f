import { eraseExpiredAnswers, type Runtime } from '../engine/index.ts'

/** Time between two rounds, in ms. */
const EVERY_MS = 3_600_000

/** Takes out every hour the files of answers to requests for personal data whose time is over. */
export function makeAnswerRounds(
  runtime: Runtime,
  onError: (error: unknown) => void,
  everyMs = EVERY_MS,
): { readonly close: () => Promise<void> } {
  let round: Promise<unknown> = Promise.resolve()
  const every = setInterval(() => {
    round = round.then(() => eraseExpiredAnswers(runtime)).catch(onError)
  }, everyMs)
  every.unref()
  return {
    async close() {
      clearInterval(every)
      await round
    },
  }
}
