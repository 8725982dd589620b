/** Filters on a real project file against the same question asked in plain JavaScript. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Store } from '../../../main/engine/store/store.ts'
import { printFilter } from '../../../shared/filter/printFilter.ts'
import { type FilterTerm, isBoxTerm } from '../../../shared/filter/terms.ts'
import type { Annotation, Image } from '../../../shared/model.ts'
import { draw, testProject } from '../../support/project.ts'

/** Six images: two empty, one verified, one rejected, boxes of two classes with all kinds of marks. */
function filterProject() {
  const project = testProject(6)
  const { store, imageIds } = project
  const van = store.categories.draft('Délivery Van', undefined)
  store.edits.run('category', null, (writer) => writer.insert('category', van))
  const [a, b, c, d] = imageIds as [number, number, number, number]
  draw(project, { imageId: a, x1: 0, y1: 0, x2: 40, y2: 10, difficult: true })
  draw(project, { imageId: a, x1: 0, y1: 0, x2: 8, y2: 8, categoryId: van.id, note: 'Shadow?' })
  draw(project, { imageId: b, categoryId: van.id, origin: 'model', score: 0.7, truncated: 0.5 })
  draw(project, { imageId: c, origin: 'import', occluded: 2 })
  draw(project, { imageId: c, origin: 'import', occluded: 0, truncated: 0, locked: true })
  draw(project, { imageId: d, categoryId: null, ignore: true })
  store.edits.run('review', null, (writer) => {
    writer.update('image', b, { review: 'verified', split: 'train' })
    writer.update('image', c, { review: 'rejected', split: 'val' })
    writer.update('image', imageIds[4]!, { review: 'verified', note: 'only sky' })
  })
  return { ...project, van }
}

const idsBy = ({ store }: { readonly store: Store }, filter: string) => store.images.ids(filter)

describe('images that fit a filter', () => {
  const cases: readonly [filter: string, images: readonly number[]][] = [
    ['', [1, 2, 3, 4, 5, 6]],
    ['IMAGE-3', [3]],
    ['-image-3 -image-4', [1, 2, 5, 6]],
    ['state:unlabelled', [6]],
    ['state:verified,verifiedEmpty', [2, 5]],
    ['split:none', [1, 4, 5, 6]],
    ['class:thing', [1, 3]],
    ['class:"délivery van"', [1, 2]],
    ['class:"de\u0301livery VAN"', [1, 2]],
    ['-class:thing', [2, 4, 5, 6]],
    ['class:nothing', []],
    // One box must fit both: in image 1 the difficult box is a thing and not a van.
    ['class:"délivery van" flag:difficult', []],
    ['class:thing flag:difficult', [1]],
    ['count>1', [1, 3]],
    ['count:0', [5, 6]],
    ['size>=40', [1]],
    ['size<9', [1]],
    // Boxes: 40 x 10 and 8 x 8 in image 1, all others 20 x 30.
    ['width>=40', [1]],
    ['height>10', [2, 3, 4]],
    ['width:8 height:8', [1]],
    ['aspect>1', [1]],
    ['aspect<0.7', [2, 3, 4]],
    ['score>0.5', [2]],
    ['-score>0.5', [1, 3, 4, 5, 6]],
    ['flag:truncated', [2]],
    ['flag:occluded,locked', [3]],
    ['flag:ignore', [4]],
    ['origin:human', [1, 4]],
    ['note:shadow', [1]],
    ['note:SKY', [5]],
    ['is:noted', [5]],
    ['is:changed', []],
  ]
  it.each(cases)('%s', (filter, images) => {
    expect(idsBy(filterProject(), filter)).toEqual(images)
  })

  it('a word that is not understood is refused by name, with what is possible', () => {
    const { store } = filterProject()
    expect(() => store.images.ids('stat:labelled')).toThrow('does not know "stat:labelled". Possible are: state, split')
    expect(() => store.images.ids('state:done')).toThrow('unlabelled, labelled, verified')
    expect(() => store.images.ids('count>many')).toThrow('needs a number')
  })

  it('any filter gives what reading all images and boxes gives', () => {
    const project = filterProject()
    const { store } = project
    const all = store.images.get(project.imageIds)
    const names = new Map(store.categories.list().map(({ id, name }) => [id, name.toLowerCase()]))
    const term = fc.oneof(
      fc.record({ isNot: fc.boolean(), kind: fc.constant('path'), text: fc.constantFrom('image', '-2', '3') }),
      words('state', ['labelled', 'verified', 'unlabelled']),
      words('split', ['train', 'none']),
      words('flag', ['difficult', 'truncated', 'occluded', 'ignore', 'locked', 'copied', 'noted']),
      words('origin', ['human', 'model', 'import']),
      fc.record({
        isNot: fc.boolean(),
        kind: fc.constant('number'),
        field: fc.constantFrom('count', 'size', 'score'),
        comparison: fc.constantFrom('=', '<', '<=', '>', '>='),
        value: fc.constantFrom(0, 0.7, 1, 2, 8, 20, 40),
      }),
      fc.record({
        isNot: fc.boolean(),
        kind: fc.constant('text'),
        field: fc.constant('class'),
        values: fc.subarray(['thing', 'délivery van'], { minLength: 1 }),
      }),
    ) as fc.Arbitrary<FilterTerm>
    fc.assert(
      fc.property(fc.array(term, { maxLength: 4 }), (terms) => {
        const expected = all.filter((image) => fits(image, store.annotations.ofImage(image.id), terms, names))
        expect(idsBy(project, printFilter(terms))).toEqual(expected.map(({ id }) => id))
      }),
    )
  })
})

