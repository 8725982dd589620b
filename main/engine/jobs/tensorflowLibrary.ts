/** What a process needs that computes: the TensorFlow library, and the environment that makes the system's loader take it. */
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { BoxwrightError } from '../../../shared/errors.ts'
import type { TrainSettings } from '../../../shared/trainSettings.ts'
import type { Folders } from '../folders.ts'

export type TensorflowLibrary = { readonly folder: string; readonly kind: 'cpu' | 'gpu' }

const libraryName: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  linux: 'libtensorflow_cc.so.2',
  darwin: 'libtensorflow_cc.2.dylib',
  win32: 'tensorflow.dll',
}

/**
 * Looks in BOXWRIGHT_TENSORFLOW, then in the user's cache, where set-up puts it, then in what the application brought.
 * A library for graphics cards is preferred unless the processor is wanted; it runs on the processor too.
 * @throws BoxwrightError `library-missing`
 */
export function findTensorflow(folders: Folders, environment: NodeJS.ProcessEnv = process.env): TensorflowLibrary {
  const name = libraryName[process.platform]
  if (!name)
    throw new BoxwrightError(
      'library-missing',
      `Training is not available on ${process.platform} yet; everything else is.`,
    )
  const given = environment.BOXWRIGHT_TENSORFLOW
  const candidates = [
    ...(given ? [given] : []),
    ...librariesInCache(folders.cache),
    join(folders.resources, 'tensorflow'),
  ]
  const found = candidates.map((folder) => libraryIn(folder, name)).find((folder) => folder !== null)
  if (!found) {
    throw new BoxwrightError(
      'library-missing',
      'TensorFlow is not installed, so nothing can be trained or detected yet. Run "npm run setup" in the folder of Boxwright; everything else works without it.',
    )
  }
  return { folder: found, kind: /-gpu-/.test(found) ? 'gpu' : 'cpu' }
}

/**
 * The environment of a process that computes on `device`. Without the library a graphics card may still compute, through WebGPU:
 * where there is none, the process says so.
 * @throws BoxwrightError `library-missing` when the processor is wanted
 */
export function environmentToCompute(
  folders: Folders,
  device: TrainSettings['device'],
  environment: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  const withoutLibrary = { ...environment, BOXWRIGHT_TENSORS: 'webgpu' }
  if (device === 'webgpu') return withoutLibrary
  try {
    return environmentFor(findTensorflow(folders, environment), device, environment)
  } catch (error) {
    if (device === 'cpu' || !isMissing(error)) throw error
    return withoutLibrary
  }
}

export const isMissing = (error: unknown): boolean =>
  error instanceof BoxwrightError && error.code === 'library-missing'

/** @returns the process environment with the library on the loader's path; graphics cards are hidden when the processor is wanted */
export function environmentFor(
  library: TensorflowLibrary,
  device: TrainSettings['device'],
  environment: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  const variable = { win32: 'PATH', darwin: 'DYLD_LIBRARY_PATH' }[process.platform as string] ?? 'LD_LIBRARY_PATH'
  const former = environment[variable]
  return {
    ...environment,
    BOXWRIGHT_TENSORFLOW_LIBRARY: library.folder,
    [variable]: former ? `${library.folder}${delimiter}${former}` : library.folder,
    ...(device === 'cpu' ? { CUDA_VISIBLE_DEVICES: '-1' } : {}),
  }
}

function librariesInCache(cacheFolder: string): string[] {
  if (!existsSync(cacheFolder)) return []
  const folders = readdirSync(cacheFolder).filter((name) => name.startsWith('tensorflow-'))
  // Names are tensorflow-<version>-<cpu|gpu>-<platform>: newest version first, and of the same the one for graphics cards.
  return folders
    .sort()
    .reverse()
    .map((name) => join(cacheFolder, name))
}

function libraryIn(folder: string, name: string): string | null {
  return [folder, join(folder, 'tensorflow')].find((place) => existsSync(join(place, name))) ?? null
}
