interface HelpGroup {
  readonly title: string
  readonly about?: string
  readonly lines: readonly (readonly [example: string, words: string])[]
}

/** The search language by example. */
export const HELP: readonly HelpGroup[] = [
  {
    title: 'Words',
    about:
      'A word is looked for in every text, in tags and in the objective, without regard to case and accents. Three letters or more are found anywhere in a word, one or two at the beginnings of words.',
    lines: [
      ['gradient', 'words with these letters in them'],
      ['"gradient descent"', 'these words beside each other; the last may go on'],
      ['w:loss', 'the whole word'],
      ['over*ing', '* is any letters, _ is one'],
      ['re:^what', 'a regular expression, in the background'],
    ],
  },
  {
    title: 'Together',
    lines: [
      ['bias variance', 'both'],
      ['bias or variance', 'one of them'],
      ['bias -variance', 'the first without the second'],
      ['is:due (tag:math or tag:code)', 'brackets group'],
    ],
  },
  {
    title: 'Notes',
    lines: [
      ['deck:AIF-C01', 'a deck with its subdecks; deck:current for the one studied last'],
      ['tag:networks', 'a tag with those below it; tag:none for notes without one'],
      ['kind:cloze', 'a kind; kind:question for all exam questions'],
      ['note:Basic', 'a kind or note type by its name'],
      ['front:*loss*', 'a field: front, back, text, stem, options and the like'],
      ['extra:', 'an empty field'],
      ['objective:1.1', 'an objective with those below it'],
      ['domain:2', 'a domain of the exam'],
      ['service:*bedrock*', 'notes that name a service'],
      ['missed:', 'wrong in an exam; missed:30 in the last thirty days'],
      ['has:media', 'with images or sound'],
      ['dupe:basic,epoch', 'whose first field is this text'],
      ['added:7', 'new in the last seven days; edited:7 as well'],
    ],
  },
  {
    title: 'Cards',
    lines: [
      ['is:due', 'new, learn, review, due, suspended, buried, held, leech'],
      ['flag:1', 'a flag; flag:0 for none'],
      ['prop:r<0.9', 'recall now'],
      ['prop:ivl>=30', 'the interval in days; reps, lapses, pos likewise'],
      ['prop:s<10', 'stability in days'],
      ['prop:d>7', 'difficulty of ten; up to 1 it is a share, as in Anki'],
      ['prop:due=1', 'due tomorrow; below 0 is overdue'],
      ['rated:7:1', 'answered Again in the last seven days'],
      ['introduced:7', 'begun in the last seven days'],
      ['card:2', 'the second card of a note'],
      ['preset:Default', 'cards under a preset'],
    ],
  },
]
