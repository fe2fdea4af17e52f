import type { NewCase, NewJob, NewOutbox, NewTask, NewTimer, InstanceRow } from '../../engine/store/index.ts'
import { instant } from '../../engine/values/instant.ts'
import { localDate } from '../../engine/values/local-date.ts'

/* Rows with everything that a table insists on, for tests that care about one or two of their properties. */

export function aCase(id: string, rest: Partial<NewCase> = {}): NewCase {
  return {
    id,
    procedure: 'children-act',
    procedureVersion: 1,
    receivedOn: localDate('2026-03-02'),
    state: { stage: 'stage-1' },
    ...rest,
  }
}

export function anInstance(caseId: string, rest: Partial<InstanceRow> = {}): InstanceRow {
  return {
    id: `${caseId}/main`,
    caseId,
    parentId: null,
    parentWait: null,
    definitionHash: 'd1',
    processId: 'stage_1',
    state: '{"tokens":[]}',
    ended: false,
    seq: 1,
    ...rest,
  }
}

export function aTask(caseId: string, name: string, rest: Partial<NewTask> = {}): NewTask {
  return {
    id: `${caseId}/${name}`,
    caseId,
    instanceId: `${caseId}/main`,
    waitId: `${name}#1`,
    element: name,
    name,
    role: 'complaints-officer',
    ...rest,
  }
}

export function aTimer(caseId: string, name: string, dueAt: string, rest: Partial<NewTimer> = {}): NewTimer {
  return {
    id: `${caseId}/${name}`,
    caseId,
    instanceId: `${caseId}/main`,
    waitId: `${name}#1`,
    element: name,
    kind: 'plain',
    dueAt: instant(dueAt),
    ...rest,
  }
}

export function aJob(caseId: string, name: string, rest: Partial<NewJob> = {}): NewJob {
  return {
    id: `${caseId}/${name}`,
    caseId,
    instanceId: `${caseId}/main`,
    waitId: `${name}#1`,
    element: name,
    action: 'send-acknowledgement',
    parameters: {},
    ...rest,
  }
}

export function aMessage(caseId: string, key: string, rest: Partial<NewOutbox> = {}): NewOutbox {
  return {
    id: `m-${key}`,
    caseId,
    key,
    channel: 'email',
    toAddress: 'someone@example.org',
    subject: `About ${caseId}`,
    body: 'We have your complaint.',
    ...rest,
  }
}
