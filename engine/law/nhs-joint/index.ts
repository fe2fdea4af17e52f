import type { Instrument } from '../instrument.ts'
import { NHS_JOINT_DUTIES } from './duties.ts'
import { consentAsked, consentFirstChase, consentSecondChase } from './consent.ts'
import { informationRequest, leadAgreed, partnerContacted, signOff } from './co-operation.ts'
import { workingDay } from './working-day.ts'

/** Complaints shared with NHS bodies: the settings of joint protocols. The adults' time limits apply besides. */
export const nhsJoint: Instrument = {
  id: 'nhs-joint',
  title: 'Joint complaints with the NHS: protocols under SI 2009/309 reg. 9',
  workingDay,
  deadlines: [
    consentAsked,
    consentFirstChase,
    consentSecondChase,
    partnerContacted,
    leadAgreed,
    informationRequest,
    signOff,
  ],
  duties: NHS_JOINT_DUTIES,
}
