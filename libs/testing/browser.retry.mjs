import { jest } from '@jest/globals';

// A browser on a busy machine now and then drops an order of its driver. What fails twice is broken; each failure is shown.
jest.retryTimes(1, { logErrorsBeforeRetry: true });
