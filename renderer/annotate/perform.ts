/** Carries out a command, of a key or of a button. */
import { fail } from '../stores/messages.ts'
import { carryOut } from './act.ts'
import { dismissFinding, fixFinding, goToNextFinding } from './checks/checkCommands.ts'
import type { Command, PlainCommand } from './command.ts'
import { copyPrevious, paste } from './copyPrevious.ts'
import { useEditor } from './editor.ts'
import { focusOn } from './focus.ts'
import { ensureIds } from './idPool.ts'
import { toggleLoop } from './loop/loopCommands.ts'
import { goBeside, goToUnlabelled, goToUnreviewed } from './navigate.ts'
import { type PanelSide, togglePanel } from './panels/panelSizes.ts'
import { toggleAsking } from './picker/classPicker.ts'
import { openPropagation } from './propagate/propagation.ts'
import { goOnFrom, goToProposed } from './proposals/goToProposed.ts'
import { openAssistantHere, proposeHere } from './proposals/proposeHere.ts'
import { shownProposals } from './proposals/shownProposals.ts'
import { useImageNote } from './review/ImageNote.tsx'
import { toggleVerdict, verify } from './review/verdict.ts'
import { stepHistory } from './undo.ts'
import { useViewPanel } from './viewing/ViewButton.tsx'
import {
  changeBrightness,
  nextLabelChoice,
  showAsItIs,
  toggleGrid,
  toggleKeepsView,
  toggleMinimap,
  zoomToSelection,
} from './viewing/viewCommands.ts'

export function perform(command: Command): void {
  ensureIdsSoon(newBoxes(command), () => {
    if (!carryOut(command)) elsewhere[command.kind as PlainCommand]?.()
  })
}

/** How many boxes a command makes, beyond the few that are always at hand. */
function newBoxes({ kind }: Command): number {
  const editor = useEditor.getState()
  if (kind === 'duplicate') return editor.selectedIds.length
  return kind === 'acceptProposals' ? shownProposals(editor).length : 0
}

/** Only very many copies have to wait for their numbers. */
function ensureIdsSoon(count: number, work: () => void): void {
  if (count > 0) ensureIds(count).then(work).catch(fail)
  else work()
}

const elsewhere: Partial<Record<PlainCommand, () => void>> = {
  previousImage: () => goBeside(-1),
  nextImage: () => goBeside(1),
  nextUnlabelled: () => void goToUnlabelled(),
  nextUnreviewed: () => void goToUnreviewed(),
  verify: () => void toggleVerdict('verified'),
  verifyAndNext: () => void verify().then(goToUnreviewed),
  reject: () => void toggleVerdict('rejected'),
  rejectWithReason: () => useImageNote.setState({ purpose: 'reject' }),
  imageNote: () => useImageNote.setState({ purpose: 'note' }),
  undo: () => void stepHistory('undo'),
  redo: () => void stepHistory('redo'),
  paste: () => void paste(),
  copyPrevious: () => void copyPrevious(),
  askClass: toggleAsking,
  nameCategory: () => focusOn('categoryField'),
  nextFinding: goToNextFinding,
  fixFinding,
  dismissFinding,
  objectLoop: toggleLoop,
  nextProposal: () => goOnFrom(() => perform({ kind: 'nextProposal' })),
  acceptProposal: () => goOnFrom(() => perform({ kind: 'acceptProposal' })),
  rejectProposal: () => goOnFrom(() => perform({ kind: 'rejectProposal' })),
  nextProposed: () => void goToProposed(),
  propose: proposeHere,
  assistant: openAssistantHere,
  propagate: openPropagation,
  boxNote: () => focusOn('boxNote'),
  viewOptions: () => useViewPanel.setState({ isOpen: true }),
  brighter: () => changeBrightness(1),
  darker: () => changeBrightness(-1),
  plainPicture: showAsItIs,
  labels: nextLabelChoice,
  grid: toggleGrid,
  keepView: toggleKeepsView,
  minimap: toggleMinimap,
  zoomToSelection,
  imagePanel: () => hideOrShow('left'),
  objectPanel: () => hideOrShow('right'),
  find: () => focusOn('search'),
}

/** What had the focus in a panel may be gone with it. */
function hideOrShow(side: PanelSide): void {
  togglePanel(side)
  focusOn('canvas')
}
