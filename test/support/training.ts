/** Training in tests: a small drawn project, the smallest detector, and what happens meanwhile. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { EventData } from '../../shared/api.ts'
import { trainSettings } from '../../shared/trainSettings.ts'
import { type TestEngine, testEngine } from './engine.ts'

export const small = {
  size: 96,
  batch: 4,
  start: 'scratch',
  neckChannels: 16,
  anchorsPerScale: 1,
  seconds: null,
} as const

export async function demoEngine(images = 12): Promise<TestEngine> {
  const engine = testEngine()
  await makeDemo(engine, images)
  return engine
}

export async function makeDemo(engine: TestEngine, images = 12): Promise<void> {
  await engine.ended(await engine.call('project.demo', { path: join(engine.folder, 'demo'), images, seed: 3 }))
  await engine.call('split.assign', {})
}

export const train = (engine: TestEngine, change: object = {}) =>
  engine.call('train.start', { settings: trainSettings.parse({ ...small, epochs: 2, ...change }) })

/** Resolves when such an event has come. */
export async function until(
  engine: TestEngine,
  isIt: (event: { name: string; data: unknown }) => boolean,
): Promise<void> {
  while (!engine.events.some(isIt)) await new Promise((resolve) => setTimeout(resolve, 20))
}

export const isTraining = ({ name, data }: { name: string; data: unknown }) =>
  name === 'job.changed' && (data as EventData<'job.changed'>).progress.phase === 'training'

export const workersOf = (pid: number): number[] => {
  try {
    return execFileSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' })
      .trim()
      .split('\n')
      .map(Number)
  } catch {
    return []
  }
}
