/** What must hold for every sequence of edits, of all kinds, against a real project file. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BoxwrightError } from '../../../shared/errors.ts'
import { anyStep, contentFor, perform, requestOf, type Step } from '../../support/anyEdits.ts'
import { contentOf, type FileContent, noWrongCounts, wrongCounts } from '../../support/content.ts'
import { type EditProject, editProject } from '../../support/editProject.ts'

const numRuns = Number(process.env.BOXWRIGHT_PROPERTY_RUNS ?? 30)
const steps = fc.array(anyStep(), { minLength: 1, maxLength: 40, size: 'max' })

const storeOf = ({ engine }: EditProject) => engine.context.project!.store

async function performAll(project: EditProject, made: readonly Step[]): Promise<void> {
  for (const step of made) {
    const request = requestOf(contentFor(storeOf(project), project.labels), step)
    if (request) await perform(project.engine.call, request)
  }
}

async function reopen({ engine, path }: EditProject): Promise<void> {
  await engine.call('project.close', {})
  await engine.call('project.open', { path })
}

/** @returns how many steps it went */
async function toTheEnd(direction: 'undo' | 'redo', { engine }: EditProject): Promise<number> {
  let count = 0
  while (await engine.call(`history.${direction}`, {})) count++
  return count
}

describe('any sequence of edits', () => {
  it('is taken back by as many undos and brought back by as many redos, also across a restart', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.boolean(), async (made, isReopened) => {
        const project = await editProject()
        const before = contentOf(project.path)
        await performAll(project, made)
        const after = contentOf(project.path)
        expect(wrongCounts(project.path)).toEqual(noWrongCounts)
        if (isReopened) await reopen(project)
        const undone = await toTheEnd('undo', project)
        expect(contentOf(project.path)).toEqual(before)
        expect(wrongCounts(project.path)).toEqual(noWrongCounts)
        if (isReopened) await reopen(project)
        expect(await toTheEnd('redo', project)).toBe(undone)
        expect(contentOf(project.path)).toEqual(after)
        expect(wrongCounts(project.path)).toEqual(noWrongCounts)
        await project.engine.close()
      }),
      { numRuns },
    )
  })

  it('of one image is taken back there and brought back there; the others stay as they are', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.nat(3), async (made, index) => {
        const project = await editProject()
        await performAll(project, made)
        const { path, engine } = project
        const after = contentOf(path)
        const imageId = storeOf(project).images.ids('')[index]!
        const undone = await stepsWithin(project, 'undo', imageId)
        const isOwn = undone.every((imageIds) => imageIds.length === 1)
        if (isOwn) expect(withoutImage(contentOf(path), imageId)).toEqual(withoutImage(after, imageId))
        for (const _ of undone) await engine.call('history.redo', { imageId })
        expect(contentOf(path)).toEqual(after)
        await engine.close()
      }),
      { numRuns },
    )
  })

  it('mixed with undos and redos of any image and of the project can still be taken back whole', async () => {
    const move = fc.record({ way: fc.constantFrom('undo', 'redo'), image: fc.option(fc.nat(3)) })
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(anyStep(), anyStep(), move), { maxLength: 60, size: 'max' }), async (made) => {
        const project = await editProject()
        const before = contentOf(project.path)
        const imageIds = storeOf(project).images.ids('')
        for (const step of made) {
          if ('kind' in step) await performAll(project, [step])
          else
            await travel(project, step.way as 'undo' | 'redo', step.image === null ? undefined : imageIds[step.image])
        }
        const after = contentOf(project.path)
        const undone = await toTheEnd('undo', project)
        expect(contentOf(project.path)).toEqual(before)
        for (let index = 0; index < undone; index++) await project.engine.call('history.redo', {})
        expect(contentOf(project.path)).toEqual(after)
        await project.engine.close()
      }),
      { numRuns },
    )
  })
})

/** A step back or forth; one that depends on others is refused, and then changes nothing. */
async function travel({ engine, path }: EditProject, way: 'undo' | 'redo', imageId?: number) {
  const before = contentOf(path)
  try {
    return await engine.call(`history.${way}`, imageId === undefined ? {} : { imageId })
  } catch (error) {
    if (!(error instanceof BoxwrightError) || error.code !== 'conflict') throw error
    expect(contentOf(path)).toEqual(before)
    return null
  }
}

async function stepsWithin(project: EditProject, way: 'undo' | 'redo', imageId: number): Promise<number[][]> {
  const went: number[][] = []
  for (;;) {
    const step = await travel(project, way, imageId)
    if (!step) return went
    went.push(step.imageIds)
  }
}

function withoutImage({ images, annotations }: FileContent, imageId: number): unknown {
  return {
    images: (images as { id: number }[]).filter(({ id }) => id !== imageId),
    annotations: (annotations as { image_id: number }[]).filter(({ image_id }) => image_id !== imageId),
  }
}
