/** Every kind of step can be taken back after the project was closed and opened again, and brought back after another time. */
import { describe, expect, it } from 'vitest'
import { contentFor, perform, requestOf, type Step, type StepKind, stepKinds } from '../../support/anyEdits.ts'
import { contentOf } from '../../support/content.ts'
import { type EditProject, editProject } from '../../support/editProject.ts'

const middle: Omit<Step, 'kind'> = { image: 0.3, box: 0, other: 0.6, value: 0.3 }
/** Where other numbers are needed for the step to change something. */
const numbersOf: Partial<Record<StepKind, Partial<Step>>> = {
  copyPrevious: { image: 0.8 },
  bulk: { value: 0.9 },
  propagate: { image: 0, box: 0.99, other: 0 },
  mergeCategories: { other: 0, value: 0.9 },
  review: { other: 0 },
  setSplit: { other: 0 },
  endControls: { value: 0 },
  removeLabelling: { value: 0 },
}

type Before = readonly (readonly [StepKind, Partial<Step>])[]
const verified: Before = [['review', { other: 0, value: 0.9 }]]
const hidden: Before = [...verified, ['chooseControls', { other: 1 }]]
/** Steps without which the kind has nothing to work on. */
const stepsBefore: Partial<Record<StepKind, Before>> = {
  chooseControls: verified,
  settleControls: hidden,
  endControls: hidden,
  removeLabelling: [...hidden, ['endControls', { value: 0 }]],
}

async function make(project: EditProject, kind: StepKind, numbers: Partial<Step> = {}): Promise<void> {
  const { store } = project.engine.context.project!
  const request = requestOf(contentFor(store, project.labels), { ...middle, ...numbersOf[kind], ...numbers, kind })
  if (!request) throw new Error(`${kind} found nothing to work on`)
  await perform(project.engine.call, request)
}

/** Two classes, a box of each in every image, and one more in the first. */
async function labelledProject(): Promise<EditProject> {
  const project = await editProject()
  await make(project, 'addCategory', { value: 0.1 })
  await make(project, 'addCategory', { value: 0.2 })
  for (const image of [0, 0.25, 0.5, 0.75]) {
    await make(project, 'draw', { image, other: 0, value: 0.2 })
    await make(project, 'draw', { image, other: 0.9, value: 0.4 })
  }
  await make(project, 'draw', { image: 0, other: 0, value: 0.7 })
  return project
}

async function reopen({ engine, path }: EditProject): Promise<void> {
  await engine.call('project.close', {})
  await engine.call('project.open', { path })
}

describe('after a restart', () => {
  it.each(stepKinds)('the step "%s" can be undone, and after another one redone', async (kind) => {
    const project = await labelledProject()
    for (const [other, numbers] of stepsBefore[kind] ?? []) await make(project, other, numbers)
    const before = contentOf(project.path)
    await make(project, kind)
    const after = contentOf(project.path)
    expect(after).not.toEqual(before)
    await reopen(project)
    await project.engine.call('history.undo', {})
    expect(contentOf(project.path)).toEqual(before)
    await reopen(project)
    await project.engine.call('history.redo', {})
    expect(contentOf(project.path)).toEqual(after)
  })

  it('a thousand steps can be undone: there is no last one that counts', async () => {
    const project = await labelledProject()
    const before = contentOf(project.path)
    for (let index = 0; index < 1000; index++) await make(project, 'move', { value: (index % 40) / 100 })
    await reopen(project)
    for (let index = 0; index < 1000; index++) await project.engine.call('history.undo', {})
    expect(contentOf(project.path)).toEqual(before)
  })
})
