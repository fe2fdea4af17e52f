import type { PageState } from './state.ts'

const ABOUT = '{parts:intake}/about'

/** What a procedure is: title, roles, start, law and diagrams of a draft. */
export const PROCEDURE_ABOUT_STATES: readonly PageState[] = [
  { name: 'about a procedure', as: 'owner', at: ABOUT },
  { name: 'about a procedure, read', as: 'auditor', at: ABOUT },
  { name: 'about a procedure, title', as: 'owner', at: `${ABOUT}/title` },
  { name: 'about a procedure, where a case begins', as: 'owner', at: `${ABOUT}/begin` },
  { name: 'about a procedure, role added', as: 'owner', at: `${ABOUT}/roles/add` },
  { name: 'about a procedure, role added, nothing said', as: 'owner', does: [{ press: 'Add the role' }] },
  { name: 'about a procedure, role', as: 'owner', at: `${ABOUT}/roles/caseworker` },
  { name: 'about a procedure, role in use', as: 'owner', at: `${ABOUT}/roles/caseworker/remove` },
  { name: 'about a procedure, role in use, refused', as: 'owner', does: [{ press: 'Remove the role' }] },
  { name: 'about a procedure, start', as: 'owner', at: `${ABOUT}/start/add` },
  { name: 'about a procedure, start, changed', as: 'owner', at: `${ABOUT}/start/channel` },
  { name: 'about a procedure, start, goes', as: 'owner', at: `${ABOUT}/start/channel/remove` },
  { name: 'about a procedure, law', as: 'owner', at: `${ABOUT}/law/add` },
  { name: 'about a procedure, law, changed', as: 'owner', at: `${ABOUT}/law/0` },
  { name: 'about a procedure, law, goes', as: 'owner', at: `${ABOUT}/law/0/remove` },
  { name: 'about a procedure, diagram', as: 'owner', at: `${ABOUT}/diagrams/add` },
  { name: 'about a procedure, diagram, nothing said', as: 'owner', does: [{ press: 'Add the diagram' }] },
  { name: 'about a procedure, diagram, not removed', as: 'owner', at: `${ABOUT}/diagrams/intake/remove` },
  { name: 'about a procedure, law that it falls under', as: 'owner', at: `${ABOUT}/falls-under` },
  { name: 'new procedure', as: 'owner', at: '/procedures/new' },
  { name: 'new procedure, nothing said', as: 'owner', does: [{ press: 'Begin the procedure' }] },
  { name: 'new procedure, copied', as: 'owner', at: '/procedures/new/copy' },
  {
    name: 'new procedure, begun',
    as: 'owner',
    at: '/procedures/new',
    does: [
      {
        set: {
          ...{ title: 'Housing complaint', id: 'housing', law: 'non-statutory', task: 'Answer it' },
          ...{ role: 'caseworker', outcome: 'answered', clause: 'Local practice' },
        },
        press: 'Begin the procedure',
      },
    ],
  },
  { name: 'new procedure, without a version', as: 'owner', at: '/procedures/housing' },
]
