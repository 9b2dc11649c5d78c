/** Edges in the order of the nodes that they leave. */
export function leaving(edgeFrom: Int32Array, nodeCount: number): { outStart: Int32Array; outList: Int32Array } {
  const outStart = new Int32Array(nodeCount + 1)
  for (let edge = 0; edge < edgeFrom.length; edge++) {
    const after = (edgeFrom[edge] as number) + 1
    outStart[after] = (outStart[after] as number) + 1
  }
  for (let node = 0; node < nodeCount; node++) outStart[node + 1] = (outStart[node + 1] as number) + (outStart[node] as number)
  const next = outStart.slice()
  const outList = new Int32Array(edgeFrom.length)
  for (let edge = 0; edge < edgeFrom.length; edge++) {
    const from = edgeFrom[edge] as number
    outList[next[from] as number] = edge
    next[from] = (next[from] as number) + 1
  }
  return { outStart, outList }
}
