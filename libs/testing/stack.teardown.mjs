export default async function teardown() {
  await globalThis.errandStack?.stop();
}
