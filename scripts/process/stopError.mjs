/** A script that cannot go on: what happened, and what the user can do about it. */
export class StopError extends Error {
  constructor(cause, remedy) {
    super(cause)
    this.name = 'StopError'
    this.remedy = remedy
  }
}

/** Runs a script's work, which gives the exit code; a StopError ends it with cause and remedy instead of a stack. */
export async function runScript(work) {
  try {
    process.exitCode = await work()
  } catch (error) {
    if (!(error instanceof StopError)) throw error
    console.error(`stopped: ${error.message}`)
    console.error(`  what to do: ${error.remedy}`)
    process.exitCode = 1
  }
}
