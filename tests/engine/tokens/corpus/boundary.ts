import type { Case } from './case.ts'

export const BOUNDARY: readonly Case[] = [
  {
    diagram: 'boundary-interrupting-timer',
    because: 'the task is taken away',
    steps: [
      'start => a t:timer',
      'fire t => late; taken t_late',
      'complete a => refused not-waiting',
      'complete late => -; ends e; done completed',
    ],
  },
  {
    diagram: 'boundary-disarmed',
    because: 'the work was done in time',
    steps: ['start => a t:timer', 'complete a => b', 'fire t => refused not-waiting'],
  },
  {
    diagram: 'boundary-non-interrupting-timer',
    because: 'a reminder beside the task, once',
    steps: ['start => a t:timer', 'fire t => a remind', 'complete a => remind b'],
  },
  {
    diagram: 'boundary-cycle',
    because: 'three reminders and no more',
    steps: [
      'start => a t:timer',
      'fire t => a remind t:timer',
      'fire t => a remind*2 t:timer',
      'fire t => a remind*3',
      'complete a => remind*3 b',
    ],
  },
  {
    diagram: 'boundary-cycle-unbounded',
    because: 'as long as the task stays',
    steps: [
      'start => a t:timer',
      'fire t => a t:timer; ends r',
      'fire t => a t:timer; ends r',
      'fire t => a t:timer; ends r',
      'fire t => a t:timer; ends r',
      'complete a => b',
    ],
  },
  {
    diagram: 'boundary-cycle-interrupting',
    because: 'an interrupting cycle fires once',
    steps: ['start => a t:timer', 'fire t => late'],
  },
  {
    diagram: 'boundary-deadline-repeats',
    because: 'a breach comes again while the task is open',
    steps: [
      'start => a d:deadline',
      'fire d => a notice d:deadline',
      'fire d => a notice*2 d:deadline',
      'complete a => notice*2 b',
    ],
  },
  {
    diagram: 'boundary-deadline-once',
    because: 'without a repetition once',
    steps: ['start => a d:deadline', 'fire d => a notice'],
  },
  {
    diagram: 'boundary-message-again',
    because: 'a message comes as often as it comes',
    steps: [
      'start => a m:message',
      'message news => a read m:message',
      'message news => a read*2 m:message',
      'complete a => read*2 b',
      'message news => refused no-catcher',
    ],
  },
  {
    diagram: 'boundary-message-interrupting',
    because: 'and an interrupting one once',
    steps: ['start => a m:message', 'message stop => out', 'message stop => refused no-catcher'],
  },
  {
    diagram: 'boundary-signal-again',
    because: 'a signal comes as often as it comes',
    steps: ['start => a g:signal', 'signal alarm => a run g:signal', 'signal alarm => a run*2 g:signal'],
  },
  {
    diagram: 'boundary-signal-interrupting',
    because: 'the signal takes the task away',
    steps: ['start => a g:signal', 'signal alarm => run'],
  },
  {
    diagram: 'boundary-condition-again',
    because: 'each time that it becomes true',
    steps: [
      'start {"x":1} => a c:condition',
      'set {"x":6} => a c:condition look',
      'set {"x":7} => a c:condition look',
      'set {"x":2} => a c:condition look',
      'set {"x":9} => a c:condition look*2',
    ],
  },
  {
    diagram: 'boundary-condition-already-true',
    because: 'true when armed: it comes at once',
    steps: ['start {"x":6} => look; taken s_a c_look'],
  },
  {
    diagram: 'boundary-condition-of-a-later-variable',
    because: 'a variable that is not there yet is no incident',
    steps: ['start => a c:condition', 'set {"y":1} => a c:condition', 'set {"x":6} => look'],
  },
  {
    diagram: 'boundary-condition-not-boolean',
    because: 'a condition that gives no truth value is an incident beside the task, which can still be done',
    steps: ['start {"x":"text"} => a c:incident; incident condition-not-boolean@c', 'retry c {"x":true} => look'],
  },
  {
    diagram: 'boundary-condition-spoilt',
    because: 'also when it becomes so later',
    steps: [
      'start {"x":false} => a c:condition',
      'set {"x":3} => a c:incident; incident condition-not-boolean@c',
      'complete a => b',
    ],
  },
  {
    diagram: 'boundary-two-events',
    because: 'both are armed; one takes the task, the other goes',
    steps: ['start => a t:timer m:message', 'message stop => x'],
  },
  {
    diagram: 'boundary-on-sub-process',
    because: 'everything in it goes',
    steps: ['start => t:timer a b bt:timer', 'fire t => l'],
  },
  {
    diagram: 'boundary-on-sub-process-non-interrupting',
    because: 'and nothing of it when the event does not interrupt',
    steps: ['start => t:timer a', 'fire t => a l', 'complete a => l n; ends pe'],
  },
  {
    diagram: 'boundary-loops-back',
    because: 'the late path leads back to the task, which gets a new timer',
    steps: ['start => a t:timer', 'fire t => a t:timer', 'fire t => a t:timer', 'complete a => b'],
  },
  {
    diagram: 'boundary-two-tokens',
    because: 'each of two runs has its own timer',
    steps: ['start => a*2 t:timer*2', 'fire t #2 => a t:timer l', 'complete a => b l'],
  },
  {
    diagram: 'boundary-without-flow',
    because: 'an event that leads nowhere uses its token up',
    steps: ['start => a t:timer', 'fire t => -; done completed'],
  },
  {
    diagram: 'boundary-same-signal-on-two-tasks',
    because: 'a signal reaches both',
    steps: ['start => a g:signal b h:signal', 'signal alarm => x y'],
  },
  {
    diagram: 'boundary-timer-unreadable',
    because: 'a timer that cannot be read is an incident beside the task, which can still be done',
    steps: [
      'start {"deadline":"P10WD"} => a t:incident; incident timer-unreadable@t',
      'retry t {"deadline":"P10D"} => a t:timer',
      'complete a => b',
    ],
  },
  {
    diagram: 'boundary-into-an-automatic-sub-process',
    because: 'two scopes may be done at once: the outer one waits for the token that leaves the inner one',
    steps: ['start => t:timer a', 'fire t => b; taken t_p2 s2_k k_e2 p2_b; ends e2'],
  },
]
