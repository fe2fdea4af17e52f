/** `reasonCode` → `reason code`. */
export function plainName(name: string): string {
  return name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[-_]/g, ' ')
    .replaceAll('.', ': ')
    .toLowerCase()
}
