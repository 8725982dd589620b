/** What the rule checks find in the open image as it is this moment, and which of it is being looked at. */
import { type Box, boxHeight, boxWidth, type Size } from '../../../shared/box.ts'
import type { FindingKind } from '../../../shared/filter/terms.ts'
import { type Annotation, blankAnnotation } from '../../../shared/model.ts'
import { checkBoxes, type Finding } from '../../../shared/rules.ts'
import { boxAround, bringIntoView, lengthInImage, viewOfBox } from '../../canvas/viewport.ts'
import { annotationsTouching } from '../boxIndex.ts'
import { type Editor, frameOf } from '../editor.ts'
import { brought } from '../visible.ts'

type Checked = { readonly size: Size; readonly findings: readonly Finding[] }
const checked = new WeakMap<readonly Annotation[], Checked>()

/** A list of annotations is never changed in place, so it is checked once. */
export function findingsOf({ annotations, size }: Pick<Editor, 'annotations' | 'size'>): readonly Finding[] {
  const known = checked.get(annotations)
  if (known && known.size.width === size.width && known.size.height === size.height) return known.findings
  const findings = checkBoxes(annotations, size)
  checked.set(annotations, { size, findings })
  return findings
}

export const keyOfFinding = ({ kind, annotationIds }: Finding): string => `${kind} ${annotationIds.join(' ')}`

/** The one that was gone to; else the one about the box that was drawn last and is still in hand. */
export function shownFinding(
  editor: Pick<Editor, 'annotations' | 'size' | 'findingKey' | 'lastDrawnId'>,
): Finding | null {
  const findings = findingsOf(editor)
  const goneTo = findings.find((finding) => keyOfFinding(finding) === editor.findingKey)
  if (goneTo) return goneTo
  const { lastDrawnId } = editor
  if (lastDrawnId === null || editor.annotations.at(-1)?.id !== lastDrawnId) return null
  return findings.find(({ annotationIds }) => annotationIds.includes(lastDrawnId)) ?? null
}

/** The finding after the one that was gone to; null after the last. */
export function findingAfter(editor: Editor): Finding | null {
  const findings = findingsOf(editor)
  const index = findings.findIndex((finding) => keyOfFinding(finding) === editor.findingKey)
  return findings[index + 1] ?? null
}

/** Below so many screen pixels a box cannot be judged. */
const judgedFrom = 40

/** Selects the boxes of a finding and brings them into sight, large enough to be judged. */
export function showFinding(editor: Editor, finding: Finding, share: number): Editor {
  const boxes = editor.annotations.filter(({ id }) => finding.annotationIds.includes(id))
  const around = boxAround(boxes)
  const isSmall = Math.max(boxWidth(around), boxHeight(around)) < lengthInImage(editor.view, judgedFrom)
  const frame = frameOf(editor)
  return {
    ...brought(editor, boxes),
    findingKey: keyOfFinding(finding),
    selectedIds: boxes.map(({ id }) => id),
    view: isSmall ? viewOfBox(around, frame, share) : bringIntoView(editor.view, around, frame),
  }
}

/** What would be found about a box that is still being drawn or changed. */
export function findingsOfPreview(editor: Editor, box: Box, ofId: number | null): readonly FindingKind[] {
  const own = editor.annotations.find(({ id }) => id === ofId)
  // A number above all others: the preview is the newest.
  const id = ofId ?? Number.MAX_SAFE_INTEGER
  const drawn = { id, imageId: editor.image?.id ?? 0, categoryId: editor.categoryId, updatedAt: 0 }
  const preview: Annotation = { ...(own ?? { ...blankAnnotation, ...drawn }), ...box }
  const near = annotationsTouching(editor.annotations, box).filter((other) => other.id !== id)
  const found = checkBoxes([...near, preview], editor.size)
  return [...new Set(found.filter(({ annotationIds }) => annotationIds.includes(id)).map(({ kind }) => kind))]
}
