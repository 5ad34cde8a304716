/** The name of a fact, and its words. */
export type Fact = readonly [name: string, words: string]
