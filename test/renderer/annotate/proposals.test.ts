/** Deciding about proposals by keys and by hand, and what the project file makes of it. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { writeProposals } from '../../../main/engine/jobs/writeProposals.ts'
import { shownProposals } from '../../../renderer/annotate/proposals/shownProposals.ts'
import type { Annotation, Proposal } from '../../../shared/model.ts'
import { contentOf } from '../../support/content.ts'
import { type Corners, drive } from '../../support/drive.ts'
import { type TestEngine, testEngine } from '../../support/engine.ts'
import { addImageRows } from '../../support/imageRows.ts'

const proposed = (id: number, [x1, y1, x2, y2]: Corners, score: number, categoryId = 1): Proposal => ({
  ...{ id, imageId: 7, categoryId, x1, y1, x2, y2, score, model: 'a model', runId: null },
  ...{ state: 'open', annotationId: null, proposedAt: 5 },
})

/** The surest first, as the engine gives them. */
const three = [
  proposed(11, [100, 100, 200, 180], 0.9),
  proposed(12, [300, 100, 400, 180], 0.6, 2),
  proposed(13, [500, 100, 600, 180], 0.3),
]

function withProposals(proposals: readonly Proposal[] = three, boxes: readonly Corners[] = []) {
  return drive({ boxes }).apply((editor) => ({ editor: { ...editor, proposals, proposalsOf: 7 }, edits: [] }))
}
const left = (canvas: ReturnType<typeof drive>) => canvas.editor.proposals.map(({ id }) => id)

describe('keys', () => {
  it('first show a proposal and only then decide about it: nothing unseen becomes a label', () => {
    const canvas = withProposals().key('E')
    expect(canvas.edits).toEqual([])
    expect(canvas.selectedIds).toEqual([-11])
    canvas.key('E')
    expect(canvas.edits).toHaveLength(1)
    expect(canvas.edits[0]).toMatchObject({
      kind: 'accept',
      changes: [{ before: null, after: { categoryId: 1, x1: 100, x2: 200, origin: 'model', score: 0.9 } }],
      decisions: [{ kind: 'accept', id: 11 }],
    })
    expect(canvas.edits[0]!.decisions).toEqual([
      { kind: 'accept', id: 11, annotationId: canvas.editor.annotations[0]!.id },
    ])
    // The next one is in hand.
    expect(canvas.selectedIds).toEqual([-12])
  })

  it('reject, walk on, and after the last come back to what was passed over', () => {
    const canvas = withProposals().key('T').key('T').key('S')
    expect(canvas.edits).toEqual([{ kind: 'decline', changes: [], decisions: [{ kind: 'reject', id: 12 }] }])
    expect(canvas.selectedIds).toEqual([-13])
    canvas.key('S')
    expect(left(canvas)).toEqual([11])
    expect(canvas.selectedIds).toEqual([-11])
    canvas.key('S')
    expect(left(canvas)).toEqual([])
    expect(canvas.selectedIds).toEqual([])
    expect(canvas.editor.annotations).toEqual([])
  })

  it('a digit takes the proposal in hand with another class, which makes it the person’s word', () => {
    const canvas = withProposals().key('T').key('2')
    expect(canvas.editor.annotations).toMatchObject([{ categoryId: 2, origin: 'human', score: null, x1: 100 }])
    expect(canvas.edits[0]!.decisions).toMatchObject([{ kind: 'accept', id: 11 }])
  })

  it('accept all that are sure enough in one step; what is labelled already is rejected in it', () => {
    // The box in the place of the second, of its class, overlaps it wholly.
    const canvas = withProposals(three, [[300, 100, 400, 180]]).change(1, { categoryId: 2 })
    canvas.apply((editor) => ({ editor: { ...editor, proposalFloor: 0.5 }, edits: [] })).key('Shift+E')
    expect(canvas.edits).toHaveLength(1)
    expect(canvas.edits[0]!.decisions).toMatchObject([
      { kind: 'accept', id: 11 },
      { kind: 'reject', id: 12 },
    ])
    expect(left(canvas)).toEqual([13])
    expect(canvas.boxes).toHaveLength(2)
  })

  it('delete rejects the proposal in hand and leaves labels alone', () => {
    const canvas = withProposals(three, [[0, 0, 50, 50]])
      .key('T')
      .key('Delete')
    expect(left(canvas)).toEqual([12, 13])
    expect(canvas.boxes).toEqual([[0, 0, 50, 50]])
  })
})

