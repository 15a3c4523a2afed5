import { isFree } from '../process/ports.mjs';
import { Problem } from '../problem.mjs';
import { isExternal } from '../servers/urls.mjs';
import { portOf, services } from '../services.mjs';

/**
 * Refuses to start when a port is not one, is given twice, or belongs to another program.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {string[]} names the services to start
 */
export async function checkPorts(env, names) {
  const wanted = [
    ...names.map((name) => ({ variable: services[name].portVariable, port: portOf(name, env) })),
    ...serverPorts(env),
  ];
  const problems = [];
  for (const [index, { variable, port }] of wanted.entries()) {
    const same = wanted.slice(0, index).find((other) => other.port === port);
    if (!Number.isInteger(port) || port < 1 || port > 65_535) {
      problems.push(`${variable} should be a port, a whole number from 1 to 65535.`);
    } else if (same) {
      problems.push(`${same.variable} and ${variable} are both ${port}: set one of them to another port.`);
    } else if (!(await isFree(port, env.HOST))) {
      problems.push(`Port ${port} is in use by another program: stop it, or set ${variable} to another port.`);
    }
  }
  if (problems.length > 0) throw new Problem(problems.join('\n'));
}

/** The database and the broker take any free port unless they are told one. */
function serverPorts(env) {
  const external = isExternal(env);
  return ['database', 'broker']
    .map((name) => ({ name, variable: `${name.toUpperCase()}_PORT` }))
    .filter(({ name, variable }) => env[variable] !== undefined && !external[name])
    .map(({ variable }) => ({ variable, port: Number(env[variable]) }));
}
