/**
 * Work on a folder that is complete in the end or not there at all: it goes on in a hidden folder beside the target, which
 * takes the target's name in one step. What a killed process leaves is known by its token and removed later.
 */
import { randomBytes } from 'node:crypto'
import { mkdir, readdir, realpath, rename, rm, rmdir } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { z } from 'zod'
import { BoxwrightError, type ErrorCode } from '../../../shared/errors.ts'
import type { ExistingRule } from '../../../shared/exchange/exportSettings.ts'

export type WholeFolder = {
  readonly directory: string
  /** What becomes of a folder that is there and not empty; without a rule it is left alone and nothing is written. */
  readonly existing?: ExistingRule
  /** Names the hidden folder, so that it is found again when the process is killed. */
  readonly token?: string
}

/** @returns what `work` gave, and where the folder is now that was there before; null when none was */
export async function inWholeFolder<T>(
  request: WholeFolder,
  work: (folder: string) => Promise<T>,
): Promise<{ readonly result: T; readonly keptAside: string | null }> {
  const target = await realTarget(request.directory)
  const folder = partialPath(target, request.token ?? newToken())
  let firstMade: string | undefined
  try {
    if (request.existing !== 'aside') await refuseFilled(target)
    firstMade = await mkdir(folder, { recursive: true })
    const result = await work(folder)
    const keptAside = request.existing === 'aside' ? await takeNameOf(folder, target) : await takeName(folder, target)
    return { result, keptAside }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    await removeEmpty(dirname(folder), firstMade)
    throw asBoxwrightError(error, target)
  }
}

export const newToken = (): string => randomBytes(4).toString('hex')

/** What the row of a job says that works on a folder. */
const begunWork = z.object({ directory: z.string(), token: z.string().regex(/^[0-9a-f]{8}$/) })

/**
 * Removes what a killed process left of a job's work on a folder; the token tells that it was this work and no other. In
 * the background, as there may be a hundred thousand files. What cannot be removed is in nobody's way.
 */
export async function removeLeftovers(params: unknown): Promise<void> {
  const begun = begunWork.safeParse(params).data
  if (!begun) return
  const { directory, token } = begun
  try {
    await rm(partialPath(await realTarget(directory), token), { recursive: true, force: true })
  } catch (error) {
    console.error(`The rest of an interrupted job stays beside ${directory}: ${(error as Error).message}`)
  }
}

const partialPath = (target: string, token: string): string =>
  join(dirname(target), `.${basename(target)}.${token}.partial`)

/** The folder may be a link to a real one, which is then the one to replace. */
async function realTarget(directory: string): Promise<string> {
  const wanted = resolve(directory)
  return realpath(wanted).catch(() => wanted)
}

/** Whether something is where an export is to go. A file in its place counts as filled. */
export async function targetState(directory: string): Promise<'free' | 'empty' | 'filled'> {
  const entries = await readdir(resolve(directory)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    if (error.code === 'ENOTDIR') return ['.']
    throw error
  })
  if (entries === null) return 'free'
  return entries.length > 0 ? 'filled' : 'empty'
}

async function refuseFilled(target: string): Promise<void> {
  if ((await targetState(target)) === 'filled') throw conflict(target)
}

/** The folder that is there keeps everything under another name; it comes back when the new one cannot take its place. */
async function takeNameOf(folder: string, target: string): Promise<string | null> {
  if ((await targetState(target)) !== 'filled') return takeName(folder, target)
  let aside = `${target}.old`
  for (let number = 2; (await targetState(aside)) !== 'free'; number++) aside = `${target}.old-${number}`
  await rename(target, aside)
  try {
    await rename(folder, target)
  } catch (error) {
    await rename(aside, target)
    throw error
  }
  return aside
}

/** An empty target gives way; one that was filled meanwhile does not. */
async function takeName(folder: string, target: string): Promise<null> {
  await rmdir(target).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
  await rename(folder, target)
  return null
}

/** Removes the folders that were made for this export, from the inner one to `firstMade`, unless something is in them. */
async function removeEmpty(inner: string, firstMade: string | undefined): Promise<void> {
  for (let folder = inner; firstMade !== undefined && folder.startsWith(firstMade); folder = dirname(folder)) {
    const isRemoved = await rmdir(folder).then(
      () => true,
      () => false,
    )
    if (!isRemoved) return
  }
}

export function asBoxwrightError(error: unknown, target: string): unknown {
  const code = (error as NodeJS.ErrnoException).code ?? ''
  const known = knownFailures[code]
  if (error instanceof BoxwrightError || !known) return error
  return new BoxwrightError(known.code, `${known.message(target)} Nothing was written.`, { path: target, reason: code })
}

const conflict = (target: string): BoxwrightError =>
  new BoxwrightError('conflict', filled.message(target), { path: target })

type Failure = { readonly code: ErrorCode; readonly message: (target: string) => string }

const filled: Failure = {
  code: 'conflict',
  message: (target) => `${target} is there already and not an empty folder: choose a new or an empty one.`,
}
const full: Failure = {
  code: 'disk-full',
  message: (target) => `The disk of ${target} is full: free some space or choose another disk.`,
}
const notWritable: Failure = {
  code: 'folder-not-writable',
  message: (target) => `${target} cannot be written: choose a folder in which you may write.`,
}
const knownFailures: Readonly<Record<string, Failure>> = {
  ENOSPC: full,
  EDQUOT: full,
  EACCES: notWritable,
  EPERM: notWritable,
  EROFS: notWritable,
  EBUSY: notWritable,
  ENOTEMPTY: filled,
  ENOTDIR: filled,
  EEXIST: filled,
}
