/** Where Tab leads without showing where it is. */
import type { Page } from 'playwright/test'

const mostStops = 50

/** Goes through the first controls of the page by Tab. @returns those whose focus cannot be seen */
export async function unseenFocusOn(window: Page): Promise<string[]> {
  const unseen: string[] = []
  for (let stop = 0; stop < mostStops; stop++) {
    await window.keyboard.press('Tab')
    const found = await window.evaluate(() => {
      const focused = document.activeElement
      if (!(focused instanceof HTMLElement) || focused === document.body) return null
      // A field may have its frame around it with what else belongs to it, a list around its current line.
      const active = document.getElementById(focused.getAttribute('aria-activedescendant') ?? '')
      const around = [focused, focused.parentElement, focused.parentElement?.parentElement, active]
      const isSeen = around.some((element) => element && getComputedStyle(element).outlineStyle !== 'none')
      return isSeen ? null : focused.outerHTML.slice(0, 160)
    })
    if (found !== null) unseen.push(found)
  }
  return unseen
}
