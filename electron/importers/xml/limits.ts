/** Upper bounds of an XML document; a refusal says which was hit and where. */
export const XML_LIMITS = {
  /** Characters of a document. */
  characters: 64 * 1024 * 1024,
  /** Elements inside one another. */
  depth: 100,
  /** Elements of a document. */
  elements: 1_000_000,
  /** Attributes of one element. */
  attributes: 100,
  /** Characters of the name of an element or attribute. */
  nameLength: 200,
} as const
