/** Values of settings in words. */
import i18next from 'i18next'
import { afterEach, describe, expect, it } from 'vitest'
import { setLanguage } from '../../../renderer/i18n.ts'
import { settingWords } from '../../../renderer/train/settingWords.ts'

describe('the value of a setting', () => {
  afterEach(() => setLanguage('en'))

  it('is said in the language of the window where it is one of several choices', async () => {
    expect(settingWords(i18next.t, 'start', 'pretrained')).toBe('Pretrained')
    await setLanguage('ko')
    expect(settingWords(i18next.t, 'start', 'pretrained')).toBe('사전 학습')
  })

  it('stays as it is where it is a number or a choice that this version does not know, and is a dash where it is empty', () => {
    expect(settingWords(i18next.t, 'size', '416')).toBe('416')
    expect(settingWords(i18next.t, 'optimizer', 'lion')).toBe('lion')
    expect(settingWords(i18next.t, 'seconds', '')).toBe('–')
  })
})
