import type { Case } from './case.ts'

export const ERROR: readonly Case[] = [
  {
    diagram: 'error-of-a-job',
    because: 'caught on the boundary by its code',
    steps: ['start => a:job', 'throw a NO_EMAIL => letter'],
  },
  {
    diagram: 'error-exact-before-catch-all',
    because: 'the exact code goes first, whatever the order',
    steps: ['start => a:job', 'throw a X => x'],
  },
  {
    diagram: 'error-catch-all',
    because: 'without a code everything',
    steps: ['start => a:job', 'throw a Y => any'],
  },
  {
    diagram: 'error-uncaught',
    because: 'nothing catches it: the work stops, its timer stays, and it can be tried again',
    steps: [
      'start => a:job t:timer',
      'throw a Y => a:incident t:timer; incident uncaught-error@a',
      'job a => refused wrong-kind',
      'retry a => a:job t:timer',
      'throw a Y => a:incident t:timer; incident uncaught-error@a',
      'fire t => l',
    ],
  },
  {
    diagram: 'error-end-event',
    because: 'from inside a sub-process to its boundary',
    steps: ['start => a b', 'complete a => x; ends bad'],
  },
  {
    diagram: 'error-two-levels',
    because: 'the nearest catcher outwards',
    steps: ['start => a', 'complete a => o; ends bad'],
  },
  {
    diagram: 'error-inner-first',
    because: 'an inner catch-all goes before an outer exact one',
    steps: ['start => a', 'complete a => i; ends bad'],
  },
  {
    diagram: 'error-uncaught-end-event',
    because: 'an error end that nothing catches is an incident at it, never a normal end',
    steps: [
      'start => a',
      'complete a => bad:incident; ends bad; incident uncaught-error@bad',
      'cancel bad => -; done completed',
    ],
  },
  {
    diagram: 'error-end-in-a-child',
    because: 'a child ends failed, and its parent hears of it',
    steps: ['child', 'start => a b', 'complete a => -; ends bad; done failed X'],
  },
  {
    diagram: 'error-of-a-job-in-a-child',
    because: 'also when its work raises the error',
    steps: ['child', 'start => a:job', 'throw a X => -; done failed X'],
  },
  {
    diagram: 'error-event-sub-process',
    because: 'an event sub-process of the same scope catches it first',
    steps: ['start => a:job', 'throw a X => fix', 'complete fix => n'],
  },
  {
    diagram: 'error-out-of-the-event-sub-process',
    because: 'an error in the event sub-process goes outwards, not back into it',
    steps: ['start => a:job', 'throw a X => fix', 'complete fix => o; ends again'],
  },
  {
    diagram: 'error-in-multi-instance',
    because: "one instance's error takes all away",
    steps: ['start => a:job*3', 'job a => a:job*2', 'throw a X => o'],
  },
  {
    diagram: 'error-stale',
    because: 'a code thrown before does nothing to a boundary armed later',
    steps: ['start => a:job', 'throw a X => o', 'complete o => c', 'throw c X => q'],
  },
  {
    diagram: 'error-by-a-person',
    because: 'a user task may end in an error too',
    steps: ['start => a', 'throw a REFUSED => o'],
  },
  {
    diagram: 'error-handler-loop',
    because: 'repair and try again',
    steps: [
      'start => a:job',
      'throw a X => fix',
      'complete fix => a:job',
      'throw a X => fix',
      'complete fix => a:job',
      'job a => -; ends e; done completed',
    ],
  },
  {
    diagram: 'error-drawn-non-interrupting',
    because: 'an error always stops what it comes from',
    steps: ['start => a:job', 'throw a X => o'],
  },
]
