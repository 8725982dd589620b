/** Numbers for new boxes, fetched ahead, so that a box can be shown and named at once. */
import { BoxwrightError } from '../../shared/errors.ts'
import { fail } from '../stores/messages.ts'
import { call } from '../studio.ts'

const lowWater = 100
const portion = 200

let ids: number[] = []
let filling: Promise<void> | null = null

/** @throws BoxwrightError when the engine has been away for longer than the pool lasts */
export function nextId(): number {
  const id = ids.shift()
  if (id === undefined) throw new BoxwrightError('engine-gone', 'The engine does not answer yet. Draw the box again.')
  if (ids.length < lowWater) ensureIds(lowWater).catch(fail)
  return id
}

/** For many boxes at once: waits until there are as many numbers. */
export async function ensureIds(count: number): Promise<void> {
  while (ids.length < count) {
    filling ??= fill(Math.max(portion, count - ids.length)).finally(() => {
      filling = null
    })
    await filling
  }
}

/** Another project has its own numbers. */
export function forgetIds(): void {
  ids = []
}

async function fill(count: number): Promise<void> {
  const size = Math.min(count, 10_000)
  const { first } = await call('annotations.reserveIds', { count: size })
  ids.push(...Array.from({ length: size }, (_, index) => first + index))
}
