/**
 * Brings everything that the studio, its tests and its tools need; each step is a file of scripts/setup. Runs on Node 18 without any package, as
 * often as one likes: what is there is not touched.
 *   npm run setup -- [--gpu | --cpu]
 */
import { realpathSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runScript, StopError } from './process/stopError.mjs'
import { cacheFolder, makeCacheFolder } from './setup/cacheFolder.mjs'
import { provideElectron } from './setup/electron.mjs'
import { explainFailure } from './setup/explainFailure.mjs'
import { withLock } from './setup/lock.mjs'
import { provideNode } from './setup/node.mjs'
import { installPackages } from './setup/packages.mjs'
import { removePartials } from './setup/partial.mjs'
import { provideSystemPackages } from './setup/systemPackages.mjs'
import { missingTools, provideTraining } from './setup/training.mjs'

export const project = dirname(dirname(fileURLToPath(import.meta.url)))

/** packages and node are always provided. */
export const everything = ['electron', 'training', 'display']

/**
 * options: needs (of `everything`), gpu (true, false or undefined: ask), requireTraining (a missing TensorFlow stops), quiet (stderr only,
 * and only what is done). Gives {project, cache, nodePath, electron: {folder, path, version, isDevelopment}, training: error | undefined}.
 */
export async function setUp(options = {}) {
  const started = Date.now()
  const needs = new Set(options.needs ?? everything)
  const print = options.quiet ? console.error : console.log
  const log = (line) => print(`set-up: ${line}`)
  const cache = cacheFolder()
  makeCacheFolder(cache)
  const context = { project, cache, needs, gpu: options.gpu, log }
  const provided = await withLock(cache, log, () => provideAll(context)).catch(explainSystemError)
  if (provided.training) reportNoTraining(provided.training, options.requireTraining, log)
  if (!options.quiet) log(completeLine(provided, Date.now() - started))
  return provided
}

async function provideAll(context) {
  removePartials(context.cache)
  context.nodePath = await provideNode(context)
  await installPackages(context)
  if (context.needs.has('electron')) context.electron = await provideElectron(context)
  context.trainingTools = context.needs.has('training') ? await missingTools(context) : []
  await provideSystemPackages(context)
  const training = context.needs.has('training') ? await provideTraining(context) : undefined
  const { cache, nodePath, electron } = context
  return { project, cache, nodePath, electron, training }
}

function completeLine({ electron }, milliseconds) {
  const standIn = electron?.isDevelopment
    ? `, with the Electron ${electron.version} that is for development and CI only`
    : ''
  return `complete (${(milliseconds / 1000).toFixed(1)} s)${standIn}`
}

// A full disk or a read-only folder shows itself in any step.
function explainSystemError(error) {
  if (error instanceof StopError || !error.syscall) throw error
  throw explainFailure('set-up', error.message)
}

function reportNoTraining(error, isRequired, log) {
  if (isRequired) throw error
  log(`without TensorFlow: ${error.message}`)
  log(`  everything else works. For training: ${error.remedy}`)
}

/** What the studio, the tests and the benchmarks find in their environment. */
export function environmentOf({ cache, nodePath, electron }) {
  return {
    ...process.env,
    BOXWRIGHT_CACHE: cache,
    BOXWRIGHT_NODE: nodePath,
    // Node keeps what it made of the sources: a process of the command line or of a training starts in half the time.
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(cache, 'compiled'),
    ...(electron ? { ELECTRON_OVERRIDE_DIST_PATH: electron.folder } : {}),
    PATH: [dirname(nodePath), process.env.PATH].join(delimiter),
  }
}

/** --gpu and --cpu are for set-up; the rest of the arguments is for whoever called it. */
export function splitGpuChoice(args) {
  const gpu = args.includes('--gpu') ? true : args.includes('--cpu') ? false : undefined
  return { gpu, rest: args.filter((arg) => arg !== '--gpu' && arg !== '--cpu') }
}

/** Whether the module with this address is the script that was started, not one that another imports. */
export function isCalled(url) {
  return Boolean(process.argv[1]) && realpathSync(process.argv[1]) === fileURLToPath(url)
}

if (isCalled(import.meta.url)) {
  await runScript(async () => {
    await setUp({ gpu: splitGpuChoice(process.argv.slice(2)).gpu })
    return 0
  })
}
