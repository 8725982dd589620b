/**
 * Checkpoints: a JSON file that describes the model and names a file with its numbers. The numbers are written first under
 * a new name, then the description is renamed into place: at any moment the description on disk names whole numbers.
 */
import { existsSync } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { BoxwrightError } from '../../../shared/errors.ts'
import { trainSettings } from '../../../shared/trainSettings.ts'
import type { StateArrays } from '../tensorflow/compiledModel.ts'
import { fixedScaling } from './inputScaling.ts'

const size = z.object({ width: z.number(), height: z.number() })
const validation = z.object({ ap: z.number().nullable(), ap50: z.number().nullable() })
/** Where a run stood at the end of an epoch: with it and all state vectors it goes on as if it had never stopped. */
const runProgress = z.object({
  step: z.int(),
  epochs: z.int(),
  best: z.object({ epoch: z.int(), validation }).nullable(),
  validationsSinceBest: z.int(),
  validationLoss: z.number().nullable().default(null),
  rises: z.int().default(0),
  validationSeconds: z.number(),
  secondsSinceValidation: z.number(),
  secondsUsed: z.number(),
  random: z.tuple([z.int(), z.int(), z.int(), z.int()]),
})
export type RunProgress = z.infer<typeof runProgress>

const description = z.object({
  format: z.literal('boxwright-checkpoint-1'),
  settings: trainSettings,
  categories: z.array(z.object({ id: z.int(), name: z.string() })),
  anchors: z.array(z.array(size)),
  scaling: z.object({ mean: z.array(z.number()), deviation: z.array(z.number()) }).default(fixedScaling as never),
  epoch: z.int(),
  step: z.int(),
  ap: z.number().nullable(),
  ap50: z.number().nullable(),
  progress: runProgress.nullable().default(null),
  numbers: z.string(),
  vectors: z.array(z.object({ name: z.string(), length: z.int() })),
})
export type CheckpointInfo = Omit<z.infer<typeof description>, 'format' | 'numbers' | 'vectors'>
export type Checkpoint = { readonly info: CheckpointInfo; readonly state: StateArrays }

export async function writeCheckpoint(folder: string, name: string, { info, state }: Checkpoint): Promise<void> {
  await mkdir(folder, { recursive: true })
  const numbers = `${name}-${info.step}.bin`
  const vectors = Object.entries(state).map(([key, values]) => ({ name: key, length: values.length }))
  const text = JSON.stringify({ format: 'boxwright-checkpoint-1', ...info, numbers, vectors }, null, 2)
  try {
    await writeDurably(
      join(folder, numbers),
      Object.values(state).map((values) => Buffer.from(values.buffer, values.byteOffset, values.byteLength)),
    )
    await writeDurably(join(folder, `${name}.json.new`), [Buffer.from(text)])
    await rename(join(folder, `${name}.json.new`), join(folder, `${name}.json`))
  } catch (error) {
    for (const file of [numbers, `${name}.json.new`]) await rm(join(folder, file), { force: true })
    throw explainWriteError(error, folder)
  }
  await removeOlder(folder, name, numbers)
}

export function hasCheckpoint(folder: string, name: string): boolean {
  return existsSync(join(folder, `${name}.json`))
}

export async function removeCheckpoint(folder: string, name: string): Promise<void> {
  await rm(join(folder, `${name}.json`), { force: true })
  await removeOlder(folder, name, '')
}

export async function readCheckpoint(folder: string, name: string): Promise<Checkpoint> {
  const file = join(folder, `${name}.json`)
  if (!existsSync(file))
    throw new BoxwrightError('not-found', `This run has no weights: ${file} is missing. Train it again.`, {
      path: file,
    })
  try {
    const { format, numbers, vectors, ...info } = description.parse(JSON.parse(await readFile(file, 'utf8')))
    const bytes = await readFile(join(folder, numbers))
    const state: Record<string, Float32Array> = {}
    let offset = 0
    for (const { name: key, length } of vectors) {
      state[key] = new Float32Array(
        bytes.buffer.slice(bytes.byteOffset + offset, bytes.byteOffset + offset + length * 4),
      )
      offset += length * 4
    }
    return { info, state }
  } catch (error) {
    throw new BoxwrightError(
      'file-unreadable',
      `The weights ${file} cannot be read (${(error as Error).message}). Train the run again.`,
      { path: file },
    )
  }
}

/** On disk, not only in the system's memory, before anything points at it. */
async function writeDurably(path: string, parts: readonly Buffer[]): Promise<void> {
  const file = await open(path, 'w')
  try {
    for (const part of parts) await file.writeFile(part)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function removeOlder(folder: string, name: string, current: string): Promise<void> {
  if (!existsSync(folder)) return
  for (const file of await readdir(folder)) {
    if (file.startsWith(`${name}-`) && file.endsWith('.bin') && file !== current)
      await rm(join(folder, file), { force: true })
  }
}

/** No space, a quota that is used up, or a file larger than this user may write. */
const fullDiskCodes: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

function explainWriteError(error: unknown, folder: string): unknown {
  const { code, message } = error as NodeJS.ErrnoException
  if (code !== undefined && fullDiskCodes.has(code))
    return new BoxwrightError(
      'disk-full',
      `The disk of ${folder} is full; the former weights are kept. Free some space and train again.`,
      { path: folder },
    )
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') {
    return new BoxwrightError('folder-not-writable', `The weights cannot be written to ${folder} (${message}).`, {
      path: folder,
    })
  }
  return error
}
