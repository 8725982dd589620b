import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { memoryTree, openTree } from '../../../main/engine/formats/fileTree.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'boxwright-tree-'))
  await mkdir(join(folder, 'labels/train'), { recursive: true })
  await writeFile(join(folder, 'data.yaml'), 'names: [car]')
  await writeFile(join(folder, 'labels/train/b.txt'), 'b')
  await writeFile(join(folder, 'labels/train/a.txt'), 'a')
})

afterEach(() => rm(folder, { recursive: true }))

describe('a folder as a tree', () => {
  it('lists all files below it, sorted, without hidden ones', async () => {
    await writeFile(join(folder, 'labels/train/._a.txt'), '')
    await mkdir(join(folder, '.git'))
    await writeFile(join(folder, '.git/config'), '')
    const tree = await openTree(folder)
    expect(tree.files).toEqual(['data.yaml', 'labels/train/a.txt', 'labels/train/b.txt'])
    expect(tree.root).toBe(folder)
    expect(Buffer.from(await tree.read('labels/train/a.txt')).toString()).toBe('a')
  })

  it('follows links to folders, also one that leads back', async () => {
    await symlink(join(folder, 'labels'), join(folder, 'again'))
    await symlink(folder, join(folder, 'labels/back'))
    const { files } = await openTree(folder)
    expect(files.filter((path) => path.endsWith('a.txt'))).toHaveLength(1)
  })

  it('overlooks a link that leads nowhere', async () => {
    await symlink(join(folder, 'gone'), join(folder, 'labels/gone.txt'))
    expect((await openTree(folder)).files).toHaveLength(3)
  })

  it('sees files above itself when asked for them by name', async () => {
    const tree = await openTree(join(folder, 'labels/train'))
    expect([tree.has('../../data.yaml'), tree.has('../data.yaml')]).toEqual([true, false])
  })
})

describe('a file as a tree', () => {
  it('holds that file alone, but sees its neighbours', async () => {
    const tree = await openTree(join(folder, 'labels/train/a.txt'))
    expect(tree.files).toEqual(['a.txt'])
    expect([tree.has('b.txt'), tree.has('c.txt')]).toEqual([true, false])
  })

  it('stands for its folder when it describes a dataset', async () => {
    expect((await openTree(join(folder, 'data.yaml'))).files).toHaveLength(3)
  })
})

it('says so when there is nothing', async () => {
  await expect(openTree(join(folder, 'gone'))).rejects.toMatchObject({ code: 'folder-not-found' })
})

it('a tree in memory has what it was given', async () => {
  const tree = memoryTree({ 'b.txt': 'b', 'a.txt': Uint8Array.from([97]) })
  expect(tree.files).toEqual(['a.txt', 'b.txt'])
  expect(Buffer.from(await tree.read('a.txt')).toString()).toBe('a')
  await expect(tree.read('c.txt')).rejects.toThrow('c.txt')
})
