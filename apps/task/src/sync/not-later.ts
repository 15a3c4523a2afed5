/** When a client says that something happened, which was not in the future; now unless it says so. */
export function notLater(moment: string | null | undefined): Date {
  const now = Date.now();
  const told = moment == null ? NaN : Date.parse(moment);
  return new Date(told < now ? told : now);
}
