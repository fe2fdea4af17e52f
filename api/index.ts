/** The API's public face: what web/ may use. */
export { systemClock } from './clock.ts'
export { ConfigError, readConfig, type Config } from './config.ts'
export { WITHHELD_IN_WORDS } from './records/answer-html.ts'
export { makeAnswer, type MadeAnswer } from './records/make-answer.ts'
export { NoBrowserError, printPdf, type PdfOptions } from './pdf/index.ts'
export {
  documentOf,
  drawingsOf,
  figureAddress,
  REPORT_FORMATS,
  reportFileOf,
  reportHtml,
  reportPrinter,
} from './report/index.ts'
export type { ProviderConfig, SignInConfig } from './config-sign-in.ts'
export { runCommandLine } from './cli/command-line.ts'
export { previewsOf, type DraftLetterPreview } from './draft-letter-preview.ts'
export { letterAsWord, WORD } from './letter-as-word.ts'
export { followCases, type Follower } from './follow-cases.ts'
export { makeLog, type Log, type LogEvent } from './log.ts'
export { inMemory, MAX_FILES, readUploads, uploadsOf, type UploadedFile } from './middleware/uploads.ts'
export { rateLimit } from './middleware/rate-limit.ts'
export { refuseWhileFull } from './middleware/refuse-while-full.ts'
export { mustBeStorable } from './middleware/storable.ts'
export { COME_AGAIN_SECONDS, STATUS } from './middleware/problems.ts'
export { hashPassword, isPassword, passwordFault, SHORTEST_PASSWORD } from './passwords.ts'
export {
  cancelDraftRun,
  expectationsFrom,
  gapInWords,
  isScenarioFile,
  lastDraftRun,
  recordCase,
  scenarioFolderOf,
  ScenariosUnreadableError,
  startDraftRun,
  type DiagramCoverage,
  type FiledScenario,
  type Gap,
  type KeptResults,
  type Names,
  type PlayedScenario,
  type PlayedStep,
} from './scenarios/index.ts'
export { sendPieces, type FileInPieces } from './send-pieces.ts'
export { routeOf } from './middleware/route-of.ts'
export { DEMO_PASSWORD } from './demo/users.ts'
export type { MakePages, PageParts, Pages } from './pages.ts'
export { zipped, type ZippedFile } from './zip/index.ts'
export type { PartnerLinks } from './partner-links.ts'
export type { Onlookers } from './routes/events.ts'
export { linkKey, PER_ADDRESS, PER_LINK } from './routes/partner-replies.ts'
export { startService, type Service, type ServiceOptions } from './service.ts'
