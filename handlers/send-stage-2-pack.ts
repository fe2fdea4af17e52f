import { defineHandler } from '../engine/index.ts'
import { factLetter } from './notice.ts'
import { lastFact, needed } from './reading.ts'
import { stage2Pack } from './words/stage-2.ts'

/** Sends the answer at Stage 2: both reports, the adjudication, the right to a panel (regs 17, 18). */
export const sendStage2Pack = defineHandler({
  name: 'send-stage-2-pack',
  sends: ['stage-2-answered'],

  run(task) {
    const { caseState, council, today } = task
    needed(lastFact(caseState, 'complaint-adjudicated'), 'the adjudication')
    const mayGoEarly = caseState.points.some(({ decisions }) =>
      ['upheld', 'partly-upheld'].includes(decisions.at(-1)?.outcome ?? ''),
    )
    const contents = [
      'investigation-report',
      'independent-person-report',
      'adjudication',
      'stage-3-right',
      'stage-3-window',
      ...(mayGoEarly ? ['early-referral'] : []),
    ]
    const text = stage2Pack({ points: caseState.points, ombudsman: council.ombudsman.name, mayGoEarly })
    return factLetter(task, 'stage-2-pack', contents, text, [
      { type: 'stage-2-answered', on: today, data: { contents } },
    ])
  },
})
