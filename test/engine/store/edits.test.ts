import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toAnnotationRow } from '../../../main/engine/store/annotations.ts'
import { openStore } from '../../../main/engine/store/store.ts'
import { draw, type TestProject, testAnnotation, testProject } from '../../support/project.ts'

const boxesOf = ({ store, imageIds }: TestProject, image = 0) => store.annotations.ofImage(imageIds[image]!)

describe('undo and redo', () => {
  it('a drawn box goes and comes back with the same id', () => {
    const project = testProject()
    const box = draw(project)
    project.store.edits.undo({ imageId: box.imageId })
    expect(boxesOf(project)).toEqual([])
    project.store.edits.redo({ imageId: box.imageId })
    expect(boxesOf(project)).toEqual([box])
  })

  it('a changed box returns to exactly what it was', () => {
    const project = testProject()
    const box = draw(project, { x1: 0.1, truncated: 0.3, extras: { pose: 'left' } })
    project.store.edits.run('move', box.imageId, (writer) =>
      writer.update('annotation', box.id, { x1: 5, difficult: 1, extras: null }),
    )
    expect(boxesOf(project)[0]).toMatchObject({ x1: 5, difficult: true, extras: null })
    project.store.edits.undo({})
    expect(boxesOf(project)).toEqual([box])
  })

  it('of one image leaves the others alone', () => {
    const project = testProject()
    const [first, second] = project.imageIds as [number, number]
    draw(project, { imageId: first })
    draw(project, { imageId: second })
    const undone = project.store.edits.undo({ imageId: first })
    expect(undone?.imageIds).toEqual([first])
    expect(boxesOf(project, 0)).toHaveLength(0)
    expect(boxesOf(project, 1)).toHaveLength(1)
  })

  it('of the whole project takes the last edit, wherever it was', () => {
    const project = testProject()
    draw(project, { imageId: project.imageIds[0]! })
    draw(project, { imageId: project.imageIds[1]! })
    expect(project.store.edits.undo({})?.imageIds).toEqual([project.imageIds[1]])
    expect(project.store.edits.undo({})?.imageIds).toEqual([project.imageIds[0]])
  })

  it('a new edit makes the undone ones of its image unreachable, not those of another', () => {
    const project = testProject()
    const [first, second] = project.imageIds as [number, number]
    draw(project, { imageId: first })
    draw(project, { imageId: second })
    project.store.edits.undo({ imageId: first })
    project.store.edits.undo({ imageId: second })
    draw(project, { imageId: first })
    expect(project.store.edits.peekRedo({ imageId: first })).toBeNull()
    expect(project.store.edits.peekRedo({ imageId: second })?.kind).toBe('draw')
  })

  it('an import is one step and takes its classes with it', () => {
    const project = testProject()
    const category = project.store.categories.draft('new', undefined)
    project.store.edits.run('import', null, (writer) => {
      writer.insert('category', category)
      for (const imageId of project.imageIds) {
        writer.insert('annotation', toAnnotationRow(testAnnotation(project, { imageId, categoryId: category.id })))
      }
    })
    expect(project.store.edits.undo({})?.imageIds).toEqual([...project.imageIds].reverse())
    expect(project.store.categories.list().map(({ name }) => name)).toEqual(['thing'])
    project.store.edits.redo({})
    expect(project.store.images.counts().annotationCount).toBe(3)
  })

  it('survives a restart', () => {
    const project = testProject()
    const box = draw(project)
    project.store.edits.undo({})
    project.store.close()
    const reopened = openStore(project.path)
    reopened.edits.redo({})
    expect(reopened.annotations.find(box.id)).toEqual(box)
    reopened.close()
  })

  it('a step that another one depends on is refused and changes nothing', () => {
    const project = testProject()
    const category = project.store.categories.draft('late', undefined)
    project.store.edits.run('category', null, (writer) => writer.insert('category', category))
    const box = draw(project, { categoryId: category.id })
    project.store.edits.undo({})
    project.store.edits.undo({})
    expect(() => project.store.edits.redo({ imageId: box.imageId })).toThrow('depends on')
    expect(boxesOf(project)).toEqual([])
    project.store.edits.redo({})
    project.store.edits.redo({})
    expect(boxesOf(project)).toEqual([box])
  })

  it('any edits followed by as many undos leave the content as it was, and redos bring it back', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(3), fc.nat(2), fc.double({ min: 0, max: 29, noNaN: true })), { maxLength: 25 }),
        (steps) => {
          const project = testProject()
          const before = contentOf(project.path)
          for (const [action, image, value] of steps) perform(project, action, project.imageIds[image]!, value)
          const after = contentOf(project.path)
          let undone = 0
          // The step that made the class was there before.
          while (project.store.edits.peekUndo({})?.kind !== 'category') {
            project.store.edits.undo({})
            undone += 1
          }
          expect(contentOf(project.path)).toEqual(before)
          for (let step = 0; step < undone; step++) project.store.edits.redo({})
          expect(contentOf(project.path)).toEqual(after)
        },
      ),
      { numRuns: 40 },
    )
  })
})

function perform(project: TestProject, action: number, imageId: number, value: number): void {
  const { edits, annotations } = project.store
  const box = annotations.ofImage(imageId)[0]
  if (action === 0 || !box) draw(project, { imageId, x1: value })
  else if (action === 1)
    edits.run('move', imageId, (writer) => writer.update('annotation', box.id, { x1: value, y2: 70 }))
  else if (action === 2) edits.run('delete', imageId, (writer) => writer.remove('annotation', box.id))
  else
    edits.run('review', imageId, (writer) =>
      writer.update('image', imageId, { review: value > 15 ? 'verified' : null }),
    )
}

function contentOf(path: string): unknown {
  const db = new Database(path, { readonly: true })
  const rows = ['image', 'category', 'annotation'].map((table) =>
    db.prepare(`SELECT * FROM ${table} ORDER BY id`).all(),
  )
  db.close()
  return rows
}

it('counts boxes with every insert, removal and undo', () => {
  const project = testProject()
  draw(project)
  draw(project)
  expect(project.store.images.getOne(project.imageIds[0]!).annotationCount).toBe(2)
  project.store.edits.undo({})
  expect(project.store.images.getOne(project.imageIds[0]!)).toMatchObject({ annotationCount: 1, state: 'labelled' })
  project.store.edits.undo({})
  expect(project.store.images.getOne(project.imageIds[0]!)).toMatchObject({ annotationCount: 0, state: 'unlabelled' })
})
