import type { DiagramCoverage, Played, ScenarioFolder, Seen, Watched } from '../../scenarios/index.ts'

/** A line for a scenario that went as it says; for another, all that did not. */
export function playedInWords({ procedure }: ScenarioFolder, { scenario, problems, milliseconds }: Played): string[] {
  const took = `${Math.round(milliseconds)} ms`
  const name = `${procedure} ${scenario.id}`
  if (problems.length === 0) return [`ok      ${name}  ${scenario.title} (${took})`]
  return [
    `FAILED  ${name}  ${scenario.title} (${scenario.file}, ${took})`,
    ...problems.flatMap(({ step, doing, at, wrong, open }) => [
      `  step ${step}, ${doing}, at ${at}`,
      ...wrong.map((sentence) => `    - ${sentence}`),
      `    open: ${open.join(', ') || 'no tasks'}`,
    ]),
  ]
}

/** What came of a step, from which its expectations can be written. */
export function seenInWords({ step, doing, at, seen }: Watched): string[] {
  const { facts, letters, clocks, tasks, status } = seenAsTexts(seen)
  const some = (name: string, all: readonly string[]) =>
    all.length === 0 ? [] : [`    ${name.padEnd(8)}${all.join(', ')}`]
  return [
    `  step ${step}, ${doing}, at ${at}: ${status}`,
    ...some('facts', facts),
    ...some('letters', letters),
    ...some('clocks', clocks),
    ...some('tasks', tasks),
  ]
}

/** All that came of a step as texts. */
export function seenAsTexts({ facts, letters, tasks, clocks, procedure, status, outcome }: Seen) {
  return {
    facts: facts.map(({ type, on }) => `${type} (${on})`),
    letters,
    tasks: tasks.map(({ element, due }) => `${element} (${due ?? 'no day'})`),
    clocks: clocks.map(({ rule, due, status: standing }) => `${rule} ${due ?? 'no day'} ${standing}`),
    status: [procedure, status, ...(outcome === undefined ? [] : [outcome])].join(', '),
  }
}

/** A line for each diagram, and one for each flow that no scenario takes. */
export function coverageInWords(diagrams: readonly DiagramCoverage[]): string[] {
  return diagrams.flatMap(({ procedure, file, flows, taken, untaken }) => [
    `${percent(taken, flows).padStart(5)}  ${procedure}/${file}  ${taken} of ${flows} flows`,
    ...untaken.map(
      ({ id, name, from, to }) => `         ${id}${name === undefined ? '' : ` '${name}'`}: ${from} → ${to}`,
    ),
  ])
}

/** Whole per cent, and never 100 while one is missing. */
function percent(taken: number, flows: number): string {
  return `${flows === 0 ? 100 : Math.floor((taken / flows) * 100)} %`
}
