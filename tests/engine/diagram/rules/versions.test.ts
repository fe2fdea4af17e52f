import { expect } from 'chai'
import { draw, type Step } from '../../../support/diagrams/draw.ts'
import { drawingOf, line, note } from '../../../support/diagrams/fixtures.ts'
import { foundBy, readDiagram } from '../../../support/diagrams/read.ts'
import { user } from '../../../support/diagrams/steps.ts'

const before = (...steps: readonly Step[]) => ({
  previous: readDiagram(draw(drawingOf('before', 'correct', line(...steps)))),
})

describe('ids-stay-the-same', () => {
  const found = async (old: readonly Step[], now: readonly Step[]) =>
    (await foundBy('ids-stay-the-same', line(...now), before(...old))).map((text) => /was (\w+) in/.exec(text)?.[1])
  const renamed = user('task_note', 'Write it down', 'note')

  it('finds a step that has the same name and another id', async () => {
    expect(await found([note('task_note')], [note('task_note_2')])).to.deep.equal(['task_note'])
  })

  it('finds a step in the same place with another name and id', async () => {
    expect(await found([note('task_note')], [{ ...renamed, id: 'task_write' }])).to.deep.equal(['task_note'])
  })

  it('lets a name change', async () => {
    expect(await found([note('task_note')], [renamed])).to.be.empty
  })

  it('lets a step be added', async () => {
    expect(await found([note('task_note')], [note('task_note'), user('task_more', 'Do more', 'note')])).to.be.empty
  })

  it('has nothing to compare in a first version', async () => {
    expect(await foundBy('ids-stay-the-same', line(note()))).to.be.empty
  })
})

describe('no-step-removed-under-cases', () => {
  it('lets a step go where no case stands', async () => {
    const more = { ...before(note(), note('task_note_again')), runningElements: new Set(['task_note']) }
    expect(await foundBy('no-step-removed-under-cases', line(note()), more)).to.be.empty
  })
})
