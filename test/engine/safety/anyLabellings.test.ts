/** What must hold for every sequence of hidden labels, decisions about them and other edits, against a real project file. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BoxwrightError } from '../../../shared/errors.ts'
import { anyStep, contentFor, perform, requestOf, type Step, type StepKind } from '../../support/anyEdits.ts'
import { contentOf, type FileContent, noWrongCounts, wrongCounts } from '../../support/content.ts'
import { type EditProject, editProject } from '../../support/editProject.ts'

const numRuns = Number(process.env.BOXWRIGHT_PROPERTY_RUNS ?? 20)
const kinds: readonly StepKind[] = [
  ...(['draw', 'draw', 'move', 'delete', 'relabel', 'imageNote', 'mergeCategories', 'removeCategory'] as const),
  ...([
    'chooseControls',
    'chooseControls',
    'settleControls',
    'settleControls',
    'endControls',
    'removeLabelling',
  ] as const),
]
const travelling = fc.record({ way: fc.constantFrom('undo' as const, 'redo' as const), image: fc.option(fc.nat(3)) })
/** Classes, a box or two in every image, and all verified: something to hide. */
const prepared: readonly Step[] = [
  { kind: 'addCategory', image: 0, box: 0, other: 0, value: 0 },
  { kind: 'addCategory', image: 0, box: 0, other: 0, value: 0.5 },
  ...[0, 0.25, 0.5, 0.75, 0.9].map((image) => ({
    kind: 'draw' as const,
    image,
    box: 0,
    other: image / 2,
    value: image,
  })),
  { kind: 'review', image: 0, box: 0, other: 0, value: 0.9 },
]
/** Most of the labels, so that every sequence has hidden ones to mix with. */
const hiding: Step = { kind: 'chooseControls', image: 0, box: 0, other: 0.9, value: 0 }
const moves = fc.array(fc.oneof(anyStep(kinds), anyStep(kinds), travelling), {
  minLength: 3,
  maxLength: 30,
  size: 'max',
})

const storeOf = ({ engine }: EditProject) => engine.context.project!.store

async function make(project: EditProject, step: Step): Promise<void> {
  const request = requestOf(contentFor(storeOf(project), project.labels), step)
  if (request) await perform(project.engine.call, request)
}

/** A step that depends on others is refused, and then changes nothing. */
async function travel({ engine, path }: EditProject, way: 'undo' | 'redo', imageId?: number): Promise<void> {
  const before = contentOf(path)
  try {
    await engine.call(`history.${way}`, imageId === undefined ? {} : { imageId })
  } catch (error) {
    if (!(error instanceof BoxwrightError) || error.code !== 'conflict') throw error
    expect(contentOf(path)).toEqual(before)
  }
}

/** Of boxes that are hidden, and so not to be in the project as well. */
function hiddenIds({ compared, kept }: FileContent): number[] {
  const rows = compared as { id: number; verdict: string | null }[]
  const open = new Set(rows.filter(({ verdict }) => verdict === null).map(({ id }) => id))
  return (kept as { compared_id: number; content: string }[])
    .filter(({ compared_id }) => open.has(compared_id))
    .map(({ content }) => (JSON.parse(content) as { id: number }).id)
}

describe('hidden labels, mixed with edits, undos and redos', () => {
  it('are taken back whole and brought back whole', async () => {
    let hidings = 0
    await fc.assert(
      fc.asyncProperty(moves, async (made) => {
        const project = await editProject()
        const { path, engine } = project
        const before = contentOf(path)
        for (const step of [...prepared, hiding]) await make(project, step)
        const imageIds = storeOf(project).images.ids('')
        for (const step of made) {
          if ('kind' in step) await make(project, step)
          else await travel(project, step.way, step.image === null ? undefined : imageIds[step.image])
          const content = contentOf(path)
          const hidden = hiddenIds(content)
          const present = new Set((content.annotations as { id: number }[]).map(({ id }) => id))
          hidings += hidden.length > 0 ? 1 : 0
          expect(hidden.filter((id) => present.has(id))).toEqual([])
        }
        expect(wrongCounts(path)).toEqual(noWrongCounts)
        const after = contentOf(path)
        let undone = 0
        while (await engine.call('history.undo', {})) undone++
        expect(contentOf(path)).toEqual(before)
        for (let index = 0; index < undone; index++) await engine.call('history.redo', {})
        expect(contentOf(path)).toEqual(after)
        await engine.close()
      }),
      { numRuns },
    )
    expect(hidings).toBeGreaterThan(numRuns)
  })

  it('come back as they were when the hiding ends, whatever was drawn meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyStep(['draw', 'move', 'delete', 'review', 'imageNote']), { maxLength: 12 }),
        async (made) => {
          const project = await editProject()
          const { path, engine } = project
          for (const step of prepared) await make(project, step)
          const { annotations } = contentOf(path)
          const { labellingId, images } = await engine.call('control.choose', { share: 1, seed: 1 })
          expect(images).toBe(4)
          for (const step of made) await make(project, step)
          await engine.call('control.end', { id: labellingId! })
          const { images: rows } = await engine.call('labellings.compare', { id: labellingId! })
          const rest = rows.filter(({ verdict }) => verdict === null).map(({ id }) => id)
          if (rest.length > 0) await engine.call('labellings.decide', { comparedIds: rest, verdict: 'labelling' })
          expect(contentOf(path).annotations).toEqual(annotations)
          expect(storeOf(project).images.counts().states).toMatchObject({ verified: 4 })
          await engine.close()
        },
      ),
      { numRuns },
    )
  })
})
