export default async function stopDatabase(): Promise<void> {}
