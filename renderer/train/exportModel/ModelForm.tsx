import { useTranslation } from 'react-i18next'
import { type ModelFormat, measuredPart, modelFormat, precisionsOf } from '../../../shared/modelExportCalls.ts'
import type { Run } from '../../../shared/reports.ts'
import { Button } from '../../design/Button.tsx'
import { Field, TextInput } from '../../design/Field.tsx'
import { fail } from '../../stores/messages.ts'
import { call } from '../../studio.ts'
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
  const { wanted, change, exporting } = course
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
      <Place course={course} />
    </fieldset>
  )
}

function Place({ course }: { readonly course: ModelExport }) {
  const { t } = useTranslation()
  const { wanted, suggestion, change } = course
  const name = suggestion.split(/[\\/]/).at(-1)!
  const choose = async () => {
    const folder = await call('desktop.chooseFolder', { title: t('train.export.folder') })
    if (folder) change({ directory: `${folder.replace(/[\\/]$/, '')}/${name}` })
  }
  return (
    <Field label={t('train.export.folder')} help={t('train.export.folderHelp')}>
      {(id) => (
        <div className={styles.row}>
          <TextInput
            id={id}
            value={wanted.directory}
            placeholder={suggestion}
            onChange={(event) => change({ directory: event.target.value })}
          />
          <Button onClick={() => choose().catch(fail)}>{t('images.browse')}</Button>
        </div>
      )}
    </Field>
  )
}
