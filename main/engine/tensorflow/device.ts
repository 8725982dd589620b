/** Which processor computes. Asked for a graphics card that is not there, it refuses: never silently the slow one. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cpus, freemem } from 'node:os'
import { BoxwrightError } from '../../../shared/errors.ts'
import type { DeviceReport } from '../../../shared/reports.ts'
import type { TrainSettings } from '../../../shared/trainSettings.ts'
import type { Precision } from './autocast.ts'
import { backend, tensorflowVersion } from './tensorflow.ts'

/** @throws BoxwrightError `gpu-missing` */
export function describeDevice(wanted: 'auto' | 'cpu' | 'gpu'): DeviceReport {
  const libraryPath = process.env.BOXWRIGHT_TENSORFLOW_LIBRARY ?? ''
  const processors = cpus()
  const common = { threads: processors.length, tensorflowVersion, libraryPath }
  if (backend.isUsingGpuDevice) return { ...common, kind: 'gpu', ...graphicsCard() }
  if (wanted === 'gpu') {
    throw new BoxwrightError(
      'gpu-missing',
      'TensorFlow finds no graphics card. Check the driver with nvidia-smi, run "npm run setup -- --gpu", or train on the processor.',
    )
  }
  const name = processors[0]?.model.trim() ?? 'processor'
  return { ...common, kind: 'cpu', name, hasBfloat16: hasProcessorBfloat16() }
}

/** First generation of NVIDIA cards with bfloat16 (Ampere), as its compute capability. */
const bfloat16Capability = 8

function graphicsCard(): Pick<DeviceReport, 'name' | 'hasBfloat16'> {
  try {
    const fields = ['--query-gpu=name,compute_cap', '--format=csv,noheader']
    const [name, capability] = (execFileSync('nvidia-smi', fields, { encoding: 'utf8' }).split('\n')[0] ?? '').split(
      ',',
    )
    return {
      name: name?.trim() || 'NVIDIA graphics card',
      hasBfloat16: Number.parseFloat(capability ?? '') >= bfloat16Capability,
    }
  } catch {
    // The tool may be missing where the driver is not; the name is only told, the device is certain.
    return { name: 'NVIDIA graphics card', hasBfloat16: false }
  }
}

/** Only Linux tells a program without native code. */
function hasProcessorBfloat16(): boolean {
  try {
    return /\b(avx512_bf16|amx_bf16)\b/.test(readFileSync('/proc/cpuinfo', 'utf8'))
  } catch {
    return false
  }
}

/** Memory that training may take: the system's, or the graphics card's. */
export function freeMemoryOf({ kind }: DeviceReport): number {
  if (kind === 'cpu') return freemem()
  try {
    const text = execFileSync('nvidia-smi', ['--query-gpu=memory.free', '--format=csv,noheader,nounits'], {
      encoding: 'utf8',
    })
    return Number.parseFloat(text) * 2 ** 20
  } catch {
    // The smallest card that is sold for this.
    return 4 * 2 ** 30
  }
}

/** What a run's setting means on this device. */
export function precisionOf(setting: TrainSettings['precision'], device: DeviceReport): Precision {
  if (setting !== 'auto') return setting
  return device.hasBfloat16 ? 'bfloat16' : 'float32'
}
