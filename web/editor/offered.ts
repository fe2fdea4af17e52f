/** Kinds of parts that the service does not run, and whose offer would only lead to an error of the checks. */
const NOT_RUN =
  /complex-gateway|script-task|ad-hoc|adhoc|choreography|data-object|data-store|participant|pool|lane|create\.group|manual-task|compensation|cancel|transaction/i

type Entries = Readonly<Record<string, unknown>>

interface Palette {
  registerProvider(priority: number, provider: { getPaletteEntries: () => (entries: Entries) => Entries }): void
}

interface PopupMenu {
  registerProvider(
    menu: string,
    priority: number,
    provider: { getPopupMenuEntries: () => (entries: Entries) => Entries },
  ): void
}

const withoutNotRun = (entries: Entries): Entries =>
  Object.fromEntries(Object.entries(entries).filter(([key]) => !NOT_RUN.test(key)))

/** Low, so that it comes after those that make the entries. */
const LAST = 100

function OnlyWhatRuns(popupMenu: PopupMenu, palette: Palette): void {
  palette.registerProvider(LAST, { getPaletteEntries: () => withoutNotRun })
  for (const menu of ['bpmn-create', 'bpmn-append', 'bpmn-replace']) {
    popupMenu.registerProvider(menu, LAST, { getPopupMenuEntries: () => withoutNotRun })
  }
}

/** The menus of new parts, without what is not run. */
export const onlyWhatRuns: object = {
  __init__: ['onlyWhatRuns'],
  onlyWhatRuns: ['type', Object.assign(OnlyWhatRuns, { $inject: ['popupMenu', 'palette'] })],
}
