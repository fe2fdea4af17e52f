export {
  acceptProposals,
  accessItem,
  accessItems,
  decideItems,
  ITEMS_PAGE,
  prepareAnswer,
  sendAnswerBack,
  signAnswer,
  type DecideItem,
  type ItemsPage,
  type ItemView,
} from './answer-items.ts'
export {
  answerContent,
  answerFiles,
  eraseExpiredAnswers,
  keepAnswerFiles,
  recordAnswerGiven,
  takeAnswerFile,
  type AnswerContent,
  type AnswerFile,
  type GivenFile,
  type GivenItem,
} from './answer.ts'
export { type HeldItem, type Hit, type ItemKind, type ItemProposal } from './items.ts'
export { otherCasesOf, type OtherCase } from './other-cases.ts'
export {
  askRectification,
  decideRectification,
  rectifications,
  type AskRectification,
  type DecideRectification,
} from './rectify.ts'
export {
  endAccessRequest,
  listAccessRequests,
  readAccessRequest,
  recordAccessRequest,
  type AccessRequestView,
  type RecordAccessRequest,
} from './requests.ts'
