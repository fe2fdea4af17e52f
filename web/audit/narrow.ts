import { listProcedures, type LocalDate, type Runtime } from '../../engine/index.ts'
import { field, type Fields } from '../frame/index.ts'
import { periodIn, periodsUntil, type Period } from './period.ts'

/** What the figures of auditors can be narrowed to, as the address says it: when received, in which procedure, whose. */
export interface Narrowed {
  readonly period: Period
  readonly procedure?: string
  readonly team?: string
}

/** A field of a form for a choice from a list. */
export interface Choice {
  readonly name: string
  readonly label: string
  readonly items: readonly { readonly value: string; readonly text: string; readonly selected: boolean }[]
}

export interface NarrowForm {
  readonly narrowed: Narrowed
  readonly choices: readonly Choice[]
  /** Procedures by id, as their titles say them. */
  readonly procedures: ReadonlyMap<string, string>
}

/** What is chosen, with the fields to choose by. Nonsense in an address narrows nothing. */
export async function narrowForm(runtime: Runtime, query: Fields, today: LocalDate): Promise<NarrowForm> {
  const { teams } = runtime.council
  const procedures = new Map((await listProcedures(runtime)).map(({ procedure, title }) => [procedure, title]))
  const period = periodIn(query, today)
  const [procedure, team] = [field(query, 'procedure'), field(query, 'team')]
  const periods = periodsUntil(today)
  const narrowed: Narrowed = {
    period,
    ...(procedures.has(procedure) && { procedure }),
    ...(Object.hasOwn(teams, team) && { team }),
  }
  return {
    narrowed,
    procedures,
    choices: [
      chosen('period', 'Cases received in', period.value, [
        ...(periods.some(({ value }) => value === period.value) ? [] : [period]),
        ...periods,
      ]),
      chosen('procedure', 'Procedure', narrowed.procedure ?? '', [
        { value: '', text: 'Every procedure' },
        ...[...procedures].map(([value, text]) => ({ value, text })),
      ]),
      chosen('team', 'Team', narrowed.team ?? '', [
        { value: '', text: 'Every team' },
        ...Object.entries(teams).map(([value, { name }]) => ({ value, text: name })),
      ]),
    ],
  }
}

/** The fields of `narrowed` as an address has them. */
export function narrowedFields({ period, procedure, team }: Narrowed): Fields {
  return { period: period.value, procedure, team }
}

function chosen(
  name: string,
  label: string,
  value: string,
  items: readonly { readonly value: string; readonly text: string }[],
): Choice {
  return {
    name,
    label,
    items: items.map((item) => ({ value: item.value, text: item.text, selected: item.value === value })),
  }
}
