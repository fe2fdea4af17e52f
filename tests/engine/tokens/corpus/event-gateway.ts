import type { Case } from './case.ts'

export const EVENT_GATEWAY: readonly Case[] = [
  {
    diagram: 'event-gateway-message-wins',
    because: 'the first event takes the token, the others are disarmed',
    steps: ['start => m:message t:timer; taken s_g', 'message yes => a; taken g_m m_a'],
  },
  {
    diagram: 'event-gateway-timer-wins',
    because: 'the timer is due first',
    steps: ['start => m:message t:timer', 'fire t => b; taken g_t t_b', 'message yes => refused no-catcher'],
  },
  {
    diagram: 'event-gateway-all-kinds',
    because: 'messages, signals, timers, conditions and receive tasks',
    steps: ['start => m:message sg:signal t:timer c:condition r:message', 'message letter => a; taken g_r r_a'],
  },
  {
    diagram: 'event-gateway-signal',
    because: 'by a signal',
    steps: ['start => sg:signal t:timer', 'signal stop => refused no-catcher', 'signal go => a'],
  },
  {
    diagram: 'event-gateway-condition',
    because: 'by a change of the data',
    steps: ['start {"x":0} => c:condition t:timer', 'set {"x":1} => c:condition t:timer', 'set {"x":2} => a'],
  },
  {
    diagram: 'event-gateway-condition-already-true',
    because: 'which may be true already',
    steps: ['start {"x":2} => a; taken s_g g_c c_a'],
  },
  {
    diagram: 'event-gateway-in-a-loop',
    because: 'armed anew in each round',
    steps: [
      'start => m:message t:timer',
      'message more => a',
      'message more => refused no-catcher',
      'complete a => m:message t:timer',
      'fire t => -; ends e; done completed',
    ],
  },
  {
    diagram: 'event-gateway-two-tokens',
    because: 'each token at the gateway waits by itself',
    steps: ['start => m:message*2 t:timer*2', 'message yes => a m:message t:timer', 'fire t => a*2'],
  },
  {
    diagram: 'event-gateway-in-a-sub-process',
    because: 'cancelled with the sub-process',
    steps: ['start => b:message m:message t:timer', 'message stop => x'],
  },
]
