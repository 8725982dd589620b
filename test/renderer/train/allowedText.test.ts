import i18next from 'i18next'
import { describe, expect, it } from 'vitest'
import '../../../renderer/i18n.ts'
import { allowedText } from '../../../renderer/train/allowedText.ts'
import { type SettingKey, settingFields } from '../../../shared/settingFields.ts'

function textOf(key: SettingKey): string {
  const field = settingFields[key]
  if (field.kind !== 'number') throw new Error(`${key} is no number`)
  return allowedText(i18next.t, field)
}

describe('what a setting takes, in words', () => {
  it.each([
    ['size', 'A whole number from 96 to 1280 in steps of 32'],
    ['epochs', 'A whole number from 1 to 10000, or nothing'],
    ['seconds', 'A number above 0, or nothing'],
    ['seed', 'A whole number of at least 0'],
    ['colour', 'A number from 0 to 1'],
  ] as const)('%s: %s', (key, text) => {
    expect(textOf(key)).toBe(text)
  })
})
