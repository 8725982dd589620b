/** The words of a report, in the languages of the window. */
import reportEn from '../../../resources/locales/en/report.json' with { type: 'json' }
import trainEn from '../../../resources/locales/en/train.json' with { type: 'json' }
import reportKo from '../../../resources/locales/ko/report.json' with { type: 'json' }
import trainKo from '../../../resources/locales/ko/train.json' with { type: 'json' }
import type { ReportLanguage } from '../../../shared/reportCalls.ts'
import type { TrainSettings } from '../../../shared/trainSettings.ts'

export type ReportWord = keyof typeof reportEn
export type Words = {
  /** The text with its blanks filled. */
  readonly say: (word: ReportWord, values?: Readonly<Record<string, string | number>>) => string
  readonly settingName: (setting: keyof TrainSettings) => string
}

const reports: Readonly<Record<ReportLanguage, Readonly<Record<ReportWord, string>>>> = { en: reportEn, ko: reportKo }
const settings: Readonly<Record<ReportLanguage, Readonly<Record<string, string>>>> = {
  en: trainEn.label,
  ko: trainKo.label,
}

export function wordsOf(language: ReportLanguage): Words {
  return {
    say: (word, values = {}) =>
      reports[language][word].replace(/{{(\w+)}}/g, (_, name: string) => String(values[name] ?? '')),
    settingName: (setting) => settings[language][setting] ?? setting,
  }
}
