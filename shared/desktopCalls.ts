/** The part of the contract that the window's own process answers. */
import { z } from 'zod'
import { done, nothing } from './callShapes.ts'
import { reportDesktopCalls } from './reportCalls.ts'

/** Calls that the window's own process answers, because they need the desktop. */
export const desktopCalls = {
  'desktop.start': {
    request: nothing,
    response: z.object({
      version: z.string(),
      platform: z.string(),
      locale: z.string(),
      /** A project to open or the demo to play, from the command line. */
      open: z.string().nullable(),
      /** Other files and folders named there. */
      paths: z.array(z.string()),
      demo: z.boolean(),
      /** True when nobody watches: the demo plays by itself, leaves a report and ends. */
      unattended: z.boolean(),
      documents: z.string(),
    }),
  },
  'desktop.chooseFolder': { request: z.strictObject({ title: z.string() }), response: z.string().nullable() },
  'desktop.chooseFile': {
    request: z.strictObject({ title: z.string(), kinds: z.string(), extensions: z.array(z.string()) }),
    response: z.string().nullable(),
  },
  'desktop.chooseProject': { request: z.strictObject({ title: z.string() }), response: z.string().nullable() },
  'desktop.chooseNewProject': {
    request: z.strictObject({ title: z.string(), suggestion: z.string() }),
    response: z.string().nullable(),
  },
  /** A text the user wants as a file. @returns its path, or null when they gave up */
  'desktop.saveText': {
    request: z.strictObject({ title: z.string(), suggestion: z.string(), text: z.string() }),
    response: z.string().nullable(),
  },
  /** A picture drawn by the window. @returns its path, or null when the user gave up */
  'desktop.savePicture': {
    request: z.strictObject({ title: z.string(), suggestion: z.string(), base64: z.base64() }),
    response: z.string().nullable(),
  },
  ...reportDesktopCalls,
  'desktop.showFile': { request: z.strictObject({ path: z.string() }), response: done },
  'desktop.setTitle': { request: z.strictObject({ title: z.string() }), response: done },
  /** After `desktop.closing`, at once: whether the window may be closed. One that stays open may be closed by it later. */
  'desktop.answerClosing': { request: z.strictObject({ isClosing: z.boolean() }), response: done },
  /** Of an unattended run: a line for the terminal, a picture of the window, and the end with a report. */
  'desktop.log': { request: z.strictObject({ line: z.string() }), response: done },
  'desktop.screenshot': { request: z.strictObject({ name: z.string().regex(/^[\w-]+$/) }), response: done },
  'desktop.finish': { request: z.strictObject({ exitCode: z.int(), report: z.string() }), response: done },
} as const

/** What the window's own process tells it. */
export const desktopEvents = {
  /** Boxwright was started again with these files and folders. */
  'desktop.opened': z.object({ paths: z.array(z.string()) }),
  /** The window is about to be closed. Unless it says otherwise within seconds, it is. */
  'desktop.closing': nothing,
} as const
