/**
 * Stage 1 of the children's procedure in its shape, in plain BPMN that bpmn-engine's own elements run right: 18 activities,
 * advocacy beside the acknowledgement, a reminder on the answer, one question, and no loop.
 */
const USERS = ['receive', 'assess', 'acknowledge', 'respond', 'approve', 'close']
const JOBS = ['offer-advocacy', 'send-answer']
const TASKS = [
  'log',
  'classify',
  'notify-team',
  'record-offer',
  'plan',
  'gather',
  'draft',
  'check-draft',
  'file',
  'learn',
]

const FLOWS = [
  'start receive log classify assess split',
  'split acknowledge notify-team join',
  'split offer-advocacy record-offer join',
  'join plan gather respond draft check-draft approve send-answer file close learn end',
  'remind reminded',
]

/** What is done in a case, in order: each a user task or a job. The start comes before it. */
export const STAGE_1_ANSWERS: readonly string[] = [
  'receive',
  'assess',
  'offer-advocacy',
  'acknowledge',
  'respond',
  'approve',
  'send-answer',
  'close',
]

export const STAGE_1 = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  id="stage-1-definitions" targetNamespace="urn:bench">
  <process id="stage-1" isExecutable="true">
    <startEvent id="start"/><endEvent id="end"/><endEvent id="reminded"/>
    <parallelGateway id="split"/><parallelGateway id="join"/>
    <boundaryEvent id="remind" attachedToRef="respond" cancelActivity="false">
      <timerEventDefinition><timeDuration xsi:type="tFormalExpression">P8D</timeDuration></timerEventDefinition>
    </boundaryEvent>
    ${USERS.map((id) => `<userTask id="${id}"/>`).join('')}
    ${JOBS.map((id) => `<serviceTask id="${id}"/>`).join('')}
    ${TASKS.map((id) => `<task id="${id}"/>`).join('')}
    ${FLOWS.flatMap((chain) => {
      const ids = chain.split(' ')
      return ids
        .slice(1)
        .map((id, at) => `<sequenceFlow id="${ids[at] ?? ''}_${id}" sourceRef="${ids[at] ?? ''}" targetRef="${id}"/>`)
    }).join('')}
  </process>
</definitions>`
