/** Every peculiarity that has tripped a reader: names, folders, depths, borders, flags. */
import type { LabelledBox } from '../../main/engine/formats/format.ts'
import type { Occlusion, SplitName } from '../../shared/model.ts'

type Picture = {
  readonly path: string
  readonly size: { readonly width: number; readonly height: number }
  readonly split: SplitName
  readonly isVerified: boolean
  readonly orientation?: number
  /** 1: grey; 16: sixteen bits a channel. */
  readonly bits?: 1 | 16
  readonly boxes: readonly LabelledBox[]
}

const size = { width: 320, height: 200 }
const plain = {
  difficult: false,
  truncated: null,
  occluded: null,
  ignore: false,
  score: null,
  note: '',
  extras: null,
} as const

function box(
  className: string | null,
  [x1, y1, x2, y2]: readonly [number, number, number, number],
  more: Partial<LabelledBox> = {},
): LabelledBox {
  return { ...plain, className, x1, y1, x2, y2, ...more }
}

const levels: readonly (Occlusion | null)[] = [0, 1, 2, 3, null]

export const pictures: readonly Picture[] = [
  {
    path: 'day/a.jpg',
    size,
    split: 'train',
    isVerified: true,
    boxes: [
      box('car', [0, 0, 320, 200]),
      box('car', [0, 50.25, 40.125, 90]),
      box('traffic light', [300, 10, 320, 60.5], { difficult: true }),
      box('사람', [100, 0, 130, 33.333333], { truncated: 0.25 }),
      box('사람', [100, 180.7, 130, 200]),
    ],
  },
  { path: 'night/a.jpg', size, split: 'val', isVerified: false, boxes: [box('traffic light', [10, 20, 11, 21])] },
  {
    path: '밤 사진/가 나 (1).jpg',
    size,
    split: 'test',
    isVerified: false,
    boxes: [box('사람', [33.3, 12.5, 66.6, 49.9])],
  },
  {
    path: 'upright.jpg',
    size,
    split: 'train',
    isVerified: false,
    orientation: 6,
    boxes: [box('car', [250, 20, 310, 90])],
  },
  { path: 'turned.jpg', size, split: 'val', isVerified: false, orientation: 8, boxes: [box('car', [5, 150, 60, 199])] },
  { path: 'grey.png', size, split: 'train', isVerified: false, bits: 1, boxes: [box('car', [50, 60, 70, 80])] },
  { path: 'deep.png', size, split: 'train', isVerified: false, bits: 16, boxes: [box('car', [50, 60, 70.5, 80])] },
  { path: 'empty.jpg', size, split: 'train', isVerified: true, boxes: [] },
  {
    path: 'levels.png',
    size,
    split: 'train',
    isVerified: false,
    boxes: levels.map((occluded, index) =>
      box('car', [60 * index, 50, 60 * index + 40, 90], {
        occluded,
        truncated: occluded === null ? null : occluded / 4,
      }),
    ),
  },
  {
    path: 'ignored.png',
    size,
    split: 'train',
    isVerified: false,
    boxes: [
      box('car', [10, 20, 100, 120]),
      box('car', [150, 20, 200, 90], { ignore: true }),
      box(null, [220, 20, 300, 140], { ignore: true }),
    ],
  },
]
