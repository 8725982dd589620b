/** TensorFlow and its addon. Whatever stands in their way costs training only: the studio opens without them. */
import { existsSync } from 'node:fs'
import { StopError } from '../process/stopError.mjs'
import { cachedAddon, compiler, provideAddon } from './addon.mjs'
import { wantsCuda } from './graphicsCard.mjs'
import { hasPip, installCommand, isOnPath } from './systemPackages.mjs'
import { hasTensorflow, isTensorflowAvailable, provideTensorflow } from './tensorflow.mjs'

/** Gives undefined, or the StopError that says why there is no training. */
export async function provideTraining(context) {
  if (!isTensorflowAvailable()) return noLibrary
  try {
    const flavours = (await wantsCuda(context)) ? ['cpu', 'gpu'] : ['cpu']
    const lacking = await missingTools(context, flavours)
    if (lacking.length > 0) return lacks(lacking)
    for (const flavour of flavours) await provideTensorflow(flavour, context)
    await provideAddon(context)
    return undefined
  } catch (error) {
    if (error instanceof StopError) return error
    throw error
  }
}

/** pip brings the library, a compiler builds the addon; each is needed only as long as its work is not done. */
export async function missingTools(context, flavours = ['cpu']) {
  if (!isTensorflowAvailable()) return []
  const needsPip = flavours.some((flavour) => !hasTensorflow(context.cache, flavour))
  const needsCompiler = !existsSync(cachedAddon(context))
  return [
    ...(needsPip && !(await hasPip()) ? ['python3-pip'] : []),
    ...(needsCompiler && !isOnPath(compiler) ? ['g++'] : []),
  ]
}

async function lacks(packages) {
  const names = packages.map((name) => (name === 'g++' ? compiler : 'python3 with pip')).join(' and ')
  const remedy = process.platform === 'darwin' ? 'xcode-select --install' : await installCommand(packages)
  return new StopError(`${names} not found`, `${remedy}\n  then run the command again.`)
}

const noLibrary = new StopError(
  'TensorFlow has no library for this platform: the processor does not train',
  'a graphics card does, through WebGPU, and needs nothing but its driver.',
)
