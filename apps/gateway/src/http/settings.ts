/** Injection token of the `GatewaySettings`. */
export const GATEWAY_SETTINGS = Symbol('GATEWAY_SETTINGS');
