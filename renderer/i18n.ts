/** English and Korean. Every text of the window has a key in resources/locales; a missing key is a compile error. */
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import agreementEn from '../resources/locales/en/agreement.json'
import annotateEn from '../resources/locales/en/annotate.json'
import assistantEn from '../resources/locales/en/assistant.json'
import exchangeEn from '../resources/locales/en/exchange.json'
import filterEn from '../resources/locales/en/filter.json'
import howEn from '../resources/locales/en/how.json'
import imagesEn from '../resources/locales/en/images.json'
import keysEn from '../resources/locales/en/keys.json'
import resultsEn from '../resources/locales/en/results.json'
import roomEn from '../resources/locales/en/room.json'
import searchEn from '../resources/locales/en/search.json'
import shellEn from '../resources/locales/en/shell.json'
import splitEn from '../resources/locales/en/split.json'
import trainEn from '../resources/locales/en/train.json'
import agreementKo from '../resources/locales/ko/agreement.json'
import annotateKo from '../resources/locales/ko/annotate.json'
import assistantKo from '../resources/locales/ko/assistant.json'
import exchangeKo from '../resources/locales/ko/exchange.json'
import filterKo from '../resources/locales/ko/filter.json'
import howKo from '../resources/locales/ko/how.json'
import imagesKo from '../resources/locales/ko/images.json'
import keysKo from '../resources/locales/ko/keys.json'
import resultsKo from '../resources/locales/ko/results.json'
import roomKo from '../resources/locales/ko/room.json'
import searchKo from '../resources/locales/ko/search.json'
import shellKo from '../resources/locales/ko/shell.json'
import splitKo from '../resources/locales/ko/split.json'
import trainKo from '../resources/locales/ko/train.json'

export const languages = ['en', 'ko'] as const
export type Language = (typeof languages)[number]

const en = {
  ...shellEn,
  agreement: agreementEn,
  assistant: assistantEn,
  exchange: exchangeEn,
  filter: filterEn,
  images: imagesEn,
  annotate: annotateEn,
  train: trainEn,
  search: searchEn,
  results: resultsEn,
  how: howEn,
  keys: keysEn,
  split: splitEn,
  room: roomEn,
}
const ko = {
  ...shellKo,
  agreement: agreementKo,
  assistant: assistantKo,
  exchange: exchangeKo,
  filter: filterKo,
  images: imagesKo,
  annotate: annotateKo,
  train: trainKo,
  search: searchKo,
  results: resultsKo,
  how: howKo,
  keys: keysKo,
  split: splitKo,
  room: roomKo,
}

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en }
    returnNull: false
  }
}

void i18next.use(initReactI18next).init({
  resources: { en: { translation: en }, ko: { translation: ko } },
  lng: 'en',
  fallbackLng: 'en',
  // React escapes what it shows.
  interpolation: { escapeValue: false },
})

export const setLanguage = (language: Language): Promise<unknown> => i18next.changeLanguage(language)
