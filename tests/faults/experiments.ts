import { ATTACHMENTS } from './attachments.ts'
import { BACKLOG } from './backlog.ts'
import { BACKUP } from './backup.ts'
import { CLOCK } from './clock.ts'
import { BUSY } from './busy.ts'
import { CORRUPTION } from './corruption.ts'
import { DISK_FULL } from './disk-full.ts'
import type { Experiment } from './experiment.ts'
import { FEEL_DOS } from './feel-dos.ts'
import { HOSTILE_DATA } from './hostile-data.ts'
import { HOSTILE_DIAGRAMS } from './hostile-diagrams.ts'
import { FSYNC } from './kill-storm-fsync.ts'
import { KILL_STORM } from './kill-storm.ts'
import { interleavings } from './interleavings.ts'
import { MIGRATION_RACE } from './migration-race.ts'
import { OVERLOAD } from './overload.ts'
import { POISON_HANDLERS } from './poison-handlers.ts'
import { queryFaults } from './query-faults.ts'
import { races } from './races.ts'
import { SMTP_DAY } from './smtp-day.ts'
import { RUNAWAY } from './runaway.ts'
import { SOAK } from './soak.ts'
import { TWO_NODES } from './two-nodes.ts'
import { upgrade } from './upgrade.ts'

/** Every experiment, in the order they are run in. */
export const EXPERIMENTS: readonly Experiment[] = [
  queryFaults,
  races,
  interleavings,
  upgrade,
  KILL_STORM,
  FSYNC,
  TWO_NODES,
  BACKUP,
  MIGRATION_RACE,
  BACKLOG,
  CLOCK,
  SMTP_DAY,
  POISON_HANDLERS,
  DISK_FULL,
  BUSY,
  CORRUPTION,
  OVERLOAD,
  SOAK,
  HOSTILE_DIAGRAMS,
  FEEL_DOS,
  RUNAWAY,
  HOSTILE_DATA,
  ATTACHMENTS,
]
