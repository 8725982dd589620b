/** English that a Korean window still shows: two words in a row, in a text without a Korean letter. */
import type { Page } from 'playwright/test'

/** Names of things are the same in every language, and so is what the user, a file or a processor is called. */
const names =
  /[\\/]|\.\w{3,}$|^(English|Label Studio|VGG Image Annotator|Pascal VOC|Leaky ReLU|Smooth L1|.* Processor\b)/

export async function englishTextsOn(window: Page): Promise<string[]> {
  const texts = await window.evaluate(() => {
    const ownText = (element: Element) =>
      [...element.childNodes].map((node) => (node.nodeType === Node.TEXT_NODE ? (node.textContent ?? '') : '')).join('')
    return (
      [...document.querySelectorAll<HTMLElement>('body *')]
        .filter((element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
        // The bar keeps the last message, which was said before the language was changed.
        .filter((element) => !element.closest('code, kbd, footer'))
        .flatMap((element) => [
          ownText(element),
          ...['aria-label', 'placeholder', 'title', 'alt'].map((name) => element.getAttribute(name) ?? ''),
        ])
    )
  })
  return texts.filter((text) => /[a-z]{2,} [a-z]{2,}/i.test(text) && !/[가-힣]/.test(text) && !names.test(text))
}
