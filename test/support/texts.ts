/** All texts of the window, as the window has them: one flat table for each language. */
import i18next from 'i18next'
import '../../renderer/i18n.ts'

type Texts = { readonly [key: string]: string | Texts }

export function flatTexts(texts: Texts, prefix = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value]] : Object.entries(flatTexts(value, `${prefix}${key}.`)),
    ),
  )
}

const tableOf = (language: string) => flatTexts(i18next.getResourceBundle(language, 'translation') as Texts)

export const english = tableOf('en')
export const korean = tableOf('ko')
