/** Every place of the window, in both themes and languages: nothing shuts anybody out, the focus is seen, no Korean text is cut, and none is left in English. */
import { expect, type Studio, test } from './studio.ts'
import { violationsOn } from './support/accessibility.ts'
import { cutTextsOn } from './support/cutText.ts'
import { englishTextsOn } from './support/englishText.ts'
import { unseenFocusOn } from './support/focus.ts'
import { prepareDemo, visitPlaces } from './support/places.ts'

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
  for (const theme of ['dark', 'light']) {
    await studio.setPreferences({ theme, language: 'en' })
    const found = await faultsOf(studio, () => violationsOn(studio.window))
    expect.soft(found, `in the ${theme} theme`).toEqual({})
  }
  expect.soft(await faultsOf(studio, () => unseenFocusOn(studio.window)), 'of the focus').toEqual({})
  await studio.setPreferences({ theme: 'dark', language: 'ko' })
  expect.soft(await faultsOf(studio, () => cutTextsOn(studio.window)), 'in Korean').toEqual({})
  expect.soft(await faultsOf(studio, () => englishTextsOn(studio.window)), 'not Korean').toEqual({})
})

/** @returns what is at fault, by place */
async function faultsOf(studio: Studio, find: () => Promise<string[]>): Promise<Record<string, string[]>> {
  const faults: Record<string, string[]> = {}
  await visitPlaces(studio, async (name) => {
    const found = await find()
    if (found.length > 0) faults[name] = [...new Set(found)]
  })
  return faults
}
