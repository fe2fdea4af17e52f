import type { Duty } from '../duty.ts'
import { responseInTime } from './duties/response.ts'

/** By id. */
export const PUBLIC_HEALTH_DUTIES: readonly Duty[] = [responseInTime]
