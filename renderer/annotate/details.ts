/** What a person says about objects beyond place and class: difficult, truncated, occluded, to be ignored, a note; and locks. */
import { changed } from '../../shared/edit.ts'
import type { Annotation, Occlusion } from '../../shared/model.ts'
import { byHand } from './commands.ts'
import { type Editor, selectedAnnotations } from './editor.ts'
import { type Outcome, telling, withEdit } from './outcome.ts'

/** The fields of a box that a person sets. */
export type Details = Pick<Annotation, 'difficult' | 'truncated' | 'occluded' | 'ignore' | 'note'>

/** Parts outside the image that a key goes through; the list offers finer ones. */
const truncationSteps = [0, 0.25, 0.5, 0.75]

/** Sets details of the whole selection, where they differ. A region of no class stays an ignore region. */
export function changeDetails(editor: Editor, details: Partial<Details>): Outcome {
  const keys = Object.keys(details) as (keyof Details)[]
  const touched = selectedAnnotations(editor).filter(
    (annotation) =>
      keys.some((key) => annotation[key] !== details[key]) &&
      !(details.ignore === false && annotation.categoryId === null),
  )
  const open = touched.filter(({ locked }) => !locked)
  const outcome = withEdit(
    editor,
    'change',
    open.map((annotation) => changed(annotation, { ...details, ...byHand(annotation) })),
  )
  return telling(outcome, { kind: 'locked', count: touched.length - open.length })
}

/** All selected become so, unless all are: then none is. */
export function toggleDetail(editor: Editor, key: 'difficult' | 'ignore'): Outcome {
  const isOnEverywhere = selectedAnnotations(editor).every((annotation) => annotation[key])
  return changeDetails(editor, { [key]: !isOnEverywhere })
}

/** Visible, partly, largely, unknown, and round again. */
export function nextOcclusion(editor: Editor): Outcome {
  const first = selectedAnnotations(editor)[0]
  const occluded = (((first?.occluded ?? 0) + 1) % 4) as Occlusion
  return changeDetails(editor, { occluded })
}

export function nextTruncation(editor: Editor): Outcome {
  const present = selectedAnnotations(editor)[0]?.truncated ?? 0
  return changeDetails(editor, { truncated: truncationSteps.find((step) => step > present) ?? 0 })
}

/** Locks the selection; when all of it is locked, unlocks it. */
export function toggleLock(editor: Editor): Outcome {
  const selected = selectedAnnotations(editor)
  return setLocked(editor, selected, !selected.every(({ locked }) => locked))
}

export function setLocked(editor: Editor, annotations: readonly Annotation[], locked: boolean): Outcome {
  const others = annotations.filter((annotation) => annotation.locked !== locked)
  return withEdit(
    editor,
    'change',
    others.map((annotation) => changed(annotation, { locked })),
  )
}
