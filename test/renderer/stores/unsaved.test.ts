import { describe, expect, it } from 'vitest'
import { tryAgain, untilOnDisk, useUnsaved } from '../../../renderer/stores/unsaved.ts'
import { BoxwrightError } from '../../../shared/errors.ts'

const full = new BoxwrightError('disk-full', 'The disk is full.', { path: '/p' })
const obstacle = { code: 'disk-full', path: '/p' }

/** Resolves when the window says so. */
const isShown = () =>
  new Promise<void>((resolve) => {
    const look = () => useUnsaved.getState().obstacle && resolve()
    useUnsaved.subscribe(look)
    look()
  })

describe('a change that the disk has no room for', () => {
  it('stays unsaved in sight until an attempt succeeds', async () => {
    let attempts = 0
    const stored = untilOnDisk(async () => {
      attempts++
      if (attempts === 1) throw full
      return 'stored'
    })
    await isShown()
    expect(useUnsaved.getState()).toEqual({ obstacle })
    tryAgain()
    expect(await stored).toBe('stored')
    expect(attempts).toBe(2)
    expect(useUnsaved.getState().obstacle).toBeNull()
  })

  it('is given up when it is refused for good', async () => {
    let attempts = 0
    const refused = untilOnDisk(async () => {
      attempts++
      throw attempts === 1 ? full : new BoxwrightError('conflict', 'The box is gone.')
    })
    await isShown()
    tryAgain()
    await expect(refused).rejects.toThrow('The box is gone.')
    expect(useUnsaved.getState().obstacle).toBeNull()
  })
})
