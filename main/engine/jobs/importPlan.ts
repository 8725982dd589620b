/** What an import would write: which class of the project each of the source becomes, and which boxes come and go. */
import {
  type ClassTarget,
  type MappedClass,
  similarCategory,
  usualTarget,
} from '../../../shared/exchange/classMapping.ts'
import type { ImportSettings } from '../../../shared/exchange/importSettings.ts'
import type { Annotation, Category, Image, SplitName } from '../../../shared/model.ts'
import type { LabelledBox, SourceDocument } from '../formats/format.ts'
import type { ImportItem, ImportTarget } from '../formats/importLabels.ts'
import { pauses } from '../formats/pauses.ts'
import type { Store } from '../store/store.ts'

/** No more of an image than an import asks for: there may be a hundred thousand. */
export type Target = ImportTarget & { readonly row: Pick<Image, 'id' | 'review' | 'split' | 'isSplitLocked'> }
export type ReadImage = Extract<ImportItem<Target>, { kind: 'image' }>

export type PlannedImage = {
  readonly item: ReadImage
  readonly fresh: readonly LabelledBox[]
  /** Boxes of the project that give way. */
  readonly removedIds: readonly number[]
  /** It has boxes already, and the rule leaves it as it is. */
  readonly isLeft: boolean
  /** Boxes that are there already. */
  readonly known: number
  readonly unwanted: number
  /** The part it gets from the source; null when it gets none. */
  readonly split: SplitName | null
}
export type ImportPlan = {
  /** The class of the project that one of the source becomes; null for none. */
  readonly categoryIdOf: CategoryIdOf
  readonly newCategories: readonly Category[]
  readonly classes: readonly MappedClass[]
  readonly sources: readonly SourceDocument[]
  readonly images: readonly PlannedImage[]
}

type CategoryIdOf = (className: string | null) => number | null

type Read = {
  readonly images: readonly ReadImage[]
  /** In the source's own order. */
  readonly classNames: readonly string[]
  readonly sources: readonly SourceDocument[]
}
type Rules = Pick<ImportSettings, 'merge' | 'splits' | 'classes'>

export async function planImport(
  store: Store,
  { images, classNames, sources }: Read,
  rules: Rules,
): Promise<ImportPlan> {
  const mapping = classMapper(store, rules.classes)
  // The source's own order of classes becomes the order of the project's.
  for (const name of classNames) mapping.targetOf(name)
  const planned: PlannedImage[] = []
  const pause = pauses()
  for (const item of images) {
    planned.push(planImage(store, item, mapping, rules))
    const due = pause()
    if (due) await due
  }
  const { newCategories, classes, categoryIdOf } = mapping
  return { categoryIdOf, newCategories, classes: classes(), sources, images: planned }
}

type Mapper = ReturnType<typeof classMapper>

function classMapper(store: Store, chosen: Rules['classes']) {
  const known = store.categories.list()
  const newCategories: Category[] = []
  const targets = new Map<string, { readonly target: ClassTarget; readonly categoryId: number | null; boxes: number }>()

  function categoryOf(name: string, target: ClassTarget): number | null {
    if (target.kind === 'skip') return null
    if (target.kind === 'existing') return store.categories.get(target.categoryId).id
    const drafted = [...known, ...newCategories].find((category) => category.name === name.normalize('NFC'))
    if (drafted) return drafted.id
    const category = store.categories.draft(name, undefined, newCategories)
    newCategories.push(category)
    return category.id
  }
  function targetOf(name: string) {
    const there = targets.get(name)
    if (there) return there
    const target = chosen[name] ?? usualTarget(name, known)
    const entry = { target, categoryId: categoryOf(name, target), boxes: 0 }
    targets.set(name, entry)
    return entry
  }
  return {
    newCategories,
    targetOf,
    categoryIdOf: (name: string | null) => (name === null ? null : targetOf(name).categoryId),
    classes: (): MappedClass[] =>
      [...targets].map(([name, { target, boxes }]) => {
        const isSame = usualTarget(name, known).kind === 'existing'
        return { name, boxes, target, similarId: isSame ? null : similarCategory(name, known) }
      }),
  }
}

function planImage(store: Store, item: ReadImage, mapping: Mapper, { merge, splits }: Rules): PlannedImage {
  const { row } = item.image
  const present = store.annotations.ofImage(row.id)
  const wanted = wantedBoxes(item, mapping)
  const unwanted = item.boxes.length - wanted.length
  const split = merge === 'apart' ? null : splitOf(item, splits)
  if (merge === 'apart') return { item, fresh: wanted, removedIds: [], isLeft: false, known: 0, unwanted, split }
  if (merge === 'skip' && present.length > 0) {
    return { item, fresh: [], removedIds: [], isLeft: true, known: 0, unwanted, split }
  }
  if (present.length === 0) return { item, fresh: wanted, removedIds: [], isLeft: false, known: 0, unwanted, split }
  const placeOfFresh = (box: LabelledBox) => placeOf({ ...box, categoryId: mapping.categoryIdOf(box.className) })
  const places = new Set(present.map(placeOf))
  const fresh = wanted.filter((box) => !places.has(placeOfFresh(box)))
  const coming = new Set(wanted.map(placeOfFresh))
  const replaced = present.filter((annotation) => !annotation.locked && !coming.has(placeOf(annotation)))
  const removedIds = merge === 'replace' ? replaced.map(({ id }) => id) : []
  return { item, fresh, removedIds, isLeft: false, known: wanted.length - fresh.length, unwanted, split }
}

function wantedBoxes({ boxes }: ReadImage, mapping: Mapper): readonly LabelledBox[] {
  let skipped = 0
  for (const { className } of boxes) {
    if (className === null) continue
    const entry = mapping.targetOf(className)
    entry.boxes += 1
    if (entry.target.kind === 'skip') skipped++
  }
  if (skipped === 0) return boxes
  return boxes.filter(({ className }) => className === null || mapping.targetOf(className).target.kind !== 'skip')
}

function splitOf({ split, image }: ReadImage, taking: Rules['splits']): SplitName | null {
  const { row } = image
  if (split === null || taking === 'ignore' || split === row.split || row.isSplitLocked) return null
  return row.split === null || taking === 'overwrite' ? split : null
}

function placeOf({ x1, y1, x2, y2, categoryId }: Pick<Annotation, 'x1' | 'y1' | 'x2' | 'y2' | 'categoryId'>): string {
  return `${categoryId} ${x1} ${y1} ${x2} ${y2}`
}
