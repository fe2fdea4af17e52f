import type { Case } from './case.ts'

export const CONDITIONAL: readonly Case[] = [
  {
    diagram: 'conditional-catch',
    because: 'waits until the data says so',
    steps: ['start {"x":0} => c:condition', 'set {"x":1} => c:condition', 'set {"x":2} => a'],
  },
  {
    diagram: 'conditional-catch-already-true',
    because: 'passed at once',
    steps: ['start {"x":5} => a'],
  },
  {
    diagram: 'conditional-by-another-branch',
    because: 'any change counts: a task done beside it',
    steps: ['start => c:condition a', 'complete a {"done":true} => n b'],
  },
  {
    diagram: 'conditional-by-a-message',
    because: 'variables of a message too',
    steps: ['start => c:condition m:message', 'message info {"done":true} => n b'],
  },
  {
    diagram: 'conditional-does-not-undo-the-work',
    because: 'a task that makes its own condition true is done, not interrupted',
    steps: ['start => a c:condition', 'complete a {"x":1} => n'],
  },
  {
    diagram: 'conditional-on-the-scope-around',
    because: 'the scope around it is interrupted before the token goes on',
    steps: ['start => c:condition a', 'complete a {"x":1} => k'],
  },
  {
    diagram: 'conditional-item',
    because: "the condition sees the loop's item",
    steps: [
      'start {"list":["x","y"]} => c:condition*2',
      'set {"chosen":"y"} => c:condition a{"item":"y","loopCounter":2}',
      'set {"chosen":"x"} => a*2',
    ],
  },
]
