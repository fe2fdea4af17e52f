import type { Case } from './case.ts'

export const TIMER: readonly Case[] = [
  {
    diagram: 'timer-duration',
    because: 'waits for its time',
    steps: ['start => t:timer@2026-04-01T10:00:00.000Z', 'fire t => a', 'fire t => refused not-waiting'],
  },
  {
    diagram: 'timer-date',
    because: 'London time where no offset is given',
    steps: ['start => t:timer@2026-07-01T08:00:00.000Z', 'fire t => a'],
  },
  {
    diagram: 'timer-cycle-fires-once-in-the-flow',
    because: 'a cycle in the flow is left at its first occurrence',
    steps: ['start => t:timer@2026-04-01T09:00:00.000Z', 'fire t => a'],
  },
  {
    diagram: 'timer-cycle-by-schedule',
    because: 'seen to late, the next one is still an hour after the last, not after now',
    steps: [
      'start => a t:timer@2026-04-01T09:00:00.000Z',
      'at 2026-04-01T09:40:00Z',
      'fire t => a r t:timer@2026-04-01T10:00:00.000Z',
      'fire t => a r*2 t:timer@2026-04-01T11:00:00.000Z',
      'fire t => a r*3',
    ],
  },
  {
    diagram: 'timer-cycle-of-months',
    because: 'armed on 31 January, it comes on the last day of February and on 31 March',
    steps: [
      'at 2026-01-31T09:00:00Z',
      'start => a t:timer@2026-02-28T09:00:00.000Z',
      'fire t => a t:timer@2026-03-31T08:00:00.000Z',
      'fire t => a t:timer@2026-04-30T08:00:00.000Z',
    ],
  },
  {
    diagram: 'timer-from-variable',
    because: 'FEEL after an equals sign',
    steps: ['start {"wait":"P1D"} => t:timer@2026-04-02T08:00:00.000Z'],
  },
  {
    diagram: 'timer-from-missing-variable',
    because: 'a missing variable is an incident, and a retry arms it',
    steps: [
      'start => t:incident; incident expression-failed@t',
      'retry t {"wait":"PT1H"} => t:timer@2026-04-01T09:00:00.000Z',
      'fire t => a',
    ],
  },
  {
    diagram: 'timer-not-text',
    because: 'a number is no time',
    steps: ['start {"wait":5} => t:incident; incident timer-unreadable@t'],
  },
  {
    diagram: 'timer-due-in-the-past',
    because: 'armed all the same; it is for the runtime to fire it',
    steps: ['start => t:timer@2020-01-01T00:00:00.000Z'],
  },
  {
    diagram: 'timer-ten-years',
    because: 'no limit of 24.8 days',
    steps: ['start => t:timer@2036-04-01T08:00:00.000Z'],
  },
]
