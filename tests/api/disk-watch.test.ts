import { expect } from 'chai'
import { makeDiskWatch, type DiskWatch } from '../../api/disk-watch.ts'
import { refuseWhileFull } from '../../api/middleware/refuse-while-full.ts'
import { StoreUnavailableError } from '../../engine/index.ts'

const MIB = 1_048_576
const DISK = 10_000 * MIB

describe('the watch over the disk', () => {
  const watch = (minFreeMb: number | undefined, of = DISK, file: string | null = '/data/redress.sqlite') => {
    const space = { free: of, of }
    const changes: boolean[] = []
    const made = makeDiskWatch({
      file: file ?? undefined,
      minFreeMb,
      spaceOf: () => Promise.resolve(space),
      onChange: (isFull) => changes.push(isFull),
      onError: (error) => {
        throw error
      },
    })
    const leave = async (mib: number): Promise<boolean> => {
      space.free = mib * MIB
      await made.look()
      return made.isFull()
    }
    return { ...made, leave, changes }
  }
  const watches: DiskWatch[] = []
  after(() => Promise.all(watches.map((each) => each.close())))

  const LEAST: readonly [what: string, minFreeMb: number | undefined, of: number, least: number][] = [
    ['200 MiB, where nothing is said', undefined, DISK, 200],
    ['5 % of a small disk', undefined, 1_000 * MIB, 50],
    ['what is said', 500, DISK, 500],
  ]
  for (const [what, minFreeMb, of, least] of LEAST) {
    it(`wants ${what}, and a little more before it lets go`, async () => {
      const disk = watch(minFreeMb, of)
      watches.push(disk)
      expect(await disk.leave(least)).to.equal(false)
      expect(await disk.leave(least - 1)).to.equal(true)
      expect(() => {
        disk.mustHaveRoom()
      }).to.throw(StoreUnavailableError, /The disk is nearly full/)
      expect(await disk.leave(least + 1)).to.equal(true)
      expect(await disk.leave(least * 1.2)).to.equal(false)
      disk.mustHaveRoom()
      expect(disk.changes).to.deep.equal([true, false])
      expect(disk.freeBytes()).to.equal(least * 1.2 * MIB)
    })
  }

  it('watches nothing where it is told to, or the database is elsewhere', async () => {
    for (const disk of [watch(0), watch(undefined, DISK, null)]) {
      watches.push(disk)
      expect(await disk.leave(0)).to.equal(false)
      expect(disk.freeBytes()).to.equal(undefined)
    }
  })

  const REQUESTS: readonly [method: string, path: string, refused: boolean][] = [
    ['GET', '/api/v1/cases', false],
    ['HEAD', '/cases', false],
    ['POST', '/api/v1/cases', true],
    ['PUT', '/tasks/1/draft', true],
    ['DELETE', '/x', true],
    ['POST', '/sign-in', false],
    ['POST', '/sign-in/code', false],
    ['POST', '/sign-out', false],
    ['POST', '/sign-inn', true],
  ]
  for (const [method, path, isRefused] of REQUESTS) {
    it(`${isRefused ? 'turns away' : 'lets through'} ${method} ${path}`, () => {
      let passed = false
      const handler = refuseWhileFull({
        mustHaveRoom: () => {
          throw new StoreUnavailableError('full')
        },
      })
      const ask = () => {
        void handler({ method, path } as never, {} as never, () => {
          passed = true
        })
      }
      if (isRefused) expect(ask).to.throw(StoreUnavailableError)
      else ask()
      expect(passed).to.equal(!isRefused)
    })
  }
})
