import type { Case } from './case.ts'

export const PARALLEL: readonly Case[] = [
  {
    diagram: 'parallel-split-and-join',
    because: 'goes on when both are done, in either order',
    steps: ['start => a b', 'complete b => a', 'complete a => c; taken a_j j_c'],
  },
  {
    diagram: 'parallel-join-after-exclusive-merge',
    because: 'two tokens come by one flow; only one counts, the other stays for the next round',
    steps: [
      'start => a b c',
      'complete a => b c',
      'complete b => c',
      'complete c => d; taken c_j j_d',
      'complete d => -; stuck',
    ],
  },
  {
    diagram: 'parallel-join-with-rework-loop',
    because: 'the loop in one branch does not let the join go early',
    steps: [
      'start => a b',
      'complete a {"again":true} => a b',
      'complete b => a',
      'complete a {"again":true} => a',
      'complete a {"again":false} => c',
    ],
  },
  {
    diagram: 'parallel-join-with-optional-step',
    because: 'a step that is not skipped holds the join',
    steps: ['start {"needed":true} => opt b', 'complete b => opt', 'complete opt => c'],
  },
  {
    diagram: 'parallel-join-with-optional-step-skipped',
    because: 'a step that is skipped does not',
    steps: ['start {"needed":false} => b', 'complete b => c'],
  },
  {
    diagram: 'parallel-join-with-boundary-path',
    because: 'the boundary path merges before the join: the event that never came does not hang it',
    steps: ['start => a t:timer b', 'complete b => a t:timer', 'complete a => c'],
  },
  {
    diagram: 'parallel-join-by-boundary-path',
    because: 'and when it comes, its path counts',
    steps: ['start => a t:timer b', 'complete b => a t:timer', 'fire t => late', 'complete late => c'],
  },
  {
    diagram: 'parallel-branch-not-taken',
    because: 'waits for ever for a branch that was not taken',
    steps: ['start {"x":true} => a', 'complete a => -; stuck'],
  },
  {
    diagram: 'parallel-surplus-token',
    because: 'a second token by the same flow waits for the next round',
    steps: ['start => a*2 b', 'complete a => a b', 'complete a => b', 'complete b => c'],
  },
  {
    diagram: 'parallel-two-rounds',
    because: 'both rounds come through when each flow gets two tokens',
    steps: [
      'start => a*2 b*2',
      'complete a => a b*2',
      'complete a #1 => b*2',
      'complete b => b c',
      'complete b => c*2',
    ],
  },
  {
    diagram: 'parallel-nested',
    because: 'a split inside a branch',
    steps: ['start => c a b', 'complete a => c b', 'complete c => b', 'complete b => -; ends e; done completed'],
  },
  {
    diagram: 'parallel-join-is-split',
    because: 'a gateway that joins and splits at once',
    steps: ['start => a b', 'complete a => b', 'complete b => c d'],
  },
  {
    diagram: 'parallel-direct-flows',
    because: 'a flow straight from split to join',
    steps: ['start => a', 'complete a => c'],
  },
  {
    diagram: 'parallel-loop-over-the-block',
    because: 'the whole block again',
    steps: [
      'start => a b',
      'complete a => b',
      'complete b {"again":true} => a b',
      'complete b => a',
      'complete a {"again":false} => -; ends e; done completed',
    ],
  },
  {
    diagram: 'parallel-single-flow',
    because: 'a gateway with one way in and one out',
    steps: ['start => a'],
  },
]
