import { execFile, execFileSync } from 'node:child_process'
import { promisify } from 'node:util'
import { openStore } from '../../engine/store/index.ts'
import { fixedClock } from '../support/test-databases-clock.ts'
import { freshDatabase, type Experiment } from './experiment.ts'
import { fileUrl } from './two-nodes-process.ts'

const COMMANDS = 100
/** With a filter in the kernel nothing else is slowed down. */
const TRACE = ['-f', '--seccomp-bpf', '-c', '-e', 'trace=fsync,fdatasync']
/** Of a line of `strace -c`: the calls, behind shares and times. */
const CALLS = /^\s*[\d.]+\s+[\d.]+\s+\d+\s+(\d+)\s+(?:\d+\s+)?(?:fsync|fdatasync)$/gm

/** A kill leaves what the kernel holds: that a command is on disk when it is acknowledged shows in what it asks of the disk. */
export const FSYNC: Experiment = {
  name: 'fsync',
  promises: ['P1'],
  hypothesis: 'each command waits for the disk before it is acknowledged',
  fault:
    'power may fail at any moment: with strace, where there is one, it is counted how often the disk is waited for',
  databases: ['sqlite'],
  async run({ database: kind }) {
    if (!hasStrace()) return { held: true, counts: { strace: 0 }, faults: [] }
    const database = await freshDatabase(kind)
    try {
      const { DATABASE_FILE: file = '' } = database.settings
      const store = await openStore({ file, clock: fixedClock() })
      await store.migrate()
      await store.close()
      const program = fileUrl('tests/faults/kill-storm-fsync-process.ts').pathname
      const loader = program.endsWith('.ts') ? ['--import=tsx'] : []
      const { stderr } = await promisify(execFile)('strace', [
        ...TRACE,
        ...[process.execPath, ...loader, program, file, String(COMMANDS)],
      ])
      const calls = [...stderr.matchAll(CALLS)].reduce((sum, [, n = '0']) => sum + Number(n), 0)
      const held = calls >= COMMANDS
      const faults = held ? [] : [`${COMMANDS} commands asked for the disk ${calls} times`]
      return { held, counts: { strace: 1, commands: COMMANDS, calls }, faults }
    } finally {
      await database.remove()
    }
  },
}

function hasStrace(): boolean {
  try {
    execFileSync('strace', [...TRACE, 'true'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
