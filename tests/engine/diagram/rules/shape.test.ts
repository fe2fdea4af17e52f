import { expect } from 'chai'
import { layoutOf } from '../../../../engine/diagram/layout.ts'
import { FIXTURE_REGISTRY } from '../../../fixtures/diagrams/registry.ts'
import type { Aside, Step } from '../../../support/diagrams/draw.ts'
import { draw } from '../../../support/diagrams/draw.ts'
import { drawingOf, line, note } from '../../../support/diagrams/fixtures.ts'
import { findingsIn, foundBy } from '../../../support/diagrams/read.ts'
import { end, lasting, start, timer, user, ways } from '../../../support/diagrams/steps.ts'

const hourly: Step = { ...timer('ev_in', 'An hour passed', lasting('PT1H')), kind: 'startEvent' }

describe('user-task-has-role', () => {
  const bare = user('task_note', 'Note', 'note', { role: null })
  const inLane = (id: string, name: string) => {
    const xml = draw(drawingOf('a-case', 'correct', line(bare)))
    const lanes = `<bpmn:laneSet id="lanes"><bpmn:lane id="${id}" name="${name}"><bpmn:flowNodeRef>task_note</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>`
    return findingsIn(xml.replace('</bpmn:documentation>', `</bpmn:documentation>${lanes}`))
  }
  for (const [id, name, faults] of [
    ['lane_complaints_manager', '', 0],
    ['complaints-manager', 'Anybody', 0],
    ['lane_1', 'Complaints manager', 0],
    ['lane_1', 'Somebody', 1],
  ] as const) {
    it(`a task in the lane ${id} '${name}': ${faults} faults`, async () => {
      expect(await inLane(id, name)).to.have.lengthOf(faults)
    })
  }
})

describe('user-task-has-form', () => {
  it('finds a form that this version does not have', async () => {
    expect((await foundBy('user-task-has-form', line(user('task_a', 'Note', 'lost')))).join()).to.contain(
      "the form 'lost'",
    )
  })
})

describe('end-event-has-outcome', () => {
  const sub = (attributes: Readonly<Record<string, string>>): Aside => ({
    id: 'sub_withdrawn',
    name: 'Withdrawn',
    documentation: 'SI 2006/1738 reg 7',
    steps: [
      {
        id: 'ev_withdrawn',
        kind: 'startEvent',
        name: 'Withdrawn',
        attributes,
        definition:
          '<bpmn:conditionalEventDefinition id="c"><bpmn:condition xsi:type="bpmn:tFormalExpression">=byChild</bpmn:condition></bpmn:conditionalEventDefinition>',
      },
      end('ev_over', 'Over'),
    ],
    flows: ways('ev_withdrawn > ev_over'),
  })

  it('asks it of an event sub-process that ends the procedure', async () => {
    const found = await foundBy('end-event-has-outcome', { ...line(note()), asides: [sub({})] })
    expect(found.map((text) => text.split(':')[0])).to.deep.equal(['ev_over'])
  })

  it('does not ask it of one that runs beside', async () => {
    expect(await foundBy('end-event-has-outcome', { ...line(note()), asides: [sub({ isInterrupting: 'false' })] })).to
      .be.empty
  })

  it('does not ask it of an end in error', async () => {
    const failed: Step = {
      ...end('ev_failed', 'Failed'),
      definition: '<bpmn:errorEventDefinition id="e" errorRef="lost" />',
    }
    const xml = draw(
      drawingOf('a-case', 'correct', { steps: [start(), failed], flows: ways('ev_received > ev_failed') }),
    )
    const findings = await findingsIn(
      xml.replace('<bpmn:process', '<bpmn:error id="lost" name="Lost" errorCode="LOST" /><bpmn:process'),
    )
    expect(findings).to.be.empty
  })
})

describe('no-crowded-process', () => {
  it('does not count event sub-processes', async () => {
    const notes = Array.from({ length: 28 }, (_, n) => note(`task_${n}`))
    const steps = [hourly, ...notes.map((step) => ({ ...step, id: `${step.id}_aside` })), end('ev_out', 'Out')]
    const aside = {
      id: 'sub',
      name: 'Aside',
      documentation: 'Local practice',
      steps,
      flows: ways(steps.map(({ id }) => id).join(' > ')),
    }
    expect(await foundBy('no-crowded-process', { ...line(...notes), asides: [aside] })).to.be.empty
  })
})

describe('steps-cite-their-clause', () => {
  for (const [documentation, faults] of [
    ['SI 2006/1738 reg 14\nAnswer within ten working days.', 0],
    ['Children Act 1989 s.26A', 0],
    ['LGSCO Code para 5.2', 0],
    ['GTBFC Annex 1', 0],
    ['Local practice: three working days', 0],
    ['Answer it.\nSI 2006/1738 reg 14', 1],
    ['', 1],
  ] as const) {
    it(`'${documentation.replace('\n', ' / ')}': ${faults} faults`, async () => {
      const step = user('task_a', 'Answer', 'note', { documentation })
      expect(await foundBy('steps-cite-their-clause', line(step))).to.have.lengthOf(faults)
    })
  }
})

describe('no-overlapping-shapes', () => {
  it('finds a step outside its sub-process', async () => {
    const { registry, ...rest } = { registry: FIXTURE_REGISTRY, file: 'a.bpmn' }
    const aside: Aside = {
      id: 'sub',
      name: 'Aside',
      documentation: 'Local practice',
      steps: [hourly, end('ev_out', 'Out', 'withdrawn')],
      flows: ways('ev_in > ev_out'),
    }
    const xml = draw(drawingOf('a-case', 'correct', { ...line(note()), asides: [aside] }))
    expect(await findingsIn(xml, { registry, ...rest }), 'as it was drawn').to.be.empty
    const moved = xml.replace(/(bpmnElement="ev_in"><dc:Bounds x=")\d+/, '$1900')
    const rules = (await findingsIn(moved, { registry, ...rest })).map(({ rule, element }) => `${rule} ${element}`)
    expect(rules).to.include('no-overlapping-shapes ev_in')
  })
})

describe('layoutOf', () => {
  it('reads boxes and lines', async () => {
    const layout = await layoutOf(draw(drawingOf('a-case', 'correct', line(note()))))
    expect(layout.find(({ element }) => element === 'task_note')).to.deep.equal({
      element: 'task_note',
      x: 320,
      y: 120,
      width: 100,
      height: 80,
      isEdge: false,
    })
    expect(layout.find(({ element }) => element === 'flow_task_note_to_ev_done')).to.deep.include({
      isEdge: true,
      waypoints: [
        { x: 420, y: 160 },
        { x: 512, y: 160 },
      ],
    })
  })

  it('is empty where nothing is drawn', async () => {
    const xml = draw(drawingOf('a-case', 'correct', line(note()))).replace(
      /<bpmndi:BPMNDiagram[\s\S]*<\/bpmndi:BPMNDiagram>/,
      '',
    )
    expect(await layoutOf(xml)).to.be.empty
  })
})
