import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { freeOnAmd } from '../../../main/engine/tensorflow/freeMemory.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'

/** As /sys/class/drm shows it: two cards of AMD, one of another maker, and a socket. */
function cards(): string {
  const folder = temporaryFolder()
  const write = (card: string, total: number, used: number) => {
    mkdirSync(join(folder, card, 'device'), { recursive: true })
    writeFileSync(join(folder, card, 'device', 'mem_info_vram_total'), `${total}\n`)
    writeFileSync(join(folder, card, 'device', 'mem_info_vram_used'), `${used}\n`)
  }
  write('card0', 512 * 2 ** 20, 300 * 2 ** 20)
  write('card1', 16 * 2 ** 30, 2 ** 30)
  mkdirSync(join(folder, 'card2', 'device'), { recursive: true })
  mkdirSync(join(folder, 'card1-DP-1'))
  return folder
}

it('the memory of the largest card of AMD is what its driver has not given away', () => {
  expect(freeOnAmd(cards())).toBe(15 * 2 ** 30)
})

it('without such a card, or without such a folder, nothing is said', () => {
  const folder = temporaryFolder()
  expect(freeOnAmd(folder)).toBeNull()
  expect(freeOnAmd(join(folder, 'none'))).toBeNull()
})
