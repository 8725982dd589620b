/** Which commands mean something at the moment: the key of another one is free, and menus and the palette show it greyed. */
import type { PlainCommand } from './command.ts'
import type { Editor } from './editor.ts'

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
const needImage: ReadonlySet<PlainCommand> = new Set(['selectAll', 'paste', 'copyPrevious', 'imageNote', 'menu'])

export function canPerform(editor: Editor, command: PlainCommand): boolean {
  if (needSelection.has(command)) return editor.phase.kind === 'ready' && editor.selectedIds.length > 0
  if (command === 'propagate') return editor.phase.kind === 'ready' && editor.annotations.length > 0
  return !needImage.has(command) || editor.phase.kind === 'ready'
}
