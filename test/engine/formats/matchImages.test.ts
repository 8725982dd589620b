import { describe, expect, it } from 'vitest'
import { indexImages, type Match, type MatchableImage } from '../../../main/engine/formats/matchImages.ts'

const rooted = (rootPath: string, ...paths: string[]): MatchableImage[] => paths.map((path) => ({ rootPath, path }))

function found(images: readonly MatchableImage[], ...references: string[]): string {
  const match: Match<MatchableImage> = indexImages(images).match(references)
  if (match.kind === 'matched') return `${match.image.rootPath}/${match.image.path}`
  if (match.kind === 'ambiguous') return `ambiguous: ${match.candidates.map((image) => image.path).join(' ')}`
  return `unmatched, closest: ${match.closest}`
}

describe('matching label files to images', () => {
  it('goes by the relative path first', () => {
    const images = rooted('/p', 'day/a.jpg', 'night/a.jpg', 'a.jpg')
    expect(found(images, 'night/a.jpg')).toBe('/p/night/a.jpg')
    expect(found(images, 'a.jpg')).toBe('/p/a.jpg')
  })

  it('goes by the path from a root', () => {
    const images = [...rooted('/data/day', 'a.jpg'), ...rooted('/data/night', 'a.jpg')]
    expect(found(images, 'night/a.jpg')).toBe('/data/night/a.jpg')
    expect(found(images, '/elsewhere/data/day/a')).toBe('/data/day/a.jpg')
  })

  it('goes by the file name when folders differ', () => {
    expect(found(rooted('/p', 'x/a.jpg', 'x/b.jpg'), 'C:\\Users\\me\\pictures\\b.jpg')).toBe('/p/x/b.jpg')
  })

  it('goes by the stem when the extension differs or is missing, whatever its case', () => {
    const images = rooted('/p', 'a.JPG', 'b.png')
    expect(found(images, 'a.jpg')).toBe('/p/a.JPG')
    expect(found(images, 'a')).toBe('/p/a.JPG')
    expect(found(images, 'b.jpg')).toBe('/p/b.png')
  })

  it('prefers the extension that the label file names', () => {
    const images = rooted('/p', 'a.jpg', 'a.png')
    expect(found(images, 'a.png')).toBe('/p/a.png')
    expect(found(images, 'a')).toBe('ambiguous: a.jpg a.png')
  })

  it('prefers the case that the label file uses', () => {
    expect(found(rooted('/p', 'A.jpg', 'a.jpg'), 'a.jpg')).toBe('/p/a.jpg')
  })

  it('takes a dot in a stem for a dot', () => {
    expect(found(rooted('/p', 'shot.v2.jpg', 'shot.jpg'), 'shot.v2')).toBe('/p/shot.v2.jpg')
  })

  it('finds the image behind a stem to which an export added the extension', () => {
    expect(found(rooted('/p', 'a.jpg', 'a.png'), 'labels/a.png')).toBe('/p/a.png')
    expect(found(rooted('/p', 'a.jpg', 'a.png'), 'a.png.png')).toBe('/p/a.png')
    expect(found(rooted('/p', 'a.jpg.jpg', 'a.png.png'), 'labels/a.png')).toBe('/p/a.png.png')
  })

  it('overlooks folders that only say what kind of files they hold', () => {
    const images = rooted('/p', 'images/train/a.jpg', 'images/val/a.jpg')
    expect(found(images, 'labels/val/a')).toBe('/p/images/val/a.jpg')
    expect(found(rooted('/k', 'training/image_2/7.png'), 'training/label_2/7')).toBe('/k/training/image_2/7.png')
  })

  it('prefers the very path to one that differs by such a folder', () => {
    const images = rooted('/p', 'images/a.jpg', 'a.jpg')
    expect(found(images, 'a.jpg')).toBe('/p/a.jpg')
    expect(found(images, '/p/images/a')).toBe('/p/images/a.jpg')
  })

  it('takes letters with separate accents for the same', () => {
    expect(found(rooted('/p', 'caf\u00e9.jpg'), 'cafe\u0301.jpg')).toBe('/p/caf\u00e9.jpg')
  })

  it('tries the next reference when the first leads nowhere', () => {
    expect(found(rooted('/p', 'a.jpg'), 'annotations/0001', 'a.jpg')).toBe('/p/a.jpg')
  })

  it('says which images of a name there are', () => {
    expect(found(rooted('/p', 'x/a.jpg', 'y/a.jpg'), 'a.jpg')).toBe('ambiguous: x/a.jpg y/a.jpg')
  })

  it('names the closest image when only the padding differs', () => {
    expect(found(rooted('/p', 'x/IMG_000007.jpg', 'x/IMG_000008.jpg'), 'img-7.jpg')).toBe(
      'unmatched, closest: x/IMG_000007.jpg',
    )
  })

  it('names the closest image by its beginning, or none', () => {
    const images = rooted('/p', 'street-monday.jpg', 'zoo.jpg')
    expect(found(images, 'street-mon')).toBe('unmatched, closest: street-monday.jpg')
    expect(found(images, 'unlike')).toBe('unmatched, closest: null')
    expect(found([], 'a')).toBe('unmatched, closest: null')
  })

  it('stays quick when thousands of images have the same name', () => {
    const images = Array.from({ length: 5000 }, (_, index) => ({ rootPath: '/p', path: `${index}/rgb.png` }))
    const index = indexImages(images)
    const matches = images.map((image) => index.match([image.path]))
    expect(matches.every((match, at) => match.kind === 'matched' && match.image === images[at])).toBe(true)
    expect(index.match(['rgb.png'])).toMatchObject({ kind: 'ambiguous' })
  })
})
