/** TensorFlow's SavedModel of a graph: nodes, and the functions (signatures) that may be called from outside. */
import { shapeMessage } from './graphRecorder.ts'
import { type GraphDef, type NodeDef, proto, type SignatureDef, type TensorInfo } from './protobuf.ts'

/** Graphs of this version of TensorFlow's format have all operations that are recorded here. */
const producerVersion = 2284

export function savedModelBytes(nodes: readonly NodeDef[], signatures: ReadonlyMap<string, SignatureDef>): Uint8Array {
  const info = new proto.MetaGraphDef.MetaInfoDef()
  info.setTagsList(['serve'])
  const metaGraph = new proto.MetaGraphDef()
  metaGraph.setMetaInfoDef(info)
  metaGraph.setGraphDef(graphDef(nodes))
  for (const [name, signature] of signatures) {
    signature.setMethodName('tensorflow/serving/predict')
    metaGraph.getSignatureDefMap().set(name, signature)
  }
  const model = new proto.SavedModel()
  model.setSavedModelSchemaVersion(1)
  model.addMetaGraphs(metaGraph)
  return model.serializeBinary()
}

function graphDef(nodes: readonly NodeDef[]): GraphDef {
  const graph = new proto.GraphDef()
  graph.setNodeList(nodes)
  const version = new proto.VersionDef()
  version.setProducer(producerVersion)
  graph.setVersions(version)
  return graph
}

/** @param shape -1 where a size is left open */
export function tensorInfo(node: string, dtype: number, shape: readonly number[]): TensorInfo {
  const info = new proto.TensorInfo()
  info.setName(`${node}:0`)
  info.setDtype(dtype)
  info.setTensorShape(shapeMessage(shape))
  return info
}
