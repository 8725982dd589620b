/** The Vulkan driver that Electron brings with it, which computes on the processor: WebGPU without a graphics card. */
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, join } from 'node:path'

const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? ''
const driver = join(folder, 'vk_swiftshader_icd.json')
const loader = join(folder, 'libvulkan.so.1')

export const hasSoftwareVulkan = process.platform === 'linux' && existsSync(driver) && existsSync(loader)
if (!hasSoftwareVulkan) {
  console.warn(
    'No software driver for Vulkan in ELECTRON_OVERRIDE_DIST_PATH: what computes through WebGPU is not tested.',
  )
}

/** From now on this process and those it forks find that driver and no other. */
export function useSoftwareVulkan(): void {
  process.env.VK_ICD_FILENAMES = driver
  process.env.LD_LIBRARY_PATH = [folder, process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter)
  loadForGood(loader)
}

/** RTLD_NODELETE of glibc: the library stays, so that whoever asks for it by its name gets it without the system having it. */
const staysLoaded = 0x1000

function loadForGood(library: string): void {
  try {
    process.dlopen({ exports: {} }, library, constants.dlopen.RTLD_LAZY | staysLoaded)
  } catch (error) {
    // It is no addon of Node's, which Node says once it is loaded.
    if (!/did not self-register/.test(String(error))) throw error
  }
}
