import { testModel } from '../support/visitor-model.ts';

// Many more stories: npm run test:faults.
testModel({ undisturbed: 5, lossy: 3 });
