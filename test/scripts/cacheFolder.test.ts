import { describe, expect, it } from 'vitest'
import { cacheFolder } from '../../scripts/setup/cacheFolder.mjs'

describe('cache folder', () => {
  it('is the one of BOXWRIGHT_CACHE on every platform, made absolute', () => {
    const environment = { BOXWRIGHT_CACHE: '/disk/cache/../boxes', XDG_CACHE_HOME: '/xdg' }
    expect(cacheFolder(environment, 'linux', '/home/ada')).toBe('/disk/boxes')
    expect(cacheFolder(environment, 'darwin', '/Users/ada')).toBe('/disk/boxes')
    expect(cacheFolder({ BOXWRIGHT_CACHE: 'D:\\boxes' }, 'win32', 'C:\\Users\\ada')).toBe('D:\\boxes')
  })

  it('follows XDG_CACHE_HOME on Linux, else lies in ~/.cache', () => {
    expect(cacheFolder({ XDG_CACHE_HOME: '/xdg' }, 'linux', '/home/ada')).toBe('/xdg/boxwright')
    expect(cacheFolder({}, 'linux', '/home/ada')).toBe('/home/ada/.cache/boxwright')
  })

  it('takes a variable that is set to nothing as not set', () => {
    expect(cacheFolder({ BOXWRIGHT_CACHE: '', XDG_CACHE_HOME: '' }, 'linux', '/home/ada')).toBe(
      '/home/ada/.cache/boxwright',
    )
  })

  it('lies where macOS and Windows keep caches', () => {
    expect(cacheFolder({}, 'darwin', '/Users/ada')).toBe('/Users/ada/Library/Caches/boxwright')
    const local = 'C:\\Users\\ada\\AppData\\Local'
    expect(cacheFolder({ LOCALAPPDATA: local }, 'win32', 'C:\\Users\\ada')).toBe(`${local}\\boxwright\\Cache`)
    expect(cacheFolder({}, 'win32', 'C:\\Users\\ada')).toBe(`${local}\\boxwright\\Cache`)
  })
})
