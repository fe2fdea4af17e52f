/*
 * Loaded into a process before all else (`--import`): its clock is set wrong, as if somebody had set the machine's. The
 * shift is in the environment, and can be changed by a message from whoever started the process. What measures time that
 * has passed (`performance.now`, `setTimeout`) is not touched, as with a real machine.
 */

const MachineDate = Date
let shiftMs = Number(process.env['CLOCK_SHIFT_MS'] ?? 0)

const now = (): number => MachineDate.now() + shiftMs

globalThis.Date = new Proxy(MachineDate, {
  construct: (target, args: unknown[], self) =>
    Reflect.construct(target, args.length === 0 ? [now()] : args, self) as Date,
  apply: () => new MachineDate(now()).toString(),
  get: (target, name, self) => (name === 'now' ? now : (Reflect.get(target, name, self) as unknown)),
})

if (process.send !== undefined) {
  process.on('message', (message: { readonly shiftMs?: number }) => {
    if (message.shiftMs === undefined) return
    shiftMs = message.shiftMs
    process.send?.({ shiftMs })
  })
  process.channel?.unref()
}
