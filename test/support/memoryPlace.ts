import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'

/** Where files are in memory, if the system has such a place: a thousand small commits wait for no disk there. */
export const memoryPlace = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
