/** The protobuf classes that come with the package (untyped there), as far as a SavedModel needs them. */
import { requirePackage } from './tensorflow.ts'

type Message = { serializeBinary(): Uint8Array }
type ProtoMap<Value> = { set(key: string, value: Value): void }

export type AttrValue = Message & {
  setType(type: number): void
  setI(value: number): void
  setF(value: number): void
  setB(value: boolean): void
  setS(base64: string): void
  setShape(shape: TensorShape): void
  setList(list: ListValue): void
  setTensor(tensor: TensorProto): void
}
export type ListValue = Message & {
  setIList(values: readonly number[]): void
  setTypeList(types: readonly number[]): void
}
export type Dimension = Message & { setSize(size: number): void }
export type TensorShape = Message & { addDim(dimension: Dimension): void }
export type TensorProto = Message & {
  setDtype(type: number): void
  setTensorShape(shape: TensorShape): void
  setTensorContent(base64: string): void
}
export type NodeDef = Message & {
  setName(name: string): void
  setOp(op: string): void
  getOp(): string
  setInputList(inputs: readonly string[]): void
  getAttrMap(): ProtoMap<AttrValue>
}
export type TensorInfo = Message & {
  setName(name: string): void
  setDtype(type: number): void
  setTensorShape(shape: TensorShape): void
}
export type SignatureDef = Message & {
  getInputsMap(): ProtoMap<TensorInfo>
  getOutputsMap(): ProtoMap<TensorInfo>
  setMethodName(name: string): void
}
export type VersionDef = Message & { setProducer(version: number): void }
export type GraphDef = Message & {
  setNodeList(nodes: readonly NodeDef[]): void
  setVersions(version: VersionDef): void
}
export type MetaInfoDef = Message & { setTagsList(tags: readonly string[]): void }
export type MetaGraphDef = Message & {
  setMetaInfoDef(info: MetaInfoDef): void
  setGraphDef(graph: GraphDef): void
  getSignatureDefMap(): ProtoMap<SignatureDef>
}
export type SavedModel = Message & {
  setSavedModelSchemaVersion(version: number): void
  addMetaGraphs(graph: MetaGraphDef): void
}

type Class<M> = new () => M
export const proto = requirePackage('@tensorflow/tfjs-node-gpu/dist/proto/api_pb.js') as {
  readonly AttrValue: Class<AttrValue> & { readonly ListValue: Class<ListValue> }
  readonly TensorShape: Class<TensorShape> & { readonly Dim: Class<Dimension> }
  readonly Tensor: Class<TensorProto>
  readonly NodeDef: Class<NodeDef>
  readonly TensorInfo: Class<TensorInfo>
  readonly SignatureDef: Class<SignatureDef>
  readonly VersionDef: Class<VersionDef>
  readonly GraphDef: Class<GraphDef>
  readonly MetaGraphDef: Class<MetaGraphDef> & { readonly MetaInfoDef: Class<MetaInfoDef> }
  readonly SavedModel: Class<SavedModel>
}
