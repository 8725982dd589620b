/** Every place of the window, in both themes and languages: nothing shuts anybody out, the focus is seen, a small window has all within reach, no Korean text is cut, and none is left in English. */
import type { Page } from 'playwright/test'
import { expect, type Studio, test } from './studio.ts'
import { colourViolationsOn, violationsOn } from './support/accessibility.ts'
import { cutTextsOn } from './support/cutText.ts'
import { englishTextsOn } from './support/englishText.ts'
import { unseenFocusOn } from './support/focus.ts'
import { outOfReachOn } from './support/outOfReach.ts'
import { painted, prepareDemo, visitPlaces } from './support/places.ts'

test('the start screen shuts nobody out, and its Korean fits', async ({ studio }) => {
  await studio.open()
  await studio.window.emulateMedia({ reducedMotion: 'reduce' })
  for (const theme of ['dark', 'light']) {
    await studio.setPreferences({ theme, language: 'en' })
    expect(await violationsOn(studio.window)).toEqual([])
  }
  await studio.setPreferences({ theme: 'dark', language: 'ko' })
  expect(await cutTextsOn(studio.window)).toEqual([])
  expect(await englishTextsOn(studio.window)).toEqual([])
})

test('no place of a project shuts anybody out or hides the focus, and all Korean fits', async ({ studio }) => {
  test.setTimeout(300_000)
  await studio.open()
  await prepareDemo(studio, 40)
  await studio.setPreferences({ theme: 'dark', language: 'en' })
  expect.soft(await faultsOf(studio, { access: violationsOn }), 'in the dark theme').toEqual({})
  await studio.setPreferences({ theme: 'light', language: 'en' })
  const light = { colours: colourViolationsOn, reach: outOfReachInSmallWindow, focus: unseenFocusOn }
  expect.soft(await faultsOf(studio, light), 'in the light theme').toEqual({})
  await studio.setPreferences({ theme: 'dark', language: 'ko' })
  expect.soft(await faultsOf(studio, { cut: cutTextsOn, english: englishTextsOn }), 'in Korean').toEqual({})
})

type Checks = Readonly<Record<string, (window: Page) => Promise<string[]>>>

/** @returns what is at fault, by place and check; the last check may leave the place changed */
async function faultsOf(studio: Studio, checks: Checks): Promise<Record<string, string[]>> {
  const faults: Record<string, string[]> = {}
  await visitPlaces(studio, async (place) => {
    for (const [what, find] of Object.entries(checks)) {
      const found = await find(studio.window)
      if (found.length > 0) faults[`${place}, ${what}`] = [...new Set(found)]
    }
  })
  return faults
}

/** In a window that is half of a small screen. */
async function outOfReachInSmallWindow(window: Page): Promise<string[]> {
  const usual = window.viewportSize()!
  await window.setViewportSize({ width: 1024, height: 700 })
  try {
    await painted({ window })
    return await outOfReachOn(window)
  } finally {
    await window.setViewportSize(usual)
  }
}
