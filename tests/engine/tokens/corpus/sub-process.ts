import type { Case } from './case.ts'

export const SUB_PROCESS: readonly Case[] = [
  {
    diagram: 'sub-process-plain',
    because: 'done when all in it is done',
    steps: ['start => a b', 'complete a => b; ends pa', 'complete b => c; ends pb'],
  },
  {
    diagram: 'sub-process-three-levels',
    because: 'the innermost first',
    steps: ['start => a', 'complete a => -; ends e3 e2 e1 e; done completed'],
  },
  {
    diagram: 'sub-process-empty',
    because: 'nothing in it: passed at once',
    steps: ['start => a'],
  },
  {
    diagram: 'sub-process-without-start',
    because: 'every first element begins',
    steps: ['start => a b', 'complete a => b', 'complete b => c'],
  },
  {
    diagram: 'sub-process-two-tokens',
    because: 'two runs side by side that do not know of each other',
    steps: [
      'start => a*2 b*2',
      'complete a => a b*2',
      'complete b #2 => a b',
      'complete b => a c; ends pe',
      'complete a => c*2; ends pe',
    ],
  },
  {
    diagram: 'sub-process-terminate',
    because: 'a terminate end ends the sub-process only',
    steps: ['start => a b', 'complete a => c; ends stop'],
  },
  {
    diagram: 'terminate-process',
    because: 'all that waits goes, timers too',
    steps: ['start => a b t:timer m:message each*2', 'complete a => -; ends stop; done terminated'],
  },
  {
    diagram: 'terminate-inner-only',
    because: 'the outer branch goes on',
    steps: ['start => o; ends stop', 'complete o => -; ends e; done completed'],
  },
  {
    diagram: 'call-activity',
    because: 'the called process is an instance of its own',
    steps: ['start => c:child', 'child c {"outcome":"upheld"} => a'],
  },
  {
    diagram: 'call-activity-error',
    because: 'an error of the child is caught on the boundary',
    steps: ['start => c:child', 'throw c LATE => l'],
  },
  {
    diagram: 'call-activity-error-uncaught',
    because: 'an error that nothing catches stops at the call, to be tried again',
    steps: [
      'start => c:child t:timer',
      'throw c LATE => c:incident t:timer; incident uncaught-error@c',
      'retry c => c:child t:timer',
      'child c => a',
    ],
  },
  {
    diagram: 'call-activity-interrupted',
    because: 'a boundary event takes the child away',
    steps: ['start => c:child b:message', 'message withdrawn => l', 'child c => refused not-waiting'],
  },
  {
    diagram: 'call-activity-escalation',
    because: 'an escalation of the child is caught without stopping it',
    steps: [
      'start => c:child',
      'child-escalated c HELP => c:child l',
      'child-escalated c OTHER => c:child l',
      'child c => l a',
    ],
  },
  {
    diagram: 'call-activity-many',
    because: 'one child for each item',
    steps: ['start {"list":["x","y"]} => c:child*2', 'child c #2 => c:child', 'child c => a'],
  },
]
