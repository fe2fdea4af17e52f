import type { Case } from './case.ts'

export const EVENT_SUB_PROCESS: readonly Case[] = [
  {
    diagram: 'esp-message-interrupting',
    because: 'a withdrawal ends everything else',
    steps: [
      'start => a es:message',
      'complete a => b es:message',
      'message withdrawn => note',
      'message withdrawn => refused no-catcher',
      'complete note => -; ends w; done completed',
    ],
  },
  {
    diagram: 'esp-message-non-interrupting',
    because: 'beside the flow, as often as it comes, and the process stays open for it',
    steps: [
      'start => a es:message',
      'message news => a es:message read',
      'message news => a es:message read*2',
      'complete a => es:message read*2',
      'complete read => es:message read',
      'complete read => -; done completed',
    ],
  },
  {
    diagram: 'esp-timer-interrupting',
    because: 'armed with the scope',
    steps: ['start => a es:timer@2026-04-02T08:00:00.000Z', 'fire es => late'],
  },
  {
    diagram: 'esp-timer-cycle',
    because: 'as often as scheduled',
    steps: [
      'start => a es:timer@2026-04-02T08:00:00.000Z',
      'fire es => a late es:timer@2026-04-03T08:00:00.000Z',
      'fire es => a late*2',
    ],
  },
  {
    diagram: 'esp-signal-interrupting',
    because: 'by a signal',
    steps: ['start => a es:signal', 'signal stop => h'],
  },
  {
    diagram: 'esp-signal-non-interrupting',
    because: 'by each signal',
    steps: ['start => a es:signal', 'signal ping => a es:signal h', 'signal ping => a es:signal h*2'],
  },
  {
    diagram: 'esp-condition-interrupting',
    because: 'when the data says so',
    steps: [
      'start => a es:condition',
      'complete a {"risk":"low"} => b es:condition',
      'complete b {"risk":"high"} => h',
    ],
  },
  {
    diagram: 'esp-condition-non-interrupting',
    because: 'on every change to true',
    steps: [
      'start {"risk":2} => a es:condition h',
      'set {"risk":0} => a es:condition h',
      'set {"risk":3} => a es:condition h*2',
    ],
  },
  {
    diagram: 'esp-error',
    because: 'an error inside',
    steps: ['start => a:job', 'throw a X => h', 'complete h => -; done completed'],
  },
  {
    diagram: 'esp-error-catch-all',
    because: 'any error',
    steps: ['start => a', 'complete a => h; ends bad'],
  },
  {
    diagram: 'esp-in-a-sub-process',
    because: 'armed with the sub-process and disarmed with it',
    steps: [
      'start => a',
      'message stop => refused no-catcher',
      'complete a => b es:message',
      'message stop => h',
      'complete h => c',
    ],
  },
  {
    diagram: 'esp-in-a-sub-process-not-needed',
    because: 'goes with the sub-process',
    steps: ['start => b es:message', 'complete b => c; ends pe', 'message stop => refused no-catcher'],
  },
  {
    diagram: 'esp-interrupts-inner-work',
    because: 'whatever runs inside goes, timers, joins and loops',
    steps: [
      'start => b t:timer m*2 x es:message',
      'complete x => b t:timer m*2 es:message',
      'message stop => h',
      'complete h => -; done completed',
    ],
  },
  {
    diagram: 'esp-disarms-the-others',
    because: 'after an interrupting one the others of its scope catch nothing',
    steps: ['start => a es1:message es2:message', 'message news => a es1:message es2:message h2', 'message stop => h1'],
  },
  {
    diagram: 'esp-boundary-still-armed',
    because: 'the boundary of the sub-process stays armed while its event sub-process runs',
    steps: ['start => t:timer b es:message', 'message stop => t:timer h', 'fire t => l'],
  },
  {
    diagram: 'esp-nested',
    because: 'an event sub-process within an event sub-process',
    steps: [
      'start => a es:message',
      'message two => refused no-catcher',
      'message one => a es:message h es2:message',
      'message two => a es:message h2',
      'complete h2 => a es:message',
    ],
  },
  {
    diagram: 'esp-on-a-due-timer-while-idle',
    because: 'only the event sub-process could still come: nobody has work, so the process is stuck',
    steps: ['start => a es:message', 'complete a => es:message; stuck', 'message stop => h'],
  },
  {
    diagram: 'esp-terminate-inside',
    because: 'a terminate end in it ends it alone',
    steps: ['start => a es:message', 'message news => a es:message h k', 'complete h => a es:message; ends stop'],
  },
  {
    diagram: 'esp-in-multi-instance',
    because: 'each instance has its own',
    steps: [
      'start => b*2 es:message*2',
      'message stop => b es:message h',
      'complete h => b es:message',
      'complete b => c',
    ],
  },
  {
    diagram: 'esp-timer-unreadable',
    because: 'an incident beside the flow',
    steps: [
      'start => a es:incident; incident expression-failed@es',
      'retry es {"wait":"P1D"} => a es:timer',
      'fire es => h',
    ],
  },
  {
    diagram: 'esp-error-with-a-token-on-its-way',
    because: 'a token that was about to enter its task goes too',
    steps: ['start => h; ends bad'],
  },
  {
    diagram: 'sub-process-terminate-with-a-token-on-its-way',
    because: 'also by a terminate end',
    steps: ['start => b; ends stop'],
  },
  {
    diagram: 'esp-error-after-interruption',
    because: 'once one event sub-process has taken over, an error in it goes outwards past the others',
    steps: ['start => a:job', 'throw a X => h:job', 'throw h Y => o'],
  },
]
