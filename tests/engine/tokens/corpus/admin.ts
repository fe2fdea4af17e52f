import type { Case } from './case.ts'

export const ADMIN: readonly Case[] = [
  {
    diagram: 'admin-move-back',
    because: 'send back to an earlier step',
    steps: ['start => a', 'complete a => b t:timer', 'move b to a => a', 'complete a => b t:timer'],
  },
  {
    diagram: 'admin-move-out',
    because: 'out of a sub-process, which goes',
    steps: ['start => a', 'complete a => b c', 'move b to a => a', 'complete a => b c', 'move b to d => d'],
  },
  {
    diagram: 'admin-move-within',
    because: 'within the sub-process',
    steps: ['start => b', 'complete b => c', 'move c to b => b', 'move b to c => c', 'complete c => d'],
  },
  {
    diagram: 'admin-move-refused',
    because: 'not into a sub-process, nor where no flow can lead',
    steps: [
      'start => a t:timer es:message',
      'move a to b => refused cannot-move-there',
      'move a to t => refused cannot-move-there',
      'move a to ev => refused cannot-move-there',
      'move a to nowhere => refused no-such-element',
      'move t to a => refused wrong-kind',
    ],
  },
  {
    diagram: 'admin-move-to-a-join',
    because: 'a token moved to a join goes on from it',
    steps: ['start => a b', 'move a to j => b c'],
  },
  {
    diagram: 'admin-cancel',
    because: 'the token goes; the other branch goes on',
    steps: ['start => a b', 'cancel a => b', 'complete b => -; ends e; done completed'],
  },
  {
    diagram: 'admin-cancel-last',
    because: 'with the last token the instance is cancelled',
    steps: ['start => a', 'cancel a => -; done cancelled'],
  },
  {
    diagram: 'admin-cancel-inside',
    because: 'a sub-process left empty is discarded and does not lead on',
    steps: ['start => k b', 'cancel b => k'],
  },
  {
    diagram: 'admin-cancel-instance',
    because: 'a loop goes on with the others',
    steps: ['start => a*3', 'cancel a => a*2', 'complete a => a', 'complete a => b'],
  },
  {
    diagram: 'admin-cancel-sequential-instance',
    because: 'or with the next',
    steps: ['start => a', 'cancel a => a', 'complete a => b'],
  },
  {
    diagram: 'admin-cancel-after-gateway',
    because: "all of the gateway's events",
    steps: ['start => m:message t:timer b', 'cancel m => b'],
  },
  {
    diagram: 'admin-terminate',
    because: 'the whole instance',
    steps: ['start => a b', 'terminate => -; done cancelled', 'terminate => refused ended'],
  },
  {
    diagram: 'admin-bad-variables',
    because: 'names and values that are not plain data are refused',
    steps: [
      'start => a',
      'complete a {"constructor":1} => refused bad-variables',
      'complete a {"x":{"__proto__":1}} => refused bad-variables',
      'complete a {"prototype":1} => refused bad-variables',
      'complete a {"x":1} => -; done completed',
    ],
  },
  {
    diagram: 'admin-no-such-element',
    because: 'what does not exist does not wait',
    steps: ['start => a', 'complete zzz => refused not-waiting'],
  },
]
