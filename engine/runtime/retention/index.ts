export { disposeCase, proposeDisposal, whyKept } from './dispose.ts'
export { endHold, HOLD_KINDS, holdFile, type HoldFile, type HoldKind } from './holds.ts'
export {
  disposalCertificate,
  disposedCases,
  openHolds,
  retentionOfCase,
  retentionRules,
  reviewList,
  type DisposalCertificate,
  type RetentionOfCase,
  type ReviewLine,
  type ReviewList,
} from './review.ts'
