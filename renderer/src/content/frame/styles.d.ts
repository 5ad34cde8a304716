/** A copy of its own for the frame, so that the frame's style sheet stands alone. */
declare module 'katex/dist/katex.min.css?frame'
