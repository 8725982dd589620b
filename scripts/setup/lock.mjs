/**
 * One set-up at a time per cache folder. The holder touches the lock every few seconds; a lock whose process is gone, or that nobody
 * has touched for a minute (a holder on another machine or in another container), is taken over.
 */
import { linkSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { readNote } from './note.mjs'

const touchEveryMs = 5_000
const staleAfterMs = 60_000
const lookEveryMs = 500

export async function withLock(folder, log, work) {
  const file = join(folder, 'set-up.lock')
  await acquire(file, log)
  const touching = setInterval(() => touch(file), touchEveryMs).unref()
  const release = () => {
    if (readHolder(file)?.pid === process.pid) rmSync(file, { force: true })
  }
  process.on('exit', release)
  try {
    return await work()
  } finally {
    clearInterval(touching)
    process.off('exit', release)
    release()
  }
}

async function acquire(file, log) {
  let hasSaid = false
  while (!tryCreate(file)) {
    const holder = readHolder(file)
    if (holder && isStale(holder)) takeAway(file)
    else {
      if (holder && !hasSaid) {
        log(`another set-up is running (process ${holder.pid}); waiting for it`)
        hasSaid = true
      }
      await sleep(lookEveryMs)
    }
  }
}

function tryCreate(file) {
  try {
    writeFileSync(file, JSON.stringify({ pid: process.pid, host: hostname() }), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function readHolder(file) {
  try {
    const touchedMs = statSync(file).mtimeMs
    // A holder that was killed while writing leaves an empty file: it is judged by its age alone.
    return { pid: 'unknown', ...readNote(file), touchedMs }
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    throw error
  }
}

export function isStale(holder, now = Date.now()) {
  const isGone = holder.host === hostname() && !isAlive(holder.pid)
  return isGone || now - holder.touchedMs > staleAfterMs
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

// Two waiters may see the same stale lock: whoever finds that it took away a fresh one puts it back.
function takeAway(file) {
  const aside = `${file}.${process.pid}`
  try {
    renameSync(file, aside)
    if (!isStale(readHolder(aside))) linkSync(aside, file)
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error
  } finally {
    rmSync(aside, { force: true })
  }
}

function touch(file) {
  const now = new Date()
  try {
    utimesSync(file, now, now)
  } catch {
    // The lock was taken over while this process slept (a suspended laptop); every step is atomic, so both may finish.
  }
}
