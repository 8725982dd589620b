/** What must hold for every sequence of proposals, decisions about them and other edits, against a real project file. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { writeProposals } from '../../../main/engine/jobs/writeProposals.ts'
import { BoxwrightError } from '../../../shared/errors.ts'
import { blankAnnotation, type Proposal } from '../../../shared/model.ts'
import { anyStep, contentFor, perform, requestOf, type Step } from '../../support/anyEdits.ts'
import { contentOf, noWrongCounts, wrongCounts } from '../../support/content.ts'
import { type EditProject, editProject } from '../../support/editProject.ts'

const numRuns = Number(process.env.BOXWRIGHT_PROPERTY_RUNS ?? 20)
const part = fc.double({ min: 0, max: 0.999, noNaN: true })
const proposing = fc.record({
  way: fc.constantFrom('propose', 'accept', 'drag', 'reject', 'acceptAll', 'rejectAll'),
  image: part,
  value: part,
})
const travelling = fc.record({ way: fc.constantFrom('undo', 'redo'), image: part, value: part })
type Move = { readonly way: string; readonly image: number; readonly value: number }

const storeOf = ({ engine }: EditProject) => engine.context.project!.store

function propose(project: EditProject, { value }: Move): void {
  const store = storeOf(project)
  const drafts = store.categories.list().length > 0 ? [] : [store.categories.draft('proposed', undefined)]
  const categoryId = [...store.categories.list(), ...drafts][0]!.id
  const found = store.images.ids('').map((imageId, index) => ({
    imageId,
    boxes: [0, 1, 2].map((place) => {
      const [x1, y1] = [place * 30 + value * 5, index * 5 + value * 20]
      return { x1, y1, x2: x1 + 20, y2: y1 + 25, score: (place + 1) / 4 + value / 10, categoryId }
    }),
  }))
  writeProposals(store, { name: 'model', runId: null }, { found, drafts, presentIou: 0.5 })
}

async function decide(project: EditProject, proposal: Proposal, way: string): Promise<void> {
  const { id, imageId, categoryId, x1, y1, x2, y2, score } = proposal
  const { call } = project.engine
  if (way === 'reject') {
    await call('annotations.apply', { imageId, kind: 'decline', changes: [], decisions: [{ kind: 'reject', id }] })
    return
  }
  const annotationId = storeOf(project).annotations.reserveIds(1)
  const box = { id: annotationId, imageId, categoryId, x1, y1, x2, y2 }
  const after =
    way === 'accept'
      ? { ...blankAnnotation, ...box, origin: 'model' as const, score, updatedAt: 1 }
      : { ...blankAnnotation, ...box, x2: x2 - 3, updatedAt: 1 }
  const decisions = [{ kind: 'accept' as const, id, annotationId }]
  await call('annotations.apply', { imageId, kind: 'accept', changes: [{ before: null, after }], decisions })
}

async function make(project: EditProject, move: Move): Promise<void> {
  const store = storeOf(project)
  const imageIds = store.images.ids('')
  const imageId = imageIds[Math.floor(move.image * imageIds.length)]!
  const open = store.proposals.openOfImage(imageId)
  const chosen = open[Math.floor(move.value * open.length)]
  if (move.way === 'propose') propose(project, move)
  else if (move.way === 'undo' || move.way === 'redo')
    await travel(project, move.way, move.value < 0.5 ? imageId : undefined)
  else if (move.way === 'acceptAll' || move.way === 'rejectAll') {
    const decision = move.way === 'acceptAll' ? 'accept' : 'reject'
    const filter = move.image < 0.5 ? '' : 'image-1'
    await project.engine.call('proposals.decide', { filter, decision, confidence: move.value })
  } else if (chosen) await decide(project, chosen, move.way)
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

it('proposals and decisions, mixed with edits, undos and redos, are taken back whole and brought back whole', async () => {
  const moves = fc.array(fc.oneof(proposing, proposing, anyStep(), travelling), { maxLength: 50, size: 'max' })
  await fc.assert(
    fc.asyncProperty(moves, async (made) => {
      const project = await editProject()
      const before = contentOf(project.path)
      for (const move of made) {
        if ('way' in move) await make(project, move)
        else {
          const request = requestOf(contentFor(storeOf(project), project.labels), move as Step)
          if (request) await perform(project.engine.call, request)
        }
      }
      const after = contentOf(project.path)
      let undone = 0
      while (await project.engine.call('history.undo', {})) undone++
      expect(contentOf(project.path)).toEqual(before)
      for (let index = 0; index < undone; index++) await project.engine.call('history.redo', {})
      expect(contentOf(project.path)).toEqual(after)
      expect(wrongCounts(project.path)).toEqual(noWrongCounts)
      await project.engine.close()
    }),
    { numRuns },
  )
})
