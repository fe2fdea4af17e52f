import type { Case } from './case.ts'

export const SEQUENCE: readonly Case[] = [
  {
    diagram: 'sequence-one-user-task',
    because: 'the smallest process with work in it',
    steps: [
      'start => a; taken s_a',
      'complete a {"x":1} => -; taken a_e; ends e; done completed',
      'complete a => refused ended',
    ],
  },
  {
    diagram: 'sequence-pass-through',
    because: 'plain and manual tasks and events without a definition do not wait',
    steps: ['start => -; taken s_t t_m m_n n_c c_e; ends e; done completed'],
  },
  {
    diagram: 'sequence-without-end-event',
    because: 'a token with nowhere to go is used up',
    steps: ['start => a', 'complete a => -; done completed'],
  },
  {
    diagram: 'sequence-without-start-event',
    because: 'without any start event every element that no flow leads to begins',
    steps: ['start => a b', 'complete a => b; ends e', 'complete b => -; ends e; done completed'],
  },
  {
    diagram: 'sequence-all-task-kinds',
    because: 'who does the work decides the kind of wait',
    steps: [
      'start => u',
      'complete u => sv:job',
      'complete sv => refused wrong-kind',
      'job sv => sd:job',
      'job sd => r:job',
      'job r => rm:message',
      'message question => refused no-catcher',
      'message answer {"n":1} => rn',
      'complete rn => c:child',
      'child c {"result":"ok"} => -; ends e; done completed',
    ],
  },
  {
    diagram: 'sequence-completed-twice',
    because: 'what was done once cannot be done again',
    steps: [
      'start => a',
      'start => refused already-started',
      'complete a => b',
      'complete a => refused not-waiting',
      'complete b => -; ends e; done completed',
    ],
  },
  {
    diagram: 'sequence-not-started',
    because: 'nothing can be asked of a process before it starts',
    steps: ['complete a => refused not-started', 'start => a'],
  },
  {
    diagram: 'sequence-two-flows-out-of-a-task',
    because: 'a task with two plain flows starts two tokens',
    steps: ['start => a', 'complete a => b c; taken a_b a_c', 'complete b => c', 'complete c => -; done completed'],
  },
  {
    diagram: 'sequence-two-flows-to-one-target',
    because: 'two flows between the same two elements carry two tokens',
    steps: ['start => a*2; taken s_f f_a f_a_2', 'complete a => a; ends e', 'complete a => -; ends e; done completed'],
  },
  {
    diagram: 'sequence-implicit-merge',
    because: 'without a join each token runs on by itself',
    steps: [
      'start => a b',
      'complete a => b c',
      'complete b => c*2',
      'complete c #2 => c; ends e',
      'complete c => -; ends e; done completed',
    ],
  },
  {
    diagram: 'sequence-starts-by-message',
    because: 'only the start that was triggered starts',
    steps: [
      'start-message other => refused no-such-start',
      'start-message complaint {"x":1} => b; taken mail_b',
      'complete b => -; done completed',
    ],
  },
  {
    diagram: 'sequence-starts-by-signal',
    because: 'only the start that was triggered starts',
    steps: ['start-signal fire => c'],
  },
  {
    diagram: 'sequence-starts-by-element',
    because: "a timer's start is named by its id",
    steps: ['start => refused no-such-start', 'start-element clock => d'],
  },
  {
    diagram: 'sequence-starts-plainly',
    because: 'with several starts a plain beginning takes the plain one',
    steps: ['start => a'],
  },
]
