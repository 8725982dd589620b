import { describe, expect, it } from 'vitest'
import { fieldsInGroup, groupNames } from '../../../renderer/train/settingFields.ts'
import en from '../../../resources/locales/en/train.json'
import ko from '../../../resources/locales/ko/train.json'
import { settingFields, settingKeys } from '../../../shared/settingFields.ts'
import { trainSettings } from '../../../shared/trainSettings.ts'

describe('form of the training settings', () => {
  it('has a field for every setting, each in one group', () => {
    const grouped = groupNames.flatMap(fieldsInGroup).map((field) => field.key)

    expect(Object.keys(settingFields)).toEqual(Object.keys(trainSettings.shape))
    expect([...grouped].sort()).toEqual([...settingKeys].sort())
  })

  it.each(settingKeys)('%s has a label and a help text in both languages', (key) => {
    for (const texts of [en, ko]) {
      expect(texts.label[key]).toBeTruthy()
      expect(texts.help[key]).toBeTruthy()
    }
    expect(en.help[key]).toBe(trainSettings.shape[key].description)
  })

  it('names every value of a choice in both languages', () => {
    for (const field of Object.values(settingFields)) {
      if (field.kind !== 'choice') continue
      for (const texts of [en, ko]) {
        const names = (texts.choice as Record<string, Record<string, string>>)[field.key]
        expect(Object.keys(names ?? {}).sort()).toEqual([...field.values].sort())
      }
    }
  })

  it('takes limits, steps and emptiness from the schema', () => {
    expect(settingFields.size).toMatchObject({ isInteger: true, low: 96, high: 1280, step: 32, mayBeEmpty: false })
    expect(settingFields.epochs).toMatchObject({ isInteger: true, low: 1, high: 10_000, mayBeEmpty: true })
    expect(settingFields.seconds).toMatchObject({ low: 0, isAboveLow: true, high: null, mayBeEmpty: true })
    expect(settingFields.seed).toMatchObject({ low: 0, isAboveLow: false, high: null })
    expect(settingFields.neck).toEqual({ kind: 'choice', key: 'neck', values: ['add', 'concat'] })
  })
})
