/** Which commands mean something at the moment: the key of another one is free, and menus and the palette show it greyed. */
import type { PlainCommand } from './command.ts'
import type { Editor } from './editor.ts'
import { shownProposals } from './proposals/shownProposals.ts'

const needSelection: ReadonlySet<PlainCommand> = new Set([
  'delete',
  'cut',
  'duplicate',
  'difficult',
  'ignore',
  'truncated',
  'occluded',
  'lock',
  'bringToFront',
  'sendToBack',
  'bringForward',
  'sendBackward',
  'hideSelected',
  'boxNote',
])
const needProposal: ReadonlySet<PlainCommand> = new Set(['acceptProposals', 'rejectProposals'])
const needImage: ReadonlySet<PlainCommand> = new Set([
  'selectAll',
  'paste',
  'copyPrevious',
  'imageNote',
  'menu',
  'propose',
])

export function canPerform(editor: Editor, command: PlainCommand): boolean {
  if (needSelection.has(command)) return editor.phase.kind === 'ready' && editor.selectedIds.length > 0
  if (needProposal.has(command)) return shownProposals(editor).length > 0
  if (command === 'propagate') return editor.phase.kind === 'ready' && editor.annotations.length > 0
  return !needImage.has(command) || editor.phase.kind === 'ready'
}
