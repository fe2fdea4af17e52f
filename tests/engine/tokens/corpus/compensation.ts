import type { Case } from './case.ts'

export const COMPENSATION: readonly Case[] = [
  {
    diagram: 'compensation-order',
    because: 'newest first, one after the other, and the throw waits',
    steps: ['start => a', 'complete a => b', 'complete b => ub', 'complete ub => ua', 'complete ua => c; taken undo_c'],
  },
  {
    diagram: 'compensation-of-what-was-done',
    because: 'what was not completed is not undone',
    steps: ['start {"x":true} => a', 'complete a => ua', 'complete ua => c'],
  },
  {
    diagram: 'compensation-of-nothing',
    because: 'nothing to undo: on at once',
    steps: ['start => c'],
  },
  {
    diagram: 'compensation-of-one-activity',
    because: 'the named activity alone',
    steps: ['start => a', 'complete a => b', 'complete b => ua', 'complete ua => c'],
  },
  {
    diagram: 'compensation-only-once',
    because: 'what was undone is not undone again',
    steps: ['start => a', 'complete a => ua', 'complete ua => c'],
  },
  {
    diagram: 'compensation-for-each-run',
    because: 'an activity done twice is undone twice',
    steps: [
      'start => a',
      'complete a {"again":true} => a',
      'complete a {"again":false} => ua',
      'complete ua => ua',
      'complete ua => c',
    ],
  },
  {
    diagram: 'compensation-end-event',
    because: 'the process ends when all is undone',
    steps: ['start => a', 'complete a => ua; ends e', 'complete ua => -; done completed'],
  },
  {
    diagram: 'compensation-of-a-sub-process',
    because: 'what was completed in it is undone inside',
    steps: [
      'start => a',
      'complete a => b',
      'complete b => k',
      'complete k => uk',
      'complete uk => ub',
      'complete ub => ua',
      'complete ua => c',
    ],
  },
  {
    diagram: 'compensation-of-a-sub-process-by-name',
    because: 'the named sub-process, and not what came after it',
    steps: ['start => a', 'complete a => k', 'complete k => ua', 'complete ua => c'],
  },
  {
    diagram: 'compensation-handler-of-the-whole',
    because: 'a sub-process with a handler of its own is undone by that',
    steps: ['start => a', 'complete a => up', 'complete up => c'],
  },
  {
    diagram: 'compensation-event-sub-process',
    because: 'or by its compensation event sub-process, which may undo what was done inside',
    steps: ['start => a', 'complete a => first', 'complete first => ua', 'complete ua => last', 'complete last => c'],
  },
  {
    diagram: 'compensation-of-multi-instance',
    because: 'each completed instance is undone, with its own item',
    steps: [
      'start {"list":["x","y"]} => a*2',
      'complete a => a',
      'complete a => ua{"item":"y","loopCounter":2}',
      'complete ua => ua{"item":"x","loopCounter":1}',
      'complete ua => c',
    ],
  },
  {
    diagram: 'compensation-of-multi-instance-sub-process',
    because: 'what was completed in each instance',
    steps: [
      'start => a*3',
      'complete a => a*2',
      'complete a => a',
      'complete a => ua',
      'complete ua => ua',
      'complete ua => ua',
      'complete ua => c',
    ],
  },
  {
    diagram: 'compensation-in-an-error-handler',
    because: 'an event sub-process undoes what the scope around it has done',
    steps: [
      'start => a',
      'complete a => b:job',
      'throw b X => ua',
      'complete ua => h',
      'complete h => -; done completed',
    ],
  },
  {
    diagram: 'compensation-parallel-branches',
    because: 'a branch that still runs is not touched',
    steps: ['start => a d', 'complete a => d ua', 'complete ua => d c'],
  },
  {
    diagram: 'compensation-automatic-handlers',
    because: 'handlers that do not wait',
    steps: ['start => c'],
  },
  {
    diagram: 'compensation-handler-fails',
    because: "the handler's incident can be tried again",
    steps: [
      'start => ua:job',
      'throw ua X => ua:incident; incident uncaught-error@ua',
      'retry ua => ua:job',
      'job ua => c',
    ],
  },
  {
    diagram: 'compensation-handler-sub-process',
    because: 'a handler may be a sub-process',
    steps: ['start => x', 'complete x => y', 'complete y => c'],
  },
  {
    diagram: 'transaction-cancel',
    because: 'the rest stops, what was done is undone, and the cancel boundary is taken',
    steps: [
      'start => a d',
      'complete a => b d',
      'complete b => c d',
      'complete c => ub; ends no',
      'complete ub => ua',
      'complete ua => out',
    ],
  },
  {
    diagram: 'transaction-completed',
    because: 'left as any sub-process',
    steps: ['start => a', 'complete a => n'],
  },
  {
    diagram: 'transaction-hazard',
    because: 'an error leaves it without compensation',
    steps: ['start => a', 'complete a => b', 'complete b => haz; ends bad'],
  },
  {
    diagram: 'transaction-cancelled-from-inside',
    because: 'a cancel end in a sub-process cancels the transaction around it',
    steps: ['start => a', 'complete a => b', 'complete b => ua; ends no', 'complete ua => out'],
  },
  {
    diagram: 'transaction-nothing-to-undo',
    because: 'cancelled before anything was done',
    steps: ['start => out; ends no'],
  },
  {
    diagram: 'transaction-undone-later',
    because: 'a completed transaction can be compensated as any sub-process',
    steps: ['start => a', 'complete a => b', 'complete b => ua', 'complete ua => c'],
  },
  {
    diagram: 'compensation-from-an-event-sub-process-of-both',
    because: 'first what the event sub-process did itself, then what the scope around it did',
    steps: [
      'start => a es:message',
      'complete a => w es:message',
      'message stop => b',
      'complete b => ub',
      'complete ub => ua',
      'complete ua => h',
    ],
  },
]
