import { fillAccess, makeProcedureCache, type Clock, type Runtime } from '../engine/index.ts'
import { HANDLERS } from '../handlers/index.ts'
import { gapsIn } from '../handlers/print/index.ts'
import type { Config } from './config.ts'
import { readCouncilFile } from './council-file.ts'
import { openDatabase } from './open-database.ts'
import { readLinkKey } from './partner-links.ts'
import { secretsFrom } from './secrets.ts'

/**
 * The runtime on the database of the settings, for commands of the command line: nothing is deployed, no work is done,
 * nothing listens. Its store must be closed.
 *
 * @throws ConfigError when the council's data cannot be read.
 */
export async function openRuntime(config: Config, clock: Clock): Promise<Runtime> {
  const council = readCouncilFile(config.councilFile)
  const store = await openDatabase(config, clock)
  try {
    await store.migrate()
    await fillAccess({ store, council })
  } catch (error) {
    await store.close()
    throw error
  }
  return {
    store,
    clock,
    council,
    handlers: new Map(HANDLERS.map((handler) => [handler.name, handler])),
    procedures: makeProcedureCache(store, () => performance.now()),
    readWordFile: gapsIn,
    secretFor: (purpose) => secretsFrom(readLinkKey(config))(purpose),
    publish: () => undefined,
  }
}
