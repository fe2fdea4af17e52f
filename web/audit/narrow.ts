import { dayOf, listProcedures, type Runtime } from '../../engine/index.ts'
import { field, type Fields } from '../frame/index.ts'
import { ALL_TIME, anyPeriodIn, periodIn, periodsUntil, type DatedPeriod, type Period } from './period.ts'

/** What the figures of auditors can be narrowed to, as the address says it: when received, in which procedure, whose. */
export interface Narrowed<When extends Period = Period> {
  readonly period: When
  readonly procedure?: string
  readonly team?: string
}

/** A field of a form for a choice from a list. */
export interface Choice {
  readonly name: string
  readonly label: string
  readonly items: readonly { readonly value: string; readonly text: string; readonly selected: boolean }[]
}

export interface NarrowForm<When extends Period = Period> {
  readonly narrowed: Narrowed<When>
  readonly choices: readonly Choice[]
  /** Procedures by id, as their titles say them. */
  readonly procedures: ReadonlyMap<string, string>
}

/** What is chosen of a quarter or a year, with the fields to choose by. Nonsense in an address narrows nothing. */
export function narrowForm(runtime: Runtime, query: Fields): Promise<NarrowForm<DatedPeriod>> {
  return formFor(runtime, query, periodIn(query, dayOf(runtime.clock.now())), [])
}

/** The same where all time can be chosen, too, and is where nothing else was. */
export function narrowFormOfAllTime(runtime: Runtime, query: Fields): Promise<NarrowForm> {
  return formFor(runtime, query, anyPeriodIn(query), [ALL_TIME])
}

async function formFor<When extends Period>(
  runtime: Runtime,
  query: Fields,
  period: When,
  before: readonly Period[],
): Promise<NarrowForm<When>> {
  const { teams } = runtime.council
  const procedures = new Map((await listProcedures(runtime)).map(({ procedure, title }) => [procedure, title]))
  const [procedure, team] = [field(query, 'procedure'), field(query, 'team')]
  const periods = [...before, ...periodsUntil(dayOf(runtime.clock.now()))]
  const narrowed: Narrowed<When> = {
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

/** A choice from a list, with what is chosen of it now. */
export function chosen(
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
