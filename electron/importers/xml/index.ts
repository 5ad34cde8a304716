export { declaredEncoding, decodeXml } from './decode.ts'
export { XML_LIMITS } from './limits.ts'
export { parseXml, type XmlDocument } from './parse.ts'
export {
  attribute,
  descendants,
  element,
  elementAt,
  elements,
  textAt,
  textOf,
  type XmlElement,
  type XmlNode,
} from './tree.ts'
