import { describe, expect, it } from 'vitest'
import { memoryTree } from '../../../main/engine/formats/fileTree.ts'
import { yolo } from '../../../main/engine/formats/yolo.ts'
import { kindsOf, readAll } from './support.ts'

const line = (index: number): string => `${index} 0.5 0.5 0.2 0.2\n`

async function read(files: Record<string, string>) {
  const { images, problems, classes } = await readAll(yolo, memoryTree(files))
  const names = Object.fromEntries(images.map((image) => [image.sourceFile, image.boxes.map((box) => box.className)]))
  return { names, problems, classes, kinds: kindsOf(problems) }
}

describe('YOLO class lists', () => {
  it('are read from classes.txt with CRLF, without a final line end and with blanks in names', async () => {
    const { names } = await read({ 'classes.txt': 'closed door\r\nbus', 'a.txt': line(0) + line(1) })
    expect(names).toEqual({ 'a.txt': ['closed door', 'bus'] })
  })

  it('are read from a list, a map and comments of data.yaml', async () => {
    const list = await read({ 'data.yaml': "names: ['马叔', '彪哥']  # 类别名称\nnc: 2 # two", 'a.txt': line(1) })
    const map = await read({ 'x.yml': 'path: D:\\\\here\nnames:\n  1: bus\n  0: car\n', 'a.txt': line(1) })
    expect([list.names, map.names]).toEqual([{ 'a.txt': ['彪哥'] }, { 'a.txt': ['bus'] }])
    expect(map.classes).toEqual([['car', 'bus']])
  })

  it('keep numbers and truth values as names', async () => {
    const { names } = await read({ 'data.yaml': 'names: [11, true, no]', 'a.txt': line(0) + line(1) + line(2) })
    expect(names).toEqual({ 'a.txt': ['11', 'true', 'no'] })
  })

  it('may have gaps', async () => {
    const { names, problems } = await read({ 'data.yaml': 'names: {0: car, 5: bus}', 'a.txt': line(5) + line(1) })
    expect(names).toEqual({ 'a.txt': ['bus'] })
    expect(problems).toMatchObject([{ kind: 'class-unknown', line: 2 }])
  })

  it('hold for the folder they lie in and those below', async () => {
    const { names, kinds } = await read({
      'x/classes.txt': 'car\n',
      'x/deep/a.txt': line(0),
      'y/classes.txt': 'bus\n',
      'y/b.txt': line(0),
    })
    expect(names).toEqual({ 'x/deep/a.txt': ['car'], 'y/b.txt': ['bus'] })
    expect(kinds).toEqual([])
  })

  it('are looked for above the chosen folder', async () => {
    const tree = { ...memoryTree({ 'a.txt': line(0), '../../data.yaml': 'names: [car]' }), files: ['a.txt'] }
    const { images, problems } = await readAll(yolo, tree)
    expect(images[0]!.boxes[0]!.className).toBe('car')
    expect(problems).toMatchObject([{ severity: 'note', kind: 'class-list-above', file: '../../data.yaml' }])
  })

  it('that contradict each other are reported, and the nearer one is used', async () => {
    const { names, problems, classes } = await read({
      'data.yaml': 'names: [car, bus]',
      'labels/classes.txt': 'car\nperson\n',
      'labels/a.txt': line(1),
    })
    expect(names).toEqual({ 'labels/a.txt': ['person'] })
    expect(classes).toEqual([['car', 'person']])
    expect(problems).toMatchObject([
      {
        severity: 'warning',
        kind: 'class-lists-differ',
        file: 'labels/classes.txt',
        message: 'class 1 is "person" here and "bus" in data.yaml; this file was used',
      },
    ])
  })

  it('in one folder: data.yaml is believed before classes.txt', async () => {
    const { names, kinds } = await read({ 'data.yaml': 'names: [car]', 'classes.txt': 'bus\n', 'a.txt': line(0) })
    expect(names).toEqual({ 'a.txt': ['car'] })
    expect(kinds).toEqual(['class-lists-differ'])
  })

  it('that are missing leave numbers for names, with a warning', async () => {
    const { names, problems } = await read({ 'a.txt': line(3) })
    expect(names).toEqual({ 'a.txt': ['class 3'] })
    expect(problems).toMatchObject([{ severity: 'warning', kind: 'class-list-missing' }])
  })

  it('whose number of classes is wrong are reported and used', async () => {
    const { names, problems } = await read({ 'data.yaml': 'nc: 3\nnames: [car]', 'a.txt': line(0) })
    expect(names).toEqual({ 'a.txt': ['car'] })
    expect(problems).toMatchObject([{ kind: 'class-list-broken', message: expect.stringContaining('nc: 3') }])
  })

  it('in broken YAML are reported with the line', async () => {
    const { problems } = await read({ 'data.yaml': 'nc: 1\nnames: [car\n', 'a.txt': line(0) })
    expect(problems.find((problem) => problem.kind === 'class-list-broken')).toMatchObject({
      severity: 'warning',
      file: 'data.yaml',
      line: expect.any(Number),
    })
  })

  it.each(['names: 5', 'names: []', 'names: {a: car}', '- 1', '', 'classes: {male: [nose]}'])(
    'are not found in the YAML %j',
    async (yaml) => {
      const { kinds } = await read({ 'data.yaml': yaml, 'a.txt': line(0) })
      expect(kinds).toEqual(['class-list-missing'])
    },
  )
})
