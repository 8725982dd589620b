/** A project of version 1, written by the first release, opened by this one. */
import { copyFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { expect, it, onTestFinished } from 'vitest'
import { openStore } from '../../../main/engine/store/store.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'

const fixture = fileURLToPath(new URL('../../fixtures/projects/version-1.boxwright', import.meta.url))

function openedCopy() {
  const path = join(temporaryFolder(), 'old.boxwright')
  copyFileSync(fixture, path)
  const store = openStore(path)
  onTestFinished(() => store.close())
  return { path, store }
}

it('keeps every box, and a copy of the former file', () => {
  const { path, store } = openedCopy()
  const old = new Database(fixture, { readonly: true })
  const boxes = old
    .prepare('SELECT id, image_id AS imageId, category_id AS categoryId, x1, y1, x2, y2 FROM annotation ORDER BY id')
    .all()
  old.close()
  expect(store.annotations.some([1, 2, 3, 4, 5])).toMatchObject(boxes)
  expect(boxes).toHaveLength(4)
  expect(existsSync(`${path}.backup-version-1`)).toBe(true)
})

it('has the counts that the tables keep from then on', () => {
  const { store } = openedCopy()
  expect(store.images.counts()).toEqual({
    states: { unlabelled: 2, labelled: 2, verified: 2, verifiedEmpty: 0, rejected: 0 },
    splits: { train: 0, val: 0, test: 0, none: 6 },
    imageCount: 6,
    brokenImageCount: 0,
    annotationCount: 4,
  })
  expect(store.categories.listCounted().map(({ name, annotationCount }) => [name, annotationCount])).toEqual([
    ['cat', 2],
    ['dog', 2],
  ])
  expect(store.roots.list()[0]?.imageCount).toBe(6)
  expect(store.findings.unchecked(10)).toEqual([1, 2, 3, 4])
})

it('undoes the steps of the former version within one image and over all, in their order', () => {
  const { store } = openedCopy()
  // The review of two images at once, the change of class, the import.
  expect([1, 2, 3].map(() => store.edits.undo({ imageId: 2 })?.kind)).toEqual(['review', 'relabel', 'import'])
  expect(store.annotations.ofImage(2)).toEqual([])
  expect(store.edits.peekUndo({ imageId: 2 })).toBeNull()
  expect([1, 2, 3].map(() => store.edits.redo({})?.kind)).toEqual(['import', 'relabel', 'review'])
  expect(store.edits.peekRedo({})).toBeNull()
})
