import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const read = (name) => readFileSync(path(name), 'utf8');
const rules = parse(read('errand.rules.yml')).groups.flatMap((group) => group.rules);
const jobs = parse(read('prometheus.yml')).scrape_configs.map(({ job_name }) => job_name);
const dashboard = JSON.parse(read('errand.dashboard.json'));
const expressions = [
  ...rules.map(({ expr }) => expr),
  ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
];

/** Whether there is Prometheus' own check on this machine (Debian: prometheus). */
function promtool(...args) {
  try {
    return execFileSync('promtool', args, { encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw new Error(error.stdout + error.stderr, { cause: error });
  }
}

describe('the rules for Prometheus', () => {
  it('say whom they wake, what is wrong, and where it is written what to do', () => {
    const headings = [...readFileSync(path('../../docs/operations.md'), 'utf8').matchAll(/^##+ (.+)$/gm)];
    const places = headings.map(([, heading]) => `docs/operations.md#${heading.toLowerCase().replaceAll(' ', '-')}`);
    expect(rules.length).toBeGreaterThan(10);
    for (const { alert, labels, annotations } of rules) {
      expect(alert).toMatch(/^Errand[A-Z]\w+$/);
      expect(labels.severity).toMatch(/^(page|ticket)$/);
      expect(annotations.summary.length).toBeGreaterThan(10);
      expect(places).toContain(annotations.runbook);
    }
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
  });

  it('are well-formed, as Prometheus has it where it is installed', () => {
    expect(promtool('check', 'rules', path('errand.rules.yml')) ?? 'SUCCESS').toContain('SUCCESS');
    expect(promtool('check', 'config', path('prometheus.yml')) ?? 'SUCCESS').toContain('SUCCESS');
  });

  it('and the dashboard ask about jobs that Prometheus is told of, with brackets that close', () => {
    const asked = expressions.flatMap((expr) =>
      [...expr.matchAll(/job=~?"([^"]+)"/g)].flatMap(([, names]) => names.split('|')),
    );
    expect(asked.filter((name) => !jobs.includes(name))).toEqual([]);
    for (const expr of expressions) {
      for (const [open, close] of ['()', '[]', '{}']) expect(expr.split(open).length).toBe(expr.split(close).length);
    }
  });
});

describe('the dashboard for Grafana', () => {
  it('takes all of its panels from the source that is chosen, each in a place of its own', () => {
    const places = dashboard.panels.map(({ gridPos: { x, y } }) => `${x}/${y}`);
    expect(new Set(places).size).toBe(dashboard.panels.length);
    const [{ name, type }] = dashboard.templating.list;
    expect(type).toBe('datasource');
    for (const { datasource } of dashboard.panels)
      expect(datasource).toEqual({ type: 'prometheus', uid: `\${${name}}` });
  });
});
