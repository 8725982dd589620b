/**
 * WebGPU without a browser: Dawn (npm `webgpu`) finds the graphics card, and the package's WebGPU backend computes on it. So every
 * card computes that has a driver for Vulkan, Metal or Direct3D 12, whoever made it.
 */
import type { KernelBackend } from '@tensorflow/tfjs-node-gpu'
import { assertNever, BoxwrightError } from '../../../shared/errors.ts'
import type { DeviceReport } from '../../../shared/reports.ts'
import { cardName } from './cardName.ts'
import { mendCast } from './mendedCast.ts'
import { requirePackage, tf } from './tensorflow.ts'

/** What this computer's systems offer, as Dawn and as people call it. */
const interfaces = {
  linux: { backend: 'vulkan', name: 'Vulkan' },
  darwin: { backend: 'metal', name: 'Metal' },
  win32: { backend: 'd3d12', name: 'Direct3D 12' },
} as const
export type GraphicsInterface = (typeof interfaces)[keyof typeof interfaces]

export type Card = {
  readonly name: string
  readonly webgpu: NonNullable<DeviceReport['webgpu']>
  /** From now on it computes. @throws BoxwrightError `gpu-missing` */
  readonly use: () => Promise<void>
}

/**
 * The fastest card, a software driver when there is no other.
 * @throws BoxwrightError `gpu-missing`
 */
export async function findCard(): Promise<Card> {
  const graphics = interfaces[process.platform as keyof typeof interfaces]
  if (!graphics) throw noCard(`there is no WebGPU for ${process.platform}`)
  const dawn = await loadDawn()
  const gpu = dawn.create([`backend=${graphics.backend}`])
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' })
  if (!adapter) throw noCard(`no driver for ${graphics.name} tells of a card`)
  const { description, isFallbackAdapter } = adapter.info
  return {
    name: await cardName(adapter.info.device, () => dawn.create([`backend=${graphics.backend}`, 'adapter=?'])),
    webgpu: { through: graphics.name, driver: description, isSoftware: isFallbackAdapter },
    use: () => computeOn(dawn, gpu, adapter),
  }
}

/** Why no card computes, and what to do about it. */
export function noCard(reason: string): BoxwrightError {
  const message =
    process.platform === 'linux'
      ? `No graphics card can compute: ${reason}. An NVIDIA card needs its driver (nvidia-smi shows it) and "npm run setup -- --gpu", any other card a driver for Vulkan (packages libvulkan1 and mesa-vulkan-drivers; vulkaninfo shows it). Or train on the processor.`
      : `No graphics card can compute: ${reason}. Bring its driver and the system up to date, or train on the processor.`
  return new BoxwrightError('gpu-missing', message, { reason })
}

async function loadDawn(): Promise<Dawn> {
  try {
    return (await import('webgpu')) as unknown as Dawn
  } catch (error) {
    throw noCard(`Dawn cannot be loaded (${firstLine(error)})`)
  }
}

/** What the backend makes use of; everything else stays at what every card has. */
const wantedLimits = [
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxBufferSize',
  'maxComputeWorkgroupSizeX',
  'maxComputeInvocationsPerWorkgroup',
] as const

async function computeOn({ globals }: Dawn, gpu: Gpu, adapter: Adapter): Promise<void> {
  // Before `navigator.gpu` is there, or the package registers a backend of its own, on an adapter of its own choice.
  const { WebGPUBackend } = requirePackage('@tensorflow/tfjs-backend-webgpu') as WebgpuPackage
  mendCast()
  let device: Device
  try {
    const requiredLimits = Object.fromEntries(wantedLimits.map((name) => [name, adapter.limits[name]]))
    device = await adapter.requestDevice({ requiredLimits })
  } catch (error) {
    throw new BoxwrightError(
      'gpu-missing',
      `The driver of the graphics card refuses to compute (${firstLine(error)}). Bring it up to date, or train on the processor.`,
    )
  }
  watch(device)
  Object.assign(globalThis, globals)
  Object.defineProperty(globalThis.navigator, 'gpu', { value: gpu, configurable: true })
  tf.registerBackend('webgpu', () => new WebGPUBackend(device, adapter.info))
  await tf.setBackend('webgpu')
}

type Failure = { readonly kind: 'lost' | 'memory' | 'refused'; readonly message: string }

/** The first thing that went wrong on the card. Nothing throws there: whoever asks for numbers has to ask for this too. */
let failure: Failure | null = null
let lost: Promise<void> = Promise.resolve()

function watch(device: Device): void {
  lost = device.lost.then(({ message }) => {
    failure = { kind: 'lost', message }
  })
  device.addEventListener('uncapturederror', ({ error }) => {
    failure ??= {
      kind: error.constructor.name === 'GPUOutOfMemoryError' ? 'memory' : 'refused',
      message: error.message,
    }
  })
}

/** @throws BoxwrightError `device-lost`, `out-of-memory`, `job-failed` */
export function failIfCardFailed(): void {
  if (failure === null) return
  const [reason] = failure.message.split('\n')
  switch (failure.kind) {
    case 'lost':
      throw new BoxwrightError(
        'device-lost',
        `The graphics card stopped (${reason}): its driver was reset, or the card was taken out. Start the job again, a training run from its last epoch; if that repeats, bring the driver up to date or choose a smaller batch.`,
      )
    case 'memory':
      throw new BoxwrightError(
        'out-of-memory',
        `The graphics card ran out of memory (${reason}). Choose a smaller batch or picture size, or close other programs that use it.`,
      )
    case 'refused':
      throw new BoxwrightError(
        'job-failed',
        `The graphics card refused a command (${reason}). Choose a smaller batch or picture size, or the processor.`,
      )
    default:
      assertNever(failure.kind)
  }
}

/** How long the news that a card is gone may come after the first command that notices it. */
const newsMs = 1000

/** After an error of unknown cause: whether the card is the cause is known when this has resolved. */
export async function cardsLastWord(): Promise<void> {
  await Promise.race([lost, new Promise((resolve) => setTimeout(resolve, newsMs).unref())])
}

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''

type Dawn = { readonly create: (options: readonly string[]) => Gpu; readonly globals: object }
export type Gpu = { requestAdapter(options?: { powerPreference: 'high-performance' }): Promise<Adapter | null> }
type Adapter = {
  readonly info: { readonly device: string; readonly description: string; readonly isFallbackAdapter: boolean }
  readonly limits: Readonly<Record<(typeof wantedLimits)[number], number>>
  requestDevice(wanted: { requiredLimits: object }): Promise<Device>
}
type Device = {
  readonly lost: Promise<{ readonly message: string }>
  addEventListener(kind: 'uncapturederror', listener: (event: { readonly error: Error }) => void): void
}
type WebgpuPackage = { readonly WebGPUBackend: new (device: Device, info: object) => KernelBackend }