describe('by hand', () => {
  it('dragging a proposal makes it a label in its new place, which stays in hand; escape leaves all as it was', () => {
    const canvas = withProposals().press(150, 140).move(170, 150).key('Escape')
    expect(canvas.edits).toEqual([])
    expect(left(canvas)).toEqual([11, 12, 13])
    canvas.drag([150, 140], [170, 150])
    expect(canvas.boxes).toEqual([[120, 110, 220, 190]])
    expect(canvas.editor.annotations[0]).toMatchObject({ origin: 'human', score: null, categoryId: 1 })
    expect(canvas.selectedIds).toEqual([canvas.editor.annotations[0]!.id])
    expect(left(canvas)).toEqual([12, 13])
  })

  it('dragging a corner of the one in hand resizes it, and makes it a label as well', () => {
    const canvas = withProposals().click(150, 140).drag([200, 180], [230, 190])
    expect(canvas.boxes).toEqual([[100, 100, 230, 190]])
    expect(canvas.edits.map(({ kind }) => kind)).toEqual(['accept'])
  })

  it('a click on one only takes it in hand', () => {
    const canvas = withProposals().click(350, 140)
    expect(canvas.selectedIds).toEqual([-12])
    expect(canvas.edits).toEqual([])
  })
})

it('hidden boxes and classes hide proposals; those of another image are never shown', () => {
  const canvas = withProposals()
  const shown = () => shownProposals(canvas.editor).map(({ id }) => id)
  canvas.apply((editor) => ({ editor: { ...editor, hiddenCategoryIds: new Set([2]) }, edits: [] }))
  expect(shown()).toEqual([11, 13])
  canvas.key('Ctrl+H')
  expect(shown()).toEqual([])
  canvas
    .key('Ctrl+Shift+H')
    .apply((editor) => ({ editor: { ...editor, image: { ...editor.image!, id: 8 } }, edits: [] }))
  expect(shown()).toEqual([])
})

/** A project of one image of 2000 x 2000 with proposals in a lattice, classes 1 and 2, and the window's edits sent to it. */
async function bigProject(count: number): Promise<{ engine: TestEngine; path: string; imageId: number }> {
  const engine = testEngine()
  const path = join(engine.folder, 'big.boxwright')
  await engine.call('project.create', { path })
  const { store } = engine.context.project!
  const [imageId] = addImageRows(store, ['a.jpg'], { width: 2000, height: 2000 }) as readonly [number]
  for (const name of ['car', 'van']) await engine.call('categories.add', { name })
  const boxes = Array.from({ length: count }, (_, index) => {
    const [x1, y1] = [(index % 40) * 50, Math.floor(index / 40) * 50]
    return { x1, y1, x2: x1 + 40, y2: y1 + 40, score: 1 - index / (2 * count), categoryId: 1 + (index % 2) }
  })
  writeProposals(store, { name: 'a model', runId: null }, { found: [{ imageId, boxes }], drafts: [], presentIou: 0.5 })
  return { engine, path, imageId }
}

it('1,000 proposals accepted, changed and rejected by keys; undo back to the start leaves the file as it was', async () => {
  const { engine, path, imageId } = await bigProject(1000)
  const before = contentOf(path)
  const proposals = await engine.call('proposals.ofImage', { imageId })
  const canvas = drive({ size: { width: 2000, height: 2000 } }).apply((editor) => ({
    editor: { ...editor, image: { ...editor.image!, id: imageId }, proposals, proposalsOf: imageId },
    edits: [],
  }))
  canvas.key('T')
  // Turn by turn accepted, rejected, taken with the other class, moved by an arrow key.
  const keys = ['E', 'S', '2', 'ArrowRight'] as const
  for (let index = 0; index < 1000; index++) {
    canvas.key(keys[index % 4]!)
    // A class or a move leaves the new label in hand.
    if (index % 4 >= 2) canvas.key('T')
  }
  expect(canvas.editor.proposals).toEqual([])
  expect(canvas.edits).toHaveLength(1000)
  for (const { kind, changes, decisions = [] } of canvas.edits) {
    const after = changes.map((change) => ({ before: null, after: change.after as Annotation }))
    await engine.call('annotations.apply', { imageId, kind, changes: after, decisions: [...decisions] })
  }
  const boxes = await engine.call('annotations.ofImage', { imageId })
  expect(boxes).toHaveLength(750)
  expect(boxes.filter(({ origin }) => origin === 'model')).toHaveLength(250)
  expect(await engine.call('proposals.count', { filter: '' })).toEqual({ proposals: 0, images: 0 })
  const after = contentOf(path)
  for (const _ of canvas.edits) await engine.call('history.undo', { imageId })
  expect(contentOf(path)).toEqual(before)
  expect(await engine.call('proposals.ofImage', { imageId })).toEqual(proposals)
  for (const _ of canvas.edits) await engine.call('history.redo', { imageId })
  expect(contentOf(path)).toEqual(after)
})
