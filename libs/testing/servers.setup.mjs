// Files that run at the same time have a database and a broker each.
const pairs = JSON.parse(process.env.ERRAND_TEST_SERVERS ?? '[]');
Object.assign(process.env, pairs[Number(process.env.JEST_WORKER_ID) - 1]);
