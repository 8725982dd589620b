import { describe, expect, it } from 'vitest'
import {
  groupImages,
  mendedGroup,
  nameGroupOf,
  namePatterns,
  noGroups,
  type PartedImage,
  partedGroups,
  patternProblem,
} from '../../../shared/split/groups.ts'

const imagesOf = (...paths: readonly string[]) => paths.map((path, index) => ({ id: index + 1, rootId: 1, path }))
const groupName = (pattern: keyof typeof namePatterns, path: string) =>
  nameGroupOf(new RegExp(namePatterns[pattern], 'i'), { rootId: 1, path })?.slice('1/'.length) ?? null

describe('patterns for names', () => {
  it.each([
    ['number', 'day/street_0001.jpg', 'day/street'],
    ['number', 'day/street_0142.JPG', 'day/street'],
    ['number', 'clip-7.frame.33.png', 'clip-7.frame'],
    ['number', 'day/lamp.jpg', null],
    ['firstWord', 'ward 2/P012_left.png', 'ward 2/P012'],
    ['firstWord', 'P012_left_2.png', 'P012'],
    ['firstWord', 'lamp.jpg', null],
    ['copy', 'a.jpg', 'a'],
    ['copy', 'a (1).jpg', 'a'],
    ['copy', 'a copy 2.png', 'a'],
    ['copy', 'a-copy.png', 'a'],
    ['roboflow', 'train/car_jpg.rf.0b3fa9.jpg', 'train/car'],
    ['roboflow', 'car.jpg', null],
  ] as const)('%s: %s belongs to %s', (pattern, path, group) => {
    expect(groupName(pattern, path)).toBe(group)
  })

  it('without a capture all that was matched is the group', () => {
    expect(nameGroupOf(/^cam\d/, { rootId: 2, path: 'cam3-x.jpg' })).toBe('2/cam3')
  })

  it('that cannot be understood say why', () => {
    expect(patternProblem('(')).toMatch(/group/i)
    expect(patternProblem(namePatterns.number)).toBeNull()
  })
})

describe('groups', () => {
  it('by folder: images of one folder belong together, those of the same folder of another root do not', () => {
    const images = [...imagesOf('a/1.jpg', 'a/2.jpg', 'b/1.jpg', 'a/c/1.jpg'), { id: 9, rootId: 2, path: 'a/3.jpg' }]
    expect([...groupImages(images, { ...noGroups, byFolder: true }, [])]).toEqual([
      [1, 1],
      [2, 1],
    ])
  })

  it('that share an image become one: copies across two series join the series', () => {
    const images = imagesOf('x_1.jpg', 'x_2.jpg', 'y_1.jpg', 'y_2.jpg', 'z.jpg')
    const rule = { byFolder: false, namePattern: namePatterns.number, byCopies: true }
    const groups = groupImages(images, rule, [[2, 3]])
    expect([1, 2, 3, 4, 5].map((id) => groups.get(id))).toEqual([1, 1, 1, 1, undefined])
  })

  it('without a rule there are none', () => {
    expect(groupImages(imagesOf('a/1.jpg', 'a/2.jpg'), noGroups, [[1, 2]]).size).toBe(0)
  })
})

describe('parted groups', () => {
  const member = (id: number, split: PartedImage['split'], isLocked = false): PartedImage => ({
    id,
    rootId: 1,
    path: `${id}.jpg`,
    split,
    isLocked,
  })
  const groups = new Map([1, 2, 3, 4].map((id) => [id, 1]))

  it('are those with images in two parts; images without a part do not count', () => {
    const images = [member(1, 'train'), member(2, 'train'), member(3, null), member(5, 'test')]
    expect(partedGroups(images, groups)).toEqual([])
    expect(partedGroups([...images, member(4, 'val')], groups)).toEqual([[images[0], images[1], member(4, 'val')]])
  })

  it('are mended into the part that most of them have', () => {
    expect([...mendedGroup([member(1, 'test'), member(2, 'val'), member(3, 'test')])!]).toEqual([[2, 'test']])
  })

  it('follow a locked image, and stay as they are when locked images disagree', () => {
    expect([...mendedGroup([member(1, 'train'), member(2, 'train'), member(3, 'test', true)])!]).toEqual([
      [1, 'test'],
      [2, 'test'],
    ])
    expect(mendedGroup([member(1, 'train', true), member(2, 'test', true)])).toBeNull()
  })
})
