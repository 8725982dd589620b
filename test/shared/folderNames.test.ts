import { expect, it } from 'vitest'
import { usualProjectFile } from '../../shared/folderNames.ts'

it.each([
  ['/home/ann/cells', '/home/ann/cells.boxwright'],
  ['/home/ann/cells/', '/home/ann/cells.boxwright'],
  ['/home/ann/raccoon/images', '/home/ann/raccoon/raccoon.boxwright'],
  ['/sets/coco/images/train', '/sets/coco/coco.boxwright'],
  ['C:\\sets\\raccoon\\JPEGImages', 'C:\\sets\\raccoon\\raccoon.boxwright'],
  // Nothing above tells more.
  ['/images', '/images.boxwright'],
  ['D:\\images', 'D:\\images.boxwright'],
])('the project of %s is %s', (folder, file) => expect(usualProjectFile(folder)).toBe(file))
