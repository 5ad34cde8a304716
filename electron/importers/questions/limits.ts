const MB = 1024 * 1024

/** Upper bounds of a question bank; a refusal names the one that was hit. */
export const QUESTION_LIMITS = {
  /** Characters of one text before it is converted: HTML is longer than what it shows. */
  sourceText: 200_000,
  /** Bytes of one picture or sound. */
  mediumBytes: 16 * MB,
  /** Bytes of all pictures and sounds of one bank. */
  mediaBytes: 256 * MB,
  /** Pictures and sounds of one bank. */
  media: 20_000,
  /** Options, prompts and pairs of one question that are looked at; far beyond what a note can hold. */
  parts: 200,
  /** Things that one item may ask before it is left alone. */
  asked: 20,
  /** Reasons for media that stay out, told one by one. */
  told: 100,
  /** Bytes of an XML file inside a package. */
  xmlBytes: 32 * MB,
  /** Bytes of all XML files inside a package. */
  allXmlBytes: 128 * MB,
} as const
