/** A variable of the environment that cannot be used: which, and why. Never holds its value, which may be a secret. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  constructor(variable: string, why: string) {
    super(`${variable} ${why}`);
  }
}
