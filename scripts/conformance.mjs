/**
 * Lets other tools read what Boxwright exports.
 * Makes a Python environment with pycocotools, Datumaro, Ultralytics and, for exported models, ONNX in the cache folder (once, from the package index),
 * exports a made dataset with every peculiarity in every format, and compares what the tools found with what was written.
 * Ultralytics comes without PyTorch, a gigabyte that its dataset check never calls: a stand-in takes its place.
 * Where the environment is, npm test lets the tools read, too; with BOXWRIGHT_CONFORMANCE=1 it makes it first.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { conformancePython, environmentFolder } from './conformance/python.mjs'
import { runScript, StopError } from './process/stopError.mjs'
import { streamProcess } from './process/streamProcess.mjs'
import { environmentOf, isCalled, project, setUp } from './setup.mjs'

// Pinned: a new version of a reader is a thing to look at, not a surprise.
const packages = [
  'pycocotools==2.0.11',
  'datumaro==1.13.12',
  'opencv-python-headless',
  'pyyaml',
  'requests',
  'pillow',
  'psutil',
  'matplotlib',
  'onnx==1.23.2',
  'onnxruntime==1.32.0',
]
const withoutDependencies = ['ultralytics==8.4.190', 'ultralytics-thop']

if (isCalled(import.meta.url)) {
  await runScript(async () => {
    const python = await provideReaders()
    if (!python) return 0
    const provided = await setUp({ quiet: true })
    const check = join(project, 'scripts', 'conformance', 'check.ts')
    return streamProcess(provided.nodePath, [check, python], { env: environmentOf(provided) })
  })
}

/** Gives the Python that has the readers, or null where there is none to begin with. */
export async function provideReaders() {
  const known = conformancePython()
  if (known) return known
  const system = process.env.BOXWRIGHT_PYTHON ?? (process.platform === 'win32' ? 'python' : 'python3')
  if (spawnSync(system, ['-c', 'import venv'], { stdio: 'ignore' }).status !== 0) {
    console.log(`conformance: skipped, there is no ${system} with venv; set BOXWRIGHT_PYTHON to one`)
    return null
  }
  const folder = environmentFolder()
  console.log(`conformance: making a Python environment in ${folder}, some minutes the first time`)
  mkdirSync(folder, { recursive: true })
  await mustRun(system, ['-m', 'venv', folder])
  const inside = process.platform === 'win32' ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python')
  await mustRun(inside, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages])
  await mustRun(inside, [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '--no-deps',
    ...withoutDependencies,
  ])
  writeFileSync(join(folder, 'complete'), `${[...packages, ...withoutDependencies].join('\n')}\n`)
  return conformancePython()
}

async function mustRun(command, args) {
  const code = await streamProcess(command, args)
  if (code !== 0)
    throw new StopError(`${command} ${args.join(' ')} failed`, 'check that the package index can be reached')
}
