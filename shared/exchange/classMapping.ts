/** Which class of the project a class of label files becomes: a new one, one that is there, or none. */
import { z } from 'zod'
import { type Category, id } from '../model.ts'

export const classTarget = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('new') }),
  z.strictObject({ kind: z.literal('existing'), categoryId: id }),
  z.strictObject({ kind: z.literal('skip') }),
])
export type ClassTarget = z.infer<typeof classTarget>

/** A class of the label files, what would become of it, and what it may be meant as. */
export const mappedClass = z.object({
  name: z.string(),
  /** Boxes that were read and lie in images of the project. */
  boxes: z.int(),
  target: classTarget,
  /** A class of the project with a similar name, when none has the same. */
  similarId: id.nullable(),
})
export type MappedClass = z.infer<typeof mappedClass>

type Named = Pick<Category, 'id' | 'name'>

/** Without a choice a class becomes the one of the same name, and a new one when there is none. */
export function usualTarget(name: string, categories: readonly Named[]): ClassTarget {
  const same = categories.find((category) => category.name === name.normalize('NFC'))
  return same ? { kind: 'existing', categoryId: same.id } : { kind: 'new' }
}

/** The only class whose name differs in case, blanks, hyphens or a plural s alone: `Traffic-Lights` and `traffic light`. */
export function similarCategory(name: string, categories: readonly Named[]): number | null {
  const wanted = foldedName(name)
  const similar = categories.filter((category) => foldedName(category.name) === wanted)
  return similar.length === 1 ? similar[0]!.id : null
}

/** A name without what people write differently: case, blanks, hyphens, a plural s. */
export function foldedName(name: string): string {
  const folded = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]+/g, '')
  return folded.length > 3 ? folded.replace(/s$/, '') : folded
}
