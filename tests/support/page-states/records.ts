import type { PageState } from './state.ts'

const RECEIVED = { 'received-day': '2', 'received-month': '3', 'received-year': '2026' }

/** What people may see of what is held about them, and what they say is wrong in it. */
export const RECORD_REQUEST_STATES: readonly PageState[] = [
  { name: 'requests for personal data, none', as: 'manager', at: '/records/requests' },
  { name: 'a request, of which case', as: 'manager', does: [{ press: 'Record a request' }] },
  { name: 'a request, of no such case', as: 'manager', does: [{ set: { reference: 'nothing' }, press: 'Continue' }] },
  { name: 'a request, whose', as: 'manager', at: '/records/requests/new?reference={late}' },
  {
    name: 'a request, nothing said',
    as: 'manager',
    does: [{ set: { person: 'p1' }, press: 'Continue' }, { press: 'Record the request' }],
  },
  {
    name: 'a request that is open',
    as: 'manager',
    does: [{ set: { ...RECEIVED, identity: 'A passport was shown.' }, press: 'Record the request' }],
    ends: '/records/requests/AR-2026-1',
  },
  { name: 'requests for personal data', as: 'manager', at: '/records/requests' },
  { name: 'what is held of a person', as: 'manager', at: '/records/requests/AR-2026-1/items' },
  { name: 'one item that is held', as: 'manager', does: [{ follow: '1. Who they are' }] },
  {
    name: 'one item, nothing to take out',
    as: 'manager',
    does: [{ set: { verdict: 'redact' }, press: 'Save and go' }],
  },
  {
    name: 'a request of which everything is decided',
    as: 'manager',
    at: '/records/requests/AR-2026-1',
    does: [{ press: 'Accept everything' }],
  },
  { name: 'a request that waits for a second person', as: 'manager', does: [{ press: 'Put it before' }] },
  {
    name: 'a request that somebody else may sign',
    as: 'monitor',
    at: '/records/requests/AR-2026-1',
  },
  { name: 'a request that is signed', as: 'monitor', does: [{ press: 'Sign the answer' }] },
  { name: 'what people say is wrong, nothing', as: 'manager', at: '/cases/{late}/rectifications' },
  {
    name: 'something is wrong, nothing said',
    as: 'manager',
    at: '/cases/{late}/rectifications/new?kind=entry&of={late}/1',
    does: [{ press: 'Put it on record' }],
  },
  {
    name: 'something is said to be wrong',
    as: 'manager',
    does: [{ set: { ...RECEIVED, person: 'p1', statement: 'It was a Sunday.' }, press: 'Put it on record' }],
  },
  { name: 'something wrong, nothing decided', as: 'manager', does: [{ press: 'Save the decision' }] },
  {
    name: 'something wrong, accepted',
    as: 'manager',
    does: [
      { set: { outcome: 'accepted', text: 'It came on a Sunday.', reason: 'So it was.' }, press: 'Save the decision' },
    ],
  },
  { name: 'what people say is wrong', as: 'manager', at: '/cases/{late}/rectifications' },
  { name: 'a timeline with something wrong', as: 'manager', at: '/cases/{late}/timeline' },
]
