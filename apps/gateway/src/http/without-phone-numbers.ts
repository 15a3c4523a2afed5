import { standIn } from '#service/stand-in.js';

/**
 * class-validator would load the telephone numbers of all countries, which take 2 MB, for the one rule that contracts cannot ask
 * for (`CheckingPackages`).
 */
standIn('class-validator', 'libphonenumber-js/max', {});
