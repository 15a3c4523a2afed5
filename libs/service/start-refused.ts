/** Why a process cannot start and need not try again until a person has changed something: told in words, with exit code 78. */
export class StartRefused extends Error {
  override readonly name: string = 'StartRefused';
}
