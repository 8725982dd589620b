/** The native addon of tfjs-node, built from the sources in its npm package against our TensorFlow: its own installer fetches one of 2022. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runProcess } from '../process/runProcess.mjs'
import { explainFailure } from './explainFailure.mjs'
import { downloadNpmTarball, unpackTar } from './npmTarball.mjs'
import { makeWhole } from './partial.mjs'
import { nodeHeaders, tensorflowVersion } from './pins.mjs'
import { platformKey } from './platform.mjs'
import { tensorflowFolder } from './tensorflow.mjs'

const packageName = '@tensorflow/tfjs-node-gpu'
const addonInPackage = join('lib', 'napi-v8', 'tfjs_binding.node')
const compilers = { linux: 'g++', darwin: 'clang++' }
export const compiler = compilers[process.platform]

export const packageFolder = (project) => join(project, 'node_modules', ...packageName.split('/'))

export function cachedAddon({ project, cache }) {
  const { version } = JSON.parse(readFileSync(join(packageFolder(project), 'package.json'), 'utf8'))
  return join(cache, `tfjs-addon-${version}-tensorflow-${tensorflowVersion}-${platformKey}`, 'tfjs_binding.node')
}

export async function provideAddon(context) {
  const addon = cachedAddon(context)
  if (!existsSync(addon)) {
    context.log(`TensorFlow's addon for Node: building it with ${compiler}`)
    await buildAddon(context, addon, join(tensorflowFolder(context.cache, 'cpu'), 'tensorflow'))
  }
  place(addon, join(packageFolder(context.project), addonInPackage))
}

/** `runPath` is where the addon looks for the library when LD_LIBRARY_PATH does not name another. */
export async function buildAddon({ project, cache, log }, target, runPath) {
  await makeWhole(cache, target, async (work) => {
    await unpackTar(await downloadNpmTarball(nodeHeaders, work, log), work)
    const output = join(work, 'tfjs_binding.node')
    const includes = [packageFolder(project), join(library(cache), 'include'), join(work, 'package', 'include')]
    const args = [...compilerArgs(runPath), ...includes.map((folder) => `-I${folder}`), ...sources(project)]
    const built = await runProcess(compiler, [...args, ...libraries(cache), '-o', output])
    if (built.code !== 0) throw explainFailure(`building the addon with ${compiler}`, built.output)
    return output
  })
}

const library = (cache) => join(tensorflowFolder(cache, 'cpu'), 'tensorflow')

const compilerArgs = (runPath) => [
  ...['-std=c++17', '-O2', '-fPIC', '-DNAPI_VERSION=8', '-DNODE_GYP_MODULE_NAME=tfjs_binding'],
  `-Wl,-rpath,${runPath}`,
  ...(process.platform === 'darwin' ? ['-bundle', '-undefined', 'dynamic_lookup'] : ['-shared']),
]

function sources(project) {
  const folder = join(packageFolder(project), 'binding')
  const names = readdirSync(folder).filter((name) => name.endsWith('.cc'))
  return names.map((name) => join(folder, name))
}

const libraries = (cache) =>
  readdirSync(library(cache))
    .filter((name) => name.startsWith('libtensorflow'))
    .map((name) => join(library(cache), name))

/** A rename, so that a process that has loaded the addon keeps its own. */
function place(addon, target) {
  if (existsSync(target) && readFileSync(target).equals(readFileSync(addon))) return
  mkdirSync(dirname(target), { recursive: true })
  cpSync(addon, `${target}.new`)
  renameSync(`${target}.new`, target)
}
