import type { ServiceTaskHandler } from '../engine/index.ts'
import { acknowledgePanelRequest } from './acknowledge-panel-request.ts'
import { acknowledgeStage2Request } from './acknowledge-stage-2-request.ts'
import { askPartner } from './ask-partner.ts'
import { checkSharing } from './check-sharing.ts'
import { closeCase } from './close-case.ts'
import { confirmEarlyResolution } from './confirm-early-resolution.ts'
import { confirmWithdrawal } from './confirm-withdrawal.ts'
import { decide } from './decide.ts'
import { followUpActions } from './follow-up-actions.ts'
import { followUpPayments } from './follow-up-payments.ts'
import { followUpRecommendations } from './follow-up-recommendations.ts'
import { giveProcedureInformation } from './give-procedure-information.ts'
import { invitePanelMembers } from './invite-panel-members.ts'
import { inviteResubmission } from './invite-resubmission.ts'
import { notifyAdvocateAppointed } from './notify-advocate-appointed.ts'
import { notifyDeferral } from './notify-deferral.ts'
import { notifyEligibilityDecision } from './notify-eligibility-decision.ts'
import { notifyFreezeDecision } from './notify-freeze-decision.ts'
import { notifyLateComplaintDecision } from './notify-late-complaint-decision.ts'
import { notifyPanelDate } from './notify-panel-date.ts'
import { notifyRefusal } from './notify-refusal.ts'
import { notifyReroute } from './notify-reroute.ts'
import { notifySafeguarding } from './notify-safeguarding.ts'
import { noteOmbudsmanContact } from './note-ombudsman-contact.ts'
import { notifyStaff } from './notify-staff.ts'
import { notifyStage2Right } from './notify-stage-2-right.ts'
import { offerAdvocacy } from './offer-advocacy.ts'
import { openStage } from './open-stage.ts'
import { recordBodies } from './record-bodies.ts'
import { passOnFeedback } from './pass-on-feedback.ts'
import { recordOutcome } from './record-outcome.ts'
import { referEarlyToOmbudsman } from './refer-early-to-ombudsman.ts'
import { referToAdvocacyProvider } from './refer-to-advocacy-provider.ts'
import { routeComplaint } from './route-complaint.ts'
import { sendAcknowledgement } from './send-acknowledgement.ts'
import { sendAppointmentLetters } from './send-appointment-letters.ts'
import { sendJointResponse } from './send-joint-response.ts'
import { sendLatenessNotice } from './send-lateness-notice.ts'
import { sendLearningAgenda } from './send-learning-agenda.ts'
import { sendLearningCascade } from './send-learning-cascade.ts'
import { sendLetter } from './send-letter.ts'
import { sendOutcomeLetter } from './send-outcome-letter.ts'
import { sendPanelPapers } from './send-panel-papers.ts'
import { sendPanelReportNotice } from './send-panel-report-notice.ts'
import { sendPanelResponse } from './send-panel-response.ts'
import { sendProgressUpdate } from './send-progress-update.ts'
import { sendQuarterlySummary } from './send-quarterly-summary.ts'
import { sendRecordOfComplaint } from './send-record-of-complaint.ts'
import { sendStage1AnswerLetter } from './send-stage-1-answer-letter.ts'
import { sendStage1ExtensionNotice } from './send-stage-1-extension-notice.ts'
import { sendStage2ExtensionNotice } from './send-stage-2-extension-notice.ts'
import { sendStage2Pack } from './send-stage-2-pack.ts'
import { setRetention } from './set-retention.ts'
import { signpostOmbudsman } from './signpost-ombudsman.ts'
import { sortContact } from './sort-contact.ts'
import { tellWhoInvestigates } from './tell-who-investigates.ts'
import { weighSharing } from './weigh-sharing.ts'

export { previewLetter, tryLetter, type LetterPreview } from './preview-letter.ts'

/** Every service task the diagrams may call. A new handler is a new file and a new line here. */
export const HANDLERS: readonly ServiceTaskHandler[] = [
  sendAcknowledgement,
  giveProcedureInformation,
  offerAdvocacy,
  referToAdvocacyProvider,
  notifyAdvocateAppointed,
  notifyEligibilityDecision,
  notifyLateComplaintDecision,
  notifyRefusal,
  notifyReroute,
  notifyDeferral,
  inviteResubmission,
  notifyFreezeDecision,
  confirmEarlyResolution,
  sendStage1ExtensionNotice,
  sendStage1AnswerLetter,
  notifyStage2Right,
  acknowledgeStage2Request,
  sendRecordOfComplaint,
  sendAppointmentLetters,
  tellWhoInvestigates,
  sendStage2ExtensionNotice,
  sendStage2Pack,
  acknowledgePanelRequest,
  invitePanelMembers,
  notifyPanelDate,
  sendPanelPapers,
  sendPanelReportNotice,
  sendPanelResponse,
  referEarlyToOmbudsman,
  signpostOmbudsman,
  confirmWithdrawal,
  sendLatenessNotice,
  sendProgressUpdate,
  notifyStaff,
  notifySafeguarding,
  openStage,
  decide,
  sortContact,
  routeComplaint,
  passOnFeedback,
  recordOutcome,
  closeCase,
  followUpActions,
  followUpPayments,
  followUpRecommendations,
  noteOmbudsmanContact,
  setRetention,
  sendOutcomeLetter,
  recordBodies,
  weighSharing,
  checkSharing,
  askPartner,
  sendJointResponse,
  sendLearningAgenda,
  sendLearningCascade,
  sendQuarterlySummary,
  sendLetter,
]

/** The handler of that name; undefined when there is none. */
export function handlerNamed(name: string): ServiceTaskHandler | undefined {
  return HANDLERS.find((handler) => handler.name === name)
}
