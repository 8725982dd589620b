/** Texts that do not fit where they stand. A cut name of a file or class is all right where a tooltip has the whole. */
import type { Page } from 'playwright/test'

export function cutTextsOn(window: Page): Promise<string[]> {
  return window.evaluate(() => {
    const widthOf = (text: string, style: CSSStyleDeclaration): number => {
      const context = document.createElement('canvas').getContext('2d')!
      context.font = style.font
      return context.measureText(text).width
    }
    const hasOwnText = (element: Element) =>
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && /\S/.test(node.textContent ?? ''))
    const cutPlaceholder = (input: HTMLInputElement): boolean => {
      const style = getComputedStyle(input)
      const room = input.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight)
      // A suggested path is a name of the user's, as long as it is.
      return input.value === '' && !/[\\/]/.test(input.placeholder) && widthOf(input.placeholder, style) > room + 1
    }
    const cutText = (element: HTMLElement): boolean => {
      const style = getComputedStyle(element)
      // What has no width to speak of is meant for screen readers.
      if (style.display === 'inline' || element.clientWidth <= 1) return false
      if (element.closest('[title], svg')) return false
      const isTooWide = element.scrollWidth > element.clientWidth + 1
      const isTooHigh = style.overflowY === 'hidden' && element.scrollHeight > element.clientHeight + 2
      return hasOwnText(element) && (isTooWide || isTooHigh)
    }
    /** Also that a box around the text does not hide its end. */
    const isSpilling = (element: HTMLElement): boolean => {
      const style = getComputedStyle(element)
      if (element.clientWidth <= 1 || element.closest('[title]')) return false
      return !hasOwnText(element) && style.overflowX === 'hidden' && element.scrollWidth > element.clientWidth + 1
    }
    return [...document.querySelectorAll<HTMLElement>('body *')]
      .filter((element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      .filter((element) =>
        element instanceof HTMLInputElement ? cutPlaceholder(element) : cutText(element) || isSpilling(element),
      )
      .map((element) => {
        const text = element instanceof HTMLInputElement ? element.placeholder : element.textContent
        return `<${element.tagName.toLowerCase()} class="${element.className}"> ${text.slice(0, 80)} (${element.scrollWidth} > ${element.clientWidth})`
      })
  })
}
