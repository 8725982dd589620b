import { useTranslation } from 'react-i18next'
import { type ModelFormat, measuredPart, modelFormat, precisionsOf } from '../../../shared/modelExportCalls.ts'
import type { Run } from '../../../shared/reports.ts'
import { PathField } from '../../shell/PathField.tsx'
import { Segmented } from '../Segmented.tsx'
import styles from './ExportModel.module.css'
import type { ModelExport } from './useModelExport.ts'

/** The same in every language. */
const formatNames: Readonly<Record<ModelFormat, string>> = {
  onnx: 'ONNX',
  tfjs: 'TensorFlow.js',
  savedmodel: 'SavedModel',
}

type ModelFormProps = { readonly course: ModelExport; readonly run: Run }

/** What for, in which numbers, where to, and on which part its cost is measured. */
export function ModelForm({ course, run }: ModelFormProps) {
  const { t } = useTranslation()
  const { wanted, suggestion, change, exporting } = course
  const { format, precision, measure } = wanted
  return (
    <fieldset className={styles.form} disabled={exporting.kind === 'working'}>
      <Segmented
        label={t('train.export.format')}
        value={format}
        choices={modelFormat.options.map((value) => ({ value, label: formatNames[value] }))}
        help={t(`train.export.formatHelp.${format}`)}
        onChoose={(value) => change({ format: value })}
      />
      <Segmented
        label={t('train.export.precision')}
        value={precision}
        choices={precisionsOf[format].map((value) => ({ value, label: value }))}
        help={t(`train.export.precisionHelp.${precision}`)}
        onChoose={(value) => change({ precision: value })}
      />
      <Segmented
        label={t('train.export.measure')}
        value={measure}
        choices={measuredPart.options.map((value) => ({ value, label: t(`train.export.parts.${value}`) }))}
        help={t('train.export.measureHelp', { val: run.images.val, test: run.images.test })}
        onChoose={(value) => change({ measure: value })}
      />
      <PathField
        label={t('train.export.folder')}
        help={t('train.export.folderHelp')}
        title={t('train.export.folder')}
        value={wanted.directory}
        suggestion={suggestion}
        onChange={(directory) => change({ directory })}
        pathIn={(folder) => `${folder.replace(/[\\/]$/, '')}/${suggestion.split(/[\\/]/).at(-1)}`}
      />
    </fieldset>
  )
}
