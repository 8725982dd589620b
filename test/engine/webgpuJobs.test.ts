/** Jobs in real worker processes that compute through WebGPU, on the software driver. */
import { describe, expect, it } from 'vitest'
import { trainSettings } from '../../shared/trainSettings.ts'
import type { TestEngine } from '../support/engine.ts'
import { hasSoftwareVulkan, useSoftwareVulkan } from '../support/softwareVulkan.ts'
import { demoEngine, small } from '../support/training.ts'

type Detected = { readonly category: string; readonly score: number; readonly box: readonly number[] }

/** What the run finds in the first picture, surest first. */
async function predict(engine: TestEngine, runId: number, device: 'cpu' | 'webgpu'): Promise<readonly Detected[]> {
  const { store } = engine.context.project!
  store.runs.setSettings(runId, { ...store.runs.get(runId).settings, device })
  const [imageId] = await engine.call('images.ids', { filter: '' })
  const { path } = await engine.call('images.path', { id: imageId! })
  const job = await engine.ended(await engine.call('predict.start', { runId, paths: [path], confidence: 0.005 }))
  expect(job).toMatchObject({ state: 'done', error: null })
  return (job.result as unknown as { images: [{ detections: Detected[] }] }).images[0].detections
}

describe.skipIf(!hasSoftwareVulkan)('through WebGPU', () => {
  it('a run is trained and validated, names the card, and finds with its weights what the processor finds', async () => {
    useSoftwareVulkan()
    const engine = await demoEngine(10)
    const settings = trainSettings.parse({ ...small, width: 'small', batch: 8, epochs: 1, device: 'webgpu' })
    const { jobId, runId } = await engine.call('train.start', { settings })
    expect(await engine.ended({ jobId })).toMatchObject({ state: 'done', error: null, result: { epochs: 1 } })
    const run = await engine.call('runs.get', { id: runId })
    expect(run).toMatchObject({
      bestEpoch: 1,
      device: {
        kind: 'gpu',
        name: expect.stringContaining('SwiftShader'),
        webgpu: { through: 'Vulkan', isSoftware: true },
        tensorflowVersion: expect.stringMatching(/^js 4\./),
      },
    })
    expect(run.device!.firstStepMs).toBeGreaterThan(0)
    expect(run.epochs[0]!.losses.total).toBeGreaterThan(0)

    const [found, expected] = [await predict(engine, runId, 'webgpu'), await predict(engine, runId, 'cpu')]
    expect(expected.length).toBeGreaterThan(0)
    expect(found.length).toBe(expected.length)
    for (const [index, { category, score, box }] of expected.entries()) {
      expect(found[index]!.category).toBe(category)
      expect(Math.abs(found[index]!.score - score)).toBeLessThan(1e-3)
      // In pixels of a picture of 480.
      for (const [edge, value] of box.entries()) expect(Math.abs(found[index]!.box[edge]! - value)).toBeLessThan(0.48)
    }
  }, 300_000)
})
