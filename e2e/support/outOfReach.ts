/** Buttons and fields that no mouse reaches: beyond the window, or below something else. */
import type { Page } from 'playwright/test'

export function outOfReachOn(window: Page): Promise<string[]> {
  return window.evaluate(() => {
    // What scrolls shows all that is in it.
    const isScrolled = (element: Element): boolean => {
      for (let box = element.parentElement; box; box = box.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(box)
        if (/auto|scroll/.test(`${overflowX} ${overflowY}`)) return true
      }
      return false
    }
    const isCovered = (element: Element): boolean => {
      const { left, right, top, bottom } = element.getBoundingClientRect()
      const met = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
      return !element.contains(met) && met?.closest('label')?.contains(element) !== true
    }
    // An open dialog covers the rest.
    const top = [...document.querySelectorAll('[role="dialog"]')].at(-1) ?? document
    return [...top.querySelectorAll(':is(button, input, select, textarea):enabled')]
      .filter((element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      .filter((element) => element.getBoundingClientRect().width > 1 && !isScrolled(element) && isCovered(element))
      .map((element) => element.getAttribute('aria-label') ?? element.textContent ?? element.tagName)
  })
}
