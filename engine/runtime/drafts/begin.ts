import { randomUUID } from 'node:crypto'
import { mustBeAllowed, type Actor } from '../../access/index.ts'
import {
  copyOfProcedure,
  LAWS,
  newProcedure,
  type FirstTask,
  type NewProcedure,
  type ProcedureFile,
} from '../../diagram/index.ts'
import { InvalidVariablesError, type Fault } from '../../errors.ts'
import { procedureNamed } from '../../law/index.ts'
import type { ProcedureDraftRow, Unit } from '../../store/index.ts'
import { dayOf } from '../../values/instant.ts'
import { ROLES_OF_STEPS } from '../commands/users.ts'
import { inForceOn } from '../procedures.ts'
import type { Runtime } from '../runtime.ts'
import { act } from './acts.ts'
import { mustBeKept, NEW, viewOf, type DraftView } from './view.ts'

/** With a first diagram, or as a copy of another procedure. */
export type BeginProcedure = NewProcedure & ({ readonly first: FirstTask } | { readonly copyOf: string })

const SLUG = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
const LONGEST_ID = 40
/** Parts of addresses below `/procedures`. */
const ADDRESSES: readonly string[] = ['new', 'overview', 'versions']

/**
 * Begins a procedure that is not there yet, as a draft of it: it is worked on, tried, approved and published as every
 * other one, and only then can a case follow it.
 *
 * @throws InvalidVariablesError that names each answer that is wrong: a short name that is taken or is no slug, a law that
 * is not known, a role that nobody can hold, a procedure to copy that is not there.
 */
export async function beginProcedure(runtime: Runtime, actor: Actor, asked: BeginProcedure): Promise<DraftView> {
  mustBeAllowed(actor, 'edit-procedures')
  const own: NewProcedure = { id: asked.id.trim(), title: asked.title.trim(), law: asked.law }
  const begun = (await runtime.store.read.procedureDrafts(own.id)).some(({ state }) => state !== 'discarded')
  return runtime.store.command(async (unit) => {
    const faults = await faultsIn(unit, own, asked, begun)
    if (faults.length > 0) throw new InvalidVariablesError('The procedure', faults)
    const files =
      'first' in asked
        ? await newProcedure(own, asked.first, dayOf(unit.now))
        : copyOfProcedure((await originalOf(unit, asked.copyOf)) ?? [], own)
    const row = rowOf(unit, actor, own)
    unit.addProcedureDraft(row)
    for (const file of files) unit.saveDraftFile({ draftId: row.id, ...file })
    const how = 'first' in asked ? 'From nothing' : `As a copy of ${asked.copyOf}`
    await act(unit, actor, row, 'begun', how, { law: own.law })
    return viewOf(
      row,
      files.map((file) => ({ draftId: row.id, ...file })),
      unit.now,
    )
  })
}

function rowOf(unit: Unit, actor: Actor, { id, title }: NewProcedure): ProcedureDraftRow {
  return {
    id: `draft-${randomUUID()}`,
    procedure: id,
    title,
    basedOn: NEW,
    sourceN: 0,
    revision: 1,
    state: 'draft',
    lockHolder: null,
    lockUntil: null,
    approval: null,
    publishedVersion: null,
    createdBy: actor.id,
    createdAt: unit.now,
    changedBy: actor.id,
    changedAt: unit.now,
  }
}

async function faultsIn(
  unit: Unit,
  { id, title, law }: NewProcedure,
  asked: BeginProcedure,
  isBegun: boolean,
): Promise<readonly Fault[]> {
  const faults: Fault[] = []
  const wrong = (at: string, message: string) => faults.push({ at, message })
  if (title === '') wrong('/title', 'A procedure needs a title')
  if (!SLUG.test(id) || id.length > LONGEST_ID) {
    wrong('/id', `A short name has small letters, digits and hyphens, up to ${LONGEST_ID}: housing-repairs`)
  } else if (ADDRESSES.includes(id) || procedureNamed(id) !== undefined) {
    wrong('/id', `“${id}” is kept for something else: choose another short name`)
  } else if ((await unit.procedures(id)).length > 0) {
    wrong('/id', `There is a procedure “${id}” already: choose another short name`)
  } else if (isBegun) {
    wrong('/id', `Somebody has begun a procedure “${id}” already: choose another short name`)
  }
  if (!LAWS.includes(law)) wrong('/law', 'Choose a law or code that is known, or none')
  if ('copyOf' in asked) {
    if ((await originalOf(unit, asked.copyOf)) === undefined) wrong('/copyOf', 'Choose a procedure that can be copied')
  } else {
    const { task, role, outcome, clause } = asked.first
    if (task.trim() === '') wrong('/first/task', 'Say what is done first')
    if (outcome.trim() === '') wrong('/first/outcome', 'Say how it ends')
    if (clause.trim() === '') wrong('/first/clause', 'Say what it rests on')
    if (!ROLES_OF_STEPS.includes(role)) wrong('/first/role', 'Choose a role that people can hold')
  }
  return faults
}

/** The files of the version in force, or of the newest one; undefined when there is none, or they were not kept. */
async function originalOf(unit: Unit, procedure: string): Promise<readonly ProcedureFile[] | undefined> {
  const versions = await unit.procedures(procedure)
  const version = inForceOn(await unit.inForce(procedure), dayOf(unit.now))?.version ?? versions.at(-1)?.version
  if (version === undefined) return undefined
  return mustBeKept(await unit.procedureSource(procedure, version), procedure, version).files
}
