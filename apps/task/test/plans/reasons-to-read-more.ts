/** Parts of statements that read more than three rows for each that they answer, and why. */
export const reasonsToReadMore: Record<string, string> = {};
