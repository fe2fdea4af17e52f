/* Loaded beside a command of the command line by code-from-text.test.ts: when the command is done, tries to make code of text. */
import { say, tryThread, tryWays } from './code-from-text-ways.ts'

process.once('beforeExit', () => {
  tryWays('When the command was done')
  tryThread().then(
    () => {
      console.log('TRIED')
    },
    (error: unknown) => {
      say(String(error))
    },
  )
})
