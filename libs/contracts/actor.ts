/** On whose behalf a command runs. The gateway authenticates and fills it in; the service that owns the data authorizes. */
export interface Actor {
  /** Account id (UUID). */
  user_id: string;
}
