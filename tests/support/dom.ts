import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Only patience: a component that loads late on a busy machine makes a test slow, not wrong.
configure({ asyncUtilTimeout: 15_000 });
