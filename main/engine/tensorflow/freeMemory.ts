/** Memory that training may take: the system's, or the graphics card's. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { freemem } from 'node:os'
import { join } from 'node:path'
import type { DeviceReport } from '../../../shared/reports.ts'

/** The smallest card that is sold for this. */
const smallestCardBytes = 4 * 2 ** 30

export function freeMemoryOf({ kind, webgpu }: DeviceReport): number {
  if (kind === 'cpu' || webgpu?.isSoftware) return freemem()
  // Metal's cards share the memory of the system.
  if (webgpu?.through === 'Metal') return freemem()
  return freeOnNvidia() ?? freeOnAmd() ?? smallestCardBytes
}

function freeOnNvidia(): number | null {
  try {
    const fields = ['--query-gpu=memory.free', '--format=csv,noheader,nounits']
    return Number.parseFloat(execFileSync('nvidia-smi', fields, { encoding: 'utf8' })) * 2 ** 20
  } catch {
    // No such card, or a driver without its tool.
    return null
  }
}

/** As Linux' driver tells it, of the largest card. */
export function freeOnAmd(root = '/sys/class/drm'): number | null {
  try {
    const free = readdirSync(root).flatMap((name) => {
      try {
        const bytes = (file: string) => Number(readFileSync(join(root, name, 'device', file), 'utf8'))
        return [bytes('mem_info_vram_total') - bytes('mem_info_vram_used')]
      } catch {
        // An entry of another maker's card, or of a socket.
        return []
      }
    })
    return free.length > 0 ? Math.max(...free) : null
  } catch {
    return null
  }
}
