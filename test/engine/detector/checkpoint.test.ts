import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readCheckpoint, writeCheckpoint } from '../../../main/engine/detector/checkpoint.ts'
import { defaultTrainSettings } from '../../../shared/trainSettings.ts'
import { canFillDisk, fillDisk, makeSpace } from '../../support/fullDisk.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'

const info = (step: number) => ({
  settings: defaultTrainSettings,
  categories: [{ id: 4, name: 'car' }],
  anchors: [[{ width: 3, height: 4 }]],
  scaling: { mean: [1, 2, 3], deviation: [4, 5, 6] },
  progress: null,
  epoch: 2,
  step,
  ap: 0.5,
  ap50: null,
})
const state = { average: Float32Array.of(1, -2.5, 3e-8), frozen: Float32Array.of(0), statistics: Float32Array.of(7, 8) }

describe('checkpoint', () => {
  it('comes back as it was written', async () => {
    const folder = temporaryFolder()
    await writeCheckpoint(folder, 'best', { info: info(10), state })
    expect(await readCheckpoint(folder, 'best')).toEqual({ info: info(10), state })
  })

  it('replaces the former one and leaves nothing of it', async () => {
    const folder = temporaryFolder()
    await writeCheckpoint(folder, 'best', { info: info(10), state })
    await writeCheckpoint(folder, 'best', { info: info(20), state })
    expect(readdirSync(folder).sort()).toEqual(['best-20.bin', 'best.json'])
  })

  it('that could not be written whole leaves the former one in force', async () => {
    const folder = temporaryFolder()
    await writeCheckpoint(folder, 'best', { info: info(10), state })
    // A process that died after the numbers and before the description.
    writeFileSync(join(folder, 'best-20.bin'), 'half')
    expect((await readCheckpoint(folder, 'best')).info.step).toBe(10)
  })

  it.skipIf(!canFillDisk)('for whose description there is no room leaves nothing behind', async () => {
    const folder = temporaryFolder()
    await writeCheckpoint(folder, 'best', { info: info(10), state })
    const former = readdirSync(folder)
    // The numbers have 24 bytes, the description more than a thousand.
    fillDisk(process.pid, [], 1000)
    try {
      await expect(writeCheckpoint(folder, 'best', { info: info(20), state })).rejects.toMatchObject({
        code: 'disk-full',
      })
    } finally {
      makeSpace(process.pid)
    }
    expect(readdirSync(folder)).toEqual(former)
    expect((await readCheckpoint(folder, 'best')).info.step).toBe(10)
  })

  it('that is missing or damaged says so by name', async () => {
    const folder = temporaryFolder()
    await expect(readCheckpoint(folder, 'best')).rejects.toMatchObject({ code: 'not-found' })
    await writeCheckpoint(folder, 'best', { info: info(10), state })
    rmSync(join(folder, 'best-10.bin'))
    await expect(readCheckpoint(folder, 'best')).rejects.toMatchObject({ code: 'file-unreadable' })
  })
})
