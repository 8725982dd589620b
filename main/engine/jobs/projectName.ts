import { basename } from 'node:path'

/** What people call a project: the name of its file without the ending. */
export const projectName = (path: string): string => basename(path).replace(/\.boxwright$/i, '')
