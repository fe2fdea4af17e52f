/** How cases would go on, on a version and on a draft: played on time that passes only here. */
export { makeStepMaker, type StepMaker, type StepMaterial } from './do-step.ts'
export { foretell, type CaseForecast, type LateLimit } from './foretell.ts'
export { mediansOf, workingDaysOn, type DoneStep, type Medians, type StepMedian } from './medians.ts'
export { makePast, type Past, type PastEvent, type PastLine } from './past.ts'
export { playOn, type Course, type PlayedOn, type Standing } from './play-on.ts'
