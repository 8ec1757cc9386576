import { testRun } from './test-run';

export default async function stopProduct(): Promise<void> {
  await testRun.product?.stop();
}
