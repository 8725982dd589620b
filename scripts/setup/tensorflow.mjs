/**
 * TensorFlow's C library, out of the wheels that Google publishes for Python (no Python code of theirs is used). Laid out as in the wheels,
 * because the CUDA build looks for NVIDIA's libraries in `../nvidia` beside its own folder:
 *   <cache>/tensorflow-<version>-<cpu|gpu>-<platform>/tensorflow/libtensorflow_cc.so.2 …   and (gpu)   …/nvidia/<part>/lib
 */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { StopError } from '../process/stopError.mjs'
import { cudaWheels } from './cudaWheels.mjs'
import { makeWhole } from './partial.mjs'
import { tensorflowVersion, tensorflowWheels } from './pins.mjs'
import { platformKey } from './platform.mjs'
import { megabytes } from './progress.mjs'
import { downloadWheel, unpackWheel } from './pythonWheel.mjs'
import { notCovered, requirementsOfExtra } from './wheelMetadata.mjs'

// The library, its licence, and the C headers that the addon includes: 850 MB of the 1.4 GB in the wheel.
const tensorflowFiles = [
  'tensorflow/libtensorflow_(cc|framework)\\..*',
  'tensorflow/THIRD_PARTY_NOTICES.txt',
  'tensorflow/include/(LICENSE|tensorflow/c/.*\\.h|xla/tsl/c/.*\\.h|(tensorflow/core|tsl)/platform/ctstring.*\\.h)',
]
// The compiler's parts (ptxas, libdevice) are needed too: kernels are compiled for the card at run time.
const cudaFiles = ['nvidia/\\w+/(lib|bin|nvvm)/.*', '.*\\.dist-info/.*[Ll]icen[sc]e.*']
const metadataFiles = ['tensorflow-[^/]*\\.dist-info/METADATA']
// Measured: the wheels plus what is unpacked from them, for both are there for a while.
const neededBytes = { cpu: 1.2e9, gpu: 9e9 }

export const tensorflowFolder = (cache, flavour) =>
  join(cache, `tensorflow-${tensorflowVersion}-${flavour}-${platformKey}`)

export const isTensorflowAvailable = (flavour = 'cpu') => platformKey in tensorflowWheels[flavour]

export const hasTensorflow = (cache, flavour) => existsSync(tensorflowFolder(cache, flavour))

export async function provideTensorflow(flavour, context) {
  const { cache, log } = context
  const folder = tensorflowFolder(cache, flavour)
  if (existsSync(folder)) return
  const wheel = tensorflowWheels[flavour][platformKey]
  const wheels = flavour === 'gpu' ? [wheel, ...cudaWheels] : [wheel]
  const bytes = wheels.reduce((sum, each) => sum + each.bytes, 0)
  log(`TensorFlow ${tensorflowVersion} (${flavour === 'gpu' ? 'CUDA' : 'CPU'}): downloading ${megabytes(bytes)} MB`)
  await checkSpace(cache, neededBytes[flavour])
  const files = []
  for (const each of wheels) files.push(await downloadWheel(each, context))
  log(`TensorFlow ${tensorflowVersion}: unpacking`)
  await makeWhole(cache, folder, (work) => unpackAll(files, join(work, 'library')))
  for (const file of files) rmSync(file)
}

async function checkSpace(cache, needed) {
  const { bavail, bsize } = await statfs(cache)
  if (bavail * bsize >= needed) return
  throw new StopError(
    `not enough space in ${cache}: ${megabytes(needed)} MB are needed, ${megabytes(bavail * bsize)} MB are free`,
    'free some space, or set BOXWRIGHT_CACHE to a folder on another disk, then run the command again.',
  )
}

async function unpackAll([tensorflow, ...cuda], folder) {
  await unpackWheel(tensorflow, folder, [...tensorflowFiles, ...metadataFiles])
  if (cuda.length > 0) checkCudaList(folder)
  for (const wheel of cuda) await unpackWheel(wheel, folder, cudaFiles)
  return folder
}

// The wheel itself says what it needs: a newer TensorFlow with another list must not be set up with the old one.
function checkCudaList(folder) {
  const metadata = readFileSync(join(folder, `tensorflow-${tensorflowVersion}.dist-info`, 'METADATA'), 'utf8')
  const lacking = notCovered(requirementsOfExtra(metadata, 'and-cuda'), cudaWheels)
  if (lacking.length === 0) return
  throw new StopError(
    `scripts/setup/cudaWheels.mjs does not cover what TensorFlow ${tensorflowVersion} needs: ${lacking.join(', ')}`,
    'pin these wheels there; until then npm run setup -- --cpu sets up training on the processor.',
  )
}
