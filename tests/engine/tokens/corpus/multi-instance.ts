import type { Case } from './case.ts'

export const MULTI_INSTANCE: readonly Case[] = [
  {
    diagram: 'multi-parallel',
    because: 'all at once',
    steps: ['start => a*3', 'complete a #2 => a*2', 'complete a => a', 'complete a => b; taken a_b'],
  },
  {
    diagram: 'multi-sequential',
    because: 'one after the other',
    steps: ['start => a', 'complete a => a', 'complete a => a', 'complete a => b'],
  },
  {
    diagram: 'multi-cardinality-expression',
    because: 'a number from the data',
    steps: ['start {"n":1} => a*2'],
  },
  {
    diagram: 'multi-none',
    because: 'no instance: passed at once',
    steps: ['start => b'],
  },
  {
    diagram: 'multi-empty-collection',
    because: 'an empty list: passed at once',
    steps: ['start {"list":[]} => b'],
  },
  {
    diagram: 'multi-collection',
    because: 'one for each item, with the item at hand',
    steps: [
      'start {"list":["x","y"]} => a{"item":"x","loopCounter":1} a{"item":"y","loopCounter":2}',
      'complete a #2 => a{"item":"x","loopCounter":1}',
    ],
  },
  {
    diagram: 'multi-collection-sequential',
    because: 'in the order of the list',
    steps: [
      'start {"list":["x","y"]} => a{"item":"x","loopCounter":1}',
      'complete a => a{"item":"y","loopCounter":2}',
      'complete a => b',
    ],
  },
  {
    diagram: 'multi-collection-snapshot',
    because: 'a change of the list while it runs changes nothing',
    steps: [
      'start {"list":["x","y"]} => a{"item":"x","loopCounter":1}',
      'complete a {"list":[]} => a{"item":"y","loopCounter":2}',
      'complete a => b',
    ],
  },
  {
    diagram: 'multi-not-a-list',
    because: 'an incident, and a retry once the data is right',
    steps: ['start {"list":"x"} => a:incident; incident collection-not-a-list@a', 'retry a {"list":["x"]} => a'],
  },
  {
    diagram: 'multi-bad-number',
    because: 'half an instance cannot run',
    steps: [
      'start {"n":1.5} => a:incident; incident expression-failed@a',
      'retry a {"n":-1} => a:incident; incident expression-failed@a',
      'retry a {"n":1} => a',
    ],
  },
  {
    diagram: 'multi-completion-condition',
    because: 'two of three are enough; the rest is cancelled',
    steps: ['start => a*3', 'complete a => a*2', 'complete a => b'],
  },
  {
    diagram: 'multi-completion-by-answer',
    because: 'the answer of one decides',
    steps: ['start {"veto":false} => a*3', 'complete a => a*2', 'complete a {"veto":true} => b'],
  },
  {
    diagram: 'multi-completion-counts',
    because: 'all the counts, under both of their names',
    steps: ['start => a*3', 'complete a => a*2', 'complete a => b'],
  },
  {
    diagram: 'multi-completion-sequential',
    because: 'no further one is started',
    steps: ['start => a', 'complete a => a', 'complete a => b'],
  },
  {
    diagram: 'multi-completion-not-boolean',
    because: 'an incident between two instances',
    steps: [
      'start {"x":1} => a',
      'complete a => a:incident; incident condition-not-boolean@a',
      'retry a {"x":false} => a',
      'complete a => b',
    ],
  },
  {
    diagram: 'multi-sub-process',
    because: 'each instance has its own tokens and its own item',
    steps: [
      'start {"list":["x","y"]} => a{"item":"x","loopCounter":1} a{"item":"y","loopCounter":2}',
      'complete a #2 => a; ends pe',
      'complete a => b{"item":"x","loopCounter":1}',
      'complete b => c; ends pe',
    ],
  },
  {
    diagram: 'multi-nested',
    because: 'loops in loops see the variables of both',
    steps: [
      'start {"list":["x","y"]} => a{"item":"x","loopCounter":1} a{"item":"x","loopCounter":2} a{"item":"y","loopCounter":1} a{"item":"y","loopCounter":2}',
      'complete a => a*3',
      'complete a #3 => a*2',
      'complete a => a; ends pe',
      'complete a => c; ends pe',
    ],
  },
  {
    diagram: 'multi-nested-sequential',
    because: 'one after the other, inside and outside',
    steps: [
      'start {"list":["x","y"]} => a{"item":"x","loopCounter":1}',
      'complete a => a{"item":"x","loopCounter":2}',
      'complete a => a{"item":"y","loopCounter":1}; ends pe',
      'complete a => a{"item":"y","loopCounter":2}',
      'complete a => c; ends pe',
    ],
  },
  {
    diagram: 'multi-boundary',
    because: 'the boundary belongs to the whole',
    steps: ['start => t:timer a*3', 'complete a => t:timer a*2', 'fire t => l'],
  },
  {
    diagram: 'multi-boundary-non-interrupting',
    because: 'once for the whole',
    steps: ['start => t:timer a*2', 'fire t => a*2 l', 'complete a => a l', 'complete a => l b'],
  },
  {
    diagram: 'multi-automatic',
    because: 'instances that do not wait',
    steps: ['start => c'],
  },
  {
    diagram: 'multi-two-tokens',
    because: 'two tokens, two loops',
    steps: ['start => a*4', 'complete a => a*3', 'complete a #2 => a*2 b'],
  },
  {
    diagram: 'multi-no-limit',
    because: 'no batches of fifty',
    steps: ['start => a*60'],
  },
  {
    diagram: 'loop-while-true',
    because: 'a standard loop runs again while its condition is true',
    steps: [
      'start => a',
      'complete a {"again":true} => a',
      'complete a {"again":true} => a',
      'complete a {"again":false} => b',
    ],
  },
  {
    diagram: 'loop-test-before',
    because: 'tested before, it may not run at all',
    steps: ['start {"more":false} => b'],
  },
  {
    diagram: 'loop-test-before-true',
    because: 'or several times',
    steps: ['start {"more":true} => a', 'complete a => a', 'complete a {"more":false} => b'],
  },
  {
    diagram: 'loop-maximum',
    because: 'never more often',
    steps: ['start => a', 'complete a => a', 'complete a => b'],
  },
  {
    diagram: 'loop-maximum-and-condition',
    because: 'whichever comes first',
    steps: ['start {"again":true} => a', 'complete a => a', 'complete a => b'],
  },
  {
    diagram: 'loop-condition-fails',
    because: 'what cannot be told is an incident, and the work is not repeated',
    steps: ['start => a', 'complete a => a:incident; incident expression-failed@a', 'retry a {"again":false} => b'],
  },
  {
    diagram: 'loop-of-a-sub-process',
    because: 'the whole sub-process again',
    steps: ['start => a', 'complete a {"again":true} => a', 'complete a {"again":false} => b'],
  },
]
