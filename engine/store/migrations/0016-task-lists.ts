import type { Migration } from './index.ts'

/**
 * What lists of open tasks sort and filter by stands on the task itself, copied from its case by the database in the same
 * statement that changes either (`engine/decisions/0009-lists-read-one-table.md`); an index then gives each list its rows
 * in their order, and its counts.
 */
export const taskLists: Migration = (dialect) => [
  `alter table tasks add column procedure text`,
  `alter table tasks add column procedure_version integer`,
  `alter table tasks add column stage text`,
  `alter table tasks add column child integer`,
  `alter table tasks add column adjusted integer`,
  `alter table tasks add column received_on text`,
  `alter table tasks add column told_on text`,
  ...(dialect === 'sqlite' ? SQLITE : POSTGRESQL),
  `create index tasks_list on tasks (status, sort_on, id, case_id) where status = 'open'`,
  `create index tasks_told on tasks (status, told_on, id, case_id) where status = 'open'`,
  `create index tasks_bands on tasks (status, sort_on, deadline_state, candidate_team, assignee) where status = 'open'`,
  // All that a filter asks, so that a count reads no row
  `create index tasks_of_case on tasks (case_id, status, sort_on, deadline_state, assignee, role, candidate_team, procedure, procedure_version, stage, child, adjusted, told_on, received_on, id) where status = 'open'`,
  `drop index tasks_sort`,
  `drop index cases_list`,
]

const COPIED = ['procedure', 'procedure_version', 'stage', 'child', 'adjusted', 'received_on', 'told_on'].join(', ')
/** Of a case, what its open tasks repeat; in the order of the columns there. */
const OF_CASE = [
  'procedure',
  'procedure_version',
  'stage',
  'child',
  'case when adjustments is null then 0 else 1 end',
  'received_on',
  'coalesce(last_told_on, received_on)',
].join(', ')
const KEPT = ['procedure', 'procedure_version', 'stage', 'child', 'adjustments', 'received_on', 'last_told_on']

const copy = (caseId: string) => `update tasks set (${COPIED}) = (select ${OF_CASE} from cases where id = ${caseId})`
const changed = (differs: string) => KEPT.map((column) => `old.${column} ${differs} new.${column}`).join(' or ')

const SQLITE = [
  `${copy('tasks.case_id')} where status = 'open'`,
  `create trigger tasks_opened after insert on tasks when new.status = 'open' begin
    ${copy('new.case_id')} where id = new.id;
  end`,
  `create trigger tasks_opened_again after update of status on tasks when new.status = 'open' and old.status <> 'open' begin
    ${copy('new.case_id')} where id = new.id;
  end`,
  `create trigger cases_listed after update of ${KEPT.join(', ')} on cases when ${changed('is not')} begin
    ${copy('new.id')} where case_id = new.id and status = 'open';
  end`,
]

const POSTGRESQL = [
  `${copy('tasks.case_id')} where status = 'open'`,
  `create function redress_task_opened() returns trigger language plpgsql as $$ begin
    select ${OF_CASE} into ${COPIED.replace(/\w+/g, 'new.$&')} from cases where id = new.case_id;
    return new;
  end $$`,
  `create trigger tasks_opened before insert on tasks for each row when (new.status = 'open') execute function redress_task_opened()`,
  `create trigger tasks_opened_again before update of status on tasks for each row when (new.status = 'open' and old.status <> 'open') execute function redress_task_opened()`,
  `create function redress_case_listed() returns trigger language plpgsql as $$ begin
    ${copy('new.id')} where case_id = new.id and status = 'open';
    return null;
  end $$`,
  `create trigger cases_listed after update of ${KEPT.join(', ')} on cases for each row when (${changed('is distinct from')}) execute function redress_case_listed()`,
]