function words(field: string, choices: readonly string[]) {
  return fc.record({
    isNot: fc.boolean(),
    kind: fc.constant('words'),
    field: fc.constant(field),
    values: fc.subarray([...choices], { minLength: 1 }),
  })
}

type Names = ReadonlyMap<number, string>

function fits(image: Image, boxes: readonly Annotation[], terms: readonly FilterTerm[], names: Names): boolean {
  const wanted = terms.filter((term) => isBoxTerm(term) && !term.isNot)
  const unwanted = terms.filter((term) => isBoxTerm(term) && term.isNot)
  const ofImage = terms.filter((term) => !isBoxTerm(term))
  return (
    ofImage.every((term) => imageFits(image, term) !== term.isNot) &&
    (wanted.length === 0 || boxes.some((box) => wanted.every((term) => boxFits(box, term, names)))) &&
    unwanted.every((term) => !boxes.some((box) => boxFits(box, term, names)))
  )
}

function imageFits(image: Image, term: FilterTerm): boolean {
  if (term.kind === 'path') return image.path.includes(term.text)
  if (term.kind === 'number') return compares(image.annotationCount, term)
  if (term.kind === 'words' && term.field === 'state') return term.values.includes(image.state)
  if (term.kind === 'words' && term.field === 'split') return term.values.includes(image.split ?? 'none')
  throw new Error(`no such term in this test: ${term.kind}`)
}

function boxFits(box: Annotation, term: FilterTerm, names: Names): boolean {
  if (term.kind === 'number') {
    return compares(term.field === 'score' ? box.score : Math.max(box.x2 - box.x1, box.y2 - box.y1), term)
  }
  if (term.kind === 'text') return box.categoryId !== null && term.values.includes(names.get(box.categoryId)!)
  if (term.kind === 'words' && term.field === 'origin') return term.values.includes(box.origin)
  const marks: Readonly<Record<string, boolean>> = {
    difficult: box.difficult,
    truncated: (box.truncated ?? 0) > 0,
    occluded: (box.occluded ?? 0) > 0,
    ignore: box.ignore,
    locked: box.locked,
    copied: box.copied,
    noted: box.note !== '',
  }
  return term.kind === 'words' && term.values.some((value) => marks[value])
}

function compares(
  value: number | null,
  { comparison, value: limit }: FilterTerm & { readonly kind: 'number' },
): boolean {
  if (value === null) return false
  if (comparison === '=') return value === limit
  if (comparison === '<') return value < limit
  if (comparison === '<=') return value <= limit
  return comparison === '>' ? value > limit : value >= limit
}

it('boxes of a gallery are those that fit by themselves', () => {
  const { store, van } = filterProject()
  const idsOf = (filter: string) => store.gallery.list(filter, 'image', false).ids
  expect(idsOf('class:"délivery van"')).toEqual([2, 3])
  expect(idsOf('-class:thing')).toEqual([2, 3, 6])
  expect(idsOf('state:verified')).toEqual([3])
  expect(store.gallery.list('', 'size', true).ids[0]).toBe(1)
  expect(store.gallery.list(`class:"${van.name}"`, 'score', false).ids).toEqual([3, 2])
})
