/** Token of the number of days after which what was deleted is removed for good. */
export const TRASH_DAYS = Symbol('days that the trash keeps things');
