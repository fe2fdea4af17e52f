import type { Case } from './case.ts'

export const EXCLUSIVE: readonly Case[] = [
  {
    diagram: 'exclusive-first-true',
    because: "of several true conditions the first in the diagram's order counts",
    steps: ['start {"x":7} => b; taken s_g g_b'],
  },
  {
    diagram: 'exclusive-default',
    because: 'no condition is true, so the default',
    steps: ['start {"x":7} => b'],
  },
  {
    diagram: 'exclusive-none',
    because: 'nothing to take is an incident, and a retry with better data goes on',
    steps: [
      'start {"x":7} => g:incident; incident no-flow-to-take@g',
      'retry g => g:incident; incident no-flow-to-take@g',
      'retry g {"x":11} => a; taken g_a',
    ],
  },
  {
    diagram: 'exclusive-not-boolean',
    because: 'a condition that gives no truth value is never a wrong branch',
    steps: ['start {"x":"yes"} => g:incident; incident condition-not-boolean@g_a', 'retry g {"x":true} => a'],
  },
  {
    diagram: 'exclusive-unknown-variable',
    because: 'a variable that is not there is an incident, not the default',
    steps: ['start => g:incident; incident expression-failed@g_a', 'retry g {"y":2} => a'],
  },
  {
    diagram: 'exclusive-merge',
    because: 'a merge passes every token on',
    steps: ['start => a b', 'complete b => a c', 'complete a => c*2'],
  },
  {
    diagram: 'exclusive-loop-back',
    because: 'a rework loop with a question',
    steps: [
      'start => a',
      'complete a => check',
      'complete check {"again":true} => a; taken check_g g_a',
      'complete a => check',
      'complete check {"again":false} => -; ends e; done completed',
    ],
  },
  {
    diagram: 'exclusive-conditions-on-a-task',
    because: 'a task takes every flow whose condition is true',
    steps: ['start => a', 'complete a {"x":3} => b c'],
  },
  {
    diagram: 'exclusive-default-on-a-task',
    because: 'and its default when none is',
    steps: ['start => a', 'complete a {"x":1} => d'],
  },
  {
    diagram: 'exclusive-stuck-task',
    because: 'done, but no way out: the retry leaves again and does not repeat the work',
    steps: [
      'start => a',
      'complete a {"x":1} => a:incident; incident no-flow-to-take@a',
      'retry a {"x":2} => b; taken a_b',
    ],
  },
  {
    diagram: 'exclusive-mixed-flows',
    because: 'the plain flow is always taken, so the default is not',
    steps: ['start => a', 'complete a {"x":1} => b'],
  },
  {
    diagram: 'exclusive-two-plain-flows',
    because: 'a flow without a condition counts as true, and the first one is taken',
    steps: ['start => a'],
  },
]
