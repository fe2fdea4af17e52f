import type { Unit } from '../../../engine/index.ts'

/** `140`, `68 %`, `£7,297.03`; a dash where there is nothing to say. */
export function inWords(value: number | undefined, unit: Unit): string {
  if (value === undefined) return '–'
  if (unit === 'percent') return `${value} %`
  if (unit === 'count') return String(value)
  const [pounds = '', pence = ''] = (value / 100).toFixed(2).split('.')
  return `£${pounds.replaceAll(/\B(?=(\d{3})+$)/g, ',')}.${pence}`
}
