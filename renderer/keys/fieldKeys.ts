/** Which keys belong to the place that has the focus, and not to the commands of the window. */

/** Fields of text take all keys but the window's own combinations; buttons and lists only those by which they are worked. */
export function keepsStroke(target: EventTarget | null, stroke: string, isOfWindow: boolean): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.closest('[role="dialog"], [role="menu"]')) return true
  const isCombination = /^(Ctrl|Alt)\+|^F\d+$/.test(stroke)
  // In a list to choose from, letters and arrows choose, but letters without Shift choose as well.
  if (target.closest('select'))
    return !(isCombination || /^Shift\+[A-Z]$/.test(stroke)) || stroke.startsWith('Alt+Arrow')
  // Ctrl+Enter means nothing within a text: it starts what the text was typed for.
  if (isTextField(target)) return !((isOfWindow && isCombination) || stroke === 'Ctrl+Enter')
  const input = target.closest('input')
  if (input?.type === 'range' && stroke.includes('Arrow')) return true
  return (input !== null || target.closest('button, a') !== null) && (stroke === 'Space' || stroke === 'Enter')
}

function isTextField(target: HTMLElement): boolean {
  if (target.closest('textarea, [contenteditable="true"]')) return true
  const input = target.closest('input')
  return input !== null && !['checkbox', 'range', 'radio'].includes(input.type)
}
