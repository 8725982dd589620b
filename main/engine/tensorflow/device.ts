/** Which processor computes. What was asked for and is not there is refused: never silently the slow one. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { BoxwrightError } from '../../../shared/errors.ts'
import type { DeviceReport } from '../../../shared/reports.ts'
import type { TrainSettings } from '../../../shared/trainSettings.ts'
import type { Precision } from './autocast.ts'
import { isFasterInBfloat16 } from './fasterPrecision.ts'
import { hasLibrary, libraryBackend, tensorflowVersion } from './tensorflow.ts'
import { findCard, noCard } from './webgpu.ts'

/**
 * Finds what computes, and from then on it does. Left to itself it is an NVIDIA card through TensorFlow, else any card through
 * WebGPU, else the processor.
 * @throws BoxwrightError `gpu-missing`, `library-missing`
 */
export async function chooseDevice(wanted: TrainSettings['device']): Promise<DeviceReport> {
  if (wanted !== 'webgpu' && hasLibrary && libraryBackend().isUsingGpuDevice) return { ...common(), ...nvidiaCard() }
  if (wanted === 'cpu' || (wanted === 'auto' && !mayHaveCard())) return processor()
  try {
    const card = await findCard()
    if (card.webgpu.isSoftware && wanted !== 'webgpu')
      throw noCard(`${card.name} is a driver that computes on the processor`)
    await card.use()
    return { ...common(), kind: 'gpu', name: card.name, hasBfloat16: false, webgpu: card.webgpu }
  } catch (error) {
    if (wanted !== 'auto' || !isMissing(error)) throw error
    return processor()
  }
}

const isMissing = (error: unknown): boolean => error instanceof BoxwrightError && error.code === 'gpu-missing'

/** Where the system shows its cards: what takes no time to look at. */
const cardFiles = ['/dev/dri', '/dev/nvidiactl', '/dev/dxg']
const mayHaveCard = (): boolean => process.platform !== 'linux' || cardFiles.some((file) => existsSync(file))

const common = () => ({
  threads: cpus().length,
  tensorflowVersion,
  libraryPath: process.env.BOXWRIGHT_TENSORFLOW_LIBRARY ?? '',
})

function processor(): DeviceReport {
  if (!hasLibrary) {
    throw new BoxwrightError(
      'library-missing',
      'No graphics card can compute here, and TensorFlow, which computes on the processor, is not installed. Run "npm run setup" in the folder of Boxwright; everything else works without it.',
    )
  }
  return {
    ...common(),
    kind: 'cpu',
    name: cpus()[0]?.model.trim() ?? 'processor',
  }
}

/** For who trains: a processor whose flags name bfloat16 is tried, which takes some tenths of a second. */
export async function forTraining(report: DeviceReport): Promise<DeviceReport> {
  if (report.kind === 'gpu') return report
  return { ...report, hasBfloat16: hasProcessorBfloat16() && (await isFasterInBfloat16()) }
}

/** First generation of NVIDIA cards with bfloat16 (Ampere), as its compute capability. */
const bfloat16Capability = 8

function nvidiaCard(): Pick<DeviceReport, 'kind' | 'name' | 'hasBfloat16'> {
  try {
    const fields = ['--query-gpu=name,compute_cap', '--format=csv,noheader']
    const [name, capability] = (execFileSync('nvidia-smi', fields, { encoding: 'utf8' }).split('\n')[0] ?? '').split(
      ',',
    )
    return {
      kind: 'gpu',
      name: name?.trim() || 'NVIDIA graphics card',
      hasBfloat16: Number.parseFloat(capability ?? '') >= bfloat16Capability,
    }
  } catch {
    // The tool may be missing where the driver is not; the name is only told, the device is certain.
    return { kind: 'gpu', name: 'NVIDIA graphics card', hasBfloat16: false }
  }
}

/** Without them TensorFlow imitates bfloat16. Only Linux tells a program without native code. */
function hasProcessorBfloat16(): boolean {
  try {
    return /\b(avx512_bf16|amx_bf16)\b/.test(readFileSync('/proc/cpuinfo', 'utf8'))
  } catch {
    return false
  }
}

/**
 * What a run's setting means on this device.
 * @throws BoxwrightError `bad-request` for bfloat16 through WebGPU, whose operations know only float32
 */
export function precisionOf(setting: TrainSettings['precision'], device: DeviceReport): Precision {
  if (setting === 'bfloat16' && device.webgpu) {
    throw new BoxwrightError(
      'bad-request',
      'Through WebGPU a graphics card computes in float32 only. Set the precision to automatic, or choose another device.',
    )
  }
  if (setting !== 'auto') return setting
  return device.hasBfloat16 ? 'bfloat16' : 'float32'
}
