/** Digits choose the class of a box, wherever boxes are chosen. */
import type { CommandTable } from '../command.ts'

export const classKeys = {
  class1: { group: 'classes', keys: ['1'] },
  class2: { group: 'classes', keys: ['2'] },
  class3: { group: 'classes', keys: ['3'] },
  class4: { group: 'classes', keys: ['4'] },
  class5: { group: 'classes', keys: ['5'] },
  class6: { group: 'classes', keys: ['6'] },
  class7: { group: 'classes', keys: ['7'] },
  class8: { group: 'classes', keys: ['8'] },
  class9: { group: 'classes', keys: ['9'] },
  class0: { group: 'classes', keys: ['0'] },
} as const satisfies CommandTable
