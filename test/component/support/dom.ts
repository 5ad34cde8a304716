/**
 * Two places where happy-dom departs from the DOM standard and DOMPurify relies on it: the `nodeName` getter of
 * `Node.prototype` answers for every node, and a NodeIterator survives the removal of the node it stands on.
 */
function nameOf(node: Node): string {
  switch (node.nodeType) {
    case Node.ELEMENT_NODE:
      return (node as Element).tagName
    case Node.TEXT_NODE:
      return '#text'
    case Node.COMMENT_NODE:
      return '#comment'
    case Node.DOCUMENT_FRAGMENT_NODE:
      return '#document-fragment'
    default:
      return '#document'
  }
}

/** The nodes under a root in document order, found anew after each removal. */
function iterate(root: Node): { nextNode: () => Node | null } {
  const seen = new Set<Node>()
  const find = (node: Node): Node | null => {
    if (!seen.has(node)) return node
    for (const child of [...node.childNodes]) {
      const found = find(child)
      if (found) return found
    }
    return null
  }
  return {
    nextNode() {
      const node = find(root)
      if (node) seen.add(node)
      return node
    },
  }
}

Object.defineProperty(Node.prototype, 'nodeName', {
  configurable: true,
  get(this: Node) {
    return nameOf(this)
  },
})
// The page's document has a class of its own, whose prototype the global `Document` does not reach.
Object.defineProperty(document, 'createNodeIterator', {
  configurable: true,
  value: (root: Node) => iterate(root),
})
