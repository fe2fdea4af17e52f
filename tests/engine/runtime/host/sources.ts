/** Diagrams for these tests, as XML that any BPMN tool reads. `body` stands in the executable process `p`. */
export function source(body: string, roots = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  id="d" targetNamespace="urn:test">${roots}<process id="p" isExecutable="true">${body}</process></definitions>`
}

export function flow(from: string, to: string, condition?: string): string {
  const id = `${from}_${to}`
  const expression =
    condition === undefined
      ? ''
      : `<conditionExpression xsi:type="tFormalExpression">${condition.replaceAll('<', '&lt;')}</conditionExpression>`
  return `<sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}">${expression}</sequenceFlow>`
}

export function flows(...pairs: readonly string[]): string {
  return pairs
    .flatMap((chain) => {
      const ids = chain.split(' ')
      return ids.slice(1).map((id, index) => flow(ids[index] ?? '', id))
    })
    .join('')
}

export function timer(duration: string): string {
  return `<timerEventDefinition><timeDuration xsi:type="tFormalExpression">${duration}</timeDuration></timerEventDefinition>`
}

/** A task with an interrupting and a repeating timer on it, then a question, then a sub-process that waits for a message. */
export const JOURNEY = source(
  `<startEvent id="start"/>
   <userTask id="decide" name="Decide"/>
   <boundaryEvent id="remind" attachedToRef="decide" cancelActivity="false">${timer('PT1H')}</boundaryEvent>
   <endEvent id="reminded"/>
   <exclusiveGateway id="upheld" default="upheld_done"/>
   <subProcess id="remedy"><startEvent id="begin"/><intermediateCatchEvent id="paid"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>${flows('begin paid')}</subProcess>
   <endEvent id="done"/>
   ${flows('start decide upheld', 'remind reminded', 'upheld done', 'remedy done')}${flow('upheld', 'remedy', 'amount > 3')}`,
  '<message id="m" name="payment"/>',
)
