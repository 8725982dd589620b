import { foldedName } from './exchange/classMapping.ts'

/** The classes of the detector that Boxwright brings with it, in the order of its output (resources/weights/README.md). */
export const everydayClasses = [
  'Bicycle',
  'Boot',
  'Laptop',
  'Person',
  'Chair',
  'Cattle',
  'Desk',
  'Cat',
  'Computer mouse',
  'Computer monitor',
  'Box',
  'Mug',
  'Coffee cup',
  'Stationary bicycle',
  'Table',
  'Bottle',
  'High heels',
  'Vehicle',
  'Footwear',
  'Dog',
  'Book',
  'Camera',
  'Car',
] as const

/** Place of the class that is called the same but for case, blanks, hyphens and a plural s; null when none is. */
export function everydayClassOf(name: string): number | null {
  const wanted = foldedName(name)
  const place = everydayClasses.findIndex((known) => foldedName(known) === wanted)
  return place < 0 ? null : place
}
