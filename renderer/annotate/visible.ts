/** Which boxes are seen. What is not seen can be neither met nor selected nor changed. */
import type { Annotation } from '../../shared/model.ts'
import type { Editor } from './editor.ts'
import { type Outcome, unchanged } from './outcome.ts'
import { withProposals } from './proposals/shownProposals.ts'
import type { Scene } from './tools/tool.ts'

type Hiding = Pick<Editor, 'annotations' | 'areBoxesHidden' | 'hiddenIds' | 'hiddenCategoryIds'>

export function isVisible(annotation: Annotation, { areBoxesHidden, hiddenIds, hiddenCategoryIds }: Hiding): boolean {
  const { id, categoryId } = annotation
  return !(areBoxesHidden || hiddenIds.has(id) || (categoryId !== null && hiddenCategoryIds.has(categoryId)))
}

const lists = new WeakMap<readonly Annotation[], { readonly hiding: Hiding; readonly visible: readonly Annotation[] }>()

/** The same list as long as nothing changes, so that its index by place is made once. */
export function visibleAnnotations(hiding: Hiding): readonly Annotation[] {
  const { annotations, areBoxesHidden, hiddenIds, hiddenCategoryIds } = hiding
  if (!areBoxesHidden && hiddenIds.size === 0 && hiddenCategoryIds.size === 0) return annotations
  const known = lists.get(annotations)
  if (known && isSameHiding(known.hiding, hiding)) return known.visible
  const visible = annotations.filter((annotation) => isVisible(annotation, hiding))
  lists.set(annotations, { hiding: { annotations, areBoxesHidden, hiddenIds, hiddenCategoryIds }, visible })
  return visible
}

/** The editor as the tools see it. */
export function sceneOf(editor: Editor): Scene {
  const { view, size, selectedIds, pointer } = editor
  return { view, size, selectedIds, pointer, visible: withProposals(visibleAnnotations(editor), editor) }
}

export function hideAll(editor: Editor): Outcome {
  return unchanged({ ...editor, areBoxesHidden: !editor.areBoxesHidden, selectedIds: [] })
}

export function hideSelection(editor: Editor): Outcome {
  const hiddenIds = new Set([...editor.hiddenIds, ...editor.selectedIds])
  return unchanged({ ...editor, hiddenIds, selectedIds: [] })
}

export function toggleHidden(editor: Editor, id: number): Outcome {
  return unchanged(withoutUnseen({ ...editor, hiddenIds: toggled(editor.hiddenIds, id) }))
}

/** For every image, until it is shown again. */
export function toggleCategoryHidden(editor: Editor, categoryId: number): Outcome {
  return unchanged(withoutUnseen({ ...editor, hiddenCategoryIds: toggled(editor.hiddenCategoryIds, categoryId) }))
}

export function showAll(editor: Editor): Outcome {
  return unchanged({ ...editor, areBoxesHidden: false, hiddenIds: new Set(), hiddenCategoryIds: new Set() })
}

/** Shows boxes that were just made, whatever was hidden before. */
export function revealed(editor: Editor, made: readonly Pick<Annotation, 'categoryId'>[]): Editor {
  const isHidden = made.some(({ categoryId }) => categoryId !== null && editor.hiddenCategoryIds.has(categoryId))
  const hiddenCategoryIds = isHidden
    ? new Set([...editor.hiddenCategoryIds].filter((id) => made.every(({ categoryId }) => categoryId !== id)))
    : editor.hiddenCategoryIds
  return { ...editor, areBoxesHidden: false, hiddenCategoryIds }
}

/** Shows boxes that are gone to, whatever hid them. */
export function brought(editor: Editor, boxes: readonly Annotation[]): Editor {
  const hiddenIds = new Set([...editor.hiddenIds].filter((id) => boxes.every((box) => box.id !== id)))
  return {
    ...revealed(editor, boxes),
    hiddenIds: hiddenIds.size === editor.hiddenIds.size ? editor.hiddenIds : hiddenIds,
  }
}

function withoutUnseen(editor: Editor): Editor {
  const seen = new Set(withProposals(visibleAnnotations(editor), editor).map(({ id }) => id))
  return { ...editor, selectedIds: editor.selectedIds.filter((id) => seen.has(id)) }
}

function toggled(ids: ReadonlySet<number>, id: number): ReadonlySet<number> {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return next
}

function isSameHiding(a: Hiding, b: Hiding): boolean {
  return (
    a.areBoxesHidden === b.areBoxesHidden && a.hiddenIds === b.hiddenIds && a.hiddenCategoryIds === b.hiddenCategoryIds
  )
}
