import type { Case } from './case.ts'

export const ESCALATION: readonly Case[] = [
  {
    diagram: 'escalation-non-interrupting',
    because: 'the throw goes on beside the handler',
    steps: ['start => h a', 'complete a => h n; ends pe'],
  },
  {
    diagram: 'escalation-interrupting',
    because: 'the throw does not go on',
    steps: ['start => h'],
  },
  {
    diagram: 'escalation-end-event',
    because: 'the sub-process ends and its handler runs beside what follows',
    steps: ['start => a', 'complete a => h n; ends up'],
  },
  {
    diagram: 'escalation-uncaught',
    because: 'nothing catches it: nothing happens',
    steps: ['start => a'],
  },
  {
    diagram: 'escalation-escapes-a-child',
    because: 'a parent hears of what a child does not catch',
    steps: ['child', 'start => a; thrown escaped:UP', 'escalate a HELP => a; thrown escaped:HELP'],
  },
  {
    diagram: 'escalation-caught-inside',
    because: 'an inner catch keeps it from the outer one',
    steps: ['start => i a'],
  },
  {
    diagram: 'escalation-exact-before-catch-all',
    because: 'as with errors',
    steps: ['start => h a'],
  },
  {
    diagram: 'escalation-of-a-task',
    because: 'by the person who does it, as often as they like',
    steps: [
      'start => a',
      'escalate a HELP => a h',
      'escalate a HELP => a h*2',
      'escalate a OTHER => a h*2',
      'complete a => n h*2',
    ],
  },
  {
    diagram: 'escalation-of-a-task-interrupting',
    because: 'or taken off them',
    steps: ['start => a', 'escalate a HELP => h'],
  },
  {
    diagram: 'escalation-from-multi-instance',
    because: 'each instance throws; the handler runs for each, and the rest go on',
    steps: ['start => h*3 a*3', 'complete a => h*3 a*2', 'complete a => h*3 a', 'complete a => h*3 n'],
  },
  {
    diagram: 'escalation-from-multi-instance-interrupting',
    because: 'the first one takes all away',
    steps: ['start => h'],
  },
  {
    diagram: 'escalation-event-sub-process',
    because: 'caught in the scope itself, without stopping it',
    steps: ['start => h a', 'complete a => h', 'complete h => -; done completed'],
  },
  {
    diagram: 'escalation-event-sub-process-interrupting',
    because: 'or taking it over',
    steps: ['start => h', 'complete h => -; done completed'],
  },
  {
    diagram: 'escalation-out-of-its-own-handler',
    because: 'an event sub-process does not catch what it throws itself',
    steps: ['start => a', 'escalate a UP => a h'],
  },
  {
    diagram: 'escalation-caught-in-a-child',
    because: 'what the child catches does not reach its parent',
    steps: ['child', 'start => a', 'escalate a HELP => a h', 'escalate a OTHER => a h; thrown escaped:OTHER'],
  },
]
