import type { Case } from './case.ts'

export const MESSAGE_SIGNAL: readonly Case[] = [
  {
    diagram: 'message-early',
    because: 'a message that comes before its catcher is refused, not kept',
    steps: [
      'start => a',
      'message yes => refused no-catcher',
      'complete a => m:message',
      'message yes {"x":1} => b',
      'message yes => refused no-catcher',
    ],
  },
  {
    diagram: 'message-one-catcher',
    because: 'of two catchers the one armed first takes it',
    steps: ['start => m:message n:message', 'message yes => a n:message', 'message yes => a b'],
  },
  {
    diagram: 'message-chosen-catcher',
    because: 'or the one that is named',
    steps: ['start => m:message n:message', 'message yes to n => m:message b'],
  },
  {
    diagram: 'message-throw',
    because: 'a thrown message is told to the world',
    steps: ['start => -; taken s_t t_e; thrown message:ping message:pong; ends e; done completed'],
  },
  {
    diagram: 'signal-to-all',
    because: 'every catcher takes a signal',
    steps: ['start => m:signal n:signal c b:signal', 'signal go => x*3 c b:signal'],
  },
  {
    diagram: 'signal-inside',
    because: 'a signal thrown in the process is caught in it and told to the world',
    steps: ['start => m:signal a', 'complete a => x b; thrown signal:go'],
  },
  {
    diagram: 'signal-end',
    because: 'by an end event too',
    steps: ['start => m:signal a', 'complete a => x; thrown signal:go; ends t'],
  },
  {
    diagram: 'signal-nobody',
    because: 'thrown with nobody to catch it',
    steps: ['start => a; thrown signal:go'],
  },
  {
    diagram: 'signal-armed-too-late',
    because: 'a catcher armed after the throw waits for the next',
    steps: ['start => m:signal; thrown signal:go', 'signal go => a'],
  },
  {
    diagram: 'signal-interrupts-other-catcher',
    because: 'an interrupting event sub-process takes away what would have caught the same signal',
    steps: ['start => a b:signal es:signal', 'signal stop => y'],
  },
  {
    diagram: 'signal-with-variables',
    because: 'variables that come with it are there for the flows after it',
    steps: ['start => m:signal', 'signal go {"x":true} => a'],
  },
  {
    diagram: 'link-jump',
    because: 'a link leads on in the same process',
    steps: ['start => a; taken s_out in_a'],
  },
  {
    diagram: 'link-two-throws',
    because: 'several throws, one catch',
    steps: ['start => a*2'],
  },
  {
    diagram: 'link-in-a-loop',
    because: 'as often as the flow comes there',
    steps: [
      'start => a',
      'complete a {"again":true} => a',
      'complete a => a',
      'complete a => a',
      'complete a {"again":false} => -; ends e; done completed',
    ],
  },
  {
    diagram: 'link-never-used',
    because: 'an unused link does not keep the process open',
    steps: ['start {"x":false} => -; ends e; done completed'],
  },
  {
    diagram: 'link-in-a-sub-process',
    because: 'a link of the same name in a sub-process is another one',
    steps: ['start => a', 'complete a => b'],
  },
]
