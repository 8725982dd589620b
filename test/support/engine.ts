/** An engine in this process with folders of its own, and small real pictures for it. */
import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { onTestFinished } from 'vitest'
import { createEngine, type Engine } from '../../main/engine/createEngine.ts'
import { foldersOf } from '../../main/engine/folders.ts'
import type { EventName } from '../../shared/api.ts'
import type { Job } from '../../shared/model.ts'
import { temporaryFolder, type WhenDone } from './temporaryFolder.ts'

export type TestEngine = Engine & {
  readonly folder: string
  readonly events: readonly { readonly name: EventName; readonly data: unknown }[]
  /** Waits for a job and gives its row. */
  readonly ended: (start: { readonly jobId: number }) => Promise<Job>
}

type Options = {
  readonly watchesFolders?: boolean
  /** `afterAll` for an engine that several tests share. */
  readonly whenDone?: WhenDone
}

export function testEngine({ watchesFolders = false, whenDone = onTestFinished }: Options = {}): TestEngine {
  const folder = temporaryFolder(tmpdir(), whenDone)
  const events: { name: EventName; data: unknown }[] = []
  const resources = fileURLToPath(new URL('../../resources', import.meta.url))
  const environment = { ...process.env, BOXWRIGHT_HOME: join(folder, 'home') }
  const onEvent = (name: EventName, data: unknown) => events.push({ name, data })
  const engine = createEngine(foldersOf(environment, resources), onEvent, { watchesFolders })
  whenDone(() => engine.close())
  const ended = ({ jobId }: { readonly jobId: number }) => engine.context.project!.jobs.wait(jobId)
  return { ...engine, folder, events, ended }
}

/** A plain picture of one colour. */
export async function writePicture(path: string, width = 64, height = 48): Promise<void> {
  mkdirSync(dirname(path), { recursive: true })
  await sharp({ create: { width, height, channels: 3, background: '#557799' } }).toFile(path)
}
