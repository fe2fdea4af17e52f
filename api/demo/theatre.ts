import {
  fireTimer,
  makeProcedureCache,
  makeScheduler,
  openStore,
  raiseJobIncident,
  raiseTimerIncident,
  runJob,
  type Instant,
  type Runtime,
} from '../../engine/index.ts'
import { HANDLERS } from '../../handlers/index.ts'
import { gapsIn } from '../../handlers/print/index.ts'
import { virtualClock } from '../clock.ts'
import { readCouncilFile } from '../council-file.ts'
import { deployFolders } from '../deploy-folders.ts'
import { makeFolderOf } from '../open-database.ts'
import { OWN_ANSWERS } from './courses/own-answers.ts'
import { openMailbox } from './local-mailbox.ts'
import type { Theatre } from './play.ts'
import { readUsualAnswers } from './usual-answers.ts'

export interface TheatreConfig {
  /** The SQLite file; must be new. */
  readonly databaseFile: string
  readonly databaseUrl?: string | undefined
  readonly mailboxFile: string
  readonly proceduresDir: string
  readonly councilFile: string
  readonly start: Instant
  /** False: nothing is kept if the machine stops. */
  readonly durable: boolean
}

/** An empty database with every procedure in place, on virtual time. */
export async function openTheatre(config: TheatreConfig): Promise<Theatre & { readonly close: () => Promise<void> }> {
  const { databaseFile, databaseUrl, mailboxFile, proceduresDir, councilFile, start, durable } = config
  const clock = virtualClock(start)
  if (databaseUrl === undefined) makeFolderOf(databaseFile)
  const store = await openStore({
    clock,
    durable,
    ...(databaseUrl === undefined ? { file: databaseFile } : { url: databaseUrl }),
    messageIdDomain: 'demonstration.invalid',
  })
  try {
    await store.migrate()
    let opened: string[] = []
    const runtime: Runtime = {
      store,
      clock,
      council: readCouncilFile(councilFile),
      handlers: new Map(HANDLERS.map((handler) => [handler.name, handler])),
      procedures: makeProcedureCache(store, () => performance.now()),
      readWordFile: gapsIn,
      publish: ({ tasksOpened }) => opened.push(...tasksOpened),
    }
    await deployFolders(runtime, proceduresDir)
    const mailbox = openMailbox(mailboxFile, (await store.read.cases({ limit: 1 })).rows.length === 0)
    const faults: unknown[] = []
    const scheduler = makeScheduler({ store, clock, live: false, concurrency: 12 })
    await scheduler.start({
      fireTimer: (timerId) => fireTimer(runtime, timerId),
      runJob: (jobId, lease) => runJob(runtime, jobId, lease),
      jobFailed: (jobId, { fencing }, error) => raiseJobIncident(runtime, jobId, fencing, error),
      timerFailed: (timerId, error) => raiseTimerIncident(runtime, timerId, error),
      sendMail: (outboxId) => mailbox.send(runtime, outboxId),
      onError: (error) => faults.push(error),
    })
    return {
      runtime,
      clock,
      scheduler,
      usual: readUsualAnswers(proceduresDir, OWN_ANSWERS),
      takeOpened() {
        const taken = opened
        opened = []
        return taken
      },
      async close() {
        mailbox.flush()
        await scheduler.stop()
        await store.close()
        const [fault] = faults
        if (fault !== undefined) throw fault instanceof Error ? fault : new Error('The scheduler failed')
      },
    }
  } catch (error) {
    await store.close()
    throw error
  }
}
