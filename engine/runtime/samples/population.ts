import { complaintsTeam, type Actor } from '../../access/index.ts'
import type { PopulationCase } from '../../store/samples.ts'
import { dayOf } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { onlyVisible } from '../access.ts'
import { lawVersion } from '../compliance/law-version.ts'
import { letterFor, placeOfDuty } from '../compliance/letters.ts'
import type { Runtime } from '../runtime.ts'
import type { SampleRule, Strata } from './asked.ts'
import type { Drawable } from './draw.ts'

/** The stratum of a case that no team ever had. */
export const NO_TEAM = 'no-team'
/** The only stratum of a sample that has none. */
const ONE_STRATUM = 'all'

/** The cases that the rule describes now, of those that the asker may see, each in its stratum. */
export async function populationOf(
  runtime: Runtime,
  actor: Actor,
  { teams, duty, dutyResults, ...rule }: SampleRule,
  strata: Strata,
): Promise<readonly Drawable[]> {
  const cases = await runtime.store.read.population(
    {
      ...rule,
      complaintsTeam: complaintsTeam(runtime.council.roleTeams),
      ...(teams !== undefined && { heldBy: teams }),
      ...(duty !== undefined && dutyResults !== undefined && { found: foundOf(runtime, duty, dutyResults) }),
      ...onlyVisible(runtime, actor),
    },
    dayOf(runtime.clock.now()),
  )
  return cases.map((each) => ({ caseId: each.caseId, stratum: stratumOf(each, strata) }))
}

/** As the last sweep found it; a waiver lets nothing out of the population. */
function foundOf(runtime: Runtime, duty: string, results: NonNullable<SampleRule['dutyResults']>) {
  return { law: lawVersion(runtime), place: placeOfDuty(duty) ?? -1, letters: results.map(letterFor) }
}

function stratumOf({ procedure, team, receivedOn }: PopulationCase, strata: Strata): string {
  switch (strata) {
    case 'none':
      return ONE_STRATUM
    case 'procedure':
      return procedure
    case 'team':
      return team ?? NO_TEAM
    case 'quarter':
      return quarterOf(receivedOn)
  }
}

/** `2026-Q1` for April to June 2026, as `quarterDays` reads it. */
export function quarterOf(day: LocalDate): string {
  const year = Number(day.slice(0, 4))
  const month = Number(day.slice(5, 7))
  return month < 4 ? `${year - 1}-Q4` : `${year}-Q${Math.floor((month - 1) / 3)}`
}
