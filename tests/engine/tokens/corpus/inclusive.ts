import type { Case } from './case.ts'

export const INCLUSIVE: readonly Case[] = [
  {
    diagram: 'inclusive-both',
    because: 'all that are true, and the join waits for them',
    steps: ['start {"x":3} => a b', 'complete a => b', 'complete b => d'],
  },
  {
    diagram: 'inclusive-one',
    because: 'one true branch needs no partner',
    steps: ['start {"x":2} => a', 'complete a => d'],
  },
  {
    diagram: 'inclusive-default',
    because: 'none is true: the default alone',
    steps: ['start {"x":1} => b', 'complete b => d'],
  },
  {
    diagram: 'inclusive-none',
    because: 'nothing to take',
    steps: ['start {"x":1} => f:incident; incident no-flow-to-take@f'],
  },
  {
    diagram: 'inclusive-nested',
    because: 'the outer join waits for the inner block',
    steps: ['start {"x":true} => c a b', 'complete c => a b', 'complete a => b', 'complete b => d'],
  },
  {
    diagram: 'inclusive-after-parallel',
    because: 'an inclusive join after a parallel split',
    steps: ['start => a b', 'complete a => b', 'complete b => d'],
  },
  {
    diagram: 'inclusive-branch-ends',
    because: 'a branch that ends elsewhere is not waited for any longer',
    steps: ['start => a b', 'complete a => b', 'complete b {"x":false} => d; ends other'],
  },
  {
    diagram: 'inclusive-in-a-loop',
    because: 'the loop back into the join: no token elsewhere, so the first goes on',
    steps: ['start => a', 'complete a {"again":true} => a', 'complete a {"again":false} => -; ends e; done completed'],
  },
  {
    diagram: 'inclusive-loop-in-a-branch',
    because: 'rework in one branch keeps the join waiting',
    steps: ['start => a b', 'complete b => a', 'complete a {"again":true} => a', 'complete a {"again":false} => d'],
  },
  {
    diagram: 'inclusive-boundary-path',
    because: 'a boundary path that can still lead to the join is waited for',
    steps: [
      'start => a t:timer b',
      'fire t => a b late',
      'complete a => b late',
      'complete b => late',
      'complete late => d',
    ],
  },
  {
    diagram: 'inclusive-boundary-not-come',
    because: 'and not when the event can come no more',
    steps: ['start => a t:timer b', 'complete b => a t:timer', 'complete a => d'],
  },
  {
    diagram: 'inclusive-after-event-gateway',
    because: 'the events behind a gateway are one token',
    steps: ['start => m:message t:timer a', 'complete a => m:message t:timer', 'fire t => d'],
  },
  {
    diagram: 'inclusive-after-sub-process',
    because: 'a token inside a sub-process still comes',
    steps: ['start => b a', 'complete b => a', 'complete a => d; ends pe'],
  },
  {
    diagram: 'inclusive-two-tokens-on-one-flow',
    because: 'a second token on a flow that has one already is not waited for',
    steps: ['start => a b c', 'complete a => b c', 'complete c => b d', 'complete b => d*2'],
  },
  {
    diagram: 'inclusive-by-link',
    because: 'a link leads to the join',
    steps: ['start => a b', 'complete a => b', 'complete b => d'],
  },
  {
    diagram: 'inclusive-unstructured',
    because: 'a token that can reach the join by a filled flow only is not waited for',
    steps: ['start => a b k', 'complete a => b k', 'complete k => b d', 'complete b => d a', 'complete a => d*2'],
  },
  {
    diagram: 'inclusive-either-way',
    because: 'a token that may come by a filled flow as well as by an empty one is not waited for',
    steps: ['start => a b', 'complete a => b d', 'complete b {"x":false} => d*2'],
  },
  {
    diagram: 'inclusive-only-by-boundary',
    because: 'a token that can come by a boundary event alone is waited for while the event can come',
    steps: ['start => a h t:timer', 'complete a => h t:timer', 'fire t => d'],
  },
  {
    diagram: 'inclusive-only-by-boundary-not-come',
    because: 'and not when the work was done',
    steps: ['start => a h t:timer', 'complete a => h t:timer', 'complete h => d; ends x'],
  },
  {
    diagram: 'inclusive-paths-through-itself',
    because: 'a path that leads through the gateway itself is no way to it',
    steps: [
      'start => y',
      'complete y => q',
      'complete q {"again":true} => q',
      'complete q {"again":false} => -; ends e; done completed',
    ],
  },
]
