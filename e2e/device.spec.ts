import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { expect, test } from './studio.ts'
import { splitDemo } from './support/demo.ts'

/** Electron brings a Vulkan driver that computes on the processor: WebGPU without a graphics card. */
const electron = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? ''
const driver = join(electron, 'vk_swiftshader_icd.json')

test('before training: what computes through WebGPU is named, and that it is no card', async ({ studio }) => {
  test.skip(process.platform !== 'linux' || !existsSync(driver), 'no software driver for Vulkan beside Electron')
  studio.environment.VK_ICD_FILENAMES = driver
  studio.environment.LD_LIBRARY_PATH = [electron, process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter)
  await splitDemo(studio, 30)
  await studio.train.show()
  const { window } = studio
  await window.locator('summary').filter({ hasText: /^Run/ }).click()
  await window
    .getByLabel(/^Device/)
    .last()
    .selectOption('WebGPU')
  await expect(
    window.getByText(/Graphics card: SwiftShader Device.* · WebGPU through Vulkan · a driver that/),
  ).toBeVisible({
    timeout: 30_000,
  })
})
