/** Which processor computes. Asked for a graphics card that is not there, it refuses: never silently the slow one. */
import { execFileSync } from 'node:child_process'
import { cpus } from 'node:os'
import { BoxwrightError } from '../../../shared/errors.ts'
import type { DeviceReport } from '../../../shared/reports.ts'
import { backend, tensorflowVersion } from './tensorflow.ts'

/** @throws BoxwrightError `gpu-missing` */
export function describeDevice(wanted: 'auto' | 'cpu' | 'gpu'): DeviceReport {
  const libraryPath = process.env.BOXWRIGHT_TENSORFLOW_LIBRARY ?? ''
  const processors = cpus()
  const common = { threads: processors.length, tensorflowVersion, libraryPath }
  if (backend.isUsingGpuDevice) return { ...common, kind: 'gpu', name: graphicsCardName() }
  if (wanted === 'gpu') {
    throw new BoxwrightError(
      'gpu-missing',
      'TensorFlow finds no graphics card. Check the driver with nvidia-smi, run "npm run setup -- --gpu", or train on the processor.',
    )
  }
  return { ...common, kind: 'cpu', name: processors[0]?.model.trim() ?? 'processor' }
}

function graphicsCardName(): string {
  try {
    const names = execFileSync('nvidia-smi', ['--query-gpu=name', '--format=csv,noheader'], { encoding: 'utf8' })
    return names.split('\n')[0]?.trim() || 'NVIDIA graphics card'
  } catch {
    // The tool may be missing where the driver is not; the name is only told, the device is certain.
    return 'NVIDIA graphics card'
  }
}
