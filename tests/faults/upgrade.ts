import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { auditVerified, waits, type LoadedProcedure, type TokenState } from '../../engine/index.ts'
import { MIGRATIONS } from '../../engine/store/migrations/index.ts'
import type { Experiment } from './experiment.ts'
import { endOf, MANAGER, openWorld, playOn, readProcedures, type HalfWay } from './upgrade-world.ts'

/*
 * What earlier releases left: a database of each, with cases half-way through every procedure, made by that release's own
 * code (`upgrade-make.ts`). This code brings the schema up, and goes on with each case to its end.
 */

const FOLDER = join('tests', 'fixtures', 'releases')
/** Of each release, in the short form. */
const CASES = 8

interface Left {
  readonly release: string
  readonly cases: readonly HalfWay[]
}

export const upgrade: Experiment = {
  name: 'upgrade',
  promises: ['P4', 'P22'],
  hypothesis:
    'a case that an earlier release left half-way goes on to the end to which that release would have brought it',
  fault: 'the database and the tokens of each earlier release are opened by this one',
  databases: ['sqlite'],
  async run({ size, seed }) {
    const work = mkdtempSync(join(tmpdir(), 'redress-upgrade-'))
    const counts = { releases: 0, migrations: 0, cases: 0, procedures: 0, resumed: 0, 'trails verified': 0 }
    const faults: string[] = []
    const procedures = new Set<string>()
    try {
      for (const name of readdirSync(FOLDER).filter((each) => each.endsWith('.json.br'))) {
        const { release, cases } = JSON.parse(unpacked(name).toString('utf8')) as Left
        const file = join(work, `${release}.sqlite`)
        writeFileSync(file, unpacked(`${release}.sqlite.br`))
        const read = await migrated(file, release, faults)
        counts.releases += 1
        counts.migrations += read.migrations
        counts['trails verified'] += read.isVerified ? 1 : 0
        const chosen = size === 'long' ? cases : oneOfEach(cases, seed).slice(0, CASES)
        for (const each of chosen) {
          counts.cases += 1
          procedures.add(each.folder.procedure)
          const own = join(work, `${release}-${caseNumber(each)}.sqlite`)
          copyFileSync(file, own)
          const fault = await resumed(own, each, read.procedures)
          if (fault === undefined) counts.resumed += 1
          else faults.push(`${release}, ${each.folder.procedure}/${each.scenario}: ${fault}`)
        }
      }
    } finally {
      rmSync(work, { recursive: true, force: true })
    }
    counts.procedures = procedures.size
    if (counts.releases === 0) faults.push(`${FOLDER} holds nothing`)
    return { held: faults.length === 0, counts, faults }
  },
}

/** Each has a file of its own, with a log beside it that belongs to no other. */
function caseNumber({ caseId }: HalfWay): string {
  return caseId.slice(caseId.lastIndexOf('-') + 1)
}

function unpacked(name: string): Buffer {
  return brotliDecompressSync(readFileSync(join(FOLDER, name)))
}

/** Another case of each procedure by another seed. */
function oneOfEach(cases: readonly HalfWay[], seed: number): readonly HalfWay[] {
  const byProcedure = new Map<string, HalfWay[]>()
  for (const each of cases)
    byProcedure.set(each.folder.procedure, [...(byProcedure.get(each.folder.procedure) ?? []), each])
  return [...byProcedure.values()].flatMap((own) => own[seed % own.length] ?? [])
}

interface Migrated {
  readonly procedures: ReadonlyMap<string, LoadedProcedure>
  readonly migrations: number
  readonly isVerified: boolean
}

/** Brings the schema up, and looks whether the audit trail is what it was. */
async function migrated(file: string, release: string, faults: string[]): Promise<Migrated> {
  const world = await openWorld(file)
  const { store } = world.runtime
  try {
    const done = await store.look.run('select name from migrations')
    if (done.length !== MIGRATIONS.size) faults.push(`${release}: ${done.length} migrations, not ${MIGRATIONS.size}`)
    const { findings } = await auditVerified(world.runtime, MANAGER, {})
    if (findings.length > 0) faults.push(`${release}: the audit trail: ${JSON.stringify(findings[0])}`)
    await readProcedures(world)
    await store.knex.raw('pragma wal_checkpoint(truncate)')
    return { procedures: new Map(world.procedures), migrations: done.length, isVerified: findings.length === 0 }
  } finally {
    await world.close()
  }
}

/** @returns what went otherwise than in the release that left the case. */
async function resumed(
  file: string,
  { caseId, folder, at, rest, end, tokens }: HalfWay,
  procedures: ReadonlyMap<string, LoadedProcedure>,
): Promise<string | undefined> {
  const world = await openWorld(file, procedures)
  try {
    for (const { id, version } of await world.runtime.store.read.procedures())
      await world.runtime.procedures.load(id, version)
    world.begin(at)
    const instances = await world.runtime.store.read.instances(caseId)
    for (const { id, processId, state } of instances) {
      if (JSON.stringify(tokens[id]) !== JSON.stringify([processId, JSON.parse(state)])) return `${id}: other tokens`
      waits(JSON.parse(state) as TokenState)
    }
    await playOn(world, { ...folder, scenarios: [], usualBeside: new Map(folder.usualBeside) }, caseId, rest)
    const came = withoutNotesOfForms(await endOf(world, caseId))
    return JSON.stringify(came) === JSON.stringify(end) ? undefined : `ended otherwise: ${gap(end, came)}`
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    await world.close()
  }
}

/** What a form asks and no fact holds is kept as a note since the releases that are here: more on record, nothing otherwise. */
function withoutNotesOfForms(end: HalfWay['end']): HalfWay['end'] {
  const isNoteOfForm = (fact: string) => fact.startsWith('["note-recorded"') && fact.includes('"form":')
  return { ...end, facts: end.facts.filter((fact) => !isNoteOfForm(fact)) }
}

function gap(wanted: HalfWay['end'], came: HalfWay['end']): string {
  const lines = ({ status, facts, tasks }: HalfWay['end']) => [status, ...facts, ...tasks]
  const fewer = lines(wanted).filter((line) => !lines(came).includes(line))
  const more = lines(came).filter((line) => !lines(wanted).includes(line))
  return [...fewer.map((line) => `-${line}`), ...more.map((line) => `+${line}`)].slice(0, 4).join(' ')
}
