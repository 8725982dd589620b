import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withLock } from '../../scripts/setup/lock.mjs'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'))
  file = join(folder, 'set-up.lock')
})
afterEach(() => rmSync(folder, { recursive: true }))

const silent = () => {}
function gate(): { readonly open: () => void; readonly opened: Promise<void> } {
  let open = silent
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open: () => open(), opened }
}

// A process that has run and is gone: its id belongs to nobody.
const deadPid = () => spawnSync(process.execPath, ['--version']).pid

describe('set-up lock', () => {
  it('is held during the work and gone after it', async () => {
    const holder = await withLock(folder, silent, async () => JSON.parse(readFileSync(file, 'utf8')))
    expect(holder).toEqual({ pid: process.pid, host: hostname() })
    expect(existsSync(file)).toBe(false)
  })

  it('is gone after work that failed', async () => {
    const failing = withLock(folder, silent, async () => {
      throw new Error('no network')
    })
    await expect(failing).rejects.toThrow('no network')
    expect(existsSync(file)).toBe(false)
  })

  it('lets one in after the other and says whom it waits for', async () => {
    const order: string[] = []
    const said: string[] = []
    const begun = gate()
    const finish = gate()
    const first = withLock(folder, silent, async () => {
      order.push('first begins')
      begun.open()
      await finish.opened
      order.push('first ends')
    })
    await begun.opened
    const sayAndFinish = (line: string) => {
      said.push(line)
      finish.open()
    }
    const second = withLock(folder, sayAndFinish, async () => order.push('second begins'))
    await Promise.all([first, second])
    expect(order).toEqual(['first begins', 'first ends', 'second begins'])
    expect(said).toEqual([`another set-up is running (process ${process.pid}); waiting for it`])
  })

  it('takes over from a process that is gone', async () => {
    writeFileSync(file, JSON.stringify({ pid: deadPid(), host: hostname() }))
    await expect(withLock(folder, silent, async () => 'mine')).resolves.toBe('mine')
  })

  it('takes over from another machine only when its lock has not been touched for a minute', async () => {
    writeFileSync(file, JSON.stringify({ pid: 1, host: 'another-machine' }))
    const said: string[] = []
    const waiting = withLock(
      folder,
      (line: string) => {
        said.push(line)
        const aMinuteAgo = new Date(Date.now() - 61_000)
        utimesSync(file, aMinuteAgo, aMinuteAgo)
      },
      async () => 'mine',
    )
    await expect(waiting).resolves.toBe('mine')
    expect(said).toHaveLength(1)
  })

  it('takes over from a process that was killed while it wrote the lock', async () => {
    writeFileSync(file, '')
    const aMinuteAgo = new Date(Date.now() - 61_000)
    utimesSync(file, aMinuteAgo, aMinuteAgo)
    await expect(withLock(folder, silent, async () => 'mine')).resolves.toBe('mine')
  })
})
