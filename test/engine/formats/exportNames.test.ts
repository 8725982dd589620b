import { describe, expect, it } from 'vitest'
import { exportNames, splitFolders } from '../../../main/engine/formats/exportNames.ts'
import { datasetOf } from './support.ts'

const imagesOf = (...paths: string[]) =>
  datasetOf(
    [],
    paths.map((path) => ({ path })),
  ).images

describe('names of exported images', () => {
  it('are the own ones with sub-folders', async () => {
    const { names, problems } = await exportNames(imagesOf('day/a.jpg', 'night/a.jpg', 'b c.png'), 'stem')
    expect(names).toEqual(['day/a.jpg', 'night/a.jpg', 'b c.png'])
    expect(problems).toEqual([])
  })

  it('take the extension into the stem where two images share it', async () => {
    const { names, problems } = await exportNames(imagesOf('a.jpg', 'a.png', 'b.jpg'), 'stem')
    expect(names).toEqual(['a.jpg.jpg', 'a.png.png', 'b.jpg'])
    expect(problems).toMatchObject([
      { severity: 'note', kind: 'renamed', file: 'a.jpg' },
      { kind: 'renamed', file: 'a.png' },
    ])
  })

  it('do not run into a name that is there already', async () => {
    // a.jpg becomes the stem "a.jpg", but that is the stem of a.jpg.jpg.
    const { names } = await exportNames(imagesOf('a.jpg', 'a.png', 'a.jpg.jpg'), 'stem')
    expect(names).toEqual(['a_2.jpg.jpg', 'a.png.png', 'a.jpg.jpg'])
  })

  it('are numbered where two roots have the same path', async () => {
    expect((await exportNames(imagesOf('a.jpg', 'a.jpg'), 'stem')).names).toEqual(['a.jpg.jpg', 'a_2.jpg.jpg'])
    expect((await exportNames(imagesOf('a.jpg', 'a.jpg'), 'name')).names).toEqual(['a.jpg', 'a_2.jpg'])
  })

  it('never differ only in case', async () => {
    expect((await exportNames(imagesOf('A.jpg', 'a.jpg'), 'name')).names).toEqual(['A.jpg', 'a_2.jpg'])
  })

  it('may share a stem where label files do not go by it', async () => {
    expect((await exportNames(imagesOf('a.jpg', 'a.png'), 'name')).names).toEqual(['a.jpg', 'a.png'])
  })

  it('leave out folders that the export has itself', async () => {
    expect((await exportNames(imagesOf('images/train/a.jpg'), 'stem')).names).toEqual(['train/a.jpg'])
  })
})

describe('folders of the parts', () => {
  it('are none when nothing is split, and set the unsplit apart when something is', () => {
    const plain = datasetOf([], [{ path: 'a.jpg' }]).images
    const mixed = datasetOf([], [{ path: 'a.jpg', split: 'val' }, { path: 'b.jpg' }]).images
    expect(plain.map(splitFolders(plain))).toEqual([''])
    expect(mixed.map(splitFolders(mixed))).toEqual(['val', 'unsplit'])
  })
})
