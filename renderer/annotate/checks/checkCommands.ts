/** The keys of the rule checks. */
import { findingKinds } from '../../../shared/filter/terms.ts'
import { change } from '../act.ts'
import type { Editor } from '../editor.ts'
import { settle } from '../execute.ts'
import { nextId } from '../idPool.ts'
import { goToNext } from '../navigate.ts'
import type { Outcome } from '../outcome.ts'
import { useViewOptions } from '../viewing/options.ts'
import { dismissShown, fixShown, showNext } from './fixes.ts'

/** The next finding of the image, and after its last the next image that has any. */
export function goToNextFinding(): void {
  if (!attempt(showNext)) void goToImageWithFinding()
}

/** Mends what is shown, or shows what could be mended. */
export function fixFinding(): void {
  if (!attempt(fixShown)) void goToImageWithFinding()
}

export function dismissFinding(): void {
  if (!attempt(dismissShown)) void goToImageWithFinding()
}

const goToImageWithFinding = () => goToNext([`issue:${findingKinds.join(',')}`], 'noneWithFinding')

function attempt(work: (editor: Editor, share: number) => Outcome | null): boolean {
  return change((editor) => {
    if (editor.phase.kind !== 'ready') return { editor, edits: [] }
    const settled = settle(editor, nextId)
    const outcome = work(settled.editor, useViewOptions.getState().objectShare)
    return outcome && { ...outcome, edits: [...settled.edits, ...outcome.edits] }
  })
}
