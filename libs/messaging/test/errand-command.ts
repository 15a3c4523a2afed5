import { execFile } from 'node:child_process';

export interface Result {
  code: number;
  output: string;
  errors: string;
}

/** `npm run errand -- …`, on the broker at `url`. */
export function errand(args: string[], url: string): Promise<Result> {
  const env = { ...process.env, OPERATOR_BROKER_URL: url };
  return new Promise((resolve) => {
    execFile(process.execPath, ['scripts/errand.mjs', ...args], { env }, (error, output, errors) =>
      resolve({ code: Number(error?.code ?? 0), output, errors }),
    );
  });
}
