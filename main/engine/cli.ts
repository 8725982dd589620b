/**
 * Entry of the command line: the same engine and the same calls as the window's. Text for people by default, one JSON
 * document on stdout with --json, progress on stderr. Exit 0, 1 (failed; the reason on stderr) or 2 (not understood).
 */
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { EventData } from '../../shared/api.ts'
import { BoxwrightError } from '../../shared/errors.ts'
import { agreementCommand } from './commands/agreementCommand.ts'
import { decideCommand, nextCommand, proposeCommand } from './commands/assistantCommands.ts'
import { type Command, type CommandOutput, resultOf, UsageError } from './commands/command.ts'
import { combineCommand, trainEnsembleCommand } from './commands/ensembleCommands.ts'
import { exportCommand, importCommand } from './commands/exchangeCommands.ts'
import { exportModelCommand } from './commands/exportModelCommand.ts'
import { infoCommand, newCommand } from './commands/projectCommands.ts'
import { reportCommand } from './commands/reportCommand.ts'
import { scoreCommand } from './commands/scoreCommand.ts'
import { searchCommand } from './commands/searchCommand.ts'
import { splitCommand } from './commands/splitCommand.ts'
import { suspectsCommand } from './commands/suspectCommand.ts'
import { evaluateCommand, predictCommand, trainCommand } from './commands/trainCommands.ts'
import { createEngine } from './createEngine.ts'
import { foldersOf } from './folders.ts'

const commands: readonly Command[] = [
  newCommand,
  importCommand,
  splitCommand,
  trainCommand,
  searchCommand,
  trainEnsembleCommand,
  combineCommand,
  evaluateCommand,
  predictCommand,
  reportCommand,
  suspectsCommand,
  agreementCommand,
  proposeCommand,
  decideCommand,
  nextCommand,
  exportCommand,
  exportModelCommand,
  scoreCommand,
  infoCommand,
]

const usage = `Usage: boxwright COMMAND …   (in a checkout: npm run -s cli -- COMMAND …)
${commands.map((command) => `  ${command.usage}`).join('\n')}
Every command takes --json for one JSON document on standard output.`

process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args
  if (name === undefined || name === '--help' || name === 'help') {
    console.log(usage)
    return name === undefined ? 2 : 0
  }
  const command = commands.find((candidate) => candidate.name === name)
  if (!command) return notUnderstood(`there is no command "${name}".\n${usage}`)
  try {
    const { values, positionals } = parseCommand(command, rest)
    const output = await runCommand(command, positionals, values)
    console.log(values.json === true ? JSON.stringify(output.json, null, 2) : output.text)
    return 0
  } catch (error) {
    if (error instanceof UsageError) return notUnderstood(`${error.message}\nUsage: boxwright ${command.usage}`)
    console.error(error instanceof BoxwrightError ? `boxwright ${name}: ${error.message}` : error)
    return 1
  }
}

function parseCommand(command: Command, args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { ...command.options, json: { type: 'boolean' } },
      allowPositionals: true,
    })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

async function runCommand(
  command: Command,
  positionals: readonly string[],
  options: Parameters<Command['run']>[0]['options'],
): Promise<CommandOutput> {
  const resources = fileURLToPath(new URL('../../resources', import.meta.url))
  const show = progressPrinter()
  const engine = createEngine(foldersOf(process.env, resources), (name, data) => {
    if (name === 'job.changed') show.job(data as EventData<'job.changed'>)
    if (name === 'run.epoch') show.epoch(data as EventData<'run.epoch'>)
  })
  // An interrupt ends the job in good order and closes the file.
  const interrupt = () => void engine.close().then(() => process.exit(1))
  process.once('SIGINT', interrupt)
  try {
    const finish = async (jobId: number) => resultOf(await engine.context.project!.jobs.wait(jobId))
    return await command.run({ call: engine.call, finish, positionals, options })
  } finally {
    process.off('SIGINT', interrupt)
    show.end()
    await engine.close()
  }
}

/** One line that changes on a terminal; a line every few seconds in a log. */
function progressPrinter() {
  const isTerminal = process.stderr.isTTY
  const everyMs = isTerminal ? 100 : 5000
  let shownAt = 0
  return {
    job: (job: EventData<'job.changed'>) => {
      const now = Date.now()
      if (job.state !== 'running' || job.progress.phase === 'waiting' || now - shownAt < everyMs) return
      shownAt = now
      const { value, title, secondsLeft } = job.progress
      const percent = value === null ? '' : ` ${Math.floor(value * 100)} %`
      const left = secondsLeft === null ? '' : `, ${Math.ceil(secondsLeft)} s left`
      process.stderr.write(isTerminal ? `\r\x1b[2K${title}${percent}${left}` : `${title}${percent}${left}\n`)
    },
    epoch: ({ epoch, losses, ap50, imagesPerSecond }: EventData<'run.epoch'>) => {
      const validation = ap50 === null ? '' : `, validation AP50 ${ap50.toFixed(3)}`
      process.stderr.write(
        `${isTerminal ? '\r\x1b[2K' : ''}epoch ${epoch}: loss ${losses.total?.toFixed(3)}${validation}, ${imagesPerSecond.toFixed(0)} images/s\n`,
      )
    },
    end: () => {
      if (isTerminal) process.stderr.write('\r\x1b[2K')
    },
  }
}

function notUnderstood(message: string): number {
  console.error(`boxwright: ${message}`)
  return 2
}
