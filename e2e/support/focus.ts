/** Where Tab leads. */
import { expect, type Locator, type Page } from 'playwright/test'

const mostStops = 50
const mostPresses = 80

/** Presses Tab until the named thing has the focus, as someone does who sees where the focus is. */
export async function tabTo(window: Page, wanted: Locator): Promise<void> {
  await expect(wanted).toBeEnabled()
  for (let presses = 0; presses < mostPresses; presses++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return
    await window.keyboard.press('Tab')
  }
  throw new Error(`Tab does not lead to ${wanted}`)
}

/** Goes through the controls of the page by Tab, once around or to the fiftieth. @returns those whose focus cannot be seen */
export async function unseenFocusOn(window: Page): Promise<string[]> {
  const unseen: string[] = []
  const passed = await window.evaluateHandle(() => ({ all: new Set<Element>(), last: null as Element | null }))
  for (let stop = 0; stop < mostStops; stop++) {
    await window.keyboard.press('Tab')
    const { found, isBack } = await passed.evaluate((before) => {
      const focused = document.activeElement
      if (!(focused instanceof HTMLElement) || focused === document.body) return { found: null, isBack: false }
      // A canvas may keep Tab for itself: to stay somewhere closes no circle.
      const isBack = before.all.has(focused) && before.last !== focused
      before.all.add(focused)
      before.last = focused
      // A field may have its frame around it with what else belongs to it, a list around its current line.
      const active = document.getElementById(focused.getAttribute('aria-activedescendant') ?? '')
      const around = [focused, focused.parentElement, focused.parentElement?.parentElement, active]
      const isSeen = around.some((element) => element && getComputedStyle(element).outlineStyle !== 'none')
      return { found: isSeen ? null : focused.outerHTML.slice(0, 160), isBack }
    })
    if (isBack) break
    if (found !== null) unseen.push(found)
  }
  await passed.dispose()
  return unseen
}
