import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Tests that need a running VS Code lie in client/test/suite and client/test/ui and have runners of their own.
    include: ['server/**/*.test.ts', 'client/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'client/test/suite/**', 'client/test/ui/**'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
