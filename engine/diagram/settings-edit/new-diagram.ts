import { editDiagram } from '../edit/index.ts'
import type { FirstTask } from './settings-operation.ts'

/** What a diagram with one task is made of. */
export interface NewDiagram extends FirstTask {
  /** Of its process. */
  readonly id: string
  readonly title: string
  readonly form: string
}

/**
 * A diagram that begins, has one task and ends, laid out. The task has no deadline yet, and says no reason for that: the
 * checks ask for one.
 *
 * @param idsElsewhere - Of the procedure's other diagrams.
 */
export async function newDiagram(
  { id, title, task, role, form, outcome, clause }: NewDiagram,
  idsElsewhere: readonly string[] = [],
): Promise<string> {
  const [start, step, end] = idsFor(id, idsElsewhere)
  const [into, out] = [`flow_${start}_to_${step}`, `flow_${step}_to_${end}`]
  const words = (text: string) => `<bpmn:documentation>${escaped(`${clause}\n${text}`)}</bpmn:documentation>`
  const ways = (at: 'incoming' | 'outgoing', flow: string) => `<bpmn:${at}>${flow}</bpmn:${at}>`
  const drawn = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:redress="urn:redress:bpmn:1" id="definitions_${id}" targetNamespace="urn:redress:${id}">
  <bpmn:process id="${id}" name="${escaped(title)}" isExecutable="true">
    ${words(`${title}.`)}
    <bpmn:startEvent id="${start}" name="It begins">${words('Where it begins.')}${ways('outgoing', into)}</bpmn:startEvent>
    <bpmn:userTask id="${step}" name="${escaped(task)}" redress:role="${role}" redress:form="${form}">${words(`${task}.`)}${ways('incoming', into)}${ways('outgoing', out)}</bpmn:userTask>
    <bpmn:endEvent id="${end}" name="It ends" redress:outcome="${outcome}">${words('Where it ends.')}${ways('incoming', out)}</bpmn:endEvent>
    <bpmn:sequenceFlow id="${into}" sourceRef="${start}" targetRef="${step}" />
    <bpmn:sequenceFlow id="${out}" sourceRef="${step}" targetRef="${end}" />
  </bpmn:process>
</bpmn:definitions>
`
  const edited = await editDiagram(drawn, { do: 'lay-out' }, { idsElsewhere })
  if ('refused' in edited) throw new RangeError(`The new diagram ${id} cannot be drawn: ${edited.refused}`)
  return edited.xml
}

/** Ids of the three, which stand in no other diagram. */
function idsFor(id: string, idsElsewhere: readonly string[]): readonly [string, string, string] {
  const base = id.replaceAll('-', '_')
  const taken = new Set(idsElsewhere)
  let number = 1
  const ids = (): [string, string, string] => {
    const end = number === 1 ? base : `${base}_${number}`
    return [`start_${end}`, `task_${end}`, `end_${end}`]
  }
  while (ids().some((each) => taken.has(each))) number += 1
  return ids()
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
