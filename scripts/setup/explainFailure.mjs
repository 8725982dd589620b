import { StopError } from '../process/stopError.mjs'

// What npm, pip, apt and Node print, and what a person should do about it. The first match wins.
const knownCauses = [
  {
    pattern: /ENOSPC|No space left on device|Disk quota exceeded|EDQUOT/i,
    cause: 'the disk is full',
    remedy: 'free some space, or set BOXWRIGHT_CACHE to a folder on another disk, then run the command again.',
  },
  {
    pattern: /EROFS|Read-only file system|EACCES|EPERM|Permission denied/i,
    cause: 'a folder cannot be written',
    remedy: 'make it writable for you, or set BOXWRIGHT_CACHE to a folder that is, then run the command again.',
  },
  {
    pattern:
      /ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|Temporary failure in name resolution|Network is unreachable|NewConnectionError|ConnectTimeout|Connection (refused|aborted|broken)|Read timed out|fetch failed/i,
    cause: 'the network did not answer',
    remedy: 'check the connection (and the proxy or mirror settings of npm and pip), then run the command again.',
  },
]

/** Turns a tool's failure into cause and remedy; the last lines of its own words stay with it. */
export function explainFailure(what, output) {
  const known = knownCauses.find(({ pattern }) => pattern.test(output))
  const words = lastLines(output, 6)
  const cause = known ? `${what}: ${known.cause}` : `${what} failed`
  return new StopError(
    words ? `${cause}\n${words}` : cause,
    known?.remedy ?? 'read the lines above; running the command again continues where it stopped.',
  )
}

function lastLines(text, count) {
  return text
    .split('\n')
    .filter((line) => line.trim())
    .slice(-count)
    .map((line) => `    ${line.trimEnd()}`)
    .join('\n')
}
