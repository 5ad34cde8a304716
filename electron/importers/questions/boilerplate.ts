const NOTHING =
  /^(?:\W*(?:your (?:answer|response) is |that(?:'s|’s| is) |this is )?(?:not |partially |partly )?(?:in)?correct\W*|\W*(?:right|wrong|yes|no|well done|good job|great|sorry)\W*)$/i

/** Does feedback only say that an answer was right or wrong? Such words explain nothing. */
export function saysNothing(text: string): boolean {
  return text.length < 60 && NOTHING.test(text)
}
