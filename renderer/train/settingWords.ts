/** The value of a setting in words of the user's language. */
import type { TFunction } from 'i18next'
import { type SettingKey, settingFields } from '../../shared/settingFields.ts'

/** `adamw` is AdamW; numbers, and choices of another version, stay as they are, and what is empty is a dash. */
export function settingWords(t: TFunction, key: SettingKey, text: string): string {
  const field = settingFields[key]
  if (field.kind === 'choice' && field.values.includes(text)) return t(`train.choice.${key}.${text}` as never)
  return text || '–'
}
