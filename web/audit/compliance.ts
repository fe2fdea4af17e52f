import type { PageParts } from '../../api/index.ts'
import { view, type Area } from '../frame/index.ts'

/** `/audit`: how far duties were kept, at a glance. */
export function addCompliancePages(area: Area, _parts: PageParts): void {
  area.staff('get', '/audit', 'read-compliance', () => view('audit/compliance', {}))
}
